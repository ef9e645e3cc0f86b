"""Topics and the items that hang on them."""

from functools import lru_cache
from uuid import UUID

from msgspec import Struct

from cache.embedder import Vector, literal
from cache.model import Item, Scope, Versions, Wanted
from database.pool import Connection
from database.statement import Command, Statement


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A stored topic with its newest live item of the wanted specification, if there is one."""

    topic_id: int
    topic: str
    is_alias: bool
    item_id: UUID | None


class TopicIdRow(Struct, frozen=True, forbid_unknown_fields=True):
    topic_id: int


class IsRow(Struct, frozen=True, forbid_unknown_fields=True):
    holds: bool


FIND_NAMED = Statement(
    """
    with named as (
        select id, topic, false as is_alias
        from cache_topics
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
          and canonical_key = %(key)s
        union all
        select topics.id, topics.topic, true
        from cache_aliases as aliases
        join cache_topics as topics on topics.id = aliases.topic_id
        where aliases.language = %(language)s
          and aliases.subject = %(subject)s
          and aliases.grade = %(grade)s
          and aliases.visibility = %(visibility)s
          and aliases.epoch = %(epoch)s
          and aliases.canonical_key = %(key)s
    )
    select named.id as topic_id, named.topic, named.is_alias, newest.item_id
    from named
    left join lateral (
        select item_id
        from cache_items as items
        where topic_id = named.id
          and specification = %(specification)s
          and edition = any(%(editions)s)
          and expires_at > now()
          and quarantined_at is null
          and not exists (select from cache_seen where viewer = %(viewer)s and item_id = items.item_id)
        order by created_at desc, item_id
        limit 1
    ) as newest on true
    order by newest.item_id is null, named.is_alias
    limit 1
    """,
    TopicRow,
)

# A wording that was learned as an alias hangs its items on the topic that it stands for.
ADMIT = Command(
    """
    with alias as (
        select topic_id as id
        from cache_aliases
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
          and canonical_key = %(key)s
    ), stored as (
        insert into cache_topics (language, subject, grade, visibility, epoch, canonical_key, topic)
        select %(language)s, %(subject)s, %(grade)s, %(visibility)s, %(epoch)s, %(key)s, %(topic)s
        where not exists (select from alias)
        on conflict (language, subject, grade, visibility, epoch, canonical_key) do update set epoch = excluded.epoch
        returning id
    ), measured as (
        insert into cache_vectors (topic_id, embedder, language, subject, grade, visibility, epoch, embedding)
        select id, %(embedder)s, %(language)s, %(subject)s, %(grade)s, %(visibility)s, %(epoch)s, %(embedding)s::halfvec
        from stored
        where %(embedding)s::halfvec is not null
        on conflict (topic_id, embedder, language, subject, grade) do nothing
    )
    insert into cache_items (topic_id, specification, edition, item_id, expires_at)
    select id, %(specification)s, %(edition)s, %(item_id)s, %(expires_at)s
    from (select id from alias union all select id from stored) as topic
    on conflict (topic_id, specification, item_id) do nothing
    """
)


FIND_TOPIC_OF = Statement(
    """
    select topic_id
    from cache_items
    where item_id = %(item_id)s
    order by topic_id
    limit 1
    """,
    TopicIdRow,
)

IS_REPORTED = Statement(
    """
    select exists (
        select from cache_quarantine
        where language = %(language)s
          and subject = %(subject)s
          and grade = %(grade)s
          and visibility = %(visibility)s
          and epoch = %(epoch)s
          and (requested_key, stored_key) in ((%(requested)s, %(stored)s), (%(stored)s, %(requested)s))
    ) as holds
    """,
    IsRow,
)

HOLDS = Statement(
    """
    select exists (
        select from cache_items
        where item_id = %(item_id)s
          and expires_at > now()
          and quarantined_at is null
    ) as holds
    """,
    IsRow,
)

MARK_SEEN = Command(
    """
    insert into cache_seen (viewer, item_id)
    values (%(viewer)s, %(item_id)s)
    on conflict (viewer, item_id) do nothing
    """
)


def in_scope(scope: Scope, epoch: str) -> dict[str, object]:
    """The parameters that every statement over a scope takes."""
    return {
        "language": scope.language,
        "subject": scope.subject or "",
        "grade": scope.grade,
        "visibility": scope.visibility,
        "epoch": epoch,
    }


@lru_cache
def _array(texts: tuple[str, ...]) -> str:
    """Texts as PostgreSQL reads an array of them: a list would be adapted item by item for every lookup."""
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"


def versioned(scope: Scope, versions: Versions) -> dict[str, object]:
    """The parameters that a statement takes which compares vectors or serves items."""
    return in_scope(scope, versions.epoch) | {"embedder": versions.embedder, "editions": _array(versions.editions)}


async def find_named(
    connection: Connection, scope: Scope, versions: Versions, key: str, wanted: Wanted
) -> TopicRow | None:
    """The topic with exactly this key, or the one that it is an alias of; a topic with an item comes first."""
    parameters = {"key": key, "specification": wanted.specification, "viewer": wanted.viewer}
    return await FIND_NAMED.fetch_optional(connection, versioned(scope, versions) | parameters)


async def admit(
    connection: Connection, scope: Scope, versions: Versions, key: str, topic: str, embedding: Vector | None, item: Item
) -> None:
    """Hang the item on its topic, which is made when it is new. Doing it twice changes nothing."""
    parameters = {
        "key": key,
        "topic": topic,
        "embedding": None if embedding is None else literal(embedding),
        "specification": item.specification,
        "edition": item.edition,
        "item_id": item.id,
        "expires_at": item.expires_at,
    }
    await ADMIT.execute(connection, versioned(scope, versions) | parameters)


async def find_topic_of(connection: Connection, item_id: UUID) -> int | None:
    """The topic that the item hangs on."""
    row = await FIND_TOPIC_OF.fetch_optional(connection, {"item_id": item_id})
    return None if row is None else row.topic_id


async def is_reported(connection: Connection, scope: Scope, versions: Versions, requested: str, stored: str) -> bool:
    """Whether somebody said that the topics with these keys are different."""
    parameters = {"requested": requested, "stored": stored}
    return (await IS_REPORTED.fetch_one(connection, in_scope(scope, versions.epoch) | parameters)).holds


async def holds(connection: Connection, item_id: UUID) -> bool:
    """Whether the item is live, under any topic."""
    return (await HOLDS.fetch_one(connection, {"item_id": item_id})).holds


async def mark_seen(connection: Connection, viewer: str, item_id: UUID) -> bool:
    """Note that the viewer was given the item; False when it was noted before."""
    return await MARK_SEEN.execute(connection, {"viewer": viewer, "item_id": item_id}) == 1
