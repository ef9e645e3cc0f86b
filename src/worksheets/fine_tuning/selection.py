"""Which rated worksheets become examples: best rated first, each question learned once, nothing doubtful or private."""

from collections.abc import Callable, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from questions.checks import rules
from questions.checks.reading import formulas, options, words
from questions.model import Checker, Question, Specification
from worksheets import admission
from worksheets.fine_tuning.example import example_of, request_of
from worksheets.fine_tuning.model import MOST_TOKENS, Choice, Dropped, Example
from worksheets.fine_tuning.store import RatedRow
from worksheets.model import StoredWorksheet
from worksheets.moderation.local_list import unfit
from worksheets.personal_data import Kind, withhold, withhold_in_topic

# A worksheet that shares so much with better rated ones teaches too little.
SHARED_WITH_BETTER = 0.5

# Names, birthdays and places are what many lessons are about; these never are.
_NEVER_TAUGHT = {Kind.EMAIL, Kind.TELEPHONE, Kind.DOCUMENT, Kind.CARD, Kind.HANDLE}


class Candidate(Struct, frozen=True):
    """A rated worksheet, read."""

    row: RatedRow
    worksheet: StoredWorksheet
    questions: tuple[Question, ...]


Rules = Sequence[tuple[Dropped, Callable[[Candidate], bool]]]


class Selection:
    """Told of every rated worksheet in turn, the best rated first. Keeps a digest of each question taken."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._taken = 0
        self._known: set[bytes] = set()

    def weigh(self, row: RatedRow) -> Example | Dropped:
        """The worksheet as an example, or why it is none."""
        try:
            return self._weighed(row, msgspec.json.decode(row.content, type=StoredWorksheet))
        except msgspec.DecodeError:  # stored in a form that was given up since
            return Dropped.OTHER_SHAPE

    def _weighed(self, row: RatedRow, worksheet: StoredWorksheet) -> Example | Dropped:
        if self._choice.language not in (None, worksheet.language):
            return Dropped.OTHER_LANGUAGE
        if self._choice.limit is not None and self._taken >= self._choice.limit:
            return Dropped.OVER_LIMIT
        if row.ratings < self._choice.least_ratings:
            return Dropped.FEW_RATINGS
        if row.stars < self._choice.least_stars:
            return Dropped.FEW_STARS
        questions = msgspec.json.decode(worksheet.questions, type=tuple[Question, ...])
        candidate = Candidate(row, worksheet, questions)
        return _first_against(candidate, _RULES_OF_ORIGIN) or self._as_new(candidate)

    def _as_new(self, candidate: Candidate) -> Example | Dropped:
        digests = {_digest(question) for question in candidate.questions}
        if len(digests & self._known) >= SHARED_WITH_BETTER * len(digests):
            return Dropped.DUPLICATE
        if (against := _first_against(candidate, _RULES_OF_TEXT)) is not None:
            return against
        row = candidate.row
        example = example_of(candidate.worksheet, candidate.questions, row.stars, row.ratings, self._choice.holdout)
        if example is None:
            return Dropped.OTHER_SHAPE
        if example.tokens > MOST_TOKENS:
            return Dropped.TOO_LONG
        self._known |= digests
        self._taken += 1
        return example


def _digest(question: Question) -> bytes:
    """Equal for questions that differ in nothing but letter case, spacing and the order of options."""
    offered = sorted((words(option.text), formulas(option.text)) for option in options(question))
    said = repr((question.type, words(question.stem), formulas(question.stem), offered))
    return blake2b(said.encode(), digest_size=8).digest()


def _is_reported(candidate: Candidate) -> bool:
    return candidate.row.is_reported


def _has_doubted_question(candidate: Candidate) -> bool:
    return candidate.row.has_doubted_question


def _is_not_shared(candidate: Candidate) -> bool:
    """Whether it is anybody's own: notes, source texts and short sheets never reach the cache."""
    request = request_of(candidate.worksheet, candidate.questions)
    return not candidate.row.is_shared or admission.refusal(request) is not None


def _is_not_written(candidate: Candidate) -> bool:
    """Whether a generator computed it and no teacher looked at every question: there is nothing to learn from."""
    is_taught = all(Checker.TEACHER in question.checked_by for question in candidate.questions)
    return not candidate.questions or (candidate.worksheet.model is None and not is_taught)


def _is_unfit(candidate: Candidate) -> bool:
    """Whether our list of today refuses what it let pass when the worksheet was asked for."""
    return unfit((("topic", candidate.worksheet.topic), ("title", candidate.worksheet.title))) is not None


def _holds_personal_data(candidate: Candidate) -> bool:
    worksheet = candidate.worksheet
    if any(withhold_in_topic(text, worksheet.language).kinds for text in (worksheet.topic, worksheet.title)):
        return True
    return any(
        withhold(text, worksheet.language).kinds & _NEVER_TAUGHT
        for question in candidate.questions
        for text in (question.stem, question.solution, *(option.text for option in options(question)))
    )


def _is_flawed(candidate: Candidate) -> bool:
    """Whether a rule of today finds a flaw, though none did when the worksheet was written."""
    worksheet, questions = candidate.worksheet, candidate.questions
    specification = Specification(len(questions), difficulty=worksheet.difficulty)
    return bool(rules.check(questions, specification, worksheet.language, worksheet.grade))


def _first_against(candidate: Candidate, rules_in_order: Rules) -> Dropped | None:
    return next((reason for reason, speaks_against in rules_in_order if speaks_against(candidate)), None)


_RULES_OF_ORIGIN: Rules = (
    (Dropped.REPORTED, _is_reported),
    (Dropped.DOUBTED_QUESTION, _has_doubted_question),
    (Dropped.NOT_SHARED, _is_not_shared),
    (Dropped.NOT_WRITTEN, _is_not_written),
)
_RULES_OF_TEXT: Rules = (
    (Dropped.UNFIT, _is_unfit),
    (Dropped.PERSONAL_DATA, _holds_personal_data),
    (Dropped.FLAWED, _is_flawed),
)
