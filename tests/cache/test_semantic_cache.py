"""The cache against a real database, with the real embedder."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from psycopg import Rollback

from cache.embedder import Vector
from cache.errors import EmbedderUnavailable
from cache.model import Item, Language, Match, Scope, Wanted
from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction

SCOPE = Scope(language=Language.ENGLISH, grade=5, subject="mathematics")
RUSSIAN = Scope(language=Language.RUSSIAN, grade=8, subject="mathematics")
TEN_QUESTIONS, TWENTY_QUESTIONS = Wanted("count=10"), Wanted("count=20")


@pytest.fixture(scope="module")
def embedder() -> Iterator[NanoEmbedder]:
    embedder = NanoEmbedder()
    yield embedder
    embedder.close()


@pytest.fixture
def cache(pool: Pool, embedder: NanoEmbedder) -> SemanticCache:
    return SemanticCache(pool, embedder)


def item_of(wanted: Wanted = TEN_QUESTIONS, lives: timedelta = timedelta(days=1), edition: str = "") -> Item:
    return Item(uuid4(), wanted.specification, edition, datetime.now(UTC) + lives)


async def served(cache: SemanticCache, topic: str, scope: Scope = SCOPE, wanted: Wanted = TEN_QUESTIONS) -> UUID | None:
    found = await cache.find(topic, scope, wanted)
    return None if found is None else found.item_id


async def admit(
    cache: SemanticCache,
    pool: Pool,
    topic: str,
    scope: Scope = SCOPE,
    wanted: Wanted = TEN_QUESTIONS,
    lives: timedelta = timedelta(days=1),
) -> UUID:
    item = item_of(wanted, lives)
    async with transaction(pool) as connection:
        await cache.admit(connection, topic, scope, item)
    return item.id


async def test_another_wording_of_a_stored_topic_is_an_exact_hit(cache: SemanticCache, pool: Pool) -> None:
    item_id = await admit(cache, pool, "Adding fractions with unlike denominators")
    found = await cache.find("How do I add fractions when the denominators are different?", SCOPE, TEN_QUESTIONS)
    assert found is not None
    assert (found.item_id, found.match, found.similarity) == (item_id, Match.EXACT, 1.0)
    assert found.matched_topic == "Adding fractions with unlike denominators"


async def test_a_slip_is_a_near_hit_with_its_cosine(cache: SemanticCache, pool: Pool) -> None:
    item_id = await admit(cache, pool, "The Krebs cycle in mitochondria")
    found = await cache.find("the Kerbs cycle in mitochondria", SCOPE, TEN_QUESTIONS)
    assert found is not None
    assert (found.item_id, found.match) == (item_id, Match.NEAR)
    assert 0.95 <= found.similarity < 1


async def test_a_near_miss_is_refused_however_close(cache: SemanticCache, pool: Pool) -> None:
    await admit(cache, pool, "Addition within 10")
    assert await cache.find("Addition within 20", SCOPE, TEN_QUESTIONS) is None
    assert await cache.find("Subtraction within 10", SCOPE, TEN_QUESTIONS) is None


async def test_a_refused_neighbour_does_not_hide_the_next_one(cache: SemanticCache, pool: Pool) -> None:
    for refused in ("Равнобедренный треугольник", "Равносторонний треугольник", "Логарифмические уравнения"):
        await admit(cache, pool, refused, RUSSIAN)
    item_id = await admit(cache, pool, "Логарифмические неравенства", RUSSIAN)
    found = await cache.find("лагарифмические неравенства", RUSSIAN, TEN_QUESTIONS)
    assert found is not None
    assert found.item_id == item_id


@pytest.mark.parametrize(
    "other",
    [
        Scope(language=Language.ENGLISH, grade=6, subject="mathematics"),
        Scope(language=Language.ENGLISH, grade=5, subject="physics"),
        Scope(language=Language.ENGLISH, grade=5, subject=None),
        Scope(language=Language.ENGLISH, grade=5, subject="mathematics", visibility="school:1"),
        Scope(language=Language.RUSSIAN, grade=5, subject="mathematics"),
    ],
)
async def test_another_scope_sees_nothing(cache: SemanticCache, pool: Pool, other: Scope) -> None:
    await admit(cache, pool, "Fractions")
    assert await cache.find("Fractions", other, TEN_QUESTIONS) is None


async def test_no_subject_equals_no_subject(cache: SemanticCache, pool: Pool) -> None:
    scope = Scope(language=Language.ENGLISH, grade=5)
    item_id = await admit(cache, pool, "Fractions", scope)
    found = await cache.find("fractions", scope, TEN_QUESTIONS)
    assert found is not None
    assert found.item_id == item_id


async def test_another_specification_finds_the_topic_alone_and_hangs_on_it(cache: SemanticCache, pool: Pool) -> None:
    await admit(cache, pool, "Fractions")
    found = await cache.find("Fractions", SCOPE, TWENTY_QUESTIONS)
    assert found is not None
    assert (found.item_id, found.match, found.matched_topic) == (None, Match.EXACT, "Fractions")
    await admit(cache, pool, "worksheet on fractions", wanted=TWENTY_QUESTIONS)
    assert await _count(pool, "select count(*) from cache_topics") == 1
    assert await served(cache, "Fractions", wanted=TWENTY_QUESTIONS) is not None


async def test_an_expired_item_is_never_served_nor_suggested(cache: SemanticCache, pool: Pool) -> None:
    await admit(cache, pool, "The Krebs cycle in mitochondria", lives=timedelta(seconds=-1))
    assert await served(cache, "The Krebs cycle in mitochondria") is None
    assert await cache.find("the Kerbs cycle in mitochondria", SCOPE, TEN_QUESTIONS) is None
    assert await cache.nearest("chemical equations", SCOPE, 5) == []


async def test_the_newest_item_is_served(cache: SemanticCache, pool: Pool) -> None:
    await admit(cache, pool, "Fractions")
    newest = await admit(cache, pool, "Fractions")
    found = await cache.find("Fractions", SCOPE, TEN_QUESTIONS)
    assert found is not None
    assert found.item_id == newest


async def test_admitting_twice_changes_nothing(cache: SemanticCache, pool: Pool) -> None:
    item = item_of()
    for _ in range(2):
        async with transaction(pool) as connection:
            await cache.admit(connection, "Fractions", SCOPE, item)
    assert await _count(pool, "select count(*) from cache_items") == 1


async def test_equal_topics_admitted_at_once_become_one_topic(cache: SemanticCache, pool: Pool) -> None:
    wordings = [
        "HCF",
        "GCF",
        "highest common factor",
        "Greatest common factor",
        "worksheet on the HCF",
        "finding the HCF",
    ]
    await asyncio.gather(*(admit(cache, pool, wording) for wording in wordings))
    assert await _count(pool, "select count(*) from cache_topics") == 1
    assert await _count(pool, "select count(*) from cache_items") == len(wordings)


async def test_what_a_rolled_back_transaction_admitted_is_not_found(cache: SemanticCache, pool: Pool) -> None:
    async with transaction(pool) as connection:
        await cache.admit(connection, "Fractions", SCOPE, item_of())
        raise Rollback
    assert await cache.find("Fractions", SCOPE, TEN_QUESTIONS) is None


async def test_a_topic_that_names_another_grade_is_neither_served_nor_stored(cache: SemanticCache, pool: Pool) -> None:
    await admit(cache, pool, "Fractions")
    assert await cache.find("Fractions for grade 7", SCOPE, TEN_QUESTIONS) is None
    assert await cache.find("Fractions for grade 5", SCOPE, TEN_QUESTIONS) is not None
    await admit(cache, pool, "Decimals for grade 7")
    assert await _count(pool, "select count(*) from cache_topics") == 1


async def test_a_text_without_words_is_a_miss(cache: SemanticCache, pool: Pool) -> None:
    await admit(cache, pool, "?!")
    assert await cache.find("…", SCOPE, TEN_QUESTIONS) is None


async def test_vectors_of_another_embedder_are_not_compared_but_equal_keys_still_are(
    cache: SemanticCache, pool: Pool, embedder: NanoEmbedder
) -> None:
    class Renamed:
        name, dimensions, gate = "another", embedder.dimensions, embedder.gate
        embed = staticmethod(embedder.embed)

    await admit(cache, pool, "The Krebs cycle in mitochondria")
    renamed = SemanticCache(pool, Renamed())
    assert await served(renamed, "the Kerbs cycle in mitochondria") is None
    assert await served(cache, "the Kerbs cycle in mitochondria") is not None
    assert await served(renamed, "The Krebs cycle in mitochondria") is not None


class Absent:
    """An embedder that is away."""

    name, dimensions, gate = "absent", 384, 0.95

    async def embed(self, text: str) -> Vector:
        raise EmbedderUnavailable(self.name, "away")


async def test_without_an_embedder_equal_keys_are_found_and_topics_are_stored(
    pool: Pool, embedder: NanoEmbedder
) -> None:
    cache = SemanticCache(pool, Absent())
    item_id = await admit(cache, pool, "The Krebs cycle in mitochondria")
    assert await served(cache, "The Krebs cycle in mitochondria") == item_id
    assert await served(cache, "the French Revolution") is None
    assert await cache.nearest("chemical equations", SCOPE, 5) == []
    assert await _count(pool, "select count(*) from cache_vectors") == 0
    assert await served(SemanticCache(pool, embedder), "The Krebs cycle in mitochondria") == item_id


async def test_an_item_whose_content_is_gone_hides_no_other(cache: SemanticCache, pool: Pool) -> None:
    older, newer = await admit(cache, pool, "Fractions"), await admit(cache, pool, "Fractions")
    await cache.forget(newer)
    assert await served(cache, "Fractions") == older


async def test_an_item_of_another_edition_is_not_served(cache: SemanticCache, pool: Pool) -> None:
    async with transaction(pool) as connection:
        await cache.admit(connection, "Fractions", SCOPE, item_of(edition="prompts of last year"))
    assert await served(cache, "Fractions") is None


async def test_what_a_viewer_was_given_is_passed_over_for_them_alone(cache: SemanticCache, pool: Pool) -> None:
    older, newer = await admit(cache, pool, "Fractions"), await admit(cache, pool, "Fractions")
    mine = Wanted(TEN_QUESTIONS.specification, viewer="a digest")
    for expected in (newer, older, None):
        assert await served(cache, "Fractions", wanted=mine) == expected
        if expected is not None:
            async with transaction(pool) as connection:
                await cache.mark_seen(connection, "a digest", expected)
    assert await served(cache, "Fractions") == newer


async def test_the_nearest_topics_come_first(cache: SemanticCache, pool: Pool) -> None:
    for topic in ("The French Revolution", "Adding decimals", "Multiplying fractions"):
        await admit(cache, pool, topic)
    nearest = await cache.nearest("dividing fractions", SCOPE, 2)
    assert nearest[0] == "Multiplying fractions"
    assert len(nearest) == 2


async def _count(pool: Pool, query: str) -> int:
    async with pool.connection() as connection:
        row = await (await connection.execute(query.encode())).fetchone()
    assert row is not None
    return int(row[0])
