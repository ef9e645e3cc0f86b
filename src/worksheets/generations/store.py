"""SQL of generations and their events."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.types.json import Jsonb

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.model import GenerationStatus, Problem, WorksheetRequest


class StateRow(Struct, frozen=True):
    """A generation as its watchers see it."""

    id: UUID
    status: GenerationStatus
    stage: str
    worksheet_id: UUID | None
    problem: Problem | None


class WorkRow(Struct, frozen=True):
    """A generation as the job that carries it on sees it. `topic` is the stored one that the request means."""

    request: WorksheetRequest
    asker: str
    topic_id: int | None
    topic: str | None
    viewers: tuple[str, ...]


class EventRow(Struct, frozen=True):
    sequence: int
    event: str
    data: str


class IdRow(Struct, frozen=True):
    id: UUID


class ViewersRow(Struct, frozen=True):
    viewers: tuple[str, ...]


class CountRow(Struct, frozen=True):
    count: int


INSERT = Statement(
    """
    insert into generations (id, request, flight_key, flight_group, asker, viewers, topic_id, topic)
    values (%(id)s, %(request)s, %(flight_key)s, %(flight_group)s, %(asker)s, %(viewers)s, %(topic_id)s, %(topic)s)
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

COUNT_UNDER_WAY = Statement(
    """
    select count(*) as count
    from generations
    where asker = %(asker)s
      and status in ('queued', 'running')
    """,
    CountRow,
)

CLAIM = Statement(
    """
    update generations
    set status = 'running'
    where id = %(id)s
      and status in ('queued', 'running')
    returning request, asker, topic_id, topic, viewers
    """,
    WorkRow,
)

SET_STAGE = Command("""
    update generations
    set stage = %(stage)s
    where id = %(id)s
      and status = 'running'
""")

FINISH = Statement(
    """
    update generations
    set status = 'done', stage = 'done', worksheet_id = %(worksheet_id)s, finished_at = clock_timestamp()
    where id = %(id)s
      and status = 'running'
    returning viewers
    """,
    ViewersRow,
)

FAIL = Statement(
    """
    update generations
    set status = 'failed', stage = 'failed', problem = %(problem)s, finished_at = now()
    where id = %(id)s
      and status in ('queued', 'running')
    returning id
    """,
    IdRow,
)

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
    topic_id: int | None
    topic: str | None


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
    }
    return await INSERT.fetch_optional(connection, parameters) is not None


async def find_flight(connection: Connection, flight_key: str) -> StateRow | None:
    """The generation under way for equal requests."""
    return await FIND_FLIGHT.fetch_optional(connection, {"flight_key": flight_key})


async def find(connection: Connection, id: UUID) -> StateRow | None:
    """The generation with this id."""
    return await FIND.fetch_optional(connection, {"id": id})


async def count_under_way(connection: Connection, asker: str) -> int:
    """How many generations this asker has waiting or running."""
    return (await COUNT_UNDER_WAY.fetch_one(connection, {"asker": asker})).count


async def claim(connection: Connection, id: UUID) -> WorkRow | None:
    """Take the generation up, for the first time or after a worker died; None when it is over."""
    return await CLAIM.fetch_optional(connection, {"id": id})


async def set_stage(connection: Connection, id: UUID, stage: str) -> None:
    """Note what is being done now."""
    await SET_STAGE.execute(connection, {"id": id, "stage": stage})


async def finish(connection: Connection, id: UUID, worksheet_id: UUID) -> tuple[str, ...] | None:
    """End the generation with its worksheet; who is given it, or None when another worker has ended it already."""
    row = await FINISH.fetch_optional(connection, {"id": id, "worksheet_id": worksheet_id})
    return None if row is None else row.viewers


async def fail(connection: Connection, id: UUID, problem: Problem) -> bool:
    """End the generation without a worksheet; False when it is over already."""
    return await FAIL.fetch_optional(connection, {"id": id, "problem": _jsonb(problem)}) is not None


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
