from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from database.pool import Connection, Pool
from fakes.house import House
from fakes.one_model import OneModel
from fakes.openai_server import FakeOpenAI
from language_models.openai_compatible import OpenAICompatible
from worksheets.edition import served_editions
from worksheets.generations.carrying_on import Workshop
from worksheets.generations.feed import Feed
from worksheets.generations.starting import Writer
from worksheets.sources import Sources


@pytest.fixture
async def house(pool: Pool, database_url: str) -> AsyncIterator[House]:
    """A house with a model."""
    embedder = NanoEmbedder()
    cache = SemanticCache(pool, embedder, served_editions())
    with FakeOpenAI() as provider:
        model = OpenAICompatible("key", provider.base_url, provider.model)

        async def ensure(_: Connection, generation_id: UUID) -> None:
            if generation_id not in built.queued:
                built.queued.append(generation_id)

        async def charge(_: str) -> None:
            pass

        workshop = Workshop(pool, cache, OneModel(model), 30.0, charge, Feed(pool, database_url))
        built = House(Sources(pool, cache, Writer(ensure, 5)), workshop, provider)
        yield built
        await model.close()
    embedder.close()
