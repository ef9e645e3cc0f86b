"""Why the cache answers a topic as it does."""

from msgspec import Struct

from cache import canonical
from cache.inspection import store
from cache.inspection.store import ItemRow, NamedRow
from cache.model import RefusalReason, Scope, Wanted
from cache.semantic_cache import SemanticCache
from cache.verifier import verify
from database.pool import Pool

_NEIGHBOURS = 10


class Neighbour(Struct, frozen=True):
    """`refusal` is the verifier's first reason against it; None when it is the same topic."""

    topic_id: int
    topic: str
    key: str
    similarity: float
    refusal: RefusalReason | None


class Inspection(Struct, frozen=True):
    """How the topic is read, what its key leads to, what lies near, and what hangs on the topic that answers."""

    topic: str
    tokens: tuple[str, ...]
    key: str
    embedded: str
    grade: int | None
    count: int | None
    named: list[NamedRow]
    neighbours: list[Neighbour]
    items: list[ItemRow]


async def inspect(pool: Pool, cache: SemanticCache, topic: str, scope: Scope) -> Inspection:
    """Looks as a request would, whatever the specification, and changes nothing."""
    read = canonical.read(topic, scope.language)
    async with pool.connection() as connection:
        named = await store.find_named(connection, scope, canonical.VERSION, read.key)
    rows = await cache.neighbours(read, scope, Wanted(""), -1, _NEIGHBOURS)
    neighbours: list[Neighbour] = []
    for row in rows:
        stored = canonical.read(row.topic, scope.language)
        refusal = verify(read, stored)
        reason = None if refusal is None else refusal.reason
        neighbours.append(Neighbour(row.topic_id, row.topic, stored.key, row.similarity, reason))
    answering = [row.topic_id for row in named] + [near.topic_id for near in neighbours if near.refusal is None]
    items: list[ItemRow] = []
    if answering:
        async with pool.connection() as connection:
            items = await store.list_items(connection, answering[0])
    return Inspection(topic, read.tokens, read.key, read.cleaned, read.grade, read.count, named, neighbours, items)
