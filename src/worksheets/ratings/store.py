"""SQL of ratings."""

from uuid import UUID

from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.model import StoredWorksheet
from worksheets.ratings.model import THE_WORKSHEET, Rating, Reason


class HeldRow(Struct, frozen=True):
    id: UUID


class SummaryRow(Struct, frozen=True):
    """All ratings of one question, or of the worksheet as a whole, and what one asker said of it."""

    question: int
    count: int
    one: int
    two: int
    three: int
    four: int
    five: int
    my_stars: int | None
    my_reasons: list[Reason] | None
    my_comment: str | None


class AskersRow(Struct, frozen=True):
    askers: int


HOLD_WORKSHEET = Statement(
    """
    select id
    from worksheets
    where id = %(worksheet_id)s
    for no key update
    """,
    HeldRow,
)

PUT_RATING = Command("""
    insert into worksheet_ratings (worksheet_id, question, asker, stars, reasons, comment, language, model)
    values (%(worksheet_id)s, %(question)s, %(asker)s, %(stars)s, %(reasons)s, %(comment)s, %(language)s, %(model)s)
    on conflict (worksheet_id, question, asker) do update
    set stars    = excluded.stars,
        reasons  = excluded.reasons,
        comment  = excluded.comment,
        rated_at = now()
""")

SUMMARIZE = Statement(
    """
    select question,
           count(*) as count,
           count(*) filter (where stars = 1) as one,
           count(*) filter (where stars = 2) as two,
           count(*) filter (where stars = 3) as three,
           count(*) filter (where stars = 4) as four,
           count(*) filter (where stars = 5) as five,
           max(stars) filter (where asker = %(asker)s) as my_stars,
           (array_agg(to_json(reasons)) filter (where asker = %(asker)s))[1] as my_reasons,
           max(comment) filter (where asker = %(asker)s) as my_comment
    from worksheet_ratings
    where worksheet_id = %(worksheet_id)s
    group by question
    order by question
    """,
    SummaryRow,
)

COUNT_ASKERS_OF_WRONG_KEYS = Statement(
    """
    select count(distinct asker) as askers
    from worksheet_ratings
    where worksheet_id = %(worksheet_id)s
      and question = %(question)s
      and stars <= 2
      and 'wrong_key' = any (reasons)
    """,
    AskersRow,
)


async def hold_worksheet(connection: Connection, worksheet_id: UUID) -> bool:
    """Let other ratings of this worksheet wait until the transaction ends; whether it is still there."""
    return await HOLD_WORKSHEET.fetch_optional(connection, {"worksheet_id": worksheet_id}) is not None


async def put_rating(connection: Connection, worksheet: StoredWorksheet, rating: Rating, asker: str) -> None:
    """Keep what this asker says, in place of what they said of the same before."""
    parameters = {
        "worksheet_id": worksheet.id,
        "question": rating.question or THE_WORKSHEET,
        "asker": asker,
        "stars": rating.stars,
        "reasons": [str(reason) for reason in dict.fromkeys(rating.reasons)],
        "comment": rating.comment,
        "language": worksheet.language,
        "model": worksheet.model,
    }
    await PUT_RATING.execute(connection, parameters)


async def summarize(connection: Connection, worksheet_id: UUID, asker: str) -> list[SummaryRow]:
    """What was rated of this worksheet, the whole of it first, with what this asker said."""
    return await SUMMARIZE.fetch_all(connection, {"worksheet_id": worksheet_id, "asker": asker})


async def count_askers_of_wrong_keys(connection: Connection, worksheet_id: UUID, question: int | None) -> int:
    """How many askers say that the key of this question, or somewhere in the worksheet, is wrong."""
    parameters = {"worksheet_id": worksheet_id, "question": question or THE_WORKSHEET}
    return (await COUNT_ASKERS_OF_WRONG_KEYS.fetch_one(connection, parameters)).askers
