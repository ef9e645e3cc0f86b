"""Items end at their time, or unused where there are too many; use is counted beside the way of a hit."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest

from cache import store
from cache.lifecycle.removing import evict, forget, remove_expired, remove_traces
from cache.lifecycle.usage import Usage
from cache.model import Item, Language, Scope, Versions
from database.pool import Pool, create_pool, transaction

SCOPE = Scope(Language.ENGLISH, 5, "mathematics")
VECTOR = (np.ones(384) / np.sqrt(384)).astype(np.float32)


async def keep(pool: Pool, topic: str, lives: timedelta = timedelta(days=1), embedder: str = "test") -> UUID:
    item = Item(uuid4(), "count=10", "", datetime.now(UTC) + lives)
    async with transaction(pool) as connection:
        await store.admit(connection, SCOPE, Versions("2", embedder, ("",)), topic, topic, VECTOR, item)
    return item.id


async def run(pool: Pool, statement: str) -> list[tuple[object, ...]]:
    async with pool.connection() as connection:
        cursor = await connection.execute(statement.encode())
        return [] if cursor.description is None else await cursor.fetchall()


async def topics(pool: Pool) -> set[object]:
    return {topic for (topic,) in await run(pool, "select topic from cache_topics")}


async def test_an_expired_item_leaves_with_its_topic_and_its_vector(pool: Pool) -> None:
    await keep(pool, "over", timedelta(seconds=-1))
    await keep(pool, "both", timedelta(seconds=-1))
    await keep(pool, "both")
    await keep(pool, "live")
    await remove_expired(pool)
    assert await topics(pool) == {"both", "live"}
    assert await run(pool, "select count(*) from cache_vectors") == [(2,)]
    assert await run(pool, "select count(*) from cache_items") == [(2,)]


async def test_use_does_not_lengthen_a_life(pool: Pool) -> None:
    item_id = await keep(pool, "much used", timedelta(hours=1))
    before = await run(pool, "select expires_at from cache_items")
    usage = Usage(pool)
    for _ in range(3):
        usage.count(item_id)
    await usage.flush()
    assert await run(pool, "select expires_at from cache_items") == before
    assert await run(pool, "select hits from cache_items") == [(3,)]


async def test_an_empty_topic_stays_for_wordings_that_people_gave(pool: Pool) -> None:
    for source in ("teacher", "catalogue", "judged"):
        await keep(pool, source, timedelta(seconds=-1))
    await run(
        pool,
        "insert into cache_aliases "
        "(topic_id, language, subject, grade, visibility, epoch, canonical_key, alias, source) "
        "select id, language, subject, grade, visibility, epoch, 'also ' || topic, 'also', topic from cache_topics",
    )
    await remove_expired(pool)
    assert await topics(pool) == {"teacher", "catalogue"}
    assert await run(pool, "select count(*) from cache_items") == [(0,)]


@pytest.fixture
async def aged(pool: Pool) -> dict[str, UUID]:
    """Four items: three of last week in the order in which they were used, and one of today that never was."""
    items = {topic: await keep(pool, topic) for topic in ("seldom", "sometimes", "often", "new")}
    for days, topic in enumerate(("often", "sometimes", "seldom"), 1):
        await run(
            pool,
            "update cache_items set created_at = now() - interval '7 days', "
            f"last_used_at = now() - interval '{days} days' where item_id = '{items[topic]}'",
        )
    await run(pool, f"update cache_items set last_used_at = now() - interval '9 days' where item_id = '{items['new']}'")
    return items


async def test_what_was_used_longest_ago_is_evicted_first(pool: Pool, aged: dict[str, UUID]) -> None:
    await evict(pool, 4)
    assert await topics(pool) == set(aged)
    await evict(pool, 3)
    assert await topics(pool) == {"sometimes", "often", "new"}
    await evict(pool, 2)
    assert await topics(pool) == {"often", "new"}


async def test_nothing_of_the_last_day_is_evicted(pool: Pool, aged: dict[str, UUID]) -> None:
    await evict(pool, 0)
    assert await topics(pool) == {"new"}


async def test_a_reported_item_is_evicted_before_all_others(pool: Pool, aged: dict[str, UUID]) -> None:
    await run(pool, f"update cache_items set quarantined_at = now() where item_id = '{aged['often']}'")
    await evict(pool, 3)
    assert await topics(pool) == {"seldom", "sometimes", "new"}


async def test_a_counted_use_saves_an_item_from_eviction(pool: Pool, aged: dict[str, UUID]) -> None:
    usage = Usage(pool)
    usage.count(aged["seldom"])
    await usage.flush()
    await evict(pool, 3)
    assert await topics(pool) == {"seldom", "often", "new"}


async def test_removers_that_work_at_once_do_not_meet(pool: Pool) -> None:
    for number in range(20):
        await keep(pool, str(number), timedelta(seconds=-1))
    await asyncio.gather(*(remove_expired(pool) for _ in range(4)), *(evict(pool, 0) for _ in range(2)))
    assert await topics(pool) == set()


async def test_counters_of_many_processes_add_up(pool: Pool) -> None:
    items = [await keep(pool, str(number)) for number in range(10)]
    counters = [Usage(pool) for _ in range(6)]
    for place, usage in enumerate(counters):
        for item_id in items if place % 2 else reversed(items):
            usage.count(item_id)
    await asyncio.gather(*(usage.flush() for usage in counters))
    assert await run(pool, "select distinct hits from cache_items") == [(6,)]


async def test_counts_are_written_at_the_end(pool: Pool) -> None:
    usage = Usage(pool, every=3600)
    usage.start()
    usage.count(await keep(pool, "served once"))
    await usage.stop()
    assert await run(pool, "select hits from cache_items") == [(1,)]


async def test_counts_outlast_a_database_that_goes_away(pool: Pool, database_url: str) -> None:
    item_id = await keep(pool, "served once")
    async with create_pool(database_url) as other:
        usage = Usage(other)
        usage.count(item_id)
        await run(pool, "alter table cache_items rename to away")
        await usage.flush()
        await run(pool, "alter table away rename to cache_items")
        await usage.flush()
    assert await run(pool, "select hits from cache_items") == [(1,)]


async def test_an_item_without_content_is_forgotten_with_its_topic(pool: Pool) -> None:
    gone = await keep(pool, "gone")
    await keep(pool, "kept")
    async with transaction(pool) as connection:
        await forget(connection, [gone])
    assert await topics(pool) == {"kept"}


async def test_what_was_seen_is_forgotten_when_nothing_of_it_can_live(pool: Pool) -> None:
    await run(
        pool,
        "insert into cache_seen values ('a digest', gen_random_uuid(), now() - interval '201 days'), "
        "('a digest', gen_random_uuid(), now() - interval '181 days')",
    )
    await remove_traces(pool, "test")
    assert await run(pool, "select count(*) from cache_seen") == [(1,)]


async def test_old_vectors_leave_only_where_the_present_embedder_has_long_made_its_own(pool: Pool) -> None:
    for topic in ("both", "young", "only old"):
        await keep(pool, topic, embedder="old")
    for topic in ("both", "young"):
        await keep(pool, topic)
    await run(pool, "update cache_vectors set created_at = now() - interval '8 days' where embedder = 'old'")
    await run(
        pool,
        "update cache_vectors set created_at = now() - interval '2 days' where embedder = 'test' "
        "and topic_id = (select id from cache_topics where topic = 'both')",
    )
    await remove_traces(pool, "test")
    left = await run(pool, "select topic, embedder from cache_vectors join cache_topics on id = topic_id order by 1, 2")
    assert left == [("both", "test"), ("only old", "old"), ("young", "old"), ("young", "test")]
