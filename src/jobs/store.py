"""SQL about jobs that the queue's own library does not offer."""

from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement


class IsRow(Struct, frozen=True):
    holds: bool


class SaidRow(Struct, frozen=True):
    said: str


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

DROP_WAITING = Command("""
    delete from procrastinate_jobs
    where lock = %(lock)s
      and status = 'todo'
""")

# The library ends and retries jobs by their id alone: a worker that was given up would end the job of its successor.
FINISH = Statement(
    """
    with job as (
        select id
        from procrastinate_jobs
        where id = %(id)s
          and status = 'doing'
          and worker_id is not distinct from %(worker_id)s
        for update
    )
    select procrastinate_finish_job_v1(id, %(status)s::text::procrastinate_job_status, %(is_deleted)s)::text as said
    from job
    """,
    SaidRow,
)

RETRY = Statement(
    """
    with job as (
        select id
        from procrastinate_jobs
        where id = %(id)s
          and status = 'doing'
          and worker_id is not distinct from %(worker_id)s
        for update
    )
    select procrastinate_retry_job_v2(id, %(retry_at)s, %(priority)s, %(queue)s, %(new_lock)s)::text as said
    from job
    """,
    SaidRow,
)


async def has_job(connection: Connection, lock: str) -> bool:
    """Whether a job with this lock waits or runs; one that a dead worker has left behind runs still."""
    return (await HAS_JOB.fetch_one(connection, {"lock": lock})).holds


async def drop_waiting(connection: Connection, lock: str) -> int:
    """Take the jobs with this lock that wait out of the queue; how many there were."""
    return await DROP_WAITING.execute(connection, {"lock": lock})
