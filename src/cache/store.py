"""Topics and the items that hang on them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from cache.embedder import Vector
from cache.model import Scope
from database.pool import Connection
from database.statement import Command, Statement


class ItemRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A live item and the topic that it was stored under."""

    item_id: UUID
    topic: str


class NeighbourRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The newest live item of a neighbouring topic; `similarity` is the cosine in [-1, 1]."""

    item_id: UUID
    topic: str
    similarity: float


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    topic: str


FIND_EXACT = Statement(
    """
    select items.item_id, topics.topic
    from cache_topics as topics
    join cache_items as items on items.topic_id = topics.id
    where topics.language = %(language)s
      and topics.subject = %(subject)s
      and topics.grade = %(grade)s
      and topics.visibility = %(visibility)s
      and topics.epoch = %(epoch)s
      and topics.canonical_key = %(key)s
      and items.specification = %(specification)s
      and items.expires_at > now()
    order by items.created_at desc, items.item_id
    limit 1
    """,
    ItemRow,
)

# The scope is measured whole, so that no neighbour is missed however few topics it holds; bench/near_lookup.py says
# what that costs.
FIND_NEIGHBOURS = Statement(
    """
    with scope as materialized (
        select id, topic, 1 - (embedding <=> %(embedding)s::vector) as similarity
        from cache_topics
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
    )
    select newest.item_id, scope.topic, scope.similarity
    from scope
    cross join lateral (
        select item_id
        from cache_items
        where topic_id = scope.id and specification = %(specification)s and expires_at > now()
        order by created_at desc, item_id
        limit 1
    ) as newest
    where scope.similarity >= %(gate)s
    order by scope.similarity desc, scope.id
    limit %(limit)s
    """,
    NeighbourRow,
)

FIND_NEAREST = Statement(
    """
    with scope as materialized (
        select id, topic, embedding <=> %(embedding)s::vector as distance
        from cache_topics
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
    )
    select scope.topic
    from scope
    where exists (select from cache_items where topic_id = scope.id and expires_at > now())
    order by scope.distance, scope.id
    limit %(limit)s
    """,
    TopicRow,
)

ADMIT = Command(
    """
    with stored as (
        insert into cache_topics (language, subject, grade, visibility, epoch, canonical_key, topic, embedding)
        values (
            %(language)s, %(subject)s, %(grade)s, %(visibility)s, %(epoch)s, %(key)s, %(topic)s, %(embedding)s::vector
        )
        on conflict (language, subject, grade, visibility, epoch, canonical_key) do update set epoch = excluded.epoch
        returning id
    )
    insert into cache_items (topic_id, specification, item_id, expires_at)
    select id, %(specification)s, %(item_id)s, %(expires_at)s from stored
    on conflict (topic_id, specification, item_id) do nothing
    """
)


def _in(scope: Scope, epoch: str) -> dict[str, object]:
    return {
        "language": scope.language,
        "subject": scope.subject or "",
        "grade": scope.grade,
        "visibility": scope.visibility,
        "epoch": epoch,
    }


def _written(embedding: Vector) -> str:
    return "[" + ",".join(map(str, embedding.tolist())) + "]"


async def find_exact(connection: Connection, scope: Scope, epoch: str, key: str, specification: str) -> ItemRow | None:
    """The newest live item of exactly this topic and specification."""
    return await FIND_EXACT.fetch_optional(connection, _in(scope, epoch) | {"key": key, "specification": specification})


async def find_neighbours(
    connection: Connection, scope: Scope, epoch: str, embedding: Vector, specification: str, gate: float, limit: int
) -> list[NeighbourRow]:
    """Topics of the scope at a cosine of `gate` or more that hold a live item of this specification, nearest first."""
    parameters = {"embedding": _written(embedding), "specification": specification, "gate": gate, "limit": limit}
    return await FIND_NEIGHBOURS.fetch_all(connection, _in(scope, epoch) | parameters)


async def find_nearest(
    connection: Connection, scope: Scope, epoch: str, embedding: Vector, limit: int
) -> list[TopicRow]:
    """Topics of the scope that hold any live item, nearest first."""
    return await FIND_NEAREST.fetch_all(
        connection, _in(scope, epoch) | {"embedding": _written(embedding), "limit": limit}
    )


async def admit(
    connection: Connection,
    scope: Scope,
    epoch: str,
    key: str,
    topic: str,
    embedding: Vector,
    specification: str,
    item_id: UUID,
    expires_at: datetime,
) -> None:
    """Hang the item on its topic, which is made when it is new. Doing it twice changes nothing."""
    await ADMIT.execute(
        connection,
        _in(scope, epoch)
        | {"key": key, "topic": topic, "embedding": _written(embedding)}
        | {"specification": specification, "item_id": item_id, "expires_at": expires_at},
    )
