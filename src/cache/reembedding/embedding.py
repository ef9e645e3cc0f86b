"""Makes the vectors that are missing: after a change of embedder or canonical form, or while the embedder was away."""

import asyncio
from typing import Final

from cache import canonical
from cache.embedder import Embedder
from cache.reembedding import store
from database.pool import Pool, transaction

_AT_ONCE: Final = 16


async def embed_missing(pool: Pool, embedder: Embedder, most: int, epoch: str = canonical.VERSION) -> int:
    """Make vectors for topics that have none of this embedder, at most about `most`; how many were made.

    No connection is held while a text is embedded. Raises EmbedderUnavailable; what was made until then stays.
    """
    made, after = 0, 0
    while made < most:
        async with pool.connection() as connection:
            rows = await store.find_unembedded(connection, epoch, embedder.name, after, _AT_ONCE)
        if not rows:
            break
        texts = [canonical.read(row.topic, row.language).cleaned for row in rows]
        vectors = await asyncio.gather(*map(embedder.embed, texts))
        async with transaction(pool) as connection:
            for row, vector in zip(rows, vectors, strict=True):
                made += await store.add_vector(connection, row.id, epoch, embedder.name, vector)
        after = rows[-1].id
    return made
