"""Every call of a language model, stored at once in its own transaction, and what the day has cost so far.

A database that is away fails no call: calls wait in memory, a limited number of them, and are stored when it is back.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, date, datetime

from psycopg import Error as PostgresError
from psycopg import InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

from database.pool import Pool
from language_models import metrics, store
from language_models.store import CallRow

_log = logging.getLogger(__name__)

_MOST_WAITING = 10_000
RETRY = 5.0  # seconds until a database that is away is tried again
_READ_WITHIN = 2.0  # seconds
_READ_EVERY = 5.0  # seconds; other processes spend from the same budget
_AT_THE_END = 3.0  # seconds that what is still waiting gets when the process stops


class Books:
    """The calls of this process on their way to the database, and the cost of the day on all machines."""

    def __init__(
        self, pool: Pool, currency: str, *, retry: float = RETRY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pool, self._currency, self._retry, self._clock = pool, currency, retry, clock
        self._waiting: deque[CallRow] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._day: date = datetime.now(UTC).date()
        self._read_at = float("-inf")
        self._spent_by_all = 0
        self._spent_since = 0

    def book(self, call: CallRow) -> None:
        """Take the call in; it is stored in the background. Never waits and never fails."""
        metrics.count(call)
        self._spent_since += call.cost or 0
        if len(self._waiting) >= _MOST_WAITING:
            metrics.LOST.inc()
            return
        self._waiting.append(call)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_waiting(), name="model-calls")

    async def spent_today(self) -> int:
        """What calls have cost since midnight UTC, in millionths of the currency: everybody's, read every few seconds,
        and one's own since. While the database is away only the latter grows.
        """
        today = datetime.now(UTC).date()
        if today != self._day:
            self._day, self._spent_by_all, self._spent_since, self._read_at = today, 0, 0, float("-inf")
        if self._clock() - self._read_at >= _READ_EVERY:
            self._read_at = self._clock()
            await self._read(today)
        return self._spent_by_all + self._spent_since

    async def settle(self) -> None:
        """Wait until every call is stored."""
        if self._writing is not None:
            await asyncio.shield(self._writing)

    async def close(self) -> None:
        """Store what waits, as far as a few seconds go."""
        if self._writing is None:
            return
        await asyncio.wait([self._writing], timeout=_AT_THE_END)
        self._writing.cancel()
        await asyncio.wait([self._writing])
        metrics.LOST.inc(len(self._waiting))

    async def _read(self, today: date) -> None:
        try:
            async with asyncio.timeout(_READ_WITHIN), self._pool.connection() as connection:
                spent = await store.spent(connection, today, self._currency)
        except (PostgresError, PoolTimeout, TimeoutError):
            _log.warning("model_spending_not_read", exc_info=True)
            return
        self._spent_by_all = spent
        self._spent_since = sum(call.cost or 0 for call in self._waiting if call.at.date() == today)

    async def _write_waiting(self) -> None:
        while self._waiting:
            try:
                async with self._pool.connection() as connection:
                    await store.book(connection, self._waiting[0])
            except (OperationalError, InterfaceError, PoolTimeout):
                _log.warning("model_calls_not_stored", exc_info=True)
                metrics.UNBOOKED.set(len(self._waiting))
                await asyncio.sleep(self._retry)
                continue
            except PostgresError:  # it would be refused for ever
                _log.exception("model_call_lost")
                metrics.LOST.inc()
            self._waiting.popleft()
        metrics.UNBOOKED.set(0)
