"""`Prefer: wait` for several worksheets at once."""

from collections.abc import Sequence
from time import monotonic

from worksheets.editing.model import Variant
from worksheets.generations import starting
from worksheets.generations.feed import Feed
from worksheets.sources import Sources


async def wait_for_all(variants: Sequence[Variant], feed: Feed, sources: Sources, seconds: float) -> list[Variant]:
    """How each of them stands when all are over, or after `seconds`."""
    end = monotonic() + seconds
    return [await _waited_for(variant, feed, sources, end) for variant in variants]


async def _waited_for(variant: Variant, feed: Feed, sources: Sources, end: float) -> Variant:
    if variant.generation is None:
        return variant
    async for _ in feed.events(variant.generation.id, 0, end - monotonic()):
        pass
    state = await starting.state(sources.pool, variant.generation.id)
    if state.worksheet_id is not None:
        return Variant(variant.label, worksheet_id=state.worksheet_id)
    return Variant(variant.label, generation=state)
