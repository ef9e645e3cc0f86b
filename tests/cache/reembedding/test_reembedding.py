"""Stored topics after the canonical form or the embedder has changed."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest

from cache import canonical, store
from cache.embedder import Vector
from cache.errors import EmbedderUnavailable
from cache.model import Item, Language, Match, Scope, Versions, Wanted
from cache.nano_embedder import NanoEmbedder
from cache.reembedding.embedding import embed_missing
from cache.reembedding.rereading import reread
from cache.semantic_cache import SemanticCache
from database.pool import Connection, Pool, transaction

SCOPE = Scope(Language.ENGLISH, 5, "mathematics")
WANTED = Wanted("count=10")
OLD, NEW = "1", canonical.VERSION
VECTOR = (np.ones(384) / np.sqrt(384)).astype(np.float32)
SLIP = "balancing chemcial equatoins in chemistry"


class Counting:
    """An embedder that tells every text it was given; `fails` ends it after so many."""

    dimensions, gate = 384, 0.95

    def __init__(self, name: str, fails: int = 10**6) -> None:
        self.name = name
        self.texts: list[str] = []
        self._fails = fails

    async def embed(self, text: str) -> Vector:
        if len(self.texts) >= self._fails:
            raise EmbedderUnavailable(self.name, "away")
        self.texts.append(text)
        return VECTOR


async def keep(pool: Pool, topic: str, key: str | None = None, epoch: str = OLD, embedder: str = "test") -> UUID:
    """Store a topic as an older version would have, under a key that is read no more."""
    item = Item(uuid4(), WANTED.specification, "", datetime.now(UTC) + timedelta(days=1))
    async with transaction(pool) as connection:
        await store.admit(connection, SCOPE, Versions(epoch, embedder, ("",)), key or topic, topic, VECTOR, item)
    return item.id


async def run(pool: Pool, statement: str) -> list[tuple[object, ...]]:
    async with pool.connection() as connection:
        cursor = await connection.execute(statement.encode())
        return [] if cursor.description is None else await cursor.fetchall()


async def add_alias(pool: Pool, topic: str, alias: str, epoch: str = OLD) -> None:
    await run(
        pool,
        "insert into cache_aliases "
        "(topic_id, language, subject, grade, visibility, epoch, canonical_key, alias, source) "
        f"select id, language, subject, grade, visibility, '{epoch}', 'old ' || '{alias}', '{alias}', 'teacher' "
        f"from cache_topics where topic = '{topic}'",
    )


async def nobody(_connection: Connection, _removed: int, _into: int) -> None:
    """Nothing else hangs on topics here."""


async def test_a_topic_of_an_older_form_is_found_again_under_its_key_of_today(pool: Pool) -> None:
    item_id = await keep(pool, "HCF", key="old key")
    cache = SemanticCache(pool, Counting("test"))
    wording = "Highest common factor"
    assert await cache.find(wording, SCOPE, WANTED) is None
    assert await reread(pool, nobody) == 1
    found = await cache.find(wording, SCOPE, WANTED)
    assert found is not None
    assert (found.item_id, found.match) == (item_id, Match.EXACT)


async def test_topics_that_are_one_by_now_are_merged_with_all_they_hold(pool: Pool) -> None:
    merged: list[tuple[int, int]] = []

    async def tell(_: Connection, removed: int, into: int) -> None:
        merged.append((removed, into))

    today = await keep(pool, "highest common factor", canonical.read("HCF", Language.ENGLISH).key, NEW)
    older = {await keep(pool, "HCF", "hcf"), await keep(pool, "greatest common factor", "gcf")}
    await add_alias(pool, "HCF", "the largest number that divides both")
    ids = {str(topic): topic_id for topic_id, topic in await run(pool, "select id, topic from cache_topics")}
    await reread(pool, tell)
    kept = ids["highest common factor"]
    assert await run(pool, "select id from cache_topics") == [(kept,)]
    assert {item for (item,) in await run(pool, "select item_id from cache_items")} == {today, *older}
    assert await run(pool, "select distinct topic_id from cache_aliases") == [(kept,)]
    assert sorted(merged) == sorted([(ids["HCF"], kept), (ids["greatest common factor"], kept)])


async def test_aliases_and_reported_pairs_are_read_again(pool: Pool) -> None:
    await keep(pool, "Photosynthesis", "old")
    await add_alias(pool, "Photosynthesis", "what leaves do all day")
    await run(
        pool,
        "insert into cache_quarantine "
        "(language, subject, grade, visibility, epoch, requested_key, stored_key, requested, stored, match) "
        "values ('en', 'mathematics', 5, 'public', '1', 'a', 'b', 'Prime numbers', 'Odd numbers', 'near')",
    )
    await reread(pool, nobody)
    key = canonical.read("what leaves do all day", Language.ENGLISH).key
    assert await run(pool, "select epoch, canonical_key from cache_aliases") == [(NEW, key)]
    keys = tuple(canonical.read(text, Language.ENGLISH).key for text in ("Prime numbers", "Odd numbers"))
    assert await run(pool, "select epoch, requested_key, stored_key from cache_quarantine") == [(NEW, *keys)]


async def test_an_alias_whose_key_is_a_topic_of_its_own_by_now_is_dropped(pool: Pool) -> None:
    await keep(pool, "Prime numbers")
    await keep(pool, "Odd numbers")
    await add_alias(pool, "Odd numbers", "Prime numbers")
    await reread(pool, nobody)
    assert await run(pool, "select * from cache_aliases") == []
    assert len(await run(pool, "select * from cache_topics")) == 2


async def test_a_topic_that_nobody_can_ask_for_any_more_is_dropped(pool: Pool) -> None:
    await keep(pool, "?!")
    await keep(pool, "Fractions for grade 7")
    await reread(pool, nobody)
    assert await run(pool, "select * from cache_topics") == []


async def test_rows_of_a_newer_form_are_left_to_the_newer_process(pool: Pool) -> None:
    await keep(pool, "Fractions", "a newer key", epoch="10")
    assert await reread(pool, nobody, epoch="9") == 0
    assert await run(pool, "select epoch, canonical_key from cache_topics") == [("10", "a newer key")]


async def test_workers_that_read_at_once_share_the_work(pool: Pool) -> None:
    for number in range(250):
        await keep(pool, f"Addition within {number}", f"old {number}")
    done = await asyncio.gather(*(reread(pool, nobody) for _ in range(3)))
    assert sum(done) == 250
    assert await run(
        pool, "select count(*), count(distinct canonical_key), min(epoch), max(epoch) from cache_topics"
    ) == [(250, 250, NEW, NEW)]


async def test_missing_vectors_are_made_once_by_all_workers_together(pool: Pool) -> None:
    for number in range(40):
        await keep(pool, f"Addition within {number}", epoch=NEW, embedder="old")
    embedders = [Counting("new"), Counting("new")]
    made = await asyncio.gather(*(embed_missing(pool, embedder, 1000) for embedder in embedders))
    assert sum(made) == 40
    assert await run(pool, "select embedder, count(*) from cache_vectors group by 1 order by 1") == [
        ("new", 40),
        ("old", 40),
    ]
    assert await embed_missing(pool, embedders[0], 1000) == 0


async def test_an_embedder_that_goes_away_leaves_what_it_made(pool: Pool) -> None:
    for number in range(40):
        await keep(pool, f"Addition within {number}", epoch=NEW, embedder="old")
    with pytest.raises(EmbedderUnavailable):
        await embed_missing(pool, Counting("new", fails=20), 1000)
    assert await run(pool, "select count(*) from cache_vectors where embedder = 'new'") == [(16,)]
    assert await embed_missing(pool, Counting("new"), 1000) == 24


@pytest.fixture(scope="module")
def embedder() -> Iterator[NanoEmbedder]:
    embedder = NanoEmbedder()
    yield embedder
    embedder.close()


async def test_vectors_of_different_embedders_are_never_compared_while_new_ones_are_made(
    pool: Pool, embedder: NanoEmbedder
) -> None:
    item_id = await keep(pool, "Balancing chemical equations", epoch=OLD, embedder="constant")
    # The other embedder gives everything one vector: compared with it, each topic would be the same as any other.
    old, new = SemanticCache(pool, Counting("constant")), SemanticCache(pool, embedder)

    async def neighbours(cache: SemanticCache) -> list[UUID | None]:
        read = canonical.read(SLIP, SCOPE.language)
        return [row.item_id for row in await cache.neighbours(read, SCOPE, WANTED, -1, 10)]

    assert (await neighbours(old), await neighbours(new)) == ([], [])
    await reread(pool, nobody)
    assert (await neighbours(old), await neighbours(new)) == ([], [])
    assert await embed_missing(pool, embedder, 10) == 1
    assert (await neighbours(old), await neighbours(new)) == ([], [item_id])
    assert await embed_missing(pool, Counting("constant"), 10) == 1
    assert (await neighbours(old), await neighbours(new)) == ([item_id], [item_id])
