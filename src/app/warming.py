"""Load what the first requests would otherwise wait for, while the service already answers."""

import asyncio

from cache import canonical
from cache.embedder import Embedder
from cache.model import Language
from questions.generators import catalogue

_ANY_TOPIC = "1"


async def warm(embedder: Embedder) -> None:
    """Load the embedding model, the lexicons and the catalogue of computable topics, off the event loop."""
    await embedder.embed(_ANY_TOPIC)
    for language in Language:
        await asyncio.to_thread(_recognise, language)


def _recognise(language: Language) -> None:
    catalogue.find_skill(canonical.read(_ANY_TOPIC, language), grade=5)
