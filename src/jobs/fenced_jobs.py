"""Only the worker that has a job may end it."""

import logging
from datetime import datetime

from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.utils import utcnow

from jobs import store

_log = logging.getLogger(__name__)


class FencedJobs(JobManager):
    """The library's manager, but for a worker that was given up while it stood still.

    When that one goes on, its job is another worker's, and is left alone.
    """

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        ended = await self.connector.execute_query_all_async(
            store.FINISH.sql, id=job.id, worker_id=job.worker_id, status=status.value, is_deleted=delete_job
        )
        _tell(job, is_ours=bool(ended))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        retried = await self.connector.execute_query_all_async(
            store.RETRY.sql,
            id=job.id,
            worker_id=job.worker_id,
            retry_at=retry_at or utcnow(),
            priority=priority,
            queue=queue,
            new_lock=lock,
        )
        _tell(job, is_ours=bool(retried))


def _tell(job: Job, *, is_ours: bool) -> None:
    if not is_ours:
        _log.warning("job_is_another_workers", extra={"job": job.id})
