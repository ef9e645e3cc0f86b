"""Embeddings of an OpenAI-compatible server, also of one that misbehaves."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import numpy as np
import pytest

from cache.errors import EmbedderUnavailable
from cache.openai_embedder import OpenAIEmbedder
from fakes.embeddings_server import FakeEmbeddings, Trouble


@pytest.fixture
def provider() -> Iterator[FakeEmbeddings]:
    with FakeEmbeddings() as fake:
        yield fake


@pytest.fixture
async def embedder(provider: FakeEmbeddings) -> AsyncIterator[OpenAIEmbedder]:
    embedder = OpenAIEmbedder("sk-secret", provider.base_url, "text-embedding-3-small", deadline=20)
    yield embedder
    await embedder.close()


async def test_a_vector_has_the_promised_shape_and_length_one(
    embedder: OpenAIEmbedder, provider: FakeEmbeddings
) -> None:
    vector = await embedder.embed("भिन्नों का जोड़")
    assert (vector.shape, vector.dtype) == ((embedder.dimensions,), np.float32)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-5)
    assert provider.keys == {"Bearer sk-secret"}


def test_the_name_tells_model_and_dimensions() -> None:
    names = {
        OpenAIEmbedder("k", "http://x", model).name for model in ("text-embedding-3-small", "text-embedding-3-large")
    }
    assert names == {"openai/text-embedding-3-small/384", "openai/text-embedding-3-large/384"}


async def test_a_vector_of_another_length_is_made_one_of_length_one(
    embedder: OpenAIEmbedder, provider: FakeEmbeddings
) -> None:
    right = await embedder.embed("the water cycle")
    provider.script(Trouble.NOT_NORMAL)
    longer = OpenAIEmbedder("k", provider.base_url, "m", deadline=20)
    assert await longer.embed("the water cycle") == pytest.approx(right, abs=1e-6)
    await longer.close()


@pytest.mark.parametrize(
    ("troubles", "told"),
    [
        ([Trouble.WRONG_LENGTH], "1536 numbers for 384"),
        ([Trouble.ZERO], "no direction"),
        ([Trouble.NO_DATA], "protocol|Error"),
        ([Trouble.HTML_PAGE], "protocol|Error"),
        ([Trouble.UNAUTHORIZED], "HTTP 401"),
        ([Trouble.SERVER_ERROR, Trouble.SERVER_ERROR], "HTTP 500"),
    ],
)
async def test_an_answer_that_cannot_be_used_is_named_without_the_text(
    embedder: OpenAIEmbedder, provider: FakeEmbeddings, troubles: list[Trouble], told: str
) -> None:
    provider.script(*troubles)
    with pytest.raises(EmbedderUnavailable, match=told) as error:
        await embedder.embed("a private thought")
    assert "private" not in str(error.value)
    assert (await embedder.embed("a private thought")).shape == (384,)


async def test_a_passing_error_is_tried_once_more(embedder: OpenAIEmbedder, provider: FakeEmbeddings) -> None:
    provider.script(Trouble.SERVER_ERROR)
    assert (await embedder.embed("the rock cycle")).shape == (384,)
    assert len(provider.texts) == 2


async def test_a_server_that_says_nothing_is_left_after_the_deadline(provider: FakeEmbeddings) -> None:
    embedder = OpenAIEmbedder("k", provider.base_url, "m", deadline=0.01)
    provider.script(Trouble.HANG)
    with pytest.raises(EmbedderUnavailable, match=r"within 0.01 s"):
        await embedder.embed("fractions")
    await embedder.close()


async def test_a_server_that_is_not_there_is_named(provider: FakeEmbeddings) -> None:
    embedder = OpenAIEmbedder("k", "http://127.0.0.1:1/v1", "m", deadline=20)
    with pytest.raises(EmbedderUnavailable, match="APIConnectionError"):
        await embedder.embed("fractions")
    await embedder.close()


async def test_equal_texts_at_once_are_embedded_once(embedder: OpenAIEmbedder, provider: FakeEmbeddings) -> None:
    first, *others = await asyncio.gather(*(embedder.embed("photosynthesis") for _ in range(8)))
    assert all(other is first for other in others)
    assert provider.texts == ["photosynthesis"]


async def test_a_cancelled_asker_does_not_cancel_the_others(embedder: OpenAIEmbedder) -> None:
    impatient = asyncio.ensure_future(embedder.embed("the rock cycle"))
    patient = asyncio.ensure_future(embedder.embed("the rock cycle"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await patient).shape == (embedder.dimensions,)
