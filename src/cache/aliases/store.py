"""Aliases of stored topics. They are found by the lookup of exact keys, `cache.store.FIND_NAMED`."""

from msgspec import Struct

from cache.aliases.model import Alias, AliasSource
from cache.model import CanonicalTopic, Scope
from cache.store import in_scope
from database.pool import Connection
from database.statement import Command, Statement


class TopicIdRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int


# A key that is a topic of its own stays one, and a pair that was reported as different is never joined again.
LEARN = Command(
    """
    insert into cache_aliases (
        topic_id, language, subject, grade, visibility, epoch, canonical_key, alias, source, model
    )
    select id, language, subject, grade, visibility, epoch, %(key)s, %(alias)s, %(source)s, %(model)s
    from cache_topics as topics
    where id = %(topic_id)s
      and language = %(language)s
      and subject = %(subject)s
      and grade = %(grade)s
      and visibility = %(visibility)s
      and epoch = %(epoch)s
      and not exists (
          select from cache_topics as own
          where own.language = topics.language
            and own.subject = topics.subject
            and own.grade = topics.grade
            and own.visibility = topics.visibility
            and own.epoch = topics.epoch
            and own.canonical_key = %(key)s
      )
      and not exists (
          select from cache_quarantine as pairs
          where pairs.language = topics.language
            and pairs.subject = topics.subject
            and pairs.grade = topics.grade
            and pairs.visibility = topics.visibility
            and pairs.epoch = topics.epoch
            and pairs.requested_key = %(key)s
            and pairs.stored_key = topics.canonical_key
      )
    on conflict (language, subject, grade, visibility, epoch, canonical_key) do update
    set topic_id = excluded.topic_id, alias = excluded.alias, source = excluded.source, model = excluded.model
    where excluded.source = 'catalogue' and cache_aliases.source <> 'catalogue'
    """
)

ENSURE_TOPIC = Statement(
    """
    insert into cache_topics (language, subject, grade, visibility, epoch, canonical_key, topic)
    values (%(language)s, %(subject)s, %(grade)s, %(visibility)s, %(epoch)s, %(key)s, %(topic)s)
    on conflict (language, subject, grade, visibility, epoch, canonical_key) do update set epoch = excluded.epoch
    returning id
    """,
    TopicIdRow,
)

FIND_ALIASES = Statement(
    """
    select aliases.id, aliases.alias, topics.topic, aliases.source, aliases.model, aliases.created_at
    from cache_aliases as aliases
    join cache_topics as topics on topics.id = aliases.topic_id
    where aliases.language = %(language)s
      and aliases.subject = %(subject)s
      and aliases.grade = %(grade)s
      and aliases.visibility = %(visibility)s
      and aliases.epoch = %(epoch)s
    order by topics.topic, aliases.alias, aliases.id
    """,
    Alias,
)

FORGET = Command("delete from cache_aliases where id = %(id)s")

FORGET_PAIR = Command(
    """
    delete from cache_aliases as aliases
    using cache_topics as topics
    where topics.id = aliases.topic_id
      and topics.id = %(topic_id)s
      and aliases.language = %(language)s
      and aliases.subject = %(subject)s
      and aliases.grade = %(grade)s
      and aliases.visibility = %(visibility)s
      and aliases.epoch = %(epoch)s
      and aliases.canonical_key = %(key)s
    """
)


async def learn(
    connection: Connection,
    alias: CanonicalTopic,
    scope: Scope,
    epoch: str,
    topic_id: int,
    source: AliasSource,
    model: str | None = None,
) -> bool:
    """Remember that the wording means the topic; whether that is new.

    What was learned first stands, but for a catalogue, which overrules votes and teachers.
    """
    parameters = {"key": alias.key, "alias": alias.text, "topic_id": topic_id, "source": source, "model": model}
    return await LEARN.execute(connection, in_scope(scope, epoch) | parameters) > 0


async def ensure_topic(connection: Connection, topic: CanonicalTopic, scope: Scope, epoch: str) -> int:
    """The topic's id; a new one holds no item yet."""
    parameters = {"key": topic.key, "topic": topic.text}
    return (await ENSURE_TOPIC.fetch_one(connection, in_scope(scope, epoch) | parameters)).id


async def find_aliases(connection: Connection, scope: Scope, epoch: str) -> list[Alias]:
    """Every alias of the scope, by the topics that they mean."""
    return await FIND_ALIASES.fetch_all(connection, in_scope(scope, epoch))


async def forget(connection: Connection, alias_id: int) -> bool:
    """Remove the alias with this id; whether there was one."""
    return await FORGET.execute(connection, {"id": alias_id}) > 0


async def forget_pair(connection: Connection, key: str, scope: Scope, epoch: str, topic_id: int) -> bool:
    """Remove the alias with this key, when it means this topic; whether it did."""
    return await FORGET_PAIR.execute(connection, in_scope(scope, epoch) | {"key": key, "topic_id": topic_id}) > 0
