"""SQL that counts and removes what an operator chose. A value of null chooses nothing away.

Reported pairs stay in every case: they say that two topics differ, and nothing makes that untrue.
"""

from msgspec import Struct

from cache.model import Language
from database.pool import Connection
from database.statement import Command, Statement


class Chosen(Struct, frozen=True):
    """Which topics, or which items of all topics. None and False leave out a condition."""

    topic_id: int | None = None
    language: Language | None = None
    subject: str | None = None
    grade: int | None = None
    edition: str | None = None
    only_expired: bool = False

    @property
    def is_of_items(self) -> bool:
        return self.edition is not None or self.only_expired


class TopicsRow(Struct, frozen=True, forbid_unknown_fields=True):
    """What goes with the chosen topics."""

    topics: int
    items: int
    aliases: int


class ItemsRow(Struct, frozen=True, forbid_unknown_fields=True):
    items: int


class AliasRow(Struct, frozen=True, forbid_unknown_fields=True):
    alias: str
    topic: str


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    topic_id: int


COUNT_TOPICS = Statement(
    """
    with chosen as (
        select id
        from cache_topics
        where (%(topic_id)s::bigint is null or id = %(topic_id)s)
          and (%(language)s::text is null or language = %(language)s)
          and (%(subject)s::text is null or subject = %(subject)s)
          and (%(grade)s::smallint is null or grade = %(grade)s)
    )
    select (select count(*) from chosen) as topics,
           (select count(*) from cache_items where topic_id in (select id from chosen)) as items,
           (select count(*) from cache_aliases where topic_id in (select id from chosen)) as aliases
    """,
    TopicsRow,
)

DELETE_TOPICS = Command(
    """
    delete from cache_topics
    where (%(topic_id)s::bigint is null or id = %(topic_id)s)
      and (%(language)s::text is null or language = %(language)s)
      and (%(subject)s::text is null or subject = %(subject)s)
      and (%(grade)s::smallint is null or grade = %(grade)s)
    """
)

COUNT_ITEMS = Statement(
    """
    select count(*) as items
    from cache_items
    where (%(edition)s::text is null or edition = %(edition)s)
      and (not %(only_expired)s or expires_at <= now())
    """,
    ItemsRow,
)

DELETE_ITEMS = Statement(
    """
    delete from cache_items
    where (%(edition)s::text is null or edition = %(edition)s)
      and (not %(only_expired)s or expires_at <= now())
    returning topic_id
    """,
    TopicRow,
)

FIND_ALIAS = Statement(
    """
    select aliases.alias, topics.topic
    from cache_aliases as aliases
    join cache_topics as topics on topics.id = aliases.topic_id
    where aliases.id = %(id)s
    """,
    AliasRow,
)

DELETE_ALIAS = Command("delete from cache_aliases where id = %(id)s")


async def count_topics(connection: Connection, chosen: Chosen) -> TopicsRow:
    """What would go with the chosen topics."""
    return await COUNT_TOPICS.fetch_one(connection, _topics(chosen))


async def delete_topics(connection: Connection, chosen: Chosen) -> int:
    """Remove the chosen topics with all that hangs on them; how many."""
    return await DELETE_TOPICS.execute(connection, _topics(chosen))


async def count_items(connection: Connection, chosen: Chosen) -> int:
    """How many items are chosen."""
    return (await COUNT_ITEMS.fetch_one(connection, _items(chosen))).items


async def delete_items(connection: Connection, chosen: Chosen) -> list[int]:
    """Remove the chosen items; the topic of each."""
    return sorted({row.topic_id for row in await DELETE_ITEMS.fetch_all(connection, _items(chosen))})


async def find_alias(connection: Connection, alias_id: int) -> AliasRow | None:
    """The alias and the topic that it stands for."""
    return await FIND_ALIAS.fetch_optional(connection, {"id": alias_id})


async def delete_alias(connection: Connection, alias_id: int) -> int:
    """Remove the alias; 1 when there was one."""
    return await DELETE_ALIAS.execute(connection, {"id": alias_id})


def _topics(chosen: Chosen) -> dict[str, object]:
    return {name: getattr(chosen, name) for name in ("topic_id", "language", "subject", "grade")}


def _items(chosen: Chosen) -> dict[str, object]:
    return {"edition": chosen.edition, "only_expired": chosen.only_expired}
