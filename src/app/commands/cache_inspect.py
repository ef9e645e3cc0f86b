"""`tetrad cache inspect`: how a topic is read, what lies near it, and why that is served or not."""

from collections.abc import Iterator

import msgspec

from app.commands.cache_ground import on_the_cache
from app.embedders import closing_embedder
from app.settings import Settings
from cache.inspection.inspect import Inspection
from cache.inspection.inspect import inspect as look
from cache.model import Scope
from cache.semantic_cache import SemanticCache
from database.pool import Pool


def inspect(settings: Settings, topic: str, scope: Scope, *, as_json: bool) -> None:
    """Print what a request for this topic meets."""

    async def work(pool: Pool) -> Inspection:
        async with closing_embedder(settings.embedder) as embedder:
            return await look(pool, SemanticCache(pool, embedder), topic, scope)

    seen = on_the_cache(settings, work)
    print(msgspec.json.encode(seen).decode() if as_json else "\n".join(_lines(seen)))


def _lines(seen: Inspection) -> Iterator[str]:
    yield f"tokens: {' · '.join(seen.tokens) or 'none'}"
    yield f"key: {seen.key or 'none, so nothing can be found'}"
    yield f"embedded as: {seen.embedded}"
    if seen.grade is not None or seen.count is not None:
        yield f"lifted out of the text: grade {seen.grade or '-'}, count {seen.count or '-'}"
    for named in seen.named:
        if named.alias_id is None:
            yield f"this key is topic {named.topic_id}: {named.topic}"
        else:
            told = f"{named.source} by {named.model}" if named.model else str(named.source)
            yield f"alias {named.alias_id} ({told}) of topic {named.topic_id}: {named.topic}"
    if not seen.named:
        yield "no topic and no alias has this key"
    for near in seen.neighbours:
        verdict = "the same" if near.refusal is None else f"refused: {near.refusal}"
        yield f"  {near.similarity:.4f}  topic {near.topic_id}: {near.topic} ({verdict})"
    for item in seen.items:
        withdrawn = ", withdrawn" if item.quarantined_at else ""
        yield (
            f"  worksheet {item.item_id} for {item.specification}: edition {item.edition or 'none'}, {item.hits} hits, "
            f"until {item.expires_at:%Y-%m-%d}{withdrawn}"
        )
