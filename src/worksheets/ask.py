"""The way of one request: from the cheapest source that can serve it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

from msgspec.structs import replace

from cache import canonical
from cache.judging.judge import Judge
from cache.model import Found, Scope, Wanted
from cache.semantic_cache import SemanticCache
from database.pool import Connection, Pool, transaction
from questions.model import Subject
from worksheets import assembling, computing, idempotency, keeping, store
from worksheets.errors import NothingCanServe, NotStored, WorksheetNotFound
from worksheets.flights import joining
from worksheets.flights.joining import Wish
from worksheets.flights.turns import Turns
from worksheets.generations import starting
from worksheets.generations.starting import Starter, Writer
from worksheets.idempotency import Repeat
from worksheets.keeping import Made
from worksheets.model import CachePolicy, GenerationState, StoredWorksheet, WorksheetRequest
from worksheets.origin import assembled, first_served, found_in_cache
from worksheets.recent import RecentWorksheets


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking, as limits count them. `key` names nobody: it is a digest of the address.

    `viewer` is a digest of the account or API key that is never given the same worksheet twice; None for a visitor.
    """

    key: str
    viewer: str | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """A worksheet that is there: `document` is the JSON of `worksheets.model.Worksheet`."""

    worksheet_id: UUID
    document: bytes


Outcome = Served | GenerationState


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a worksheet can come from. `writer` and `judge` are None when no model is configured."""

    pool: Pool
    cache: SemanticCache
    writer: Writer | None
    judge: Judge | None = None
    recent: RecentWorksheets = field(default_factory=RecentWorksheets)
    turns: Turns[Outcome] = field(default_factory=Turns[Outcome])


@dataclass(frozen=True, slots=True)
class Making:
    """What has to be known to make a worksheet. `found` is the stored topic that the wish means."""

    wish: Wish
    asker: Asker
    sources: Sources
    found: Found | None
    repeat: Repeat | None


Find = Callable[[str, Scope, Wanted], Awaitable[Found | None]]


async def answer(request: WorksheetRequest, asker: Asker, sources: Sources, repeat: Repeat | None = None) -> Outcome:
    """Serve the request from the cheapest source that can; start a generation when none can.

    Raises NotStored, NothingCanServe, SpecificationImpossible, TooManyAtOnce, IdempotencyKeyReused.
    """
    if repeat is not None and (before := await _answered_before(repeat, sources)) is not None:
        return before
    has_waited = False
    while True:
        found = await _recognise(request, asker, sources, sources.cache.find)
        if (served := await _from_cache(found, sources)) is not None:
            await _remember(repeat, served, sources)
            return served
        if request.cache is CachePolicy.ONLY:
            raise NotStored
        meant = _as_recognised(request, found)
        wish = Wish(meant, canonical.read(meant.topic, meant.language), asker.viewer)
        if (state := await _under_way(wish, sources, repeat)) is not None:
            return state
        if has_waited:  # whoever came first has left nothing to share
            return await _made(wish, asker, sources, found, repeat)
        async with sources.turns.take(joining.turn_of(wish)) as turn:
            if turn.is_mine:
                turn.got = await _made(wish, asker, sources, found, repeat)
                return turn.got
        if turn.got is not None and asker.viewer is None and repeat is None:
            return turn.got
        has_waited = True


async def at_once(request: WorksheetRequest, asker: Asker, sources: Sources) -> Served | None:
    """The worksheet stored under the request's very words, by one statement; None when only `answer` can tell."""
    if request.cache is CachePolicy.REFRESH:
        return None
    return await _from_cache(await _recognise(request, asker, sources, sources.cache.find_named), sources)


async def read(worksheet_id: UUID, sources: Sources) -> Served:
    """The worksheet with this id, or WorksheetNotFound."""
    return Served(worksheet_id, first_served(await stored(worksheet_id, sources)))


