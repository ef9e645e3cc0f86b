"""Worksheets put together from the bank: questions of others on the same topic, checked anew as one sheet."""

from collections.abc import Sequence

from cache.model import Found
from database.pool import Pool
from questions.bank import bank
from questions.bank.model import Banked, Selection
from questions.model import Specification
from worksheets import edition, keeping
from worksheets.keeping import Made
from worksheets.model import Source, WorksheetRequest
from worksheets.writing.notices import spent_notice


async def assemble(pool: Pool, request: WorksheetRequest, found: Found, viewer: str | None) -> Made | None:
    """The worksheet, or None when the bank lacks questions for it that the viewer was not given before."""
    banked = await _banked(pool, request, found, viewer)
    return None if len(banked) < request.questions.count else _made(request, banked, None)


async def assemble_short(pool: Pool, request: WorksheetRequest, found: Found, viewer: str | None) -> Made | None:
    """A worksheet of what the bank has, which says that no more could be written today; None when it has nothing."""
    banked = await _banked(pool, request, found, viewer)
    notice = spent_notice(request.language, len(banked), request.questions.count)
    return _made(request, banked, notice) if banked else None


async def _banked(pool: Pool, request: WorksheetRequest, found: Found, viewer: str | None) -> list[Banked]:
    async with pool.connection() as connection:
        return await bank.assemble(connection, found.topic_id, selection_of(request, [viewer] if viewer else []))


def _made(request: WorksheetRequest, banked: Sequence[Banked], notice: str | None) -> Made:
    questions = tuple(one.question for one in banked)
    worksheet = keeping.finish(
        request,
        banked[0].title,
        questions,
        Source.BANK,
        model=writers_of(banked),
        notice=notice,
        from_bank=len(banked),
    )
    return Made(worksheet, edition.written(request.language), banked=tuple(banked))


def selection_of(request: WorksheetRequest, viewers: Sequence[str]) -> Selection:
    """Which questions fit the request and are new to all viewers."""
    specification = Specification(
        count=request.questions.count,
        types=request.questions.types,
        difficulty=request.difficulty,
        bloom_levels=request.bloom_levels,
    )
    editions = edition.of_questions(request.language)
    return Selection(specification, request.language, request.grade, editions, viewers)


def writers_of(banked: Sequence[Banked], also: str | None = None) -> str | None:
    """The models that wrote these questions, or None when all were computed."""
    names = {one.model for one in banked} | {also}
    return ", ".join(sorted(name for name in names if name is not None)) or None
