"""The questions that stand so far; a new one is taken in only when no rule finds a flaw in it."""

from collections.abc import Sequence
from math import ceil
from random import Random
from typing import TypeVar

import msgspec
from msgspec import DecodeError
from msgspec.structs import replace

from questions.checks import rules
from questions.model import BloomLevel, Question, QuestionType, Specification
from worksheets.model import WorksheetRequest
from worksheets.writing.model import Stock
from worksheets.writing.question_stream import mend_backslashes
from worksheets.writing.shuffle import Shuffler
from worksheets.writing.written import WrittenQuestion

Kind = TypeVar("Kind", QuestionType, BloomLevel)


class SheetInWriting:
    """Grows question by question up to the count asked for."""

    def __init__(self, request: WorksheetRequest, random: Random, stock: Stock) -> None:
        self.request = request
        self.specification = specification(request)
        self.questions: list[Question] = [banked.question for banked in stock.banked]
        self.title = stock.banked[0].title if stock.banked else ""
        self.dropped_stems: list[str] = []
        self.seen = 0
        self.readable = 0
        self._shuffler = Shuffler(random)
        self._stocked = len(stock.banked)
        self._avoid = stock.avoid

    @property
    def missing(self) -> int:
        return self.specification.count - len(self.questions)

    @property
    def dropped(self) -> int:
        return self.seen - (len(self.questions) - self._stocked)

    @property
    def rest(self) -> WorksheetRequest:
        """The request, with types and levels that have their share already left out."""
        wanted, questions = self.request.questions, self.questions
        types = _without_share(wanted.types, [question.type for question in questions], wanted.count)
        levels = _without_share(self.request.bloom_levels, [one.bloom_level for one in questions], wanted.count)
        return replace(self.request, questions=replace(wanted, types=types), bloom_levels=levels)

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems that need not be written again: kept ones, dropped ones, and those of other sheets."""
        stems = (*(question.stem for question in self.questions), *self.dropped_stems, *self._avoid)
        return tuple(dict.fromkeys(stems))

    def take(self, json_text: str) -> Question | None:
        """The question as it stands in the sheet now, or None when it is not one or has a flaw."""
        if self.missing == 0:
            return None
        self.seen += 1
        try:
            written = msgspec.json.decode(mend_backslashes(json_text), type=WrittenQuestion)
        except (DecodeError, RecursionError):
            return None
        self.readable += 1
        return self._checked(self._shuffler.lay_out(written, len(self.questions) + 1))

    def _checked(self, question: Question) -> Question | None:
        language = self.request.language
        if rules.check_next(question, self.questions, self.specification, language, self.request.grade):
            self.dropped_stems.append(question.stem)
            return None
        accepted = replace(question, checked_by=rules.checked_by(question, language))
        self.questions.append(accepted)
        return accepted


def _without_share(asked: tuple[Kind, ...], had: Sequence[Kind], count: int) -> tuple[Kind, ...]:
    """Those of the kinds asked for that the sheet has fewer of than an even mix would give them; all when none is."""
    return tuple(kind for kind in asked if had.count(kind) < ceil(count / len(set(asked)))) or asked


def specification(request: WorksheetRequest) -> Specification:
    """What the request asks of the questions."""
    return Specification(request.questions.count, request.questions.types, request.difficulty, request.bloom_levels)
