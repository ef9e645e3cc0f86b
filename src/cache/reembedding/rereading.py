"""Reads stored texts again after the canonical form has changed; topics that are the same by now become one."""

from collections.abc import Awaitable, Callable
from typing import Final

from cache import canonical
from cache.reembedding import store
from database.pool import Connection, Pool, transaction

Merged = Callable[[Connection, int, int], Awaitable[None]]
"""Told in the transaction that a topic (the first id) is about to be removed in favour of another (the second)."""

_AT_ONCE: Final = 100


async def reread(pool: Pool, merged: Merged, epoch: str = canonical.VERSION) -> int:
    """Bring every topic, alias and reported pair of an older epoch up to this one; how many of them.

    In short transactions, each of which leaves everything whole, so it may be broken off and taken up at any time and
    run on several machines.
    """
    done = 0
    for bring_up in (_topics, _aliases, _pairs):
        while True:
            async with transaction(pool) as connection:
                found = await bring_up(connection, epoch, merged)
            done += found
            if not found:
                break
    return done


async def _topics(connection: Connection, epoch: str, merged: Merged) -> int:
    rows = await store.find_old_topics(connection, epoch, _AT_ONCE)
    for row in rows:
        read = canonical.read(row.topic, row.language)
        if not read.key or read.grade not in {None, row.grade}:
            await store.delete_topic(connection, row.id)  # nobody can ask for it any more
        elif not await store.renew_topic(connection, row.id, epoch, read.key):
            await merged(connection, row.id, await store.merge_topic(connection, row.id, epoch, read.key))
            await store.delete_topic(connection, row.id)
    return len(rows)


async def _aliases(connection: Connection, epoch: str, _: Merged) -> int:
    rows = await store.find_old_aliases(connection, epoch, _AT_ONCE)
    for row in rows:
        await store.renew_alias(connection, row.id, epoch, canonical.read(row.alias, row.language).key)
    return len(rows)


async def _pairs(connection: Connection, epoch: str, _: Merged) -> int:
    rows = await store.find_old_pairs(connection, epoch, _AT_ONCE)
    for row in rows:
        requested, stored = (canonical.read(text, row.language) for text in (row.requested, row.stored))
        await store.renew_pair(connection, row.id, epoch, requested, stored)
    return len(rows)
