"""The embedder that the settings name."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from app.settings import EmbedderSettings
from cache.embedder import Embedder
from cache.nano_embedder import NanoEmbedder
from cache.openai_embedder import OpenAIEmbedder


def embedder_of(settings: EmbedderSettings | None) -> NanoEmbedder | OpenAIEmbedder:
    """Nothing is loaded or asked before the first text."""
    return NanoEmbedder() if settings is None else OpenAIEmbedder(settings.api_key, settings.base_url, settings.model)


async def close(embedder: NanoEmbedder | OpenAIEmbedder) -> None:
    """Stop its threads or close its connections."""
    if isinstance(embedder, NanoEmbedder):
        embedder.close()
    else:
        await embedder.close()


@asynccontextmanager
async def closing_embedder(settings: EmbedderSettings | None) -> AsyncGenerator[Embedder]:
    """The embedder, closed at the end of the block."""
    embedder = embedder_of(settings)
    try:
        yield embedder
    finally:
        await close(embedder)
