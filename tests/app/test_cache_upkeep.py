"""Workers look after the cache, and the service goes on without its embedder."""

import asyncio
import contextlib
from collections.abc import Callable

import pytest
from httpx import AsyncClient

from fakes.embeddings_server import FakeEmbeddings, Trouble
from fakes.running_service import Service

Running = Callable[..., contextlib.AbstractAsyncContextManager[Service]]
WISH = {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en", "questions": {"count": 3}}


async def rows(service: Service, query: str) -> list[tuple[object, ...]]:
    async with service.services.pool.connection() as connection:
        return await (await connection.execute(query.encode())).fetchall()


async def ask(client: AsyncClient) -> str:
    answered = await client.post("/api/v1/worksheets", json=WISH)
    assert answered.status_code == 200, answered.text
    return str(answered.json()["provenance"]["source"])


async def until(service: Service, query: str, wanted: list[tuple[object, ...]]) -> None:
    async with asyncio.timeout(60):
        while await rows(service, query) != wanted:
            await asyncio.sleep(0.1)


async def test_a_worker_reads_old_topics_again_and_makes_their_vectors(running: Running) -> None:
    async with running(worker=True) as service:
        assert await ask(service.client) == "generator"
        (before,) = await rows(service, "select epoch, canonical_key from cache_topics")
        async with service.services.pool.connection() as connection:
            await connection.execute("update cache_topics set epoch = '0', canonical_key = 'as it was read long ago'")
            await connection.execute("delete from cache_vectors")
        await service.services.queue.configure_task("cache:renew").defer_async(timestamp=0)
        await until(service, "select count(*) from cache_vectors", [(1,)])
        assert await rows(service, "select epoch, canonical_key from cache_topics") == [before]
        assert await ask(service.client) == "cache"


async def test_a_worker_removes_what_has_expired_with_everything_that_hangs_on_it(running: Running) -> None:
    async with running(worker=True) as service:
        await ask(service.client)
        async with service.services.pool.connection() as connection:
            await connection.execute("update cache_items set expires_at = now() - interval '1 second'")
        await service.services.queue.configure_task("cache:remove_expired").defer_async(timestamp=0)
        await until(service, "select count(*) from cache_topics", [(0,)])


async def test_servings_from_the_cache_are_counted(running: Running) -> None:
    async with running() as service:
        await ask(service.client)
        for _ in range(3):
            assert await ask(service.client) == "cache"
        await until(service, "select hits from cache_items", [(3,)])


async def test_an_entry_whose_text_is_gone_is_forgotten_and_made_anew(running: Running) -> None:
    async with running() as service:
        await ask(service.client)
        async with service.services.pool.connection() as connection:
            await connection.execute("delete from worksheets")
        assert await ask(service.client) == "generator"
        assert await ask(service.client) == "cache"
        assert await rows(service, "select count(*) from cache_items") == [(1,)]


@pytest.mark.parametrize("troubles", [[], [Trouble.UNAUTHORIZED] * 20], ids=["there", "away"])
async def test_a_provider_of_embeddings_may_be_there_or_away(running: Running, troubles: list[Trouble]) -> None:
    with FakeEmbeddings() as fake:
        fake.script(*troubles)
        chosen = {
            "OPENAI_BASE_URL": fake.base_url,
            "OPENAI_MODEL": "m",
            "TETRAD_EMBEDDER": "openai",
            "TETRAD_JUDGE": "0",
        }
        async with running(**chosen) as service:
            assert await ask(service.client) == "generator"
            assert await ask(service.client) == "cache"
            embedders = await rows(service, "select embedder from cache_vectors")
    assert embedders == ([] if troubles else [("openai/text-embedding-3-small/384",)])
