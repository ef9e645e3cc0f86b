"""Jobs whose worker dies, stands still or is told to stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import psycopg
import pytest
from procrastinate import App, Blueprint, JobContext
from procrastinate.jobs import Job, Status

from jobs.queue import create_queue, retry_crashes


class Work:
    """A task that runs until it is let go. `begun` counts its runs."""

    def __init__(self) -> None:
        self.begun = 0
        self.runs = asyncio.Event()
        self.may_end = asyncio.Event()

    async def __call__(self) -> None:
        self.begun += 1
        self.runs.set()
        await self.may_end.wait()

    def blueprint(self) -> Blueprint:
        async def work() -> None:
            await self()

        tasks = Blueprint()
        tasks.task(name="work", retry=retry_crashes(3))(work)
        return tasks


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
async def queue(database_url: str, work: Work) -> AsyncIterator[App]:
    opened = create_queue(database_url, ("test", work.blueprint()), takeover_after=3)
    async with opened.open_async():
        yield opened


async def fetched(queue: App) -> Job:
    """A job that a worker has just fetched."""
    await queue.configure_task("test:work").defer_async()
    job = await queue.job_manager.fetch_job(None, worker_id=await queue.job_manager.register_worker())
    assert job is not None
    return job


def jobs(database_url: str) -> list[tuple[str, int]]:
    """Status and attempts of every job of the task."""
    with psycopg.connect(database_url) as connection:
        query = "select status::text, attempts from procrastinate_jobs where task_name = 'test:work' order by id"
        return connection.execute(query).fetchall()


async def test_a_worker_that_was_given_up_cannot_end_the_job_of_its_successor(
    queue: App, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", "jobs")
    job = await fetched(queue)
    await queue.job_manager.retry_job(job)
    successor = await queue.job_manager.register_worker()
    taken = await queue.job_manager.fetch_job(None, worker_id=successor)
    assert taken is not None
    await queue.job_manager.finish_job(job, Status.SUCCEEDED, delete_job=True)
    await queue.job_manager.retry_job(job)
    assert jobs(database_url) == [("doing", 1)]
    assert [record.getMessage() for record in caplog.records] == ["job_is_another_workers"] * 2
    await queue.job_manager.finish_job(taken, Status.SUCCEEDED, delete_job=True)
    assert jobs(database_url) == []
    assert len(caplog.records) == 2


async def test_a_worker_that_was_given_up_cannot_end_a_job_that_waits_for_its_successor(
    queue: App, database_url: str
) -> None:
    job = await fetched(queue)
    await queue.job_manager.retry_job(job)
    await queue.job_manager.finish_job(job, Status.SUCCEEDED, delete_job=True)
    assert jobs(database_url) == [("todo", 1)]


async def test_the_jobs_of_a_worker_that_was_forgotten_are_retried(queue: App, database_url: str) -> None:
    job = await fetched(queue)
    assert job.worker_id is not None
    await queue.job_manager.unregister_worker(job.worker_id)
    (stalled,) = await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=3)
    await queue.job_manager.retry_job(stalled)
    assert jobs(database_url) == [("todo", 1)]


async def test_what_the_dead_left_does_not_stand_in_the_way_of_what_they_had_begun(
    queue: App, database_url: str
) -> None:
    """They leave jobs of which only one may wait, and one waits already."""
    dead = await queue.job_manager.register_worker()
    for task in ("jobs:retry_stalled", "test:work"):
        await queue.configure_task(task).defer_async(**({"timestamp": 0} if task.startswith("jobs") else {}))
        assert await queue.job_manager.fetch_job(None, worker_id=dead)
    await queue.job_manager.unregister_worker(dead)
    await queue.configure_task("jobs:retry_stalled").defer_async(timestamp=1)
    living = await queue.job_manager.register_worker()
    upkeep = await queue.job_manager.fetch_job(None, worker_id=living)
    assert upkeep is not None
    await queue.configure_task("jobs:retry_stalled").defer_async(timestamp=2)
    await queue.tasks["jobs:retry_stalled"](context_of(queue, upkeep), timestamp=1)
    assert jobs(database_url) == [("todo", 1)]


def context_of(queue: App, job: Job) -> JobContext:
    return JobContext(app=queue, job=job, start_timestamp=0, abort_reason=lambda: None)


async def test_a_job_whose_worker_is_told_to_stop_waits_for_another_at_once(
    queue: App, database_url: str, work: Work
) -> None:
    await queue.configure_task("test:work").defer_async()
    await stopped_in_the_middle(queue, work)
    assert jobs(database_url) == [("todo", 1)]
    work.runs.clear()
    work.may_end.set()
    await queue.run_worker_async(wait=False, install_signal_handlers=False, delete_jobs="successful")
    assert (work.begun, jobs(database_url)) == (2, [])


async def test_being_told_to_stop_is_no_crash_however_often_it_happens(
    queue: App, database_url: str, work: Work
) -> None:
    await queue.configure_task("test:work").defer_async()
    for _ in range(5):
        await stopped_in_the_middle(queue, work)
    assert jobs(database_url) == [("todo", 5)]


async def stopped_in_the_middle(queue: App, work: Work) -> None:
    """A worker begins the job, and is told to stop."""
    work.runs.clear()
    worker = asyncio.create_task(
        queue.run_worker_async(
            install_signal_handlers=False, shutdown_graceful_timeout=0.05, fetch_job_polling_interval=0.1
        )
    )
    await asyncio.wait_for(work.runs.wait(), 30)
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
