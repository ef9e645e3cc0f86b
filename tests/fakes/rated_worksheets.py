"""Worksheets that a model has written and that teachers have rated, kept as the service keeps them."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

import msgspec
from msgspec.structs import replace

from cache.model import Language
from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction
from fakes.worksheets_by_numbers import ALL_TYPES, Asked, question
from questions.model import BloomLevel, Checker, Difficulty, Question, QuestionType, Subject
from worksheets import edition, keeping, store
from worksheets.keeping import Made
from worksheets.model import QuestionsWanted, Source, StoredWorksheet, WorksheetRequest
from worksheets.ratings import store as ratings
from worksheets.ratings.model import Rating, Reason
from worksheets.writing.model import Slot
from worksheets.writing.shuffle import Shuffler
from worksheets.writing.written import WrittenQuestion

TOPICS = {
    Language.ENGLISH: "Multiplying whole numbers",
    Language.RUSSIAN: "Умножение целых чисел",
    Language.HINDI: "पूर्ण संख्याओं का गुणा",
}


def request(language: Language = Language.ENGLISH, topic: str | None = None, count: int = 9) -> WorksheetRequest:
    """A request of grade 9 in mathematics."""
    return WorksheetRequest(
        topic or TOPICS[language], 9, language, subject=Subject.MATHEMATICS, questions=QuestionsWanted(count)
    )


def questions(asked: WorksheetRequest, behind: int = 0, *types: QuestionType) -> tuple[Question, ...]:
    """Questions that stand, as a model has written them; another `behind` gives others."""
    shuffler, about = (
        Shuffler(Random(behind)),
        Asked(asked.topic, asked.language, types=[kind.value for kind in types] or [*ALL_TYPES]),
    )
    about.behind = behind
    written = (msgspec.convert(question(about, index), WrittenQuestion) for index in range(asked.questions.count))
    laid_out = (shuffler.lay_out(one, number, slot_of(one)) for number, one in enumerate(written, 1))
    return tuple(replace(one, checked_by=(Checker.RULES, Checker.SOLVER)) for one in laid_out)


def slot_of(written: WrittenQuestion) -> Slot:
    kind = QuestionType(written.__struct_config__.tag)
    return Slot(kind, BloomLevel.APPLY, Difficulty.MEDIUM, 3 if kind is QuestionType.OPEN else 1, "")


class Shelf:
    """Where rated worksheets are put."""

    def __init__(self, pool: Pool, cache: SemanticCache) -> None:
        self.pool, self._cache = pool, cache

    async def put(
        self,
        asked: WorksheetRequest,
        those: tuple[Question, ...],
        *stars: int,
        source: Source = Source.MODEL,
        model: str | None = "m-1",
        notice: str | None = None,
        title: str = "A sheet",
    ) -> UUID:
        """Keep a worksheet, with one rating of the whole for each of `stars`; its id."""
        made = keeping.finish(asked, title, those, source, model=model, notice=notice)
        async with transaction(self.pool) as connection:
            await keeping.keep(connection, self._cache, asked, Made(made, edition.written(asked.language)))
        await self.rate(made.id, *stars)
        return made.id

    async def rate(
        self, worksheet: UUID, *stars: int, question: int | None = None, reasons: Sequence[Reason] = ()
    ) -> None:
        """One rating by somebody else for each of `stars`."""
        async with self.pool.connection() as connection:
            found = await store.find_worksheet(connection, worksheet)
            assert isinstance(found, StoredWorksheet)
            for number, each in enumerate(stars):
                rating = Rating(each, tuple(reasons), question)
                await ratings.put_rating(connection, found, rating, f"asker-{question}-{number}")
