"""Neighbours in a scope: a small scope is measured whole, a large one is walked through its index.

Both ways answer the same question; bench/cache_scale.py says what each costs and how often the walk finds the same ten.
"""

from typing import Final
from uuid import UUID

from msgspec import Struct

from cache.embedder import Vector, literal
from cache.model import Scope, Versions, Wanted
from cache.store import versioned
from database.pool import Connection
from database.statement import Statement

# bench/cache_scale.py: measuring one costs 1 µs on an idle processor, a walk among 250,000 topics 2 to 3 ms.
MEASURED_WHOLE: Final = 2000

_EVERY: Final = -1.0
_ANY: Final = Wanted("")


class NeighbourRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic with its newest live item of the wanted specification; `similarity` is the cosine in [-1, 1]."""

    topic_id: int
    topic: str
    similarity: float
    item_id: UUID | None


class SizeRow(Struct, frozen=True, forbid_unknown_fields=True):
    topics: int


class WalkRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Settings of the running transaction, as they stand now."""

    iterative_scan: str
    ef_search: str
    max_scan_tuples: str
    scan_mem_multiplier: str
    sort: str


# Stops counting as soon as the answer is clear.
COUNT_SCOPE = Statement(
    """
    select count(*) as topics
    from (
        select
        from cache_vectors
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
          and embedder = %(embedder)s
        limit %(most)s
    ) as counted
    """,
    SizeRow,
)

# Put in order first and checked only as far as needed; by `similarity`, which no index knows, so that none is walked.
MEASURE_NEIGHBOURS = Statement(
    """
    select nearest.topic_id, topics.topic, nearest.similarity, newest.item_id
    from (
        select topic_id, 1 - (embedding <=> %(embedding)s::halfvec) as similarity
        from cache_vectors
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
          and embedder = %(embedder)s
        order by similarity desc, topic_id
        offset 0
    ) as nearest
    join cache_topics as topics on topics.id = nearest.topic_id
    left join lateral (
        select item_id
        from cache_items as items
        where topic_id = nearest.topic_id
          and specification = %(specification)s
          and edition = any(%(editions)s)
          and expires_at > now()
          and quarantined_at is null
          and not exists (select from cache_seen where viewer = %(viewer)s and item_id = items.item_id)
        order by created_at desc, item_id
        limit 1
    ) as newest on true
    where nearest.similarity >= %(gate)s
      and exists (
          select from cache_items as items
          where items.topic_id = nearest.topic_id and items.expires_at > now() and items.quarantined_at is null
      )
      and not exists (
          select from cache_quarantine as pairs
          where pairs.language = %(language)s
            and pairs.subject = %(subject)s
            and pairs.grade = %(grade)s
            and pairs.visibility = %(visibility)s
            and pairs.epoch = %(epoch)s
            and pairs.requested_key = %(key)s
            and pairs.stored_key = topics.canonical_key
      )
    order by nearest.similarity desc, nearest.topic_id
    limit %(limit)s
    """,
    NeighbourRow,
)

# For the running transaction only: behind PgBouncer a session is shared. Without sorting, the planner has no other way
# to bring vectors into order than their index. A filtered walk goes on until it has enough; strict order would cost it
# what it finds late (bench/cache_scale.py), and the few that remain are put in order below.
SET_OUT = Statement(
    """
    select set_config('hnsw.iterative_scan', 'relaxed_order', true) as iterative_scan,
           set_config('hnsw.ef_search', %(ef_search)s, true) as ef_search,
           set_config('hnsw.max_scan_tuples', '20000', true) as max_scan_tuples,
           set_config('hnsw.scan_mem_multiplier', '4', true) as scan_mem_multiplier,
           set_config('enable_sort', 'off', true) as sort
    """,
    WalkRow,
)

# What may not be served is passed over during the walk, or it would use up the limit.
WALK_NEIGHBOURS = Statement(
    """
    with walked as materialized (
        select vectors.topic_id, topics.topic, vectors.embedding <=> %(embedding)s::halfvec as distance
        from cache_vectors as vectors
        join cache_topics as topics on topics.id = vectors.topic_id
        where vectors.language = %(language)s
          and vectors.subject = %(subject)s
          and vectors.grade = %(grade)s
          and vectors.visibility = %(visibility)s
          and vectors.epoch = %(epoch)s
          and vectors.embedder = %(embedder)s
          and exists (
              select from cache_items as items
              where items.topic_id = vectors.topic_id and items.expires_at > now() and items.quarantined_at is null
          )
          and not exists (
              select from cache_quarantine as pairs
              where pairs.language = %(language)s
                and pairs.subject = %(subject)s
                and pairs.grade = %(grade)s
                and pairs.visibility = %(visibility)s
                and pairs.epoch = %(epoch)s
                and pairs.requested_key = %(key)s
                and pairs.stored_key = topics.canonical_key
          )
        order by vectors.embedding <=> %(embedding)s::halfvec
        limit %(limit)s
    )
    select walked.topic_id, walked.topic, 1 - walked.distance as similarity, newest.item_id
    from walked
    left join lateral (
        select item_id
        from cache_items as items
        where topic_id = walked.topic_id
          and specification = %(specification)s
          and edition = any(%(editions)s)
          and expires_at > now()
          and quarantined_at is null
          and not exists (select from cache_seen where viewer = %(viewer)s and item_id = items.item_id)
        order by created_at desc, item_id
        limit 1
    ) as newest on true
    where 1 - walked.distance >= %(gate)s
    order by walked.distance, walked.topic_id
    """,
    NeighbourRow,
)


async def find_neighbours(
    connection: Connection,
    scope: Scope,
    versions: Versions,
    key: str,
    embedding: Vector,
    wanted: Wanted,
    gate: float,
    limit: int,
    *,
    measured_whole: int = MEASURED_WHOLE,
) -> list[NeighbourRow]:
    """Topics of the scope at a cosine of `gate` or more that hold any live item, nearest first.

    Without those that were reported as different from the topic with this key. A scope of more than `measured_whole`
    topics is walked through its index, in a transaction of its own or in the caller's.
    """
    asked = {"key": key, "specification": wanted.specification, "viewer": wanted.viewer}
    measure = {"embedding": literal(embedding), "gate": gate, "limit": limit}
    parameters = versioned(scope, versions) | asked | measure
    if not await _is_large(connection, parameters, measured_whole):
        return await MEASURE_NEIGHBOURS.fetch_all(connection, parameters)
    async with connection.transaction():
        await SET_OUT.fetch_one(connection, {"ef_search": "100"})
        return await WALK_NEIGHBOURS.fetch_all(connection, parameters)


async def find_nearest(
    connection: Connection, scope: Scope, versions: Versions, embedding: Vector, limit: int
) -> list[NeighbourRow]:
    """Topics of the scope that hold any live item, nearest first, however far."""
    return await find_neighbours(connection, scope, versions, "", embedding, _ANY, _EVERY, limit)


async def _is_large(connection: Connection, parameters: dict[str, object], measured_whole: int) -> bool:
    counted = await COUNT_SCOPE.fetch_one(connection, parameters | {"most": measured_whole + 1})
    return counted.topics > measured_whole