async def stored(worksheet_id: UUID, sources: Sources) -> StoredWorksheet:
    """The worksheet as it is kept, or WorksheetNotFound."""
    async with sources.pool.connection() as connection:
        found = await store.find_worksheet(connection, worksheet_id)
    if found is None:
        raise WorksheetNotFound(worksheet_id)
    return found


async def _remember(repeat: Repeat | None, served: Served, sources: Sources) -> None:
    if repeat is not None:
        async with sources.pool.connection() as connection:
            await idempotency.remember(connection, repeat, worksheet_id=served.worksheet_id)


async def _answered_before(repeat: Repeat, sources: Sources) -> Outcome | None:
    before = await idempotency.answered_before(sources.pool, repeat)
    if before is None:
        return None
    if before.worksheet_id is not None:
        return await read(before.worksheet_id, sources)
    return await finished_or_state(before.generation_id, sources) if before.generation_id is not None else None


async def finished_or_state(generation_id: UUID, sources: Sources) -> Outcome:
    """The worksheet of a finished generation, else how far it is."""
    return await _finished(await starting.state(sources.pool, generation_id), sources)


async def _recognise(request: WorksheetRequest, asker: Asker, sources: Sources, find: Find) -> Found | None:
    """The stored topic that the request means; its item, if there is one, has been noted as given to the asker."""
    if not keeping.may_be_found(request):
        return None
    scope, wanted = keeping.scope_of(request), keeping.wanted_by(request, asker.viewer)
    if request.cache is CachePolicy.REFRESH:
        async with sources.pool.connection() as connection:
            found = await sources.cache.find_again(connection, request.topic, scope, wanted)
        return None if found is None else replace(found, item_id=None)
    while True:
        found = await find(request.topic, scope, wanted)
        if found is None or found.item_id is None or asker.viewer is None:
            return found
        async with sources.pool.connection() as connection:
            # Another request of the same viewer may have been given it since.
            if await sources.cache.mark_seen(connection, asker.viewer, found.item_id):
                return found
        find = sources.cache.find


async def _under_way(wish: Wish, sources: Sources, repeat: Repeat | None) -> Outcome | None:
    """What is being written for an equivalent wish."""
    if sources.writer is None:
        return None
    state = await starting.join(sources.pool, sources.cache, sources.writer, wish, repeat)
    return None if state is None else await _finished(state, sources)


async def _made(wish: Wish, asker: Asker, sources: Sources, found: Found | None, repeat: Repeat | None) -> Outcome:
    """Put together, computed, judged to be the same as something stored, or begun to be written."""
    making = Making(wish, asker, sources, found, repeat)
    served = await _assembled(making) or await _computed(making)
    if served is not None:
        return served
    if sources.writer is None:
        raise await _nothing_can_serve(wish.request, sources)
    if found is None and sources.judge is not None and _may_be_judged(wish.request):
        found = await _recognise(wish.request, asker, sources, sources.judge.find)
        if found is not None:
            return await _made_as_judged(wish, asker, sources, found, repeat)
    starter = Starter(asker.key, found)
    state = await starting.join_or_start(sources.pool, sources.cache, sources.writer, wish, starter, repeat)
    return await _finished(state, sources)


async def _made_as_judged(wish: Wish, asker: Asker, sources: Sources, found: Found, repeat: Repeat | None) -> Outcome:
    if (served := await _from_cache(found, sources)) is not None:
        await _remember(repeat, served, sources)
        return served
    request = _as_recognised(wish.request, found)
    meant = Wish(request, canonical.read(request.topic, request.language), wish.viewer)
    return await _made(meant, asker, sources, found, repeat)


async def _finished(state: GenerationState, sources: Sources) -> Outcome:
    return state if state.worksheet_id is None else await read(state.worksheet_id, sources)


def _may_be_judged(request: WorksheetRequest) -> bool:
    """Only what looks like a topic is put to a model's vote, which is remembered for everybody."""
    return request.cache is CachePolicy.PREFER and keeping.may_be_shared(request)


