"""The embedder that comes with the service."""

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from cache.nano_embedder import NanoEmbedder


@pytest.fixture
def embedder() -> Iterator[NanoEmbedder]:
    embedder = NanoEmbedder()
    yield embedder
    embedder.close()


async def test_a_vector_has_the_promised_shape_and_length_one(embedder: NanoEmbedder) -> None:
    vector = await embedder.embed("भिन्नों का जोड़")
    assert vector.shape == (embedder.dimensions,)
    assert vector.dtype == np.float32
    assert float(vector @ vector) == pytest.approx(1, abs=1e-3)


async def test_equal_texts_at_once_are_embedded_once(embedder: NanoEmbedder) -> None:
    first, *others = await asyncio.gather(*(embedder.embed("photosynthesis") for _ in range(8)))
    assert all(other is first for other in others)


async def test_the_event_loop_turns_while_a_text_is_embedded(embedder: NanoEmbedder) -> None:
    embedding = asyncio.ensure_future(embedder.embed("the water cycle " * 30))
    turns = 0
    while not embedding.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10


async def test_a_cancelled_asker_does_not_cancel_the_others(embedder: NanoEmbedder) -> None:
    impatient = asyncio.ensure_future(embedder.embed("the rock cycle"))
    patient = asyncio.ensure_future(embedder.embed("the rock cycle"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await patient).shape == (embedder.dimensions,)


def test_a_vector_outlives_the_event_loop_it_was_asked_on(embedder: NanoEmbedder) -> None:
    first = asyncio.run(embedder.embed("fractions"))
    assert asyncio.run(embedder.embed("fractions")) is first
