"""Neighbours in a scope, measured whole and walked through the index."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest

from cache import store
from cache.embedder import Vector, literal
from cache.model import Item, Language, Scope, Versions, Wanted
from cache.neighbours.store import SET_OUT, WALK_NEIGHBOURS, NeighbourRow, find_nearest, find_neighbours
from database.pool import Connection, Pool, transaction

SCOPE = Scope(Language.ENGLISH, 5, "mathematics")
VERSIONS = Versions("2", "test", ("",))
WANTED = Wanted("count=10")
EITHER_WAY = pytest.mark.parametrize("measured_whole", [10**6, -1], ids=["measured", "walked"])
RANDOM = np.random.default_rng(7)


CENTRE: Vector = (np.ones(384) / np.sqrt(384)).astype(np.float32)


def turned(vector: Vector, by: float) -> Vector:
    """A vector in some direction at the angle `by` (in radians) to the first, which has length 1."""
    noise = RANDOM.normal(size=vector.shape)
    across = noise - (noise @ vector) * vector
    return (np.cos(by) * vector + np.sin(by) * across / np.linalg.norm(across)).astype(np.float32)


async def keep(
    connection: Connection,
    key: str,
    vector: Vector,
    scope: Scope = SCOPE,
    versions: Versions = VERSIONS,
    lives: timedelta = timedelta(days=1),
) -> UUID:
    item = Item(uuid4(), WANTED.specification, "", datetime.now(UTC) + lives)
    await store.admit(connection, scope, versions, key, key, vector, item)
    return item.id


async def find(
    pool: Pool, measured_whole: int, gate: float = -1, limit: int = 10, wanted: Wanted = WANTED, key: str = "asked"
) -> list[NeighbourRow]:
    async with pool.connection() as connection:
        return await find_neighbours(
            connection, SCOPE, VERSIONS, key, CENTRE, wanted, gate, limit, measured_whole=measured_whole
        )


@EITHER_WAY
async def test_the_nearest_come_first_with_their_cosine_and_their_item(pool: Pool, measured_whole: int) -> None:
    async with transaction(pool) as connection:
        items = [await keep(connection, str(number), turned(CENTRE, number / 20)) for number in range(1, 30)]
    found = await find(pool, measured_whole)
    assert [row.topic for row in found] == [str(number) for number in range(1, 11)]
    assert [row.item_id for row in found] == items[:10]
    assert found[0].similarity == pytest.approx(np.cos(1 / 20), abs=1e-4)
    assert [row.item_id for row in await find(pool, measured_whole, wanted=Wanted("count=20"))] == [None] * 10


@EITHER_WAY
async def test_nothing_below_the_gate_is_found(pool: Pool, measured_whole: int) -> None:
    async with transaction(pool) as connection:
        for number in range(1, 10):
            await keep(connection, str(number), turned(CENTRE, number / 20))
    found = await find(pool, measured_whole, gate=0.95)
    assert [row.topic for row in found] == [str(number) for number in range(1, 7)]  # cos(6 / 20) is 0.955


@EITHER_WAY
async def test_only_what_may_be_served_counts(pool: Pool, measured_whole: int) -> None:
    other_grade = Scope(Language.ENGLISH, 6, "mathematics")
    async with transaction(pool) as connection:
        for number in range(40):
            await keep(connection, f"of another grade {number}", CENTRE, other_grade)
            await keep(connection, f"by another embedder {number}", CENTRE, versions=Versions("2", "other", ("",)))
            await keep(connection, f"of another epoch {number}", CENTRE, versions=Versions("1", "test", ("",)))
            await keep(connection, f"expired {number}", turned(CENTRE, 0.05), lives=timedelta(seconds=-1))
            await keep(connection, f"reported {number}", turned(CENTRE, 0.05))
        await connection.execute("""
            insert into cache_quarantine
                (language, subject, grade, visibility, epoch, requested_key, stored_key, requested, stored, match)
            select language, subject, grade, visibility, epoch, 'asked', canonical_key, '', '', 'near'
            from cache_topics where canonical_key like 'reported%'
        """)
        for number in range(12):
            await keep(connection, f"good {number}", turned(CENTRE, 0.5))
    found = await find(pool, measured_whole)
    assert len(found) == 10
    assert all(row.topic.startswith("good") for row in found)
    assert {row.topic.split()[0] for row in await find(pool, measured_whole, key="another")} == {"reported"}


@EITHER_WAY
async def test_a_plan_for_all_scopes_finds_the_same(pool: Pool, measured_whole: int) -> None:
    async with transaction(pool) as connection:
        for number in range(1, 20):
            await keep(connection, str(number), turned(CENTRE, number / 20))
    async with pool.connection() as connection:
        await connection.execute("set plan_cache_mode = force_generic_plan")
        for _ in range(7):  # the driver prepares what it has run five times
            found = await find_neighbours(
                connection, SCOPE, VERSIONS, "asked", CENTRE, WANTED, -1, 10, measured_whole=measured_whole
            )
            assert [row.topic for row in found] == [str(number) for number in range(1, 11)]
        await connection.execute("reset plan_cache_mode")


async def test_a_walk_goes_through_the_index_of_one_partition(pool: Pool) -> None:
    asked = {"key": "", "specification": "", "viewer": None, "gate": -1.0, "limit": 10, "embedding": literal(CENTRE)}
    async with transaction(pool) as connection:
        for number in range(50):
            await keep(connection, str(number), turned(CENTRE, 0.5))
        await SET_OUT.fetch_one(connection, {"ef_search": "100"})
        explained = "explain " + WALK_NEIGHBOURS.sql
        cursor = await connection.execute(explained.encode(), store.versioned(SCOPE, VERSIONS) | asked)
        plan = [str(line) for (line,) in await cursor.fetchall()]
    read = [line for line in plan if "cache_vectors_" in line and "using" in line]
    assert len(read) == 1
    assert "embedding_idx" in read[0]


async def test_what_a_walk_sets_ends_with_it(pool: Pool) -> None:
    async with pool.connection() as connection:
        await keep(connection, "one", CENTRE)
        await find_neighbours(connection, SCOPE, VERSIONS, "", CENTRE, WANTED, -1, 10, measured_whole=-1)
        cursor = await connection.execute(
            "select current_setting('enable_sort'), current_setting('hnsw.iterative_scan'), "
            "current_setting('hnsw.ef_search')"
        )
        assert await cursor.fetchone() == ("on", "off", "40")


async def test_topics_are_suggested_however_far(pool: Pool) -> None:
    async with pool.connection() as connection:
        await keep(connection, "opposite", -CENTRE)
        assert [row.topic for row in await find_nearest(connection, SCOPE, VERSIONS, CENTRE, 5)] == ["opposite"]
