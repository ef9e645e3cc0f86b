"""Start a generation, or join the one that an equivalent request has started."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from cache.model import Found
from cache.semantic_cache import SemanticCache
from database.pool import Connection, Pool, transaction
from worksheets import idempotency
from worksheets.errors import GenerationNotFound, TooManyAtOnce
from worksheets.flights import joining
from worksheets.flights import store as flights_store
from worksheets.flights.joining import Wish
from worksheets.generations import store
from worksheets.generations.store import NewGeneration, StateRow
from worksheets.idempotency import Repeat
from worksheets.model import GenerationState


@dataclass(frozen=True, slots=True)
class Writer:
    """How a generation gets its job: `ensure` queues it in the caller's transaction, unless it has one."""

    ensure: Callable[[Connection, UUID], Awaitable[None]]
    at_once: int


async def join(
    pool: Pool, cache: SemanticCache, writer: Writer, wish: Wish, repeat: Repeat | None
) -> GenerationState | None:
    """The generation for this wish, on whichever machine it is under way, or None.

    It may have ended already, a moment ago. One statement for a visitor who joins.
    """
    async with pool.connection() as connection:
        row = await _join(connection, cache, writer, wish)
        return None if row is None else await _remembered(connection, row, repeat)


async def join_or_start(
    pool: Pool, cache: SemanticCache, writer: Writer, wish: Wish, found: Found | None, repeat: Repeat | None
) -> GenerationState:
    """The same, or a new generation with its job; of all who come here at once only one starts it.

    A new one may take questions of the topic `found`.
    Raises TooManyAtOnce when a new one would be needed and the asker has `writer.at_once` already.
    """
    async with transaction(pool) as connection:
        await joining.lock(connection, wish.request)
        row = await _join(connection, cache, writer, wish) or await _start(connection, writer, wish, found)
        return await _remembered(connection, row, repeat)


async def _join(connection: Connection, cache: SemanticCache, writer: Writer, wish: Wish) -> StateRow | None:
    flight = await joining.join(connection, cache, wish)
    if flight is None:
        return None
    if flight.worksheet_id is None and flight.is_late:
        await writer.ensure(connection, flight.id)  # its job may have been lost
    return StateRow(flight.id, flight.status, flight.stage, flight.worksheet_id, None)


async def _start(connection: Connection, writer: Writer, wish: Wish, found: Found | None) -> StateRow:
    new = NewGeneration(
        id=uuid4(),
        request=wish.request,
        flight_key=joining.flight_key(wish),
        flight_group=joining.group_of(wish.request),
        asker=wish.asker,
        viewer=wish.viewer,
        topic_id=found and found.topic_id,
        topic=found and found.matched_topic,
    )
    return await start(connection, writer, new)


async def start(connection: Connection, writer: Writer, new: NewGeneration) -> StateRow:
    """The new generation with its job, and its asker on board. Raises TooManyAtOnce."""
    if await store.count_under_way(connection, new.asker) >= writer.at_once:
        raise TooManyAtOnce(writer.at_once)
    if await store.insert(connection, new):
        await writer.ensure(connection, new.id)
        row = await store.find(connection, new.id)
    else:  # its topic has been reported as different from itself, or an older version of the service started it
        row = await store.find_flight(connection, new.flight_key)
    if row is None:
        raise GenerationNotFound(new.id)
    await flights_store.ride(connection, row.id, new.asker)
    return row


async def _remembered(connection: Connection, row: StateRow, repeat: Repeat | None) -> GenerationState:
    if repeat is not None:
        await idempotency.remember(connection, repeat, generation_id=row.id)
    return state_of(row)


async def state(pool: Pool, generation_id: UUID) -> GenerationState:
    """How far the generation is. Raises GenerationNotFound."""
    async with pool.connection() as connection:
        row = await store.find(connection, generation_id)
    if row is None:
        raise GenerationNotFound(generation_id)
    return state_of(row)


def state_of(row: StateRow) -> GenerationState:
    """The row as the API shows it."""
    return GenerationState(
        id=row.id,
        status=row.status,
        stage=row.stage,
        events=f"/api/v1/generations/{row.id}/events",
        worksheet_id=row.worksheet_id,
        problem=row.problem,
    )
