"""SQL that counts use and removes what has had its time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    topic_id: int


# Locked in one order, so that two processes that count the same items do not wait for each other.
COUNT_USE = Command(
    """
    with used as (
        select *
        from unnest(%(items)s::uuid[], %(hits)s::bigint[]) as used (item_id, hits)
    ), locked as (
        select items.topic_id, items.specification, items.item_id, used.hits
        from cache_items as items
        join used on used.item_id = items.item_id
        order by items.item_id, items.topic_id
        for no key update of items
    )
    update cache_items as items
    set hits         = items.hits + locked.hits,
        last_used_at = now()
    from locked
    where items.topic_id = locked.topic_id
      and items.specification = locked.specification
      and items.item_id = locked.item_id
    """
)

DELETE_EXPIRED = Statement(
    """
    with expired as (
        select topic_id, specification, item_id
        from cache_items
        where expires_at <= now()
        order by expires_at
        limit %(limit)s
        for update skip locked
    )
    delete from cache_items as items
    using expired
    where items.topic_id = expired.topic_id
      and items.specification = expired.specification
      and items.item_id = expired.item_id
    returning items.topic_id
    """,
    TopicRow,
)

# What was reported goes first: nobody is served with it any more.
EVICT = Statement(
    """
    with least_used as (
        select topic_id, specification, item_id
        from cache_items
        where created_at < now() - %(spared)s::interval
        order by quarantined_at is null, last_used_at, item_id
        limit (select least(greatest(count(*) - %(most)s::bigint, 0), %(limit)s::bigint) from cache_items)
        for update skip locked
    )
    delete from cache_items as items
    using least_used
    where items.topic_id = least_used.topic_id
      and items.specification = least_used.specification
      and items.item_id = least_used.item_id
    returning items.topic_id
    """,
    TopicRow,
)

FORGET = Statement(
    """
    delete from cache_items
    where item_id = any(%(items)s)
    returning topic_id
    """,
    TopicRow,
)

# Nobody can hang an item on a locked topic; so what the next statement finds empty stays empty.
LOCK_TOPICS = Statement(
    """
    select id as topic_id
    from cache_topics
    where id = any(%(topics)s)
    order by id
    for update
    """,
    TopicRow,
)

# Wordings that people gave are kept for the day their topic is stored again; what a judge said can be asked again.
DELETE_EMPTY = Command(
    """
    delete from cache_topics as topics
    where id = any(%(topics)s)
      and not exists (select from cache_items where topic_id = topics.id)
      and not exists (select from cache_aliases where topic_id = topics.id and source in ('teacher', 'catalogue'))
    """
)

DELETE_OLD_SEEN = Command(
    """
    delete from cache_seen
    where seen_at < now() - %(kept)s::interval
    """
)

# Both are old: processes with another embedder that work side by side must not undo each other's work all day.
DELETE_OTHER_VECTORS = Command(
    """
    delete from cache_vectors as others
    where embedder <> %(embedder)s
      and created_at < now() - interval '7 days'
      and exists (
          select from cache_vectors as mine
          where mine.topic_id = others.topic_id
            and mine.embedder = %(embedder)s
            and mine.language = others.language
            and mine.subject = others.subject
            and mine.grade = others.grade
            and mine.created_at < now() - interval '1 day'
      )
    """
)


async def count_use(connection: Connection, hits: Mapping[UUID, int]) -> int:
    """Add to the counts of items, and note that they were used now; how many of them are still listed."""
    return await COUNT_USE.execute(connection, {"items": list(hits), "hits": list(hits.values())})


async def delete_expired(connection: Connection, limit: int) -> list[int]:
    """Remove items whose time is over, at most `limit`; the topic of each."""
    return _topics(await DELETE_EXPIRED.fetch_all(connection, {"limit": limit}))


async def evict(connection: Connection, most: int, spared: timedelta, limit: int) -> list[int]:
    """Remove what was used longest ago of more than `most` items, none younger than `spared`; the topic of each."""
    return _topics(await EVICT.fetch_all(connection, {"most": most, "spared": spared, "limit": limit}))


async def forget(connection: Connection, items: Sequence[UUID]) -> list[int]:
    """Remove these items; the topic of each."""
    return _topics(await FORGET.fetch_all(connection, {"items": list(items)}))


async def delete_empty(connection: Connection, topics: Sequence[int]) -> int:
    """Remove those of the topics that hold nothing worth keeping, in the caller's transaction; how many."""
    await LOCK_TOPICS.fetch_all(connection, {"topics": list(topics)})
    return await DELETE_EMPTY.execute(connection, {"topics": list(topics)})


async def delete_old_seen(connection: Connection, kept: timedelta) -> int:
    """Forget what viewers were given longer ago than `kept`."""
    return await DELETE_OLD_SEEN.execute(connection, {"kept": kept})


async def delete_other_vectors(connection: Connection, embedder: str) -> int:
    """Remove old vectors of other embedders where this one's has been there for a day."""
    return await DELETE_OTHER_VECTORS.execute(connection, {"embedder": embedder})


def _topics(rows: Sequence[TopicRow]) -> list[int]:
    return sorted({row.topic_id for row in rows})
