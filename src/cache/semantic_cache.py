"""Same meaning, same worksheet: exact key or learned alias first, then verified neighbours."""

from collections.abc import Callable, Sequence
from uuid import UUID

from cache import canonical, metrics, store
from cache.embedder import Embedder, Vector
from cache.errors import EmbedderUnavailable
from cache.lifecycle import removing
from cache.lifecycle.usage import Usage
from cache.model import CanonicalTopic, Found, Item, Match, Scope, Versions, Wanted
from cache.neighbours import store as neighbours_store
from cache.neighbours.store import NeighbourRow
from cache.verifier import verify
from database.pool import Connection, Pool, transaction

_NEIGHBOURS = 10


class SemanticCache:
    """Topics by scope, and the opaque items that hang on each by a specification.

    `editions` are the versions of schema and prompts whose items may be served. `usage` counts what was served.
    While the embedder is away, equal keys and aliases are still found, and topics are stored without a vector.
    `told` is what the embedder is given of a topic instead of its cleaned form, where it may not have all of it.
    """

    def __init__(
        self,
        pool: Pool,
        embedder: Embedder,
        editions: Sequence[str] = ("",),
        told: Callable[[CanonicalTopic], str] | None = None,
    ) -> None:
        self._pool = pool
        self.usage = Usage(pool)
        self._embedder = embedder
        self._told = told
        self._versions = Versions(canonical.VERSION, embedder.name, tuple(editions))

    async def find(self, topic: str, scope: Scope, wanted: Wanted) -> Found | None:
        """The stored topic that equals this one, with a live item of the wanted specification if it holds one.

        One statement for an exact hit.
        """
        requested = canonical.read(topic, scope.language)
        found = None
        if _belongs(requested, scope):
            found = await self._find_named(requested, scope, wanted)
            found = found or await self._find_near(requested, scope, wanted)
        metrics.LOOKUPS.labels(found.match if found else Match.NONE).inc()
        return found

    async def find_named(self, topic: str, scope: Scope, wanted: Wanted) -> Found | None:
        """The same with an item, only under the topic's own key or an alias of it; nothing is embedded.

        Counted when it finds one: whoever goes on to `find` is counted there.
        """
        requested = canonical.read(topic, scope.language)
        found = await self._find_named(requested, scope, wanted) if _belongs(requested, scope) else None
        if found is None or found.item_id is None:
            return None
        metrics.LOOKUPS.labels(found.match).inc()
        return found

    async def find_again(self, connection: Connection, topic: str, scope: Scope, wanted: Wanted) -> Found | None:
        """What `find` would find now, on the caller's connection, for one who has looked before and found nothing."""
        requested = canonical.read(topic, scope.language)
        if not _belongs(requested, scope):
            return None
        found = await self._named(connection, requested, scope, wanted)
        return found or await self._near(connection, requested, scope, wanted)

    async def first_equal(
        self, connection: Connection, topic: CanonicalTopic, scope: Scope, others: Sequence[str]
    ) -> int | None:
        """The place of the first of `others` that the verifier holds for the topic and nobody has reported."""
        for place, other in enumerate(others):
            stored = canonical.read(other, scope.language)
            if verify(topic, stored) is None and not await self._is_reported(connection, scope, topic, stored):
                return place
        return None

    async def admit(self, connection: Connection, topic: str, scope: Scope, item: Item) -> int | None:
        """Store the item under its topic, in the caller's transaction; the topic's id, None when it is not stored.

        A topic that names another grade than its scope is not stored: nobody who asks for it could mean both.
        """
        requested = canonical.read(topic, scope.language)
        if not _belongs(requested, scope):
            return None
        embedding = await self._embed(requested)
        await store.admit(connection, scope, self._versions, requested.key, topic, embedding, item)
        return await store.find_topic_of(connection, item.id)

    async def mark_seen(self, connection: Connection, viewer: str, item_id: UUID) -> bool:
        """Remember that the viewer was given the item, so that `find` passes it over; False when it was known."""
        return await store.mark_seen(connection, viewer, item_id)

    async def holds(self, connection: Connection, item_id: UUID) -> bool:
        """Whether the item may be served: admitted, not expired and not reported."""
        return await store.holds(connection, item_id)

    async def forget(self, item_id: UUID) -> None:
        """Remove an item whose content is gone, so that it hides no other one."""
        async with transaction(self._pool) as connection:
            await removing.forget(connection, [item_id])

    async def nearest(self, topic: str, scope: Scope, limit: int) -> list[str]:
        """Stored topics of the scope, nearest first, that an asker without a hit may choose from."""
        embedding = await self._embed(canonical.read(topic, scope.language))
        if embedding is None:
            return []
        async with self._pool.connection() as connection:
            rows = await neighbours_store.find_nearest(connection, scope, self._versions, embedding, limit)
        return [row.topic for row in rows]

    @property
    def judging_gate(self) -> float:
        """The cosine from which votes may join two topics: 0.80 where the gate is 0.95, as much lower for others."""
        return self._embedder.gate * 0.80 / 0.95

    async def neighbours(
        self, requested: CanonicalTopic, scope: Scope, wanted: Wanted, gate: float, limit: int
    ) -> list[NeighbourRow]:
        """Stored topics at a cosine of `gate` or more that nobody reported as different, nearest first, unverified."""
        if not _belongs(requested, scope):
            return []
        embedding = await self._embed(requested)
        if embedding is None:
            return []
        async with self._pool.connection() as connection:
            return await neighbours_store.find_neighbours(
                connection, scope, self._versions, requested.key, embedding, wanted, gate, limit
            )

    async def _embed(self, topic: CanonicalTopic) -> Vector | None:
        try:
            return await self._embedder.embed(topic.cleaned if self._told is None else self._told(topic))
        except EmbedderUnavailable:
            metrics.UNEMBEDDED.inc()
            return None

    async def _find_named(self, requested: CanonicalTopic, scope: Scope, wanted: Wanted) -> Found | None:
        async with self._pool.connection() as connection:
            return await self._named(connection, requested, scope, wanted)

    async def _named(
        self, connection: Connection, requested: CanonicalTopic, scope: Scope, wanted: Wanted
    ) -> Found | None:
        row = await store.find_named(connection, scope, self._versions, requested.key, wanted)
        if row is None:
            return None
        return Found(row.topic_id, row.item_id, Match.ALIAS if row.is_alias else Match.EXACT, 1.0, row.topic)

    async def _find_near(self, requested: CanonicalTopic, scope: Scope, wanted: Wanted) -> Found | None:
        if await self._embed(requested) is None:  # remembered; no connection is kept waiting for it
            return None
        async with self._pool.connection() as connection:
            return await self._near(connection, requested, scope, wanted)

    async def _near(
        self, connection: Connection, requested: CanonicalTopic, scope: Scope, wanted: Wanted
    ) -> Found | None:
        embedding = await self._embed(requested)
        if embedding is None:
            return None
        neighbours = await neighbours_store.find_neighbours(
            connection, scope, self._versions, requested.key, embedding, wanted, self._embedder.gate, _NEIGHBOURS
        )
        return _first_verified(requested, neighbours)

    async def _is_reported(
        self, connection: Connection, scope: Scope, requested: CanonicalTopic, stored: CanonicalTopic
    ) -> bool:
        return await store.is_reported(connection, scope, self._versions, requested.key, stored.key)


def _belongs(topic: CanonicalTopic, scope: Scope) -> bool:
    """Whether the topic holds anything at all, and names no other grade."""
    return bool(topic.key) and topic.grade in {None, scope.grade}


def _first_verified(requested: CanonicalTopic, neighbours: Sequence[NeighbourRow]) -> Found | None:
    for neighbour in neighbours:
        refusal = verify(requested, canonical.read(neighbour.topic, requested.language))
        if refusal is None:
            return Found(neighbour.topic_id, neighbour.item_id, Match.NEAR, neighbour.similarity, neighbour.topic)
        metrics.REFUSALS.labels(refusal.reason).inc()
    return None
