"""Wake the watchers of a generation when it has news, whichever machine made them.

One connection per process listens. A notification carries only an id; watchers read the events table, so that nothing
is lost with a notification, and the worst that a broken connection costs is one polling interval.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Generator
from uuid import UUID

from psycopg import AsyncConnection, OperationalError
from psycopg_pool import PoolTimeout

from database.pool import Pool
from worksheets.generations import store
from worksheets.generations.claims import store as claims_store
from worksheets.generations.claims.store import Claim
from worksheets.generations.store import EventRow
from worksheets.model import UNDER_WAY

_log = logging.getLogger(__name__)

_POLL_LISTENING = 15.0  # seconds between looks at the table when no notification comes
_POLL_DEAF = 2.0  # the same while the listening connection is lost
_RECONNECT = 1.0  # seconds before listening is tried again
_LAST = frozenset({"done", "failed", "cancelled"})

_News = tuple[list[EventRow], bool]


class Feed:
    """The process's ear. `database_url` must reach Postgres itself: PgBouncer passes no notifications in its pool."""

    def __init__(self, pool: Pool, database_url: str) -> None:
        self._pool = pool
        self._database_url = database_url
        self._watchers: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._reads: dict[UUID, dict[int, asyncio.Task[_News]]] = {}
        self._listener: asyncio.Task[None] | None = None
        self._listening = False

    async def start(self) -> None:
        """Begin to listen, and go on listening across lost connections."""
        self._listener = asyncio.create_task(self._listen_for_ever(), name="generation-feed")

    async def stop(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            self._listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listener

    async def events(self, generation_id: UUID, after: int, lifetime: float) -> AsyncIterator[EventRow | None]:
        """The events that follow `after`, as they come, until the last one or for `lifetime` seconds.

        None is yielded whenever a polling interval passes without an event, so that a stream can show it lives.
        """
        clock = asyncio.get_running_loop().time
        end = clock() + lifetime
        with self._watch(generation_id) as news:
            while (left := end - clock()) > 0:
                news.clear()
                rows, is_over = await self._read_together(generation_id, after)
                for row in rows:
                    after = row.sequence
                    yield row
                if not rows:
                    yield None
                if is_over:
                    return
                await self._wait(news, left)

    async def until_lost(self, claim: Claim) -> None:
        """Return when the generation is over, or another worker has taken it up."""
        with self._watch(claim.id) as news:
            while await self._is_held(claim):
                await self._wait(news)
                news.clear()

    async def _is_held(self, claim: Claim) -> bool:
        try:
            async with self._pool.connection() as connection:
                return await claims_store.is_held(connection, claim)
        except (OperationalError, PoolTimeout):
            return True  # whoever holds it is told by the first thing that cannot be saved

    async def _wait(self, news: asyncio.Event, seconds: float = _POLL_LISTENING) -> None:
        """For news, or until it is time to look without any; no longer than `seconds`."""
        poll = _POLL_LISTENING if self._listening else _POLL_DEAF
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(poll, seconds)):
                await news.wait()

    async def _read_together(self, generation_id: UUID, after: int) -> _News:
        """The same for all watchers that a notification has woken, with one look at the table."""
        reads = self._reads.setdefault(generation_id, {})
        read = reads.get(after)
        if read is None:
            read = reads[after] = asyncio.create_task(self._read(generation_id, after))
            read.add_done_callback(lambda _: self._forget(generation_id, reads))
        return await asyncio.shield(read)

    def _forget(self, generation_id: UUID, reads: dict[int, asyncio.Task[_News]]) -> None:
        """A look that is over, or older than the newest notification, is nobody's any more."""
        if self._reads.get(generation_id) is reads:
            del self._reads[generation_id]

    async def _read(self, generation_id: UUID, after: int) -> _News:
        """The events that follow `after`, and whether none will follow them."""
        try:
            async with self._pool.connection() as connection:
                rows = await store.find_events(connection, generation_id, after)
                if rows:
                    return rows, rows[-1].event in _LAST
                row = await store.find(connection, generation_id)  # a reader may resume behind the last event
        except (OperationalError, PoolTimeout):
            return [], False  # watchers outlast a database that comes back
        return rows, row is None or row.status not in UNDER_WAY

    @contextlib.contextmanager
    def _watch(self, generation_id: UUID) -> Generator[asyncio.Event]:
        news = asyncio.Event()
        self._watchers[generation_id].add(news)
        try:
            yield news
        finally:
            self._watchers[generation_id].discard(news)
            if not self._watchers[generation_id]:
                del self._watchers[generation_id]

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except OperationalError:
                _log.warning("generation_feed_reconnects")
            finally:
                self._listening = False
            await asyncio.sleep(_RECONNECT)

    async def _listen(self) -> None:
        async with await AsyncConnection.connect(self._database_url, autocommit=True) as connection:
            await connection.execute("listen generation_events")
            self._listening = True
            self._wake_all()  # what came while nobody listened
            async for notification in connection.notifies():
                self._wake(UUID(notification.payload))

    def _wake(self, generation_id: UUID) -> None:
        self._reads.pop(generation_id, None)  # what is being read now may lack what the notification is about
        for news in self._watchers.get(generation_id, ()):
            news.set()

    def _wake_all(self) -> None:
        for generation_id in list(self._watchers):
            self._wake(generation_id)
