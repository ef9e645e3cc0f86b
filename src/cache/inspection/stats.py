"""Everything that the cache can tell about itself."""

from msgspec import Struct

from cache import canonical
from cache.inspection import store
from cache.inspection.store import CountsRow, PartRow, ScopeRow, SizeRow, WaitingRow
from database.pool import Pool, transaction


class Stats(Struct, frozen=True):
    """`epoch` and `embedder` are those of today; `waiting` is what the background job has yet to bring up to them."""

    epoch: str
    embedder: str
    counts: CountsRow
    waiting: WaitingRow
    scopes: list[ScopeRow]
    aliases: list[PartRow]
    epochs: list[PartRow]
    editions: list[PartRow]
    embedders: list[PartRow]
    sizes: list[SizeRow]


async def read_stats(pool: Pool, embedder: str) -> Stats:
    """Counts the whole cache, which takes seconds when it is large."""
    async with transaction(pool) as connection:
        parts = await store.count_parts(connection)
        return Stats(
            epoch=canonical.VERSION,
            embedder=embedder,
            counts=await store.count(connection),
            waiting=await store.count_waiting(connection, canonical.VERSION, embedder),
            scopes=await store.count_by_scope(connection),
            aliases=parts["aliases"],
            epochs=parts["epochs"],
            editions=parts["editions"],
            embedders=parts["embedders"],
            sizes=await store.measure(connection),
        )
