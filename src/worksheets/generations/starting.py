"""Start a generation, or join the one that an equal request has started."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

import msgspec

from cache.canonical import CanonicalTopic
from database.pool import Connection, Pool, transaction
from worksheets import idempotency
from worksheets.errors import GenerationNotFound, TooManyAtOnce
from worksheets.generations import store
from worksheets.generations.store import StateRow
from worksheets.idempotency import Repeat
from worksheets.keeping import scope_of, specification_key
from worksheets.model import GenerationState, WorksheetRequest


@dataclass(frozen=True, slots=True)
class Writer:
    """How a generation gets its job: `defer` puts it into the queue in the caller's transaction."""

    defer: Callable[[Connection, UUID], Awaitable[None]]
    at_once: int


async def join_or_start(
    pool: Pool, writer: Writer, request: WorksheetRequest, topic: CanonicalTopic, asker: str, repeat: Repeat | None
) -> GenerationState:
    """The generation under way for this request, on whichever machine, or a new one with its job.

    Raises TooManyAtOnce when a new one would be needed and the asker has `writer.at_once` already.
    """
    flight_key = _flight_key(request, topic)
    async with transaction(pool) as connection:
        row = await store.find_flight(connection, flight_key)
        if row is None:
            row = await _start(connection, writer, request, flight_key, asker)
        if repeat is not None:
            await idempotency.remember(connection, repeat, generation_id=row.id)
    return state_of(row)


async def _start(
    connection: Connection, writer: Writer, request: WorksheetRequest, flight_key: str, asker: str
) -> StateRow:
    if await store.count_under_way(connection, asker) >= writer.at_once:
        raise TooManyAtOnce(writer.at_once)
    id = uuid4()
    if await store.insert(connection, id, request, flight_key, asker):
        await writer.defer(connection, id)
        row = await store.find(connection, id)
    else:  # an equal request came in between the two statements
        row = await store.find_flight(connection, flight_key)
    if row is None:
        raise GenerationNotFound(id)
    return row


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


def _flight_key(request: WorksheetRequest, topic: CanonicalTopic) -> str:
    """Equal for requests that one worksheet answers; a digest, since notes may be long."""
    parts = (scope_of(request), topic.key, specification_key(request), request.notes)
    return sha256(msgspec.json.encode(parts)).hexdigest()
