"""Jobs of the cache: what has had its time is removed, and what is out of date is brought up to date."""

import logging
from dataclasses import dataclass
from typing import Final, cast

from procrastinate import Blueprint, JobContext

from cache.embedder import Embedder
from cache.errors import EmbedderUnavailable
from cache.lifecycle.removing import evict, remove_expired, remove_traces
from cache.reembedding.embedding import embed_missing
from cache.reembedding.rereading import Merged, reread
from database.pool import Pool
from jobs.queue import retry_crashes

NAMESPACE: Final = "cache"

_AT_A_TIME: Final = 5000  # vectors; about two minutes of one processor
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the jobs work with. `most_items` is how many the cache may hold."""

    pool: Pool
    embedder: Embedder
    most_items: int
    merged: Merged


def blueprint() -> Blueprint:
    """The jobs of this package; a fresh one for every queue, since joining a queue renames the tasks of a blueprint.

    The queueing lock keeps one job of a kind waiting, the lock one running.
    """
    jobs = Blueprint()
    expiring = jobs.task(name="remove_expired", queueing_lock="cache:remove_expired", pass_context=True)(expire)
    jobs.periodic(cron="* * * * *")(expiring)
    evicting = jobs.task(name="evict", queueing_lock="cache:evict", pass_context=True)(make_room)
    jobs.periodic(cron="7 * * * *")(evicting)
    renewing = jobs.task(
        name="renew", queueing_lock="cache:renew", lock="cache:renew", retry=retry_crashes(3), pass_context=True
    )(renew)
    jobs.periodic(cron="*/5 * * * *")(renewing)
    return jobs


async def expire(context: JobContext, timestamp: int) -> None:
    """Remove items whose time is over, and topics that this leaves empty."""
    del timestamp
    await remove_expired(upkeep_of(context).pool)


async def make_room(context: JobContext, timestamp: int) -> None:
    """Remove what was used longest ago where there are too many items, and traces that matter no more."""
    del timestamp
    upkeep = upkeep_of(context)
    await evict(upkeep.pool, upkeep.most_items)
    await remove_traces(upkeep.pool, upkeep.embedder.name)


async def renew(context: JobContext, timestamp: int) -> None:
    """Read again what an older version of the canonical form has read, then make the vectors that are missing."""
    del timestamp
    upkeep = upkeep_of(context)
    if read := await reread(upkeep.pool, upkeep.merged):
        _log.info("cache_read_again", extra={"rows": read})
    try:
        if made := await embed_missing(upkeep.pool, upkeep.embedder, _AT_A_TIME):
            _log.info("cache_embedded", extra={"vectors": made})
    except EmbedderUnavailable:
        _log.warning("cache_embedder_unavailable", exc_info=True)


def upkeep_of(context: JobContext) -> Upkeep:
    """What the worker was started with."""
    # The library declares a bare dict.
    return cast("dict[str, Upkeep]", context.additional_context)["upkeep"]  # pyright: ignore[reportUnknownMemberType]
