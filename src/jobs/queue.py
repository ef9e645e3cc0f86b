"""The durable job queue: Procrastinate on the service's own Postgres, no second broker."""

import asyncio
import logging

from procrastinate import App, BaseRetryStrategy, Blueprint, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from jobs.fenced_jobs import FencedJobs

TAKEOVER_AFTER = 30.0  # seconds without a heartbeat
_LOOKS = 2  # at the heartbeats, in the time after which a missing one counts
_BEFORE_ALL = 1  # a priority: the jobs of dead workers need not wait for those of the living
_KEPT = 7 * 24  # hours that jobs which did not succeed stay in the table
_log = logging.getLogger(__name__)


def create_queue(
    database_url: str,
    *blueprints: tuple[str, Blueprint],
    behind_pgbouncer: bool = False,
    takeover_after: float = TAKEOVER_AFTER,
) -> App:
    """A closed queue on `database_url` that knows the tasks of every (namespace, blueprint).

    `takeover_after` is in seconds: what a worker has begun that gave no sign of life for so long is begun anew.
    """
    options: dict[str, object] = {"prepare_threshold": None} if behind_pgbouncer else {}
    queue = App(connector=PsycopgConnector(conninfo=database_url, min_size=1, max_size=4, kwargs=options))
    queue.job_manager = FencedJobs(queue.connector)
    queue.add_tasks_from(_upkeep(takeover_after), namespace="jobs")
    for namespace, blueprint in blueprints:
        queue.add_tasks_from(blueprint, namespace=namespace)
    return queue


def _upkeep(takeover_after: float) -> Blueprint:
    async def retry_stalled(context: JobContext, timestamp: int) -> None:
        """Give the jobs of workers that died back to the queue."""
        del timestamp
        manager = context.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=takeover_after):
            _log.warning("job_of_a_dead_worker_retried", extra={"job": job.id})
            await _retry(manager, job)

    async def forget_old(context: JobContext, timestamp: int) -> None:
        """Forget the jobs that were given up a week ago; those that succeed are deleted at once."""
        del timestamp
        await context.app.job_manager.delete_old_jobs(_KEPT, include_failed=True, include_aborted=True)

    upkeep = Blueprint()
    # The lock keeps one such job in the queue at a time.
    retrying = upkeep.task(
        name="retry_stalled", queueing_lock="jobs:retry_stalled", priority=_BEFORE_ALL, pass_context=True
    )(retry_stalled)
    upkeep.periodic(cron=f"* * * * * */{round(min(15.0, max(1.0, takeover_after / _LOOKS)))}")(retrying)
    forgetting = upkeep.task(name="forget_old", queueing_lock="jobs:forget_old", pass_context=True)(forget_old)
    upkeep.periodic(cron="17 * * * *")(forgetting)
    return upkeep


async def _retry(manager: JobManager, job: Job) -> None:
    try:
        await manager.retry_job(job)
    except UniqueViolation:  # one that does the same waits already, and there may be only one
        await manager.finish_job(job, Status.ABORTED, delete_job=True)


def retry_crashes(attempts: int) -> BaseRetryStrategy:
    """Try a job `attempts` more times, a little later each time, when it raised.

    One whose worker is told to stop is for another worker to go on with, at once and as often as that happens.
    """
    return _RetryCrashes(attempts)


class _RetryCrashes(BaseRetryStrategy):
    def __init__(self, attempts: int) -> None:
        self._attempts = attempts

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        if job.attempts >= self._attempts:
            return None
        return RetryDecision(retry_in={"seconds": 2 + 5 * job.attempts})
