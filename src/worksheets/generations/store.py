"""SQL of generations and their events."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.types.json import Jsonb

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.editing.model import Edit
from worksheets.model import GenerationStatus, Problem, WorksheetRequest


class StateRow(Struct, frozen=True):
    """A generation as its watchers see it."""

    id: UUID
    status: GenerationStatus
    stage: str
    worksheet_id: UUID | None
    problem: Problem | None


class EventRow(Struct, frozen=True):
    sequence: int
    event: str
    data: str


class IdRow(Struct, frozen=True):
    id: UUID


class CountRow(Struct, frozen=True):
    count: int


INSERT = Statement(
    """
    insert into generations (id, request, flight_key, flight_group, asker, viewers, topic_id, topic, edit)
    values (%(id)s, %(request)s, %(flight_key)s, %(flight_group)s, %(asker)s, %(viewers)s, %(topic_id)s, %(topic)s,
            %(edit)s)
    on conflict (flight_key) where status in ('queued', 'running') do nothing
    returning id
    """,
    IdRow,
)

FIND_FLIGHT = Statement(
    """
    select id, status, stage, worksheet_id, problem
    from generations
    where flight_key = %(flight_key)s
      and status in ('queued', 'running')
    """,
    StateRow,
)

FIND = Statement(
    """
    select id, status, stage, worksheet_id, problem
    from generations
    where id = %(id)s
    """,
    StateRow,
)

LOCK = Statement(
    """
    select id, status, stage, worksheet_id, problem
    from generations
    where id = %(id)s
    for update
    """,
    StateRow,
)

COUNT_UNDER_WAY = Statement(
    """
    select count(*) as count
    from generations
    join generation_riders on generation_id = id and generation_riders.asker = generations.asker
    where generations.asker = %(asker)s
      and status in ('queued', 'running')
      and left_at is null
    """,
    CountRow,
)

FAIL = Command("""
    update generations
    set status = 'failed', stage = 'failed', checkpoint = null, problem = %(problem)s, finished_at = clock_timestamp()
    where id = %(id)s
      and status in ('queued', 'running')
      and attempt = coalesce(%(attempt)s, attempt)
""")

CANCEL = Command("""
    update generations
    set status = 'cancelled', stage = 'cancelled', checkpoint = null, finished_at = clock_timestamp()
    where id = %(id)s
      and status in ('queued', 'running')
""")

FIND_ABANDONED = Statement(
    """
    select id
    from generations
    where status in ('queued', 'running')
      and created_at < now() - make_interval(secs => %(seconds)s)
    """,
    IdRow,
)

INSERT_EVENT = Command("""
    insert into generation_events (generation_id, sequence, event, data)
    select %(id)s, coalesce(max(sequence), 0) + 1, %(event)s, %(data)s
    from generation_events
    where generation_id = %(id)s
""")

FIND_EVENTS = Statement(
    """
    select sequence, event, data::text as data
    from generation_events
    where generation_id = %(id)s
      and sequence > %(after)s
    order by sequence
    """,
    EventRow,
)

DELETE_OLD = Command("""
    delete from generations
    where finished_at < now() - interval '7 days'
""")


class NewGeneration(Struct, frozen=True):
    """What a generation is started with."""

    id: UUID
    request: WorksheetRequest
    flight_key: str
    flight_group: str
    asker: str
    viewer: str | None
    topic_id: int | None = None
    topic: str | None = None
    edit: Edit | None = None


async def insert(connection: Connection, new: NewGeneration) -> bool:
    """Start a generation unless an equal one is under way; whether it was started."""
    parameters = {
        "id": new.id,
        "request": _jsonb(new.request),
        "flight_key": new.flight_key,
        "flight_group": new.flight_group,
        "asker": new.asker,
        "viewers": [] if new.viewer is None else [new.viewer],
        "topic_id": new.topic_id,
        "topic": new.topic,
        "edit": None if new.edit is None else _jsonb(new.edit),
    }
    return await INSERT.fetch_optional(connection, parameters) is not None


async def find_flight(connection: Connection, flight_key: str) -> StateRow | None:
    """The generation under way for equal requests."""
    return await FIND_FLIGHT.fetch_optional(connection, {"flight_key": flight_key})


async def find(connection: Connection, id: UUID) -> StateRow | None:
    """The generation with this id."""
    return await FIND.fetch_optional(connection, {"id": id})


async def lock(connection: Connection, id: UUID) -> StateRow | None:
    """The generation with this id, which nobody else joins, carries on or ends until the transaction is over."""
    return await LOCK.fetch_optional(connection, {"id": id})


async def count_under_way(connection: Connection, asker: str) -> int:
    """How many generations that this asker has started, and still waits for, are queued or running."""
    return (await COUNT_UNDER_WAY.fetch_one(connection, {"asker": asker})).count


async def fail(connection: Connection, id: UUID, problem: Problem, attempt: int | None = None) -> bool:
    """End the generation without a worksheet; False when it is over already, or in another attempt than this."""
    return await FAIL.execute(connection, {"id": id, "problem": _jsonb(problem), "attempt": attempt}) == 1


async def cancel(connection: Connection, id: UUID) -> bool:
    """End the generation since nobody waits for it any more; False when it is over already."""
    return await CANCEL.execute(connection, {"id": id}) == 1


async def find_abandoned(connection: Connection, seconds: float) -> list[UUID]:
    """Generations that have been under way for longer than any may take."""
    return [row.id for row in await FIND_ABANDONED.fetch_all(connection, {"seconds": seconds})]


async def append_event(connection: Connection, id: UUID, event: str, data: Struct | dict[str, object]) -> None:
    """Add an event; a trigger wakes whoever watches, on any machine, when the transaction commits."""
    await INSERT_EVENT.execute(connection, {"id": id, "event": event, "data": _jsonb(data)})


async def find_events(connection: Connection, id: UUID, after: int) -> list[EventRow]:
    """The events of a generation that follow the event `after`, oldest first. `data` is JSON."""
    return await FIND_EVENTS.fetch_all(connection, {"id": id, "after": after})


async def delete_old(connection: Connection) -> int:
    """Forget generations that ended a week ago, with their events."""
    return await DELETE_OLD.execute(connection)


def _jsonb(value: Any) -> Jsonb:
    return Jsonb(value, dumps=msgspec.json.encode)
