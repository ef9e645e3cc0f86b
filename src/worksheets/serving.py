"""From what is stored to what is served: recognise the topic, read the worksheet, remember the answer."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from msgspec.structs import replace

from cache.model import Found, Scope, Wanted
from worksheets import idempotency, keeping, store
from worksheets.errors import WorksheetNotFound
from worksheets.idempotency import Repeat
from worksheets.model import CachePolicy, GenerationState, StoredWorksheet, WorksheetRequest
from worksheets.origin import first_served, found_in_cache
from worksheets.sources import Asker, Outcome, Served, Sources

Find = Callable[[str, Scope, Wanted], Awaitable[Found | None]]


async def recognise(request: WorksheetRequest, asker: Asker, sources: Sources, find: Find) -> Found | None:
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


def as_recognised(request: WorksheetRequest, found: Found | None) -> WorksheetRequest:
    """The request in the words of the stored topic that its worksheet will hang on: others get what these words ask."""
    if found is None or not keeping.may_be_shared(request):
        return request
    return replace(request, topic=found.matched_topic)


async def from_cache(found: Found | None, sources: Sources) -> Served | None:
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


async def finished(state: GenerationState, sources: Sources) -> Outcome:
    return state if state.worksheet_id is None else await read(state.worksheet_id, sources)


async def remember(repeat: Repeat | None, served: Served, sources: Sources) -> None:
    if repeat is not None:
        async with sources.pool.connection() as connection:
            await idempotency.remember(connection, repeat, worksheet_id=served.worksheet_id)
