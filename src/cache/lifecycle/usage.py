"""How often each item is served, counted without a write on the way of a hit."""

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from uuid import UUID

from psycopg import Error as PostgresError
from psycopg_pool import PoolTimeout

from cache.lifecycle import store
from database.pool import Pool

_MOST = 100_000  # items kept in mind while the database is away
_log = logging.getLogger(__name__)


class Usage:
    """Counts in this process; every few seconds, and at the end, one statement adds them all to the stored counts."""

    def __init__(self, pool: Pool, every: float = 5.0) -> None:
        self._pool = pool
        self._every = every
        self._hits: Counter[UUID] = Counter()
        self._flushing: asyncio.Task[None] | None = None

    def count(self, item_id: UUID) -> None:
        """The item was served once more."""
        if item_id in self._hits or len(self._hits) < _MOST:
            self._hits[item_id] += 1

    def start(self) -> None:
        """Write the counts from now on."""
        self._flushing = asyncio.create_task(self._flush_for_ever(), name="cache-usage")

    async def stop(self) -> None:
        """Write what is left. A database that is away by then costs only these last counts."""
        if self._flushing is not None:
            self._flushing.cancel()
            with suppress(asyncio.CancelledError):
                await self._flushing
        await self.flush()

    async def flush(self) -> None:
        """Write the counts; kept for the next time when the database does not take them."""
        counted, self._hits = self._hits, Counter()
        if not counted:
            return
        try:
            async with self._pool.connection() as connection:
                await store.count_use(connection, counted)
        except (PostgresError, PoolTimeout):
            _log.warning("cache_usage_not_written", exc_info=True)
            self._hits.update(counted)
        except asyncio.CancelledError:
            self._hits.update(counted)
            raise

    async def _flush_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            await self.flush()
