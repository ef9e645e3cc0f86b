"""A question as its writer wrote it: the way back from print, for whoever is to write it better or to learn from it."""

from collections.abc import Iterable

from msgspec import UNSET

from questions.model import (
    BlanksAnswer,
    ChoiceAnswer,
    NumberAnswer,
    OpenAnswer,
    Option,
    OrderAnswer,
    PairsAnswer,
    Question,
    QuestionType,
    TextAnswer,
    TrueFalseAnswer,
)
from worksheets.writing.written import (
    WRITTEN,
    WrittenDistractor,
    WrittenFillBlank,
    WrittenMatching,
    WrittenMultipleChoice,
    WrittenNumeric,
    WrittenOpen,
    WrittenOrdering,
    WrittenPair,
    WrittenQuestion,
    WrittenShortAnswer,
    WrittenSingleChoice,
    WrittenTrueFalse,
)

Head = tuple[str, str]


def unwritten(question: Question) -> WrittenQuestion:
    """What `Shuffler.lay_out` made the question from. Raises ValueError for an answer that is not of its type."""
    head = (question.stem, question.solution)
    written = _with_options(question, head) if question.options is not UNSET else _without_options(question, head)
    if written is None or type(written) is not WRITTEN[question.type]:
        raise ValueError(f"question {question.number} is {question.type} and has the answer of another type")
    return written


def _with_options(question: Question, head: Head) -> WrittenQuestion | None:
    options = {option.id: option for option in question.options or ()}
    match question.answer:
        case ChoiceAnswer((correct,)) if question.type is QuestionType.SINGLE_CHOICE:
            return WrittenSingleChoice(*head, options.pop(correct).text, _distractors(options.values()))
        case ChoiceAnswer(correct):
            return WrittenMultipleChoice(
                *head, [options.pop(one).text for one in correct], _distractors(options.values())
            )
        case PairsAnswer(pairs):
            return WrittenMatching(*head, [WrittenPair(options[one].text, options[two].text) for one, two in pairs])
        case OrderAnswer(order):
            return WrittenOrdering(*head, [options[one].text for one in order])
        case _:
            return None


def _without_options(question: Question, head: Head) -> WrittenQuestion | None:
    match question.answer:
        case TrueFalseAnswer(value):
            return WrittenTrueFalse(*head, value)
        case TextAnswer(accepted):
            return WrittenShortAnswer(*head, list(accepted))
        case NumberAnswer(value, tolerance, unit):
            return WrittenNumeric(*head, value, tolerance, unit)
        case BlanksAnswer(blanks):
            return WrittenFillBlank(*head, [list(blank) for blank in blanks])
        case OpenAnswer(model_answer, criteria):
            return WrittenOpen(*head, model_answer, list(criteria))
        case _:
            return None


def _distractors(options: Iterable[Option]) -> list[WrittenDistractor]:
    return [WrittenDistractor(one.text, one.misconception or "") for one in options]
