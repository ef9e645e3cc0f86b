"""Load what the first requests would otherwise wait for, while the service already answers."""

import asyncio

from cache import canonical
from cache.embedder import Embedder
from cache.model import Language
from language_models.configured_models import ConfiguredModels
from language_models.model import Role
from questions.generators import catalogue

_ANY_TOPIC = "1"


async def warm(embedder: Embedder, models: ConfiguredModels | None) -> None:
    """Load the embedding model, the lexicons, the computable topics and the judge's clients, in threads."""
    await embedder.embed(_ANY_TOPIC)
    for language in Language:
        await asyncio.to_thread(_recognise, language)
    if models is not None:  # a first vote has no second to spare for that
        await models.connect(Role.JUDGE)


def _recognise(language: Language) -> None:
    catalogue.find_skill(canonical.read(_ANY_TOPIC, language), grade=5)
