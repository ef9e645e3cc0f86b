"""SQL of what worksheets were rated."""

from collections.abc import AsyncGenerator

from msgspec import Struct

from database.pool import Connection
from database.statement import Statement


class RatedRow(Struct, frozen=True):
    """A rated worksheet that has not expired, with what speaks against learning from it."""

    content: str
    stars: float
    ratings: int
    is_shared: bool
    is_reported: bool
    has_doubted_question: bool


class CountRow(Struct, frozen=True):
    worksheets: int


class WriterRow(Struct, frozen=True):
    """What teachers think of the worksheets of one model, of those that expired too; None are the computed ones."""

    model: str | None
    language: str
    ratings: int
    stars: float
    wrong_keys: int


# Two ratings of three stars that nobody gave: one enthusiast does not outdo ten who agree.
FIND_RATED = Statement(
    """
    with rated as (
        select worksheet_id,
               avg(stars)::float8 as stars,
               count(*) as ratings,
               (sum(stars) + 6) / (count(*) + 2.0) as merit
        from worksheet_ratings
        where question = 0
        group by worksheet_id
    ),
    doubted as (
        select distinct worksheet_id
        from worksheet_ratings
        group by worksheet_id, question
        having bool_or(stars <= 2 and 'wrong_key' = any (reasons))
            or (question > 0 and avg(stars) < 3)
    )
    select worksheets.content,
           rated.stars,
           rated.ratings,
           exists (
               select from cache_items as items
               where items.item_id = worksheets.id
                 and items.quarantined_at is null
           ) as is_shared,
           exists (
               select from worksheet_reports as reports
               where reports.worksheet_id = worksheets.id
                 and (reports.reason <> 'not_what_i_asked' or reports.effect = 'withdrawn')
           ) as is_reported,
           exists (
               select from doubted
               where doubted.worksheet_id = worksheets.id
           ) as has_doubted_question
    from rated
    join worksheets on worksheets.id = rated.worksheet_id
    where worksheets.expires_at is null
       or worksheets.expires_at > now()
    order by rated.merit desc, rated.ratings desc, worksheets.created_at, worksheets.id
    """,
    RatedRow,
)

COUNT_RATED = Statement(
    """
    select count(*) as worksheets
    from worksheets
    where (expires_at is null or expires_at > now())
      and exists (
          select from worksheet_ratings as ratings
          where ratings.worksheet_id = worksheets.id
            and ratings.question = 0
      )
    """,
    CountRow,
)

FIND_WRITERS = Statement(
    """
    select model,
           language,
           count(*) as ratings,
           avg(stars)::float8 as stars,
           count(distinct worksheet_id) filter (where 'wrong_key' = any (reasons)) as wrong_keys
    from worksheet_ratings
    group by model, language
    order by model nulls first, language
    """,
    WriterRow,
)


async def count_rated(connection: Connection) -> int:
    """How many worksheets were rated as a whole and are still there."""
    return (await COUNT_RATED.fetch_one(connection)).worksheets


def find_rated(connection: Connection) -> AsyncGenerator[RatedRow, None]:
    """All worksheets that were rated as a whole and are still there, one by one, the best rated first."""
    return FIND_RATED.stream(connection)


async def find_writers(connection: Connection) -> list[WriterRow]:
    """What each model's worksheets were rated, by language; `wrong_keys` counts worksheets."""
    return await FIND_WRITERS.fetch_all(connection)
