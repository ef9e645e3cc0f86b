"""SQL that tells operators what the cache holds."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from cache.model import Scope
from cache.store import in_scope
from database.pool import Connection
from database.statement import Statement


class CountsRow(Struct, frozen=True, forbid_unknown_fields=True):
    """`variants` are items beyond the first of a topic and specification; `pairs` are those reported as different."""

    topics: int
    items: int
    expired_items: int
    quarantined_items: int
    variants: int
    hits: int
    pairs: int
    seen: int


class ScopeRow(Struct, frozen=True, forbid_unknown_fields=True):
    """`subject` is '' where the askers named none."""

    language: str
    subject: str
    topics: int
    items: int
    hits: int


class PartRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the cache by its name: how many there are, and how often they were served."""

    name: str
    count: int
    hits: int


class SizeRow(Struct, frozen=True, forbid_unknown_fields=True):
    """`bytes` of a table with its indexes, of which `index_bytes` are indexes."""

    name: str
    bytes: int
    index_bytes: int


class WaitingRow(Struct, frozen=True, forbid_unknown_fields=True):
    """How many rows of each kind are not yet as they should be today."""

    topics: int
    aliases: int
    pairs: int
    vectors: int


class NamedRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic that a key leads to; `alias_id`, `source` and `model` when it does so as an alias."""

    topic_id: int
    topic: str
    alias_id: int | None
    source: str | None
    model: str | None


class ItemRow(Struct, frozen=True, forbid_unknown_fields=True):
    item_id: UUID
    specification: str
    edition: str
    hits: int
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    quarantined_at: datetime | None


COUNT = Statement(
    """
    select (select count(*) from cache_topics) as topics,
           count(*) as items,
           count(*) filter (where expires_at <= now()) as expired_items,
           count(*) filter (where quarantined_at is not null) as quarantined_items,
           count(*) - count(distinct (topic_id, specification)) as variants,
           coalesce(sum(hits), 0)::bigint as hits,
           (select count(*) from cache_quarantine) as pairs,
           (select count(*) from cache_seen) as seen
    from cache_items
    """,
    CountsRow,
)

COUNT_BY_SCOPE = Statement(
    """
    select topics.language, topics.subject,
           count(distinct topics.id) as topics,
           count(items.item_id) as items,
           coalesce(sum(items.hits), 0)::bigint as hits
    from cache_topics as topics
    left join cache_items as items on items.topic_id = topics.id
    group by topics.language, topics.subject
    order by topics.language, topics.subject
    """,
    ScopeRow,
)

COUNT_ALIASES = Statement(
    """
    select source as name, count(*) as count, 0::bigint as hits
    from cache_aliases
    group by source
    order by source
    """,
    PartRow,
)

COUNT_EPOCHS = Statement(
    """
    select epoch as name, count(*) as count, 0::bigint as hits
    from cache_topics
    group by epoch
    order by length(epoch), epoch
    """,
    PartRow,
)

COUNT_EDITIONS = Statement(
    """
    select edition as name, count(*) as count, sum(hits)::bigint as hits
    from cache_items
    group by edition
    order by edition
    """,
    PartRow,
)

COUNT_EMBEDDERS = Statement(
    """
    select embedder as name, count(*) as count, 0::bigint as hits
    from cache_vectors
    group by embedder
    order by embedder
    """,
    PartRow,
)

MEASURE = Statement(
    """
    select tables.relname::text as name,
           sum(pg_total_relation_size(coalesce(parts.relid, tables.oid)))::bigint as bytes,
           sum(pg_indexes_size(coalesce(parts.relid, tables.oid)))::bigint as index_bytes
    from pg_class as tables
    left join lateral pg_partition_tree(tables.oid) as parts on true
    where tables.relnamespace = 'public'::regnamespace
      and tables.relkind in ('r', 'p')
      and not tables.relispartition
      and tables.relname like 'cache\\_%%'
    group by tables.relname
    order by tables.relname
    """,
    SizeRow,
)

COUNT_WAITING = Statement(
    """
    select (select count(*) from cache_topics
            where (length(epoch), epoch) < (length(%(epoch)s), %(epoch)s)) as topics,
           (select count(*) from cache_aliases
            where (length(epoch), epoch) < (length(%(epoch)s), %(epoch)s)) as aliases,
           (select count(*) from cache_quarantine
            where (length(epoch), epoch) < (length(%(epoch)s), %(epoch)s)) as pairs,
           (select count(*) from cache_topics as topics
            where (length(epoch), epoch) <= (length(%(epoch)s), %(epoch)s)
              and not exists (
                  select from cache_vectors as vectors
                  where vectors.topic_id = topics.id
                    and vectors.embedder = %(embedder)s
                    and vectors.epoch = %(epoch)s
              )) as vectors
    """,
    WaitingRow,
)

FIND_NAMED = Statement(
    """
    select id as topic_id, topic, null::bigint as alias_id, null::text as source, null::text as model
    from cache_topics
    where language = %(language)s
      and subject = %(subject)s
      and grade = %(grade)s
      and visibility = %(visibility)s
      and epoch = %(epoch)s
      and canonical_key = %(key)s
    union all
    select topics.id, topics.topic, aliases.id, aliases.source, aliases.model
    from cache_aliases as aliases
    join cache_topics as topics on topics.id = aliases.topic_id
    where aliases.language = %(language)s
      and aliases.subject = %(subject)s
      and aliases.grade = %(grade)s
      and aliases.visibility = %(visibility)s
      and aliases.epoch = %(epoch)s
      and aliases.canonical_key = %(key)s
    """,
    NamedRow,
)

LIST_ITEMS = Statement(
    """
    select item_id, specification, edition, hits, created_at, last_used_at, expires_at, quarantined_at
    from cache_items
    where topic_id = %(topic_id)s
    order by specification, created_at desc
    """,
    ItemRow,
)


async def count(connection: Connection) -> CountsRow:
    """How much of everything there is."""
    return await COUNT.fetch_one(connection)


async def count_by_scope(connection: Connection) -> list[ScopeRow]:
    """The same by language and subject."""
    return await COUNT_BY_SCOPE.fetch_all(connection)


async def count_parts(connection: Connection) -> dict[str, list[PartRow]]:
    """Aliases by source, topics by epoch, items by edition, vectors by embedder."""
    statements = {
        "aliases": COUNT_ALIASES,
        "epochs": COUNT_EPOCHS,
        "editions": COUNT_EDITIONS,
        "embedders": COUNT_EMBEDDERS,
    }
    return {name: await statement.fetch_all(connection) for name, statement in statements.items()}


async def measure(connection: Connection) -> list[SizeRow]:
    """Bytes of every table of the cache, all its partitions and indexes included."""
    return await MEASURE.fetch_all(connection)


async def count_waiting(connection: Connection, epoch: str, embedder: str) -> WaitingRow:
    """How much the background job has left to bring up to date."""
    return await COUNT_WAITING.fetch_one(connection, {"epoch": epoch, "embedder": embedder})


async def find_named(connection: Connection, scope: Scope, epoch: str, key: str) -> list[NamedRow]:
    """The topic of the key and the one that it is an alias of: at most two rows, the topic's own first."""
    return await FIND_NAMED.fetch_all(connection, in_scope(scope, epoch) | {"key": key})


async def list_items(connection: Connection, topic_id: int) -> list[ItemRow]:
    """Everything that hangs on the topic, newest first within a specification."""
    return await LIST_ITEMS.fetch_all(connection, {"topic_id": topic_id})
