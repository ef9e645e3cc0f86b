from collections.abc import Iterator

import pytest

from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from database.pool import Pool
from fakes.rated_worksheets import Shelf
from worksheets.edition import served_editions


@pytest.fixture(scope="module")
def embedder() -> Iterator[NanoEmbedder]:
    opened = NanoEmbedder()
    yield opened
    opened.close()


@pytest.fixture
def shelf(pool: Pool, embedder: NanoEmbedder) -> Shelf:
    """A shelf on the test's own database."""
    return Shelf(pool, SemanticCache(pool, embedder, served_editions()))
