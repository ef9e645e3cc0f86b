"""`tetrad cache purge`: remove chosen topics, worksheets or an alias from the cache, after saying what that is.

A worksheet that leaves the cache stays readable by its id until its time is over.
"""

import sys

from app.commands.cache_ground import on_the_cache
from app.errors import CallInvalid
from app.settings import Settings
from cache.lifecycle import store as lifecycle_store
from cache.purging import store
from cache.purging.store import Chosen
from database.pool import Connection, Pool, transaction


def purge(settings: Settings, chosen: Chosen | int, *, is_sure: bool) -> None:
    """Remove what was chosen, or the alias with this id; asks first unless `is_sure`.

    Raises CallInvalid when there is no such thing, or when nobody can be asked.
    """

    async def work(pool: Pool) -> str:
        async with pool.connection() as connection:
            what = await _described(connection, chosen)
        if not is_sure:
            _ask(what)
        async with transaction(pool) as connection:
            await _remove(connection, chosen)
        return what

    print(f"Removed {on_the_cache(settings, work)}.")


async def _described(connection: Connection, chosen: Chosen | int) -> str:
    if isinstance(chosen, int):
        alias = await store.find_alias(connection, chosen)
        if alias is None:
            raise CallInvalid(f"there is no alias {chosen}; `tetrad cache inspect` tells the ids of aliases")
        return f"the alias {alias.alias!r} of the topic {alias.topic!r}"
    if chosen.is_of_items:
        return f"{await store.count_items(connection, chosen)} worksheets, and topics that this leaves empty"
    found = await store.count_topics(connection, chosen)
    if chosen.topic_id is not None and not found.topics:
        raise CallInvalid(f"there is no topic {chosen.topic_id}; `tetrad cache inspect` tells the ids of topics")
    return f"{found.topics} topics with {found.items} worksheets and {found.aliases} aliases"


def _ask(what: str) -> None:
    if not sys.stdin.isatty():
        raise CallInvalid(f"this would remove {what}; add --yes to do it")
    if input(f"Remove {what}? [y/N] ").strip().lower() not in ("y", "yes"):
        raise CallInvalid("nothing was removed")


async def _remove(connection: Connection, chosen: Chosen | int) -> None:
    if isinstance(chosen, int):
        await store.delete_alias(connection, chosen)
    elif chosen.is_of_items:
        await lifecycle_store.delete_empty(connection, await store.delete_items(connection, chosen))
    else:
        await store.delete_topics(connection, chosen)
