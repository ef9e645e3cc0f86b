"""SQL of flights: generations that a request may join."""

from uuid import UUID

from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.model import GenerationStatus


class FlightRow(Struct, frozen=True):
    """A generation as a request that may join it sees it. `worksheet_id` is there when it has landed.

    `is_boarded` when it flies under the very key of the request, whose asker has been noted as a rider.
    """

    id: UUID
    status: GenerationStatus
    stage: str
    worksheet_id: UUID | None
    topic: str
    is_late: bool
    is_boarded: bool


class LockedRow(Struct, frozen=True):
    locked: str


class WaitedForRow(Struct, frozen=True):
    is_waited_for: bool


# Held until the transaction ends; behind PgBouncer no other kind of advisory lock is safe.
LOCK_GROUP = Statement(
    """
    select pg_advisory_xact_lock(hashtextextended(%(flight_group)s, 0))::text as locked
    """,
    LockedRow,
)

# A rider gets on while nobody can cancel the flight: whoever does locks the row `for update`. Its worker is not kept.
FIND_FLIGHTS = Statement(
    """
    with boarded as (
        select id
        from generations
        where flight_key = %(flight_key)s
          and status in ('queued', 'running')
        for key share
    ), rider as (
        insert into generation_riders (generation_id, asker)
        select id, %(asker)s from boarded
        on conflict (generation_id, asker) do update set left_at = null where generation_riders.left_at is not null
    )
    select id, status, stage, worksheet_id, request ->> 'topic' as topic,
           created_at < now() - interval '30 seconds' as is_late,
           exists (select from boarded where boarded.id = generations.id) as is_boarded
    from generations
    where flight_group = %(flight_group)s
      and (
          status in ('queued', 'running')
          or status = 'done' and finished_at > clock_timestamp() - make_interval(secs => %(landed_within)s)
      )
    order by status = 'done', created_at desc
    """,
    FlightRow,
)

RIDE = Command("""
    insert into generation_riders (generation_id, asker)
    select id, %(asker)s
    from generations
    where id = %(id)s
      and status in ('queued', 'running')
    for key share
    on conflict (generation_id, asker) do update set left_at = null
""")

LEAVE = Command("""
    update generation_riders
    set left_at = coalesce(left_at, now())
    where generation_id = %(id)s
      and asker = %(asker)s
""")

IS_WAITED_FOR = Statement(
    """
    select exists (
        select from generation_riders
        where generation_id = %(id)s
          and left_at is null
    ) as is_waited_for
    """,
    WaitedForRow,
)

BOARD = Command("""
    update generations
    set viewers = array_append(array_remove(viewers, %(viewer)s), %(viewer)s)
    where id = %(id)s
      and status in ('queued', 'running')
""")


async def lock_group(connection: Connection, flight_group: str) -> None:
    """Be the only one, on all machines, who looks for a flight in this group until the transaction ends."""
    await LOCK_GROUP.fetch_one(connection, {"flight_group": flight_group})


async def find_flights(
    connection: Connection, flight_group: str, flight_key: str, asker: str, landed_within: float
) -> list[FlightRow]:
    """The generations of the group under way, then those that ended well in the last `landed_within` seconds.

    The asker becomes a rider of the one under way with this key.
    """
    parameters = {
        "flight_group": flight_group,
        "flight_key": flight_key,
        "asker": asker,
        "landed_within": landed_within,
    }
    return await FIND_FLIGHTS.fetch_all(connection, parameters)


async def ride(connection: Connection, id: UUID, asker: str) -> bool:
    """Note that the asker waits for the generation; False when it is over."""
    return await RIDE.execute(connection, {"id": id, "asker": asker}) == 1


async def leave(connection: Connection, id: UUID, asker: str) -> bool:
    """Note that the asker waits for the generation no longer; False when the asker never has."""
    return await LEAVE.execute(connection, {"id": id, "asker": asker}) == 1


async def is_waited_for(connection: Connection, id: UUID) -> bool:
    """Whether anybody waits for the generation."""
    return (await IS_WAITED_FOR.fetch_one(connection, {"id": id})).is_waited_for


async def board(connection: Connection, id: UUID, viewer: str) -> bool:
    """Note that the worksheet will be given to the viewer; False when the generation is over."""
    return await BOARD.execute(connection, {"id": id, "viewer": viewer}) == 1
