"""Other wordings of a topic, from whoever says so."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from cache import canonical
from cache.aliases import store
from cache.aliases.catalogue import add_phrasings
from cache.aliases.model import Alias, AliasSource
from cache.model import Item, Language, Match, Scope, Wanted
from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction

SCOPE = Scope(Language.ENGLISH, 6, "mathematics")
WANTED = Wanted("count=10")
TOPIC, PHRASING = "Highest common factor", "the largest thing two numbers share in their tables"


@pytest.fixture(scope="module")
def embedder() -> Iterator[NanoEmbedder]:
    embedder = NanoEmbedder()
    yield embedder
    embedder.close()


@pytest.fixture
def cache(pool: Pool, embedder: NanoEmbedder) -> SemanticCache:
    return SemanticCache(pool, embedder)


async def admit(pool: Pool, cache: SemanticCache, topic: str) -> UUID:
    item = Item(uuid4(), WANTED.specification, "", datetime.now(UTC) + timedelta(days=1))
    async with transaction(pool) as connection:
        await cache.admit(connection, topic, SCOPE, item)
    return item.id


async def add(pool: Pool, topic: str, *phrasings: str) -> int:
    async with transaction(pool) as connection:
        return await add_phrasings(connection, topic, phrasings, SCOPE)


async def learn(pool: Pool, phrasing: str, topic: str, source: AliasSource) -> bool:
    async with transaction(pool) as connection:
        topic_id = await store.ensure_topic(connection, canonical.read(topic, SCOPE.language), SCOPE, canonical.VERSION)
        alias = canonical.read(phrasing, SCOPE.language)
        return await store.learn(connection, alias, SCOPE, canonical.VERSION, topic_id, source)


async def listed(pool: Pool) -> list[Alias]:
    async with pool.connection() as connection:
        return await store.find_aliases(connection, SCOPE, canonical.VERSION)


async def test_a_catalogue_may_come_before_the_first_worksheet(pool: Pool, cache: SemanticCache) -> None:
    assert await add(pool, TOPIC, PHRASING, "HCF", "  ") == 1
    item_id = await admit(pool, cache, PHRASING)
    for wording, match in ((TOPIC, Match.EXACT), (PHRASING, Match.ALIAS)):
        found = await cache.find(wording, SCOPE, WANTED)
        assert found is not None
        assert (found.item_id, found.match) == (item_id, match)


async def test_a_catalogue_overrules_votes_and_nothing_overrules_a_catalogue(pool: Pool) -> None:
    assert await learn(pool, PHRASING, "Lowest common multiple", AliasSource.JUDGED)
    assert not await learn(pool, PHRASING, TOPIC, AliasSource.TEACHER)
    assert await add(pool, TOPIC, PHRASING) == 1
    assert await add(pool, "Lowest common multiple", PHRASING) == 0
    (alias,) = await listed(pool)
    assert (alias.alias, alias.topic, alias.source) == (PHRASING, TOPIC, AliasSource.CATALOGUE)


async def test_a_stored_topic_is_never_turned_into_a_wording_of_another(pool: Pool, cache: SemanticCache) -> None:
    item_id = await admit(pool, cache, "Lowest common multiple")
    assert await add(pool, TOPIC, "LCM") == 0
    found = await cache.find("LCM", SCOPE, WANTED)
    assert found is not None
    assert found.item_id == item_id


async def test_an_alias_holds_in_its_scope_alone(pool: Pool, cache: SemanticCache) -> None:
    await admit(pool, cache, TOPIC)
    await add(pool, TOPIC, PHRASING, f"{PHRASING} for grade 7")
    assert len(await listed(pool)) == 1
    assert await cache.find(PHRASING, Scope(Language.ENGLISH, 7, "mathematics"), WANTED) is None


async def test_a_removed_alias_is_gone_and_its_topic_stays(pool: Pool, cache: SemanticCache) -> None:
    await admit(pool, cache, TOPIC)
    await add(pool, TOPIC, PHRASING)
    (alias,) = await listed(pool)
    async with transaction(pool) as connection:
        assert await store.forget(connection, alias.id)
        assert not await store.forget(connection, alias.id)
    assert await cache.find(PHRASING, SCOPE, WANTED) is None
    assert await cache.find(TOPIC, SCOPE, WANTED) is not None
