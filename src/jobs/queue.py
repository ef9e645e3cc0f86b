"""The durable job queue: Procrastinate on the service's own Postgres, no second broker."""

import logging

from procrastinate import App, Blueprint, JobContext, PsycopgConnector, RetryStrategy

TAKEOVER_AFTER = 30.0  # seconds without a heartbeat
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
            await manager.retry_job(job)

    upkeep = Blueprint()
    # The lock keeps one such job in the queue at a time.
    retrying = upkeep.task(name="retry_stalled", queueing_lock="jobs:retry_stalled", pass_context=True)(retry_stalled)
    upkeep.periodic(cron="* * * * * */15")(retrying)
    return upkeep


def retry_crashes(attempts: int) -> RetryStrategy:
    """Try a job `attempts` more times, a little later each time, when it raised."""
    return RetryStrategy(max_attempts=attempts, wait=2, linear_wait=5)
