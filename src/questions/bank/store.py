"""SQL of the bank of questions.

Topics and worksheets are ids of the cache's topics and items: what somebody was given and what was reported is its
knowledge, and is asked of its tables.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement
from questions.bank.model import Banked, Deposit, Selection, digest
from questions.model import Question

_QUESTION = msgspec.json.Decoder(Question)


class BankedRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int
    content: str
    title: str
    edition: str
    model: str | None
    expires_at: datetime


class ContentRow(Struct, frozen=True, forbid_unknown_fields=True):
    content: str


# As many of each kind as the whole sheet may need, the least used first.
FIND_FITTING = Statement(
    """
    select id, content, title, edition, model, expires_at
    from (
        select id, content, title, edition, model, expires_at, times_used,
               row_number() over (partition by type, bloom_level order by times_used, id) as place
        from bank_questions as questions
        where topic_id = %(topic_id)s
          and edition = any(%(editions)s)
          and expires_at > now()
          and difficulty = %(difficulty)s
          and (cardinality(%(types)s::text[]) = 0 or type = any(%(types)s::text[]))
          and (cardinality(%(levels)s::text[]) = 0 or bloom_level = any(%(levels)s::text[]))
          and not exists (
              select from bank_uses as uses
              join cache_items as items on items.item_id = uses.worksheet_id
              where uses.question_id = questions.id and items.quarantined_at is not null
          )
          and not exists (
              select from bank_uses as uses
              join cache_seen as seen on seen.item_id = uses.worksheet_id
              where uses.question_id = questions.id and seen.viewer = any(%(viewers)s::text[])
          )
    ) as fitting
    where place <= %(count)s
    order by place, times_used, id
    """,
    BankedRow,
)

FIND_NEWEST = Statement(
    """
    select content
    from bank_questions
    where topic_id = %(topic_id)s
      and expires_at > now()
    order by id desc
    limit %(limit)s
    """,
    ContentRow,
)

# A question that was made again, and accepted again, stands as it was made last.
DEPOSIT = Command("""
    with offered as (
        select *
        from unnest(
            %(digests)s::bytea[], %(types)s::text[], %(levels)s::text[], %(difficulties)s::text[],
            %(points)s::smallint[], %(contents)s::text[]
        ) as question (digest, type, bloom_level, difficulty, points, content)
    ), banked as (
        insert into bank_questions (
            topic_id, digest, type, bloom_level, difficulty, points, content,
            title, edition, model, expires_at, times_used
        )
        select %(topic_id)s, digest, type, bloom_level, difficulty, points, content,
               %(title)s, %(edition)s, %(model)s, %(expires_at)s, 1
        from offered
        order by digest
        on conflict (topic_id, digest) do update
        set type        = excluded.type,
            bloom_level = excluded.bloom_level,
            difficulty  = excluded.difficulty,
            points      = excluded.points,
            content     = excluded.content,
            title       = excluded.title,
            edition     = excluded.edition,
            model       = excluded.model,
            expires_at  = excluded.expires_at,
            times_used  = bank_questions.times_used + 1
        returning id
    )
    insert into bank_uses (question_id, worksheet_id)
    select id, %(worksheet_id)s
    from banked
    on conflict (question_id, worksheet_id) do nothing
""")

USE = Command("""
    with used as (
        update bank_questions
        set times_used = times_used + 1
        where id in (select id from bank_questions where id = any(%(ids)s) order by id for update)
        returning id
    )
    insert into bank_uses (question_id, worksheet_id)
    select id, %(worksheet_id)s
    from used
    on conflict (question_id, worksheet_id) do nothing
""")

DELETE_EXPIRED = Command("""
    delete from bank_questions
    where expires_at < now()
""")

MOVE = Command("""
    update bank_questions as questions
    set topic_id = %(into)s
    where topic_id = %(topic_id)s
      and not exists (
          select from bank_questions as others
          where others.topic_id = %(into)s
            and others.digest = questions.digest
      )
""")

DELETE_REPORTED = Command("""
    delete from bank_questions
    where id in (
        select uses.question_id
        from cache_items as items
        join bank_uses as uses on uses.worksheet_id = items.item_id
        where items.quarantined_at is not null
    )
""")


async def move(connection: Connection, topic_id: int, into: int) -> None:
    """Hang the questions of a topic on another one, which is the same by now; those it has already stay behind."""
    await MOVE.execute(connection, {"topic_id": topic_id, "into": into})


async def find_fitting(connection: Connection, topic_id: int, selection: Selection) -> list[Banked]:
    """The topic's questions that may stand in a worksheet as selected, the least used of each kind first."""
    specification = selection.specification
    parameters = {
        "topic_id": topic_id,
        "editions": list(selection.editions),
        "difficulty": specification.difficulty,
        "types": list(specification.types),
        "levels": list(specification.bloom_levels),
        "viewers": list(selection.viewers),
        "count": specification.count,
    }
    return [_banked(row) for row in await FIND_FITTING.fetch_all(connection, parameters)]


async def find_newest(connection: Connection, topic_id: int, limit: int) -> list[Question]:
    """The newest questions of the topic, of whatever kind and edition."""
    rows = await FIND_NEWEST.fetch_all(connection, {"topic_id": topic_id, "limit": limit})
    return [_QUESTION.decode(row.content) for row in rows]


async def deposit(connection: Connection, topic_id: int, made: Deposit) -> None:
    """Put the questions of a new worksheet into the bank; those that are there already count as used once more."""
    questions = list({digest(question): question for question in made.questions}.items())
    parameters = {
        "topic_id": topic_id,
        "digests": [key for key, _ in questions],
        "types": [question.type for _, question in questions],
        "levels": [question.bloom_level for _, question in questions],
        "difficulties": [question.difficulty for _, question in questions],
        "points": [question.points for _, question in questions],
        "contents": [msgspec.json.encode(question).decode() for _, question in questions],
        "title": made.title,
        "edition": made.edition,
        "model": made.model,
        "worksheet_id": made.worksheet_id,
        "expires_at": made.expires_at,
    }
    await DEPOSIT.execute(connection, parameters)


async def use(connection: Connection, ids: Sequence[int], worksheet_id: UUID) -> None:
    """Note that these questions stand in the worksheet."""
    await USE.execute(connection, {"ids": list(ids), "worksheet_id": worksheet_id})


async def delete_expired(connection: Connection) -> int:
    """Remove the questions whose time is over; how many."""
    return await DELETE_EXPIRED.execute(connection)


async def delete_reported(connection: Connection) -> int:
    """Remove the questions of worksheets that were reported, before the cache forgets about the report; how many."""
    return await DELETE_REPORTED.execute(connection)


def _banked(row: BankedRow) -> Banked:
    return Banked(row.id, _QUESTION.decode(row.content), row.title, row.edition, row.model, row.expires_at)
