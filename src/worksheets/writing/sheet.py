"""The sheet in writing: a row of places, each of which gets a question that no rule finds a flaw in.

Places are numbered as they are printed. A flawed question keeps its place until it is mended or given up; only at the
end do the questions close ranks.
"""

from collections.abc import Iterable, Sequence
from random import Random

import msgspec
from msgspec import DecodeError
from msgspec.structs import replace

from questions.checks import rules
from questions.checks.model import Flaw
from questions.checks.sheet_rules import no_question_twice
from questions.checks.wording_rules import address_in
from questions.model import Checker, Question, QuestionType, Specification
from worksheets.model import WorksheetRequest
from worksheets.writing.model import Checkpoint, Place, Slot
from worksheets.writing.question_stream import mend_backslashes
from worksheets.writing.shuffle import Shuffler
from worksheets.writing.written import WrittenQuestion

UNREADABLE = "it could not be read"
OTHER_TYPE = "type: the slot asks for another type"
LONGEST_TITLE = 200
REPEATED = no_question_twice.__name__
_CONFIRMING = {Checker.COMPUTED, Checker.ALGEBRA, Checker.SOLVER, Checker.TEACHER}


class Sheet:
    """Begins where the checkpoint stands."""

    def __init__(self, request: WorksheetRequest, checkpoint: Checkpoint, random: Random) -> None:
        self.request = request
        self.specification = specification(request)
        self.title = checkpoint.title
        self.objectives = checkpoint.objectives
        self.model = checkpoint.model
        self.places = list(checkpoint.places) or _first_places(checkpoint, request.questions.count)
        self.readable = 0
        self._stock = checkpoint.stock
        self._shuffler = Shuffler(random, self.questions)

    @property
    def questions(self) -> list[Question]:
        """Those that stand, numbered by their places."""
        return [place.question for place in self.places if place.question is not None and place.stands]

    @property
    def unplanned(self) -> list[int]:
        """Places that nobody has said anything about."""
        return [at for at, place in enumerate(self.places) if place.slot is None and place.question is None]

    @property
    def empty(self) -> list[int]:
        """Places for which nothing has been written that could be read."""
        return [at for at, place in enumerate(self.places) if place.question is None]

    @property
    def failing(self) -> list[int]:
        """Places without a question that stands."""
        return [at for at, place in enumerate(self.places) if not place.stands]

    @property
    def unsettled(self) -> list[int]:
        """Places whose question stands and has still to be solved by somebody else."""
        return [at for at, place in enumerate(self.places) if place.stands and not place.is_settled]

    @property
    def heading(self) -> str:
        """Its title; without one that of its questions in stock, or the topic."""
        stocked = (banked.title for banked in self._stock.banked)
        return self.title or next(stocked, self.request.topic.strip())

    def stems(self, apart_from: Iterable[int] = ()) -> tuple[str, ...]:
        """Stems that need not be written again: those of this sheet, but for some places, and those of others."""
        left_out = set(apart_from)
        here = (one.question.stem for at, one in enumerate(self.places) if one.question and at not in left_out)
        return tuple(dict.fromkeys((*here, *self._stock.avoid)))

    def plan(self, slots: Sequence[Slot]) -> None:
        """Give the unplanned places their slots."""
        for at, slot in zip(self.unplanned, slots, strict=True):
            self.places[at] = Place(slot)

    def name(self, title: str) -> None:
        """Take the title, unless there is one or it leads off the sheet."""
        if not self.title and address_in(title) is None:
            self.title = title.strip()[:LONGEST_TITLE]

    def take(self, at: int, json_text: str) -> Question | None:
        """The question as it stands in its place now, or None when it is not one or has a flaw."""
        place = self.places[at]
        try:
            written = msgspec.json.decode(mend_backslashes(json_text), type=WrittenQuestion)
        except (DecodeError, RecursionError):
            if place.question is None:
                self.places[at] = replace(place, flaws=(UNREADABLE,))
            return None
        assert place.slot is not None
        question = self._shuffler.lay_out(written, at + 1, place.slot)
        is_of_type = place.instead is None or question.type is place.slot.type
        return self.put(at, question, () if is_of_type else (OTHER_TYPE,))

    def put(self, at: int, question: Question, flaws: tuple[str, ...] = ()) -> Question | None:
        """The question as it stands in its place now, or None when it has a flaw: one of `flaws`, or another."""
        self.readable += 1
        flaws = flaws or self._flaws(question, self.places[at].instead)
        if not flaws:
            question = replace(question, checked_by=rules.checked_by(question, self.request.language))
        self.places[at] = replace(self.places[at], question=question, flaws=flaws, is_settled=_is_settled(question))
        return None if flaws else question

    def settle(self, at: int) -> None:
        """The question in this place was solved by somebody who did not see its key, who got the same."""
        question = self.places[at].question
        assert question is not None
        checked = replace(question, checked_by=(*question.checked_by, Checker.SOLVER))
        self.places[at] = replace(self.places[at], question=checked, is_settled=True)

    def doubt(self, at: int, flaw: str) -> None:
        """The question in this place does not stand any more."""
        self.places[at] = replace(self.places[at], flaws=(flaw,))

    def has_tried_to_mend(self, places: Sequence[int]) -> None:
        for at in places:
            self.places[at] = replace(self.places[at], repairs=self.places[at].repairs + 1)

    def checkpoint(self) -> Checkpoint:
        """All that there is, for whoever takes over."""
        return Checkpoint(self._stock, self.title, self.objectives, tuple(self.places), self.model)

    def finished(self) -> tuple[Question, ...]:
        """The questions that stand, and those that stay for want of better ones, in ranks closed."""
        kept = (place.question if place.stands else place.instead for place in self.places)
        return _numbered([question for question in kept if question is not None])

    def left_as_they_were(self) -> tuple[int, ...]:
        """Numbers of questions that were to be replaced and stay."""
        return tuple(at + 1 for at, place in enumerate(self.places) if place.instead is not None and not place.stands)

    @property
    def is_unchanged(self) -> bool:
        """Whether questions were to be replaced and none was."""
        return len(self.left_as_they_were()) == sum(place.instead is not None for place in self.places) > 0

    def fresh(self) -> tuple[Question, ...]:
        """The finished questions without those in stock, which come first."""
        return self.finished()[len(self._stock.banked) :]

    def is_checked(self) -> bool:
        """Whether every question was computed or solved again, but for those that only a reader can mark."""
        return all(
            question.type is QuestionType.OPEN or not _CONFIRMING.isdisjoint(question.checked_by)
            for question in self.questions
        )

    def _flaws(self, question: Question, replaced: Question | None) -> tuple[str, ...]:
        beside = [other for other in self.questions if other.number != question.number]
        flaws = self._flaws_beside(question, beside)
        if not flaws and replaced is not None:
            flaws = [flaw for flaw in self._flaws_beside(question, [replaced]) if flaw.rule == REPEATED]
        return tuple(f"{flaw.rule}: {flaw.detail}" for flaw in flaws)

    def _flaws_beside(self, question: Question, others: Sequence[Question]) -> list[Flaw]:
        *before, last = _numbered([*others, question])
        request = self.request
        return rules.check_next(last, before, self.specification, request.language, request.grade)


def _first_places(checkpoint: Checkpoint, count: int) -> list[Place]:
    places = [
        Place(question=replace(banked.question, number=number), is_settled=True)
        for number, banked in enumerate(checkpoint.stock.banked, 1)
    ]
    return places + [Place()] * (count - len(places))


def _is_settled(question: Question) -> bool:
    """Computed keys are settled, and nobody can mark an open question by comparing."""
    return question.type is QuestionType.OPEN or Checker.ALGEBRA in question.checked_by


def _numbered(questions: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(replace(question, number=number) for number, question in enumerate(questions, 1))


def specification(request: WorksheetRequest) -> Specification:
    """What the request asks of the questions."""
    return Specification(request.questions.count, request.questions.types, request.difficulty, request.bloom_levels)