def _as_recognised(request: WorksheetRequest, found: Found | None) -> WorksheetRequest:
    """The request in the words of the stored topic that its worksheet will hang on: others get what these words ask."""
    if found is None or not keeping.may_be_shared(request):
        return request
    return replace(request, topic=found.matched_topic)


async def _from_cache(found: Found | None, sources: Sources) -> Served | None:
    if found is None or found.item_id is None:
        return None
    worksheet = await _shared(found.item_id, sources)
    if worksheet is None:
        await sources.cache.forget(found.item_id)
        return None
    sources.cache.usage.count(worksheet.id)
    return Served(worksheet.id, found_in_cache(worksheet, found))


async def _shared(worksheet_id: UUID, sources: Sources) -> StoredWorksheet | None:
    if (recent := sources.recent.get(worksheet_id)) is not None:
        return recent
    async with sources.pool.connection() as connection:
        worksheet = await store.find_worksheet(connection, worksheet_id)
    if worksheet is not None:
        sources.recent.put(worksheet)
    return worksheet


async def _assembled(making: Making) -> Served | None:
    wish, sources, found = making.wish, making.sources, making.found
    # A worksheet of the same questions would not be a fresh one.
    if found is None or wish.request.cache is CachePolicy.REFRESH:
        return None
    made = await assembling.assemble(sources.pool, wish.request, found, wish.viewer)
    if made is None:
        return None
    return await _keep(making, made) or Served(made.worksheet.id, assembled(made.worksheet, found))


async def _computed(making: Making) -> Served | None:
    request = making.wish.request
    # Notes are wishes in free words, which only a model can follow.
    if request.notes or request.subject not in (None, Subject.MATHEMATICS):
        return None
    made = await computing.compute(request, making.wish.topic, refuse=making.sources.writer is None)
    if made is None:
        return None
    return await _keep(making, made) or Served(made.worksheet.id, first_served(made.worksheet))


async def _keep(making: Making, made: Made) -> Served | None:
    """Keep what was made; when an equivalent request has stored one meanwhile, that one is served instead."""
    request, viewer, sources = making.wish.request, making.wish.viewer, making.sources
    async with transaction(sources.pool) as connection:
        meanwhile = await _stored_meanwhile(connection, request, making.asker, sources)
        if meanwhile is None or meanwhile.item_id is None:
            topic = None if making.found is None else making.found.matched_topic
            await keeping.keep(connection, sources.cache, request, made, topic)
        worksheet_id = (meanwhile and meanwhile.item_id) or made.worksheet.id
        if viewer is not None:
            await sources.cache.mark_seen(connection, viewer, worksheet_id)
        if making.repeat is not None:
            await idempotency.remember(connection, making.repeat, worksheet_id=worksheet_id)
    return await _from_cache(meanwhile, sources)


async def _stored_meanwhile(
    connection: Connection, request: WorksheetRequest, asker: Asker, sources: Sources
) -> Found | None:
    """What the cache finds now that no equivalent request can be storing."""
    if request.cache is CachePolicy.REFRESH:
        return None
    await joining.lock(connection, request)
    wanted = keeping.wanted_by(request, asker.viewer)
    return await sources.cache.find_again(connection, request.topic, keeping.scope_of(request), wanted)


async def _nothing_can_serve(request: WorksheetRequest, sources: Sources) -> NothingCanServe:
    if request.notes:
        detail = "Notes need a language model, and none is configured. Remove the notes, or set OPENAI_API_KEY."
    else:
        detail = (
            "Nothing stored or computable covers this topic, and no language model is configured to write it. "
            "Choose one of the nearest topics, or set OPENAI_API_KEY (or OPENAI_BASE_URL) and OPENAI_MODEL."
        )
    nearest = await sources.cache.nearest(request.topic, keeping.scope_of(request), limit=5)
    return NothingCanServe(detail, nearest + computing.near_topics(request, known=nearest))
