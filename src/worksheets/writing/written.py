"""A question as the model writes it: the right answer first, then what distracts; ids, order and letters are ours.

The shapes bound every string and array, so that a reply that fits the schema fits our limits too.
"""

from typing import Annotated

from msgspec import Meta, Struct

from questions.model import QuestionType

Text = Annotated[str, Meta(min_length=1, max_length=700)]
Short = Annotated[str, Meta(min_length=1, max_length=200)]
Number = Annotated[str, Meta(min_length=1, max_length=40)]
Points = Annotated[int, Meta(ge=1, le=10)]


class Written(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What every type has. The solution comes before the key: solve first, then state the answer.

    Level, difficulty and points are those of the slot, so that nobody pays for hearing them again.
    """

    stem: Text
    solution: Text


class WrittenDistractor(Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong option, and the mistake of a pupil who chooses it."""

    text: Short
    misconception: Short


class WrittenSingleChoice(Written, frozen=True, tag=QuestionType.SINGLE_CHOICE.value):
    correct: Short
    distractors: Annotated[list[WrittenDistractor], Meta(min_length=2, max_length=4)]


class WrittenMultipleChoice(Written, frozen=True, tag=QuestionType.MULTIPLE_CHOICE.value):
    correct: Annotated[list[Short], Meta(min_length=1, max_length=4)]
    distractors: Annotated[list[WrittenDistractor], Meta(min_length=1, max_length=4)]


class WrittenTrueFalse(Written, frozen=True, tag=QuestionType.TRUE_FALSE.value):
    value: bool


class WrittenShortAnswer(Written, frozen=True, tag=QuestionType.SHORT_ANSWER.value):
    accepted: Annotated[list[Short], Meta(min_length=1, max_length=6)]


class WrittenNumeric(Written, frozen=True, tag=QuestionType.NUMERIC.value):
    value: Number
    tolerance: Number
    unit: Number | None


class WrittenFillBlank(Written, frozen=True, tag=QuestionType.FILL_BLANK.value):
    blanks: Annotated[list[Annotated[list[Short], Meta(min_length=1, max_length=4)]], Meta(min_length=1, max_length=6)]


class WrittenPair(Struct, frozen=True, forbid_unknown_fields=True):
    left: Short
    right: Short


class WrittenMatching(Written, frozen=True, tag=QuestionType.MATCHING.value):
    pairs: Annotated[list[WrittenPair], Meta(min_length=3, max_length=8)]


class WrittenOrdering(Written, frozen=True, tag=QuestionType.ORDERING.value):
    """`items` stand in the right order."""

    items: Annotated[list[Short], Meta(min_length=3, max_length=8)]


class WrittenOpen(Written, frozen=True, tag=QuestionType.OPEN.value):
    model_answer: Text
    criteria: Annotated[list[Short], Meta(min_length=1, max_length=6)]


WrittenQuestion = (
    WrittenSingleChoice
    | WrittenMultipleChoice
    | WrittenTrueFalse
    | WrittenShortAnswer
    | WrittenNumeric
    | WrittenFillBlank
    | WrittenMatching
    | WrittenOrdering
    | WrittenOpen
)

WRITTEN: dict[QuestionType, type[WrittenQuestion]] = {
    QuestionType.SINGLE_CHOICE: WrittenSingleChoice,
    QuestionType.MULTIPLE_CHOICE: WrittenMultipleChoice,
    QuestionType.TRUE_FALSE: WrittenTrueFalse,
    QuestionType.SHORT_ANSWER: WrittenShortAnswer,
    QuestionType.NUMERIC: WrittenNumeric,
    QuestionType.FILL_BLANK: WrittenFillBlank,
    QuestionType.MATCHING: WrittenMatching,
    QuestionType.ORDERING: WrittenOrdering,
    QuestionType.OPEN: WrittenOpen,
}
