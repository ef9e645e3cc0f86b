"""The texts of a question without its key: what a translator is given, and gives back in the same shape.

Keys stay ours: options keep their ids, gaps and accepted answers their places.
"""

from collections.abc import Sequence
from typing import Annotated

from msgspec import UNSET, Meta, Struct
from msgspec.structs import replace

from questions.checks.reading import options
from questions.model import (
    Answer,
    BlanksAnswer,
    NumberAnswer,
    OpenAnswer,
    Option,
    Question,
    QuestionType,
    TextAnswer,
)

# Longer than what an author may write: a translation may take more room, and computed solutions are not bounded.
Text = Annotated[str, Meta(min_length=1, max_length=1500)]
Short = Annotated[str, Meta(min_length=1, max_length=300)]


class Texts(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What every question has; `number` says which it is."""

    number: int
    stem: Text
    solution: Text


class OptionText(Struct, frozen=True, forbid_unknown_fields=True):
    id: Short
    text: Short


class ChoiceText(OptionText, frozen=True, forbid_unknown_fields=True):
    """`misconception` is null for a right option, and where nobody has told it."""

    misconception: Short | None


class SingleChoiceTexts(Texts, frozen=True, tag=QuestionType.SINGLE_CHOICE.value):
    options: Annotated[list[ChoiceText], Meta(min_length=1, max_length=12)]


class MultipleChoiceTexts(Texts, frozen=True, tag=QuestionType.MULTIPLE_CHOICE.value):
    options: Annotated[list[ChoiceText], Meta(min_length=1, max_length=12)]


class TrueFalseTexts(Texts, frozen=True, tag=QuestionType.TRUE_FALSE.value):
    pass


class ShortAnswerTexts(Texts, frozen=True, tag=QuestionType.SHORT_ANSWER.value):
    accepted: Annotated[list[Short], Meta(min_length=1, max_length=12)]


class NumericTexts(Texts, frozen=True, tag=QuestionType.NUMERIC.value):
    unit: Short | None


class FillBlankTexts(Texts, frozen=True, tag=QuestionType.FILL_BLANK.value):
    blanks: Annotated[
        list[Annotated[list[Short], Meta(min_length=1, max_length=12)]], Meta(min_length=1, max_length=12)
    ]


class MatchingTexts(Texts, frozen=True, tag=QuestionType.MATCHING.value):
    options: Annotated[list[OptionText], Meta(min_length=1, max_length=24)]


class OrderingTexts(Texts, frozen=True, tag=QuestionType.ORDERING.value):
    options: Annotated[list[OptionText], Meta(min_length=1, max_length=24)]


class OpenTexts(Texts, frozen=True, tag=QuestionType.OPEN.value):
    model_answer: Text
    criteria: Annotated[list[Short], Meta(max_length=12)]


QuestionTexts = (
    SingleChoiceTexts
    | MultipleChoiceTexts
    | TrueFalseTexts
    | ShortAnswerTexts
    | NumericTexts
    | FillBlankTexts
    | MatchingTexts
    | OrderingTexts
    | OpenTexts
)

TEXTS: dict[QuestionType, type[QuestionTexts]] = {
    QuestionType.SINGLE_CHOICE: SingleChoiceTexts,
    QuestionType.MULTIPLE_CHOICE: MultipleChoiceTexts,
    QuestionType.TRUE_FALSE: TrueFalseTexts,
    QuestionType.SHORT_ANSWER: ShortAnswerTexts,
    QuestionType.NUMERIC: NumericTexts,
    QuestionType.FILL_BLANK: FillBlankTexts,
    QuestionType.MATCHING: MatchingTexts,
    QuestionType.ORDERING: OrderingTexts,
    QuestionType.OPEN: OpenTexts,
}


class Unlike(Exception):
    """The texts are not those of this question: something is missing, or too much."""


def texts_of(question: Question) -> QuestionTexts:
    """What is to be read of the question, without its key. Raises ValueError for an answer that is not of its type."""
    head = (question.number, question.stem, question.solution)
    found = options(question)
    match question.type:
        case QuestionType.SINGLE_CHOICE:
            return SingleChoiceTexts(*head, [ChoiceText(one.id, one.text, one.misconception) for one in found])
        case QuestionType.MULTIPLE_CHOICE:
            return MultipleChoiceTexts(*head, [ChoiceText(one.id, one.text, one.misconception) for one in found])
        case QuestionType.MATCHING:
            return MatchingTexts(*head, [OptionText(one.id, one.text) for one in found])
        case QuestionType.ORDERING:
            return OrderingTexts(*head, [OptionText(one.id, one.text) for one in found])
        case QuestionType.TRUE_FALSE:
            return TrueFalseTexts(*head)
        case _:
            return _of_answer(question, head)


def _of_answer(question: Question, head: tuple[int, str, str]) -> QuestionTexts:
    match question.answer:
        case TextAnswer(accepted):
            return ShortAnswerTexts(*head, list(accepted))
        case NumberAnswer(unit=unit):
            return NumericTexts(*head, unit)
        case BlanksAnswer(blanks):
            return FillBlankTexts(*head, [list(blank) for blank in blanks])
        case OpenAnswer(model_answer, criteria):
            return OpenTexts(*head, model_answer, list(criteria))
        case _:
            raise ValueError(f"question {question.number} is {question.type} and has the answer of another type")


def in_other_words(question: Question, texts: QuestionTexts) -> Question:
    """The question with these texts and its own key, checked by nobody yet. Raises Unlike."""
    if type(texts) is not TEXTS[question.type]:
        raise Unlike(f"it is of the type {question.type}")
    told = replace(question, stem=texts.stem, solution=texts.solution, answer=_answer(question, texts), checked_by=())
    if not isinstance(texts, SingleChoiceTexts | MultipleChoiceTexts | MatchingTexts | OrderingTexts):
        return told
    return replace(told, options=_options(question, texts.options) or UNSET)


def _options(question: Question, texts: Sequence[OptionText]) -> tuple[Option, ...]:
    by_id = {text.id: text for text in texts}
    found = options(question)
    if set(by_id) != {option.id for option in found} or len(texts) != len(found):
        raise Unlike("every option has to come back under its id, once")
    return tuple(_option(option, by_id[option.id]) for option in found)


def _option(option: Option, text: OptionText) -> Option:
    """A wrong option keeps a misconception, a right one gets none: by that others tell them apart."""
    told = text.misconception if isinstance(text, ChoiceText) else None
    return replace(option, text=text.text, misconception=None if option.misconception is None else told)


def _answer(question: Question, texts: QuestionTexts) -> Answer:
    match question.answer, texts:
        case TextAnswer(), ShortAnswerTexts(accepted=accepted):
            return TextAnswer(tuple(accepted))
        case NumberAnswer(value, tolerance, unit), NumericTexts(unit=told):
            if (unit is None) != (told is None):
                raise Unlike("the unit is missing, or there is none")
            return NumberAnswer(value, tolerance, told)
        case BlanksAnswer(blanks), FillBlankTexts(blanks=told):
            if len(blanks) != len(told):
                raise Unlike("every gap needs its accepted words")
            return BlanksAnswer(tuple(map(tuple, told)))
        case OpenAnswer(criteria=criteria), OpenTexts(model_answer=model_answer, criteria=told):
            if len(criteria) != len(told):
                raise Unlike("every criterion has to come back")
            return OpenAnswer(model_answer, tuple(told))
        case kept, _:
            return kept
