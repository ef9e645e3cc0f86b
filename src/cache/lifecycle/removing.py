"""Removes what has had its time: expired and seldom used items, then the topics that they leave empty."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from cache.lifecycle import store
from database.pool import Connection, Pool, transaction

_AT_ONCE: Final = 2000
_SPARED: Final = timedelta(days=1)
_SEEN_KEPT: Final = timedelta(days=200)  # longer than any item lives, so nothing is given to a viewer twice


async def remove_expired(pool: Pool) -> int:
    """Remove items whose time is over; how many topics they were of. Times are absolute: use never moves them."""
    return await _remove(pool, lambda connection: store.delete_expired(connection, _AT_ONCE))


async def evict(pool: Pool, most: int) -> int:
    """Keep about `most` items, those used last; none of the last day is removed. How many topics lost one."""
    return await _remove(pool, lambda connection: store.evict(connection, most, _SPARED, _AT_ONCE))


async def forget(connection: Connection, items: Sequence[UUID]) -> None:
    """Remove the items, whose content is gone, and what they leave empty, in the caller's transaction."""
    await store.delete_empty(connection, await store.forget(connection, items))


async def remove_traces(pool: Pool, embedder: str) -> None:
    """Forget what was seen too long ago to matter, and vectors that the present embedder has made anew."""
    async with pool.connection() as connection:
        await store.delete_old_seen(connection, _SEEN_KEPT)
        await store.delete_other_vectors(connection, embedder)


async def _remove(pool: Pool, delete: Callable[[Connection], Awaitable[list[int]]]) -> int:
    """Piece by piece, so that no transaction is long."""
    removed = 0
    while True:
        async with transaction(pool) as connection:
            topics = await delete(connection)
            await store.delete_empty(connection, topics)
        if not topics:
            return removed
        removed += len(topics)
