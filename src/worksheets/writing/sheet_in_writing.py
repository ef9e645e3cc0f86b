"""The questions that stand so far; a new one is taken in only when no rule finds a flaw in it."""

from random import Random

import msgspec
from msgspec import DecodeError
from msgspec.structs import replace

from questions.checks import rules
from questions.model import Question, Specification
from worksheets.model import WorksheetRequest
from worksheets.writing.question_stream import mend_backslashes
from worksheets.writing.shuffle import Shuffler
from worksheets.writing.written import WrittenQuestion


class SheetInWriting:
    """Grows question by question up to the count asked for."""

    def __init__(self, request: WorksheetRequest, random: Random) -> None:
        self.request = request
        self.specification = specification(request)
        self.questions: list[Question] = []
        self.dropped_stems: list[str] = []
        self.seen = 0
        self.readable = 0
        self._shuffler = Shuffler(random)

    @property
    def missing(self) -> int:
        return self.specification.count - len(self.questions)

    @property
    def dropped(self) -> int:
        return self.seen - len(self.questions)

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems that need not be written again, kept and dropped ones."""
        return (*(question.stem for question in self.questions), *self.dropped_stems)

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


def specification(request: WorksheetRequest) -> Specification:
    """What the request asks of the questions."""
    return Specification(request.questions.count, request.questions.types, request.difficulty, request.bloom_levels)
