"""The way of one request: from the cheapest source that can serve it."""

from uuid import UUID

from cache import canonical
from worksheets import idempotency
from worksheets.errors import NotStored
from worksheets.flights import joining
from worksheets.flights import store as flights_store
from worksheets.flights.joining import Wish
from worksheets.generations import starting
from worksheets.idempotency import Repeat
from worksheets.making import make
from worksheets.model import CachePolicy, GenerationState, WorksheetRequest
from worksheets.serving import as_recognised, finished, from_cache, read, recognise, remember
from worksheets.source_texts.attaching import attach
from worksheets.sources import Asker, Outcome, Served, Sources


async def answer(request: WorksheetRequest, asker: Asker, sources: Sources, repeat: Repeat | None = None) -> Outcome:
    """Serve the request from the cheapest source that can; start a generation when none can.

    Raises NotStored, NothingCanServe, UnfitForSchool, SpecificationImpossible, TooManyAtOnce, IdempotencyKeyReused, and
    for a source text SourceNotFound or TextUnreadable.
    """
    if repeat is not None and (before := await _answered_before(repeat, sources)) is not None:
        return before
    request = await attach(request, asker, sources)
    has_waited = False
    while True:
        found = await recognise(request, asker, sources, sources.cache.find)
        if (served := await from_cache(found, sources)) is not None:
            await remember(repeat, served, sources)
            return served
        if request.cache is CachePolicy.ONLY:
            raise NotStored
        meant = as_recognised(request, found)
        wish = Wish(meant, canonical.read(meant.topic, meant.language), asker.key, asker.viewer)
        if (state := await _under_way(wish, sources, repeat)) is not None:
            return state
        if has_waited:  # whoever came first has left nothing to share
            return await make(wish, asker, sources, found, repeat)
        async with sources.turns.take(joining.turn_of(wish)) as turn:
            if turn.is_mine:
                turn.got = await make(wish, asker, sources, found, repeat)
                return turn.got
        if turn.got is not None and asker.viewer is None and repeat is None and await _shared(turn.got, asker, sources):
            return turn.got
        has_waited = True


async def at_once(request: WorksheetRequest, asker: Asker, sources: Sources) -> Served | None:
    """The worksheet stored under the request's very words, by one statement; None when only `answer` can tell."""
    if request.cache is CachePolicy.REFRESH:
        return None
    return await from_cache(await recognise(request, asker, sources, sources.cache.find_named), sources)


async def _answered_before(repeat: Repeat, sources: Sources) -> Outcome | None:
    before = await idempotency.answered_before(sources.pool, repeat)
    if before is None:
        return None
    if before.worksheet_id is not None:
        return await read(before.worksheet_id, sources)
    return await finished_or_state(before.generation_id, sources) if before.generation_id is not None else None


async def finished_or_state(generation_id: UUID, sources: Sources) -> Outcome:
    """The worksheet of a finished generation, else how far it is."""
    return await finished(await starting.state(sources.pool, generation_id), sources)


async def _shared(got: Outcome, asker: Asker, sources: Sources) -> bool:
    """Whether what another request got is this asker's too; a generation may have been cancelled meanwhile."""
    if not isinstance(got, GenerationState):
        return True
    async with sources.pool.connection() as connection:
        return await flights_store.ride(connection, got.id, asker.key)


async def _under_way(wish: Wish, sources: Sources, repeat: Repeat | None) -> Outcome | None:
    """What is being written for an equivalent wish."""
    if sources.writer is None:
        return None
    state = await starting.join(sources.pool, sources.cache, sources.writer, wish, repeat)
    return None if state is None else await finished(state, sources)
