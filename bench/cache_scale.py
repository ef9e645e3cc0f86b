"""What a near lookup costs among many stored topics, and how many of the ten nearest it finds.

    .venv/bin/python -m bench.cache_scale [--topics 10000 100000] [--requests 300] [--flat]

Topics and requests are made as bench/stored_topics.py tells, in a database of their own. Measured for each number of
topics: the index (time to build, size, cost of an insert); the lookup as the service does it, over requests that go to
scopes as topics do, beside a bare round trip and an exact lookup of the same run; and both ways of looking through a
scope, in scopes of falling size, as median / 95th percentile and recall. `--flat` does it again without partitions.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar
from uuid import uuid4

import numpy as np
from bench.stored_topics import SPECIFICATION, VERSIONS, Stored, make_topics, read_meanings, store_topics

from cache import store
from cache.embedder import Vector, literal
from cache.model import Item, Wanted
from cache.neighbours.store import MEASURED_WHOLE, SET_OUT, WALK_NEIGHBOURS, NeighbourRow, find_neighbours
from cache.store import versioned
from database.migrate import migrate
from database.pool import Connection, Pool, create_pool
from embedded.stack import EmbeddedStack

A = TypeVar("A")
R = TypeVar("R")
Times = tuple[float, float]
WANTED = Wanted(SPECIFICATION)
EVERYTHING = 10**9
PLACES = (0, 1, 3, 10, 30, 100, 250)
WALKS = (
    ("strict_order", 40),
    ("strict_order", 100),
    ("relaxed_order", 40),
    ("relaxed_order", 100),
    ("relaxed_order", 200),
)
NEIGHBOURS = "create index cache_vectors_neighbours on cache_vectors using hnsw (embedding halfvec_cosine_ops)"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--topics", type=int, nargs="+", default=[10_000])
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--flat", action="store_true", help="measure a table without partitions as well")
    chosen = parser.parse_args()
    for topics in chosen.topics:
        for flat in (False, True) if chosen.flat else (False,):
            with tempfile.TemporaryDirectory() as folder, EmbeddedStack(Path(folder)) as addresses:
                migrate(addresses.database_url)
                asyncio.run(_measure(addresses.database_url, topics, chosen.requests, flat))


async def _measure(url: str, topics: int, requests: int, flat: bool) -> None:
    random = np.random.default_rng(3)
    stored = make_topics(topics, await read_meanings(), random)
    print(f"\n{topics:,} topics, {'no partitions' if flat else 'partitions'}", flush=True)
    async with create_pool(url, max_size=1) as pool:
        async with pool.connection() as connection:
            await _prepare(connection, flat)
            await store_topics(connection, stored)
            await _build_index(connection)
        await _look_up(pool, stored, requests, random)
        await _compare(pool, stored, random)
        await _insert(pool, stored, random)


async def _prepare(connection: Connection, flat: bool) -> None:
    if flat:
        await connection.execute("create table plain (like cache_vectors including all)")
        await connection.execute("drop table cache_vectors")
        await connection.execute("alter table plain rename to cache_vectors")
    found = await connection.execute("""
        select indexrelid::regclass::text
        from pg_index
        join pg_class on pg_class.oid = indexrelid
        join pg_am on pg_am.oid = relam
        where indrelid = 'cache_vectors'::regclass and amname = 'hnsw'
    """)
    for (name,) in await found.fetchall():
        await connection.execute(f"drop index {name}".encode())


async def _build_index(connection: Connection) -> None:
    await connection.execute("set maintenance_work_mem = '1GB'")
    await connection.execute("vacuum analyze cache_topics, cache_vectors, cache_items")
    before, started = await _bytes(connection), perf_counter()
    await connection.execute(NEIGHBOURS)
    seconds = perf_counter() - started
    after = await _bytes(connection)
    sizes = f"{(after - before) / 1e6:,.0f} MB beside {before / 1e6:,.0f} MB of table"
    print(f"  index: {sizes}, built in {seconds:,.0f} s", flush=True)


async def _bytes(connection: Connection) -> int:
    cursor = await connection.execute(
        "select sum(pg_total_relation_size(oid))::bigint from pg_class where relname ~ '^cache_vectors(_[0-9]+)?$'"
    )
    row = await cursor.fetchone()
    assert row is not None
    return int(row[0])


async def _look_up(pool: Pool, stored: Stored, requests: int, random: np.random.Generator) -> None:
    places = random.choice(stored.scope_of, size=requests)
    asked = [(int(place), next(stored.requests(int(place), 1, random))) for place in places]
    keys = [(stored.scopes[stored.scope_of[n]], str(n + 1)) for n in random.integers(len(stored.scope_of), size=100)]
    async with pool.connection() as connection:
        floor, _ = await _times(lambda _: connection.execute("select 1"), range(100))
        exact, _ = await _times(lambda one: store.find_named(connection, one[0], VERSIONS, one[1], WANTED), keys)
        near, found = await _times(lambda one: _find(connection, stored, *one), asked)
        _, right = await _times(lambda one: _find(connection, stored, *one, measured_whole=EVERYTHING), asked)
    recalls = np.array([_recall(mine, whole) for mine, whole in zip(found, right, strict=True)])
    sizes = np.bincount(stored.scope_of, minlength=len(stored.scopes))
    walked = np.array([sizes[place] > MEASURED_WHOLE for place, _ in asked])
    among = f", {recalls[walked].mean():.4f} over the {walked.sum()} of {requests} that walk" if walked.any() else ""
    print(f"  round trip {_shown(floor)} ms, exact key {_shown(exact)} ms ({_ratio(exact, floor)})")
    print(f"  neighbours {_shown(near)} ms: {_ratio(near, floor)} a round trip, {_ratio(near, exact)} an exact lookup")
    print(f"  recall@10 {recalls.mean():.4f} over all requests{among}", flush=True)


async def _compare(pool: Pool, stored: Stored, random: np.random.Generator) -> None:
    sizes = np.bincount(stored.scope_of, minlength=len(stored.scopes))
    for place in PLACES:
        if sizes[place] >= 20:
            async with pool.connection() as connection:
                await _compare_in(connection, stored, place, list(stored.requests(place, 40, random)))


async def _compare_in(connection: Connection, stored: Stored, place: int, asked: list[Vector]) -> None:
    spent, right = await _times(
        lambda vector: _find(connection, stored, place, vector, measured_whole=EVERYTHING), asked
    )
    line = f"  scope of {np.sum(stored.scope_of == place):>7,}: measured {_shown(spent)} ms"
    for way in WALKS:
        spent, found = await _times(partial(_walk, connection, stored, place, *way), asked)
        recall = np.mean([_recall(mine, whole) for mine, whole in zip(found, right, strict=True)])
        line += f" | {way[0].removesuffix('_order')} {way[1]}: {_shown(spent)} ms, {recall:.3f}"
    print(line, flush=True)


async def _insert(pool: Pool, stored: Stored, random: np.random.Generator) -> None:
    expires_at = datetime.now(UTC) + timedelta(days=1)
    places = [int(place) for place in random.choice(stored.scope_of, size=200)]
    async with pool.connection() as connection:
        floor, _ = await _times(lambda _: connection.execute("select 1"), range(100))

        async def admit(new: tuple[int, int]) -> None:
            number, place = new
            item = Item(uuid4(), SPECIFICATION, "", expires_at)
            vector = next(stored.requests(place, 1, random))
            await store.admit(connection, stored.scopes[place], VERSIONS, f"new {number}", "new", vector, item)

        spent, _ = await _times(admit, list(enumerate(places)))
    print(f"  storing a new topic {_shown(spent)} ms ({_ratio(spent, floor)} a round trip)", flush=True)


async def _find(
    connection: Connection, stored: Stored, place: int, vector: Vector, measured_whole: int = MEASURED_WHOLE
) -> list[NeighbourRow]:
    scope = stored.scopes[place]
    return await find_neighbours(connection, scope, VERSIONS, "", vector, WANTED, -1, 10, measured_whole=measured_whole)


async def _walk(
    connection: Connection, stored: Stored, place: int, order: str, ef_search: int, vector: Vector
) -> list[NeighbourRow]:
    """As the service does, with other settings."""
    asked = {"key": "", "specification": SPECIFICATION, "viewer": None, "gate": -1.0, "limit": 10}
    parameters = versioned(stored.scopes[place], VERSIONS) | asked | {"embedding": literal(vector)}
    async with connection.transaction():
        await connection.execute(SET_OUT.sql, {"ef_search": str(ef_search)})
        await connection.execute("select set_config('hnsw.iterative_scan', %s, true)", [order])
        return await WALK_NEIGHBOURS.fetch_all(connection, parameters)


def _recall(found: list[NeighbourRow], right: list[NeighbourRow]) -> float:
    ids = {row.topic_id for row in right}
    return len(ids & {row.topic_id for row in found}) / len(ids) if ids else 1.0


async def _times(call: Callable[[A], Awaitable[R]], arguments: Sequence[A]) -> tuple[Times, list[R]]:
    """Median and 95th percentile in milliseconds, the first calls not counted, and what came back."""
    spent: list[float] = []
    results: list[R] = []
    for argument in arguments:
        started = perf_counter()
        results.append(await call(argument))
        spent.append((perf_counter() - started) * 1000)
    counted = spent[min(10, len(spent) // 4) :]
    return (float(np.percentile(counted, 50)), float(np.percentile(counted, 95))), results


def _shown(times: Times) -> str:
    return f"{times[0]:.2f} / {times[1]:.2f}"


def _ratio(times: Times, floor: Times) -> str:
    return f"{times[0] / floor[0]:.1f} x"


if __name__ == "__main__":
    main()
