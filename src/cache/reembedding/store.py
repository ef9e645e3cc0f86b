"""SQL that gives stored rows their key of today and finds topics without a vector.

Epochs are whole numbers as text: only an older one is brought up, so that an older process beside a newer one never
turns rows back. Rows are locked and those of another worker passed over.
"""

from collections.abc import Sequence

from msgspec import Struct

from cache.embedder import Vector, literal
from cache.model import CanonicalTopic, Language
from database.pool import Connection
from database.statement import Command, Statement


class OldTopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int
    language: Language
    grade: int
    topic: str


class OldAliasRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int
    language: Language
    alias: str


class OldPairRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int
    language: Language
    requested: str
    stored: str


class IdRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int


class UnembeddedRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int
    language: Language
    topic: str


FIND_OLD_TOPICS = Statement(
    """
    select id, language, grade, topic
    from cache_topics
    where (length(epoch), epoch) < (length(%(epoch)s), %(epoch)s)
    order by id
    limit %(limit)s
    for update skip locked
    """,
    OldTopicRow,
)

# Once another topic has the key, this one is merged into that.
RENEW_TOPIC = Command(
    """
    update cache_topics as topics
    set epoch = %(epoch)s, canonical_key = %(key)s
    where id = %(id)s
      and not exists (
          select from cache_topics as others
          where others.language = topics.language
            and others.subject = topics.subject
            and others.grade = topics.grade
            and others.visibility = topics.visibility
            and others.epoch = %(epoch)s
            and others.canonical_key = %(key)s
      )
    """
)

FIND_EQUAL_TOPIC = Statement(
    """
    select equal.id
    from cache_topics as topics
    join cache_topics as equal using (language, subject, grade, visibility)
    where topics.id = %(id)s
      and equal.id <> topics.id
      and equal.epoch = %(epoch)s
      and equal.canonical_key = %(key)s
    for update of equal
    """,
    IdRow,
)

MOVE_ITEMS = Command(
    """
    update cache_items as items
    set topic_id = %(into)s
    where topic_id = %(id)s
      and not exists (
          select from cache_items as others
          where others.topic_id = %(into)s
            and others.specification = items.specification
            and others.item_id = items.item_id
      )
    """
)

MOVE_ALIASES = Command("update cache_aliases set topic_id = %(into)s where topic_id = %(id)s")

DELETE_TOPIC = Command("delete from cache_topics where id = %(id)s")

DELETE_OLD_VECTORS = Command("delete from cache_vectors where topic_id = %(id)s and epoch <> %(epoch)s")

FIND_OLD_ALIASES = Statement(
    """
    select id, language, alias
    from cache_aliases
    where (length(epoch), epoch) < (length(%(epoch)s), %(epoch)s)
    order by id
    limit %(limit)s
    for update skip locked
    """,
    OldAliasRow,
)

# A key that is a topic of its own stays one, and so does an alias that was learned since.
RENEW_ALIAS = Command(
    """
    update cache_aliases as aliases
    set epoch = %(epoch)s, canonical_key = %(key)s
    where id = %(id)s
      and not exists (
          select from cache_aliases as others
          where others.language = aliases.language
            and others.subject = aliases.subject
            and others.grade = aliases.grade
            and others.visibility = aliases.visibility
            and others.epoch = %(epoch)s
            and others.canonical_key = %(key)s
      )
      and not exists (
          select from cache_topics as own
          where own.language = aliases.language
            and own.subject = aliases.subject
            and own.grade = aliases.grade
            and own.visibility = aliases.visibility
            and own.epoch = %(epoch)s
            and own.canonical_key = %(key)s
      )
    """
)

DELETE_ALIAS = Command("delete from cache_aliases where id = %(id)s")

FIND_OLD_PAIRS = Statement(
    """
    select id, language, requested, stored
    from cache_quarantine
    where (length(epoch), epoch) < (length(%(epoch)s), %(epoch)s)
    order by id
    limit %(limit)s
    for update skip locked
    """,
    OldPairRow,
)

RENEW_PAIR = Command(
    """
    update cache_quarantine as pairs
    set epoch = %(epoch)s, requested_key = %(requested_key)s, stored_key = %(stored_key)s
    where id = %(id)s
      and not exists (
          select from cache_quarantine as others
          where others.language = pairs.language
            and others.subject = pairs.subject
            and others.grade = pairs.grade
            and others.visibility = pairs.visibility
            and others.epoch = %(epoch)s
            and others.requested_key = %(requested_key)s
            and others.stored_key = %(stored_key)s
      )
    """
)

DELETE_PAIR = Command("delete from cache_quarantine where id = %(id)s")

