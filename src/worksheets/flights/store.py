"""SQL of flights: generations that a request may join."""

from uuid import UUID

from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.model import GenerationStatus


class FlightRow(Struct, frozen=True):
    """A generation as a request that may join it sees it. `worksheet_id` is there when it has landed."""

    id: UUID
    status: GenerationStatus
    stage: str
    worksheet_id: UUID | None
    topic: str
    is_late: bool


class LockedRow(Struct, frozen=True):
    locked: str


# Held until the transaction ends; behind PgBouncer no other kind of advisory lock is safe.
LOCK_GROUP = Statement(
    """
    select pg_advisory_xact_lock(hashtextextended(%(flight_group)s, 0))::text as locked
    """,
    LockedRow,
)

FIND_FLIGHTS = Statement(
    """
    select id, status, stage, worksheet_id, request ->> 'topic' as topic,
           created_at < now() - interval '30 seconds' as is_late
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

BOARD = Command("""
    update generations
    set viewers = array_append(array_remove(viewers, %(viewer)s), %(viewer)s)
    where id = %(id)s
      and status in ('queued', 'running')
""")


async def lock_group(connection: Connection, flight_group: str) -> None:
    """Be the only one, on all machines, who looks for a flight in this group until the transaction ends."""
    await LOCK_GROUP.fetch_one(connection, {"flight_group": flight_group})


async def find_flights(connection: Connection, flight_group: str, landed_within: float) -> list[FlightRow]:
    """The generations of the group under way, then those that ended well in the last `landed_within` seconds."""
    return await FIND_FLIGHTS.fetch_all(connection, {"flight_group": flight_group, "landed_within": landed_within})


async def board(connection: Connection, id: UUID, viewer: str) -> bool:
    """Note that the worksheet will be given to the viewer; False when the generation is over."""
    return await BOARD.execute(connection, {"id": id, "viewer": viewer}) == 1
