"""Quarantined pairs and items, and what askers answered about pairs."""

from uuid import UUID

from msgspec import Struct

from cache.model import CanonicalTopic, Match, Scope
from cache.quarantine.model import Pair
from cache.store import in_scope
from database.pool import Connection
from database.statement import Command, Statement


class HeldRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic that holds an item, with what the item was made for."""

    topic_id: int
    topic: str
    canonical_key: str
    specification: str


class AnswersRow(Struct, frozen=True, forbid_unknown_fields=True):
    """How many askers hold a pair for the same, and how many for different."""

    same: int
    different: int


FIND_HOLDER = Statement(
    """
    select topics.id as topic_id, topics.topic, topics.canonical_key, items.specification
    from cache_items as items
    join cache_topics as topics on topics.id = items.topic_id
    where items.item_id = %(item_id)s
      and items.expires_at > now()
      and items.quarantined_at is null
      and topics.language = %(language)s
      and topics.subject = %(subject)s
      and topics.grade = %(grade)s
      and topics.visibility = %(visibility)s
      and topics.epoch = %(epoch)s
    order by topics.id
    limit 1
    """,
    HeldRow,
)

SEPARATE = Command(
    """
    insert into cache_quarantine (
        language, subject, grade, visibility, epoch, requested_key, stored_key, requested, stored, match, reason
    )
    values (
        %(language)s, %(subject)s, %(grade)s, %(visibility)s, %(epoch)s,
        %(requested_key)s, %(stored_key)s, %(requested)s, %(stored)s, %(match)s, %(reason)s
    )
    on conflict (language, subject, grade, visibility, epoch, requested_key, stored_key) do nothing
    """
)

WITHDRAW = Command(
    """
    update cache_items
    set quarantined_at = now()
    where item_id = %(item_id)s
      and quarantined_at is null
    """
)

ANSWER = Command(
    """
    insert into cache_answers (
        language, subject, grade, visibility, epoch, requested_key, stored_key, asker, is_same
    )
    values (
        %(language)s, %(subject)s, %(grade)s, %(visibility)s, %(epoch)s,
        %(requested_key)s, %(stored_key)s, %(asker)s, %(is_same)s
    )
    on conflict (language, subject, grade, visibility, epoch, requested_key, stored_key, asker) do update
    set is_same = excluded.is_same, created_at = now()
    """
)

COUNT_ANSWERS = Statement(
    """
    select count(*) filter (where is_same) as same, count(*) filter (where not is_same) as different
    from cache_answers
    where language = %(language)s
      and subject = %(subject)s
      and grade = %(grade)s
      and visibility = %(visibility)s
      and epoch = %(epoch)s
      and requested_key = %(requested_key)s
      and stored_key = %(stored_key)s
    """,
    AnswersRow,
)

FIND_PAIRS = Statement(
    """
    select language, subject, grade, stored, requested, reason
    from cache_quarantine
    order by language, subject, grade, stored, id
    """,
    Pair,
)

DELETE_OLD_ANSWERS = Command(
    """
    delete from cache_answers
    where created_at < now() - interval '180 days'
    """
)


def _pair(scope: Scope, epoch: str, requested: CanonicalTopic, stored_key: str) -> dict[str, object]:
    return in_scope(scope, epoch) | {"requested_key": requested.key, "stored_key": stored_key}


async def find_holder(connection: Connection, scope: Scope, epoch: str, item_id: UUID) -> HeldRow | None:
    """The topic of the scope that the item hangs on, while it may be served."""
    return await FIND_HOLDER.fetch_optional(connection, in_scope(scope, epoch) | {"item_id": item_id})


async def separate(
    connection: Connection,
    scope: Scope,
    epoch: str,
    requested: CanonicalTopic,
    stored: HeldRow,
    match: Match,
    reason: str,
) -> None:
    """Never serve the stored topic for the requested one again."""
    said = {"requested": requested.text, "stored": stored.topic, "match": match, "reason": reason}
    await SEPARATE.execute(connection, _pair(scope, epoch, requested, stored.canonical_key) | said)


async def withdraw(connection: Connection, item_id: UUID) -> bool:
    """Serve the item to nobody any more, whatever it hangs on; whether it was served until now."""
    return await WITHDRAW.execute(connection, {"item_id": item_id}) > 0


async def answer(
    connection: Connection,
    scope: Scope,
    epoch: str,
    requested: CanonicalTopic,
    stored_key: str,
    asker: str,
    *,
    is_same: bool,
) -> AnswersRow:
    """Keep what this asker says of the pair, in place of what they said before; all answers with it."""
    pair = _pair(scope, epoch, requested, stored_key)
    await ANSWER.execute(connection, pair | {"asker": asker, "is_same": is_same})
    return await COUNT_ANSWERS.fetch_one(connection, pair)


async def find_pairs(connection: Connection) -> list[Pair]:
    """Every pair in quarantine, those of one stored topic together."""
    return await FIND_PAIRS.fetch_all(connection)


async def delete_old_answers(connection: Connection) -> int:
    """Forget answers of more than half a year ago; their number."""
    return await DELETE_OLD_ANSWERS.execute(connection)
