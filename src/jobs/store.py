"""SQL about jobs that the queue's own library does not offer."""

from msgspec import Struct

from database.pool import Connection
from database.statement import Statement


class IsRow(Struct, frozen=True):
    holds: bool


HAS_JOB = Statement(
    """
    select exists (
        select from procrastinate_jobs
        where lock = %(lock)s
          and status in ('todo', 'doing')
    ) as holds
    """,
    IsRow,
)


async def has_job(connection: Connection, lock: str) -> bool:
    """Whether a job with this lock waits or runs; one that a dead worker has left behind runs still."""
    return (await HAS_JOB.fetch_one(connection, {"lock": lock})).holds
