"""The way of one request: from the cheapest source that can serve it."""

from dataclasses import dataclass, field
from uuid import UUID

from cache import canonical
from cache.canonical import CanonicalTopic
from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction
from questions.model import Subject
from worksheets import computing, idempotency, keeping, store
from worksheets.errors import NothingCanServe, NotStored, WorksheetNotFound
from worksheets.generations import starting
from worksheets.generations.starting import Writer
from worksheets.idempotency import Repeat
from worksheets.model import CachePolicy, GenerationState, StoredWorksheet, WorksheetRequest
from worksheets.origin import first_served, found_in_cache
from worksheets.recent import RecentWorksheets


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking, as limits count them. `key` names nobody: it is a digest of the address.

    `viewer` is a digest of the account or API key that is never given the same worksheet twice; None for a visitor.
    """

    key: str
    viewer: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a worksheet can come from. `model_name` is None when no model is configured."""

    pool: Pool
    cache: SemanticCache
    writer: Writer | None
    recent: RecentWorksheets = field(default_factory=RecentWorksheets)


@dataclass(frozen=True, slots=True)
class Served:
    """A worksheet that is there: `document` is the JSON of `worksheets.model.Worksheet`."""

    worksheet_id: UUID
    document: bytes


Outcome = Served | GenerationState


async def answer(request: WorksheetRequest, asker: Asker, sources: Sources, repeat: Repeat | None = None) -> Outcome:
    """Serve the request from the cheapest source that can; start a generation when none can.

    Raises NotStored, NothingCanServe, SpecificationImpossible, TooManyAtOnce, IdempotencyKeyReused.
    """
    if repeat is not None and (before := await _answered_before(repeat, sources)) is not None:
        return before
    if (served := await _from_cache(request, asker, sources)) is not None:
        await _remember(repeat, served, sources)
        return served
    if request.cache is CachePolicy.ONLY:
        raise NotStored
    topic = canonical.read(request.topic, request.language)
    if (computed := await _computed(request, topic, sources, repeat)) is not None:
        return computed
    if sources.writer is None:
        raise await _nothing_can_serve(request, sources)
    return await starting.join_or_start(sources.pool, sources.writer, request, topic, asker.key, repeat)


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
    state = await starting.state(sources.pool, generation_id)
    return state if state.worksheet_id is None else await read(state.worksheet_id, sources)


async def _from_cache(request: WorksheetRequest, asker: Asker, sources: Sources) -> Served | None:
    if request.cache is CachePolicy.REFRESH or not keeping.may_be_found(request):
        return None
    wanted = keeping.wanted_by(request, asker.viewer)
    found = await sources.cache.find(request.topic, keeping.scope_of(request), wanted)
    if found is None or found.item_id is None:
        return None
    worksheet = await _shared(found.item_id, sources)
    return None if worksheet is None else Served(worksheet.id, found_in_cache(worksheet, found))


async def _shared(worksheet_id: UUID, sources: Sources) -> StoredWorksheet | None:
    if (recent := sources.recent.get(worksheet_id)) is not None:
        return recent
    async with sources.pool.connection() as connection:
        worksheet = await store.find_worksheet(connection, worksheet_id)
    if worksheet is not None:
        sources.recent.put(worksheet)
    return worksheet


async def _computed(
    request: WorksheetRequest, topic: CanonicalTopic, sources: Sources, repeat: Repeat | None
) -> Served | None:
    # Notes are wishes in free words, which only a model can follow.
    if request.notes or request.subject not in (None, Subject.MATHEMATICS):
        return None
    worksheet = await computing.compute(request, topic, refuse=sources.writer is None)
    if worksheet is None:
        return None
    async with transaction(sources.pool) as connection:
        await keeping.keep(connection, sources.cache, request, worksheet)
        if repeat is not None:
            await idempotency.remember(connection, repeat, worksheet_id=worksheet.id)
    return Served(worksheet.id, first_served(worksheet))


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
