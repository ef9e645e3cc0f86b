"""`tetrad cache stats`: how much the cache holds, of what, and what is still to be brought up to date."""

from collections.abc import Iterator, Sequence

import msgspec

from app.commands.cache_ground import on_the_cache
from app.embedders import embedder_of
from app.settings import Settings
from cache.inspection.stats import Stats, read_stats
from cache.inspection.store import PartRow


def stats(settings: Settings, *, as_json: bool) -> None:
    """Print the figures on stdout."""
    name = embedder_of(settings.embedder).name
    figures = on_the_cache(settings, lambda pool: read_stats(pool, name))
    print(msgspec.json.encode(figures).decode() if as_json else "\n".join(_lines(figures)))


def _lines(figures: Stats) -> Iterator[str]:
    counts, waiting = figures.counts, figures.waiting
    yield f"{counts.topics} topics, {counts.items} worksheets ({counts.variants} of them variants), {counts.hits} hits"
    yield f"{counts.expired_items} of them expired, {counts.quarantined_items} withdrawn"
    yield f"{counts.pairs} pairs of topics reported as different"
    yield f"aliases: {_parts(figures.aliases)}"
    yield f"canonical form {figures.epoch}; topics by form: {_parts(figures.epochs)}"
    yield f"embedder {figures.embedder}; vectors by embedder: {_parts(figures.embedders)}"
    yield f"editions: {_parts(figures.editions)}"
    yield (
        f"to be read again: {waiting.topics} topics, {waiting.aliases} aliases, {waiting.pairs} pairs; "
        f"to be embedded: {waiting.vectors}"
    )
    for scope in figures.scopes:
        subject = scope.subject or "no subject"
        yield f"  {scope.language} {subject}: {scope.topics} topics, {scope.items} worksheets, {scope.hits} hits"
    for size in figures.sizes:
        yield f"  {size.name}: {size.bytes / 1e6:.1f} MB, {size.index_bytes / 1e6:.1f} MB of it indexes"


def _parts(rows: Sequence[PartRow]) -> str:
    return ", ".join(f"{row.name or 'none'} {row.count}" for row in rows) or "none"