FIND_UNEMBEDDED = Statement(
    """
    select id, language, topic
    from cache_topics as topics
    where epoch = %(epoch)s
      and id > %(after)s
      and not exists (
          select from cache_vectors as vectors
          where vectors.topic_id = topics.id
            and vectors.embedder = %(embedder)s
            and vectors.language = topics.language
            and vectors.subject = topics.subject
            and vectors.grade = topics.grade
      )
    order by id
    limit %(limit)s
    """,
    UnembeddedRow,
)

# The topic may have been removed, or given its vector, while this one was made.
ADD_VECTOR = Command(
    """
    with topic as (
        select id, language, subject, grade, visibility, epoch
        from cache_topics
        where id = %(id)s
          and epoch = %(epoch)s
        for key share
    )
    insert into cache_vectors (topic_id, embedder, language, subject, grade, visibility, epoch, embedding)
    select id, %(embedder)s, language, subject, grade, visibility, epoch, %(embedding)s::halfvec
    from topic
    on conflict (topic_id, embedder, language, subject, grade) do nothing
    """
)


async def find_old_topics(connection: Connection, epoch: str, limit: int) -> list[OldTopicRow]:
    """Topics of an older epoch, locked until the transaction ends."""
    return await FIND_OLD_TOPICS.fetch_all(connection, {"epoch": epoch, "limit": limit})


async def find_old_aliases(connection: Connection, epoch: str, limit: int) -> list[OldAliasRow]:
    """Aliases of an older epoch, locked until the transaction ends."""
    return await FIND_OLD_ALIASES.fetch_all(connection, {"epoch": epoch, "limit": limit})


async def find_old_pairs(connection: Connection, epoch: str, limit: int) -> list[OldPairRow]:
    """Reported pairs of an older epoch, locked until the transaction ends."""
    return await FIND_OLD_PAIRS.fetch_all(connection, {"epoch": epoch, "limit": limit})


async def renew_topic(connection: Connection, topic_id: int, epoch: str, key: str) -> bool:
    """Give the topic its key of today; False when another one of its scope has it. Old vectors of it are removed."""
    named: dict[str, object] = {"id": topic_id, "epoch": epoch, "key": key}
    if not await RENEW_TOPIC.execute(connection, named):
        return False
    await DELETE_OLD_VECTORS.execute(connection, named)
    return True


async def merge_topic(connection: Connection, topic_id: int, epoch: str, key: str) -> int:
    """Hang all that the topic holds on the one that has this key today; that one's id. The topic itself stays."""
    found = await FIND_EQUAL_TOPIC.fetch_one(connection, {"id": topic_id, "epoch": epoch, "key": key})
    for move in (MOVE_ITEMS, MOVE_ALIASES):
        await move.execute(connection, {"id": topic_id, "into": found.id})
    return found.id


async def delete_topic(connection: Connection, topic_id: int) -> None:
    """Remove the topic with all that hangs on it."""
    await DELETE_TOPIC.execute(connection, {"id": topic_id})


async def renew_alias(connection: Connection, alias_id: int, epoch: str, key: str) -> None:
    """Give the alias its key of today; remove it when something else has that key."""
    if not key or not await RENEW_ALIAS.execute(connection, {"id": alias_id, "epoch": epoch, "key": key}):
        await DELETE_ALIAS.execute(connection, {"id": alias_id})


async def renew_pair(
    connection: Connection, pair_id: int, epoch: str, requested: CanonicalTopic, stored: CanonicalTopic
) -> None:
    """Give the reported pair its keys of today; remove it when the same pair is there already."""
    keys: dict[str, object] = {"epoch": epoch, "requested_key": requested.key, "stored_key": stored.key}
    if not await RENEW_PAIR.execute(connection, keys | {"id": pair_id}):
        await DELETE_PAIR.execute(connection, {"id": pair_id})


async def find_unembedded(
    connection: Connection, epoch: str, embedder: str, after: int, limit: int
) -> Sequence[UnembeddedRow]:
    """Topics of this epoch without a vector of this embedder, by id from the first one `after`."""
    sought: dict[str, object] = {"epoch": epoch, "embedder": embedder, "after": after, "limit": limit}
    return await FIND_UNEMBEDDED.fetch_all(connection, sought)


async def add_vector(connection: Connection, topic_id: int, epoch: str, embedder: str, vector: Vector) -> int:
    """Give the topic its vector, unless it has gone or has one; 1 when it was given."""
    made: dict[str, object] = {"id": topic_id, "epoch": epoch, "embedder": embedder, "embedding": literal(vector)}
    return await ADD_VECTOR.execute(connection, made)
