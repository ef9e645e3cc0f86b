"""Jobs of this package, and what they are given."""

from typing import cast
from uuid import UUID

from procrastinate import App, Blueprint, JobContext

from cache.quarantine import store as quarantine_store
from database.pool import Connection, Pool, transaction
from jobs import store as jobs_store
from jobs.queue import retry_crashes
from language_models import store as calls_store
from questions.bank import store as bank_store
from worksheets import store
from worksheets.generations import store as generations_store
from worksheets.generations.carrying_on import ABANDONED_AFTER, Workshop, carry_on
from worksheets.generations.ending import end_without
from worksheets.reports import store as reports_store
from worksheets.source_texts import store as source_texts_store

NAMESPACE = "worksheets"
LEFT_ALONE_AFTER = 60.0  # seconds after which a generation is looked after: most have ended by then


def blueprint() -> Blueprint:
    """The jobs of this package; a fresh one for every queue, since joining a queue renames the tasks of a blueprint."""
    jobs = Blueprint()
    jobs.task(name="write", retry=retry_crashes(3), pass_context=True)(write)
    tidying = jobs.task(name="tidy", queueing_lock="worksheets:tidy", pass_context=True)(tidy)
    jobs.periodic(cron="* * * * *")(tidying)
    return jobs


async def write(context: JobContext, generation_id: str) -> None:
    """Write the worksheet of one generation."""
    await carry_on(UUID(generation_id), workshop_of(context))


async def tidy(context: JobContext, timestamp: int) -> None:
    """End generations that take too long, give a job to those that lost theirs, and forget what has expired."""
    del timestamp
    pool = workshop_of(context).pool
    async with pool.connection() as connection:
        abandoned = await generations_store.find_abandoned(connection, ABANDONED_AFTER)
    for generation_id in abandoned:
        await end_without(generation_id, pool, "abandoned", "Nobody finished this worksheet in time. Please try again.")
    await revive(context.app, pool, LEFT_ALONE_AFTER)
    async with transaction(pool) as connection:
        await store.delete_expired(connection)
        await generations_store.delete_old(connection)
        await bank_store.delete_expired(connection)
        await bank_store.delete_reported(connection)
        await reports_store.delete_old(connection)
        await quarantine_store.delete_old_answers(connection)
        await calls_store.delete_old(connection)
        await source_texts_store.delete_expired(connection)


async def revive(queue: App, pool: Pool, seconds: float) -> None:
    """Give a job to the generations that have been under way for so long and have none."""
    async with transaction(pool) as connection:
        for generation_id in await generations_store.find_abandoned(connection, seconds):
            await ensure_write(queue, connection, generation_id)


def workshop_of(context: JobContext) -> Workshop:
    """The workshop that the worker was started with."""
    # The library declares a bare dict.
    return cast("dict[str, Workshop]", context.additional_context)["workshop"]  # pyright: ignore[reportUnknownMemberType]


async def ensure_write(queue: App, connection: Connection, generation_id: UUID) -> None:
    """Put the writing of a generation into the queue, in the caller's transaction, unless it waits or runs already.

    Two jobs of one generation do no harm: they take turns, and the second finds it ended.
    """
    lock = str(generation_id)
    if not await jobs_store.has_job(connection, lock):
        task = queue.configure_task(f"{NAMESPACE}:write", connection=connection, lock=lock)
        await task.defer_async(generation_id=lock)
