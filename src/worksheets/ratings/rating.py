"""From what a teacher thinks to what all think, and to what the cache takes back.

A wrong key is the one blame that must not wait for whoever looks after the worksheets: when two askers find one in the
same question, or in the worksheet as a whole, that counts like a report of the worksheet.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from cache.quarantine.model import Effect
from database.pool import Connection, transaction
from questions.model import Question
from worksheets import serving
from worksheets.errors import NoSuchQuestion, WorksheetNotFound
from worksheets.model import StoredWorksheet
from worksheets.ratings import store
from worksheets.ratings.model import (
    THE_WORKSHEET,
    Mine,
    QuestionSummary,
    Rated,
    Rating,
    Ratings,
    Reason,
    Summary,
)
from worksheets.ratings.store import SummaryRow
from worksheets.reading import readable_text
from worksheets.reports import reporting
from worksheets.reports.model import Reason as ReportReason
from worksheets.reports.model import Report
from worksheets.sources import Asker, Sources

_AGREE = 2
_WORST = 2  # stars: praise does not come with a wrong key
_UNRATED = Summary(None, 0, (0, 0, 0, 0, 0))


async def rate(worksheet_id: UUID, rating: Rating, asker: Asker, sources: Sources) -> Rated:
    """Take the rating in, in place of what the asker said of the same before.

    Raises WorksheetNotFound, NoSuchQuestion, TextUnreadable.
    """
    rating = replace(rating, comment=readable_text("comment", rating.comment))
    worksheet = await serving.stored(worksheet_id, sources)
    _require_question(rating.question, worksheet)
    async with transaction(sources.pool) as connection:
        if not await store.hold_worksheet(connection, worksheet_id):
            raise WorksheetNotFound(worksheet_id)
        await store.put_rating(connection, worksheet, rating, asker.key)
        effect = await _effect(connection, worksheet, rating, asker, sources)
        rows = await store.summarize(connection, worksheet_id, asker.key)
    return _rated(next(row for row in rows if row.question == (rating.question or THE_WORKSHEET)), effect)


async def ratings_of(worksheet_id: UUID, asker: Asker, sources: Sources) -> Ratings:
    """What all askers think of a worksheet, with what this one said. Raises WorksheetNotFound."""
    await serving.stored(worksheet_id, sources)
    async with sources.pool.connection() as connection:
        rows = await store.summarize(connection, worksheet_id, asker.key)
    return Ratings(_whole(rows), tuple(_of_question(row) for row in rows if row.question != THE_WORKSHEET))


def _require_question(number: int | None, worksheet: StoredWorksheet) -> None:
    numbers = {question.number for question in msgspec.json.decode(worksheet.questions, type=list[Question])}
    if number is not None and number not in numbers:
        raise NoSuchQuestion(number, len(numbers))


async def _effect(
    connection: Connection, worksheet: StoredWorksheet, rating: Rating, asker: Asker, sources: Sources
) -> Effect:
    if Reason.WRONG_KEY not in rating.reasons or rating.stars > _WORST:
        return Effect.NOTED
    if await store.count_askers_of_wrong_keys(connection, worksheet.id, rating.question) < _AGREE:
        return Effect.NOTED
    return await reporting.take_in(
        connection, worksheet, Report(worksheet.topic, ReportReason.WRONG_ANSWER), asker, sources
    )


def _rated(row: SummaryRow, effect: Effect) -> Rated:
    mine = _mine(row)
    assert mine is not None
    return Rated(_average(row), row.count, mine, effect)


def _whole(rows: Sequence[SummaryRow]) -> Summary:
    row = next((row for row in rows if row.question == THE_WORKSHEET), None)
    return _UNRATED if row is None else Summary(_average(row), row.count, _by_stars(row), _mine(row) or UNSET)


def _of_question(row: SummaryRow) -> QuestionSummary:
    return QuestionSummary(_average(row), row.count, _by_stars(row), _mine(row) or UNSET, number=row.question)


def _mine(row: SummaryRow) -> Mine | None:
    return None if row.my_stars is None else Mine(row.my_stars, tuple(row.my_reasons or ()), row.my_comment or "")


def _by_stars(row: SummaryRow) -> tuple[int, int, int, int, int]:
    return (row.one, row.two, row.three, row.four, row.five)


def _average(row: SummaryRow) -> float:
    total = sum(stars * count for stars, count in enumerate(_by_stars(row), 1))
    return round(total / row.count, 2)
