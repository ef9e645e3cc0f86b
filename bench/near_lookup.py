"""What a near lookup costs beside its embedding and beside a bare round trip, for scopes of three sizes.

    .venv/bin/python -m bench.near_lookup

Topics are random unit vectors in one scope, each with a live item, in a database of its own.
"""

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter

import numpy as np

from cache import store
from cache.embedder import Vector
from cache.model import Language, Scope
from cache.nano_embedder import DIMENSIONS, NanoEmbedder
from database.migrate import migrate
from database.pool import Connection, create_pool
from embedded.stack import EmbeddedStack

SIZES = (1_000, 10_000, 50_000)
SCOPE = Scope(language=Language.ENGLISH, grade=5, subject="mathematics")
EPOCH, SPECIFICATION = "bench", "count=10"

FILL_TOPICS = """
    insert into cache_topics (language, subject, grade, visibility, epoch, canonical_key, topic, embedding)
    select 'en', 'mathematics', 5, 'public', 'bench', number::text, 'topic ' || number,
           (select l2_normalize(array_agg(random() - 0.5)::real[]::vector)
            from generate_series(1, 384) where number > 0)
    from generate_series(%(first)s::int, %(last)s::int) as number
"""
FILL_ITEMS = """
    insert into cache_items (topic_id, specification, item_id, expires_at)
    select id, 'count=10', gen_random_uuid(), now() + interval '1 day' from cache_topics
    on conflict do nothing
"""


async def _median_ms(times: int, call: Callable[[int], Awaitable[object]]) -> float:
    spent: list[float] = []
    for number in range(times):
        started = perf_counter()
        await call(number)
        spent.append((perf_counter() - started) * 1000)
    return statistics.median(spent)


async def _measure(connection: Connection, vector: Vector, size: int, embedding_ms: float) -> None:
    floor = await _median_ms(50, lambda _: connection.execute("select 1"))
    exact = await _median_ms(50, lambda n: store.find_exact(connection, SCOPE, EPOCH, str(n + 1), SPECIFICATION))
    near = await _median_ms(
        10, lambda _: store.find_neighbours(connection, SCOPE, EPOCH, vector, SPECIFICATION, 0.95, 10)
    )
    print(
        f"{size:>6} topics in the scope: round trip {floor:.2f} ms, exact key {exact:.2f} ms ({exact / floor:.1f} x), "
        f"neighbours {near:.1f} ms ({near / embedding_ms:.2f} x one embedding)"
    )


async def main(url: str) -> None:
    embedder = NanoEmbedder()
    embedding_ms = await _median_ms(20, lambda number: embedder.embed(f"adding fractions to {number}"))
    print(f"embedding {embedding_ms:.1f} ms a text")
    vector = np.random.default_rng(1).normal(size=DIMENSIONS).astype(np.float32)
    async with create_pool(url) as pool, pool.connection() as connection:
        first = 1
        for size in SIZES:
            await connection.execute(FILL_TOPICS, {"first": first, "last": size})
            await connection.execute(FILL_ITEMS)
            await connection.execute("vacuum analyze cache_topics, cache_items")
            await _measure(connection, vector, size, embedding_ms)
            first = size + 1
    embedder.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, EmbeddedStack(Path(folder)) as addresses:
        migrate(addresses.database_url)
        asyncio.run(main(addresses.database_url))
