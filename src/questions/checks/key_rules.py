"""Rules about answer keys: they must exist, be reachable, and be right where arithmetic can tell.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice
item-writing guidelines for classroom assessment", Applied Measurement in Education 15(3).
"""

import re
from collections.abc import Sequence

from questions.checks.computed_key import Verdict, explain, verdict
from questions.checks.expressions import exact, literal
from questions.checks.likeness import repeats
from questions.checks.model import Ground
from questions.checks.reading import options
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
    Side,
    TextAnswer,
    TrueFalseAnswer,
)

ANSWERS: dict[QuestionType, type[object]] = {
    QuestionType.SINGLE_CHOICE: ChoiceAnswer,
    QuestionType.MULTIPLE_CHOICE: ChoiceAnswer,
    QuestionType.TRUE_FALSE: TrueFalseAnswer,
    QuestionType.SHORT_ANSWER: TextAnswer,
    QuestionType.NUMERIC: NumberAnswer,
    QuestionType.FILL_BLANK: BlanksAnswer,
    QuestionType.MATCHING: PairsAnswer,
    QuestionType.ORDERING: OrderAnswer,
    QuestionType.OPEN: OpenAnswer,
}
WITH_OPTIONS = {
    QuestionType.SINGLE_CHOICE: 2,
    QuestionType.MULTIPLE_CHOICE: 2,
    QuestionType.MATCHING: 4,
    QuestionType.ORDERING: 2,
}
_FRACTION_SIGNS = ("/", ":", "÷", "frac", r"\div")
BLANK = re.compile(r"_{3,}")


def answer_fits_type(question: Question, _: Ground) -> str | None:
    """A question without the key of its type cannot be marked."""
    wanted = ANSWERS[question.type]
    return None if isinstance(question.answer, wanted) else f"{question.type} needs a {wanted.__name__}"


def options_fit_type(question: Question, _: Ground) -> str | None:
    """Options stand where the type has them, enough of them, and nowhere else."""
    found, wanted = len(options(question)), WITH_OPTIONS.get(question.type)
    if wanted is None:
        return f"{question.type} has no options, found {found}" if found else None
    return None if found >= wanted else f"{question.type} needs at least {wanted} options, found {found}"


def option_ids_are_unique(question: Question, _: Ground) -> str | None:
    """The key names options by id."""
    ids = [option.id for option in options(question)]
    return None if len(set(ids)) == len(ids) else "two options share an id"


def options_are_unique(question: Question, ground: Ground) -> str | None:
    """Equal options make two right answers or a useless one (19, 22); `0,5`, `0.5` and `1/2` are equal."""
    sides = _columns(question) if question.type is QuestionType.MATCHING else (options(question),)
    for column in sides:
        if repeats([option.text for option in column]):
            return "two options say the same"
        if question.type is not QuestionType.ORDERING and _has_equal_numbers(
            [option.text for option in column], ground
        ):
            return "two options are the same number"
    return None


def _has_equal_numbers(texts: Sequence[str], ground: Ground) -> bool:
    """Whether a number stands twice. Fractions are compared with decimals only: reducing 2/4 to 1/2 is a task."""
    numbers = [(literal(text, ground.language), any(sign in text for sign in _FRACTION_SIGNS)) for text in texts]
    fractions = [number for number, is_fraction in numbers if number is not None and is_fraction]
    decimals = [number for number, is_fraction in numbers if number is not None and not is_fraction]
    return len(set(decimals)) < len(decimals) or not set(decimals).isdisjoint(fractions)


def key_is_among_options(question: Question, _: Ground) -> str | None:
    """Every option that the key names exists, once."""
    ids = {option.id for option in options(question)}
    match question.answer:
        case ChoiceAnswer(correct):
            named = correct
        case OrderAnswer(order):
            named = order
        case PairsAnswer(pairs):
            named = tuple(one for pair in pairs for one in pair)
        case _:
            return None
    if not set(named) <= ids:
        return "the key names an option that does not exist"
    return None if len(set(named)) == len(named) else "the key names an option twice"


def key_is_complete(question: Question, _: Ground) -> str | None:
    """Exactly one right option for single choice (19); some but not all for multiple choice; no empty key elsewhere."""
    match question.answer:
        case ChoiceAnswer(correct) if question.type is QuestionType.SINGLE_CHOICE:
            return None if len(correct) == 1 else f"single choice has {len(correct)} right options"
        case ChoiceAnswer(correct):
            return None if 0 < len(correct) < len(options(question)) else "none or all of the options are right"
        case OrderAnswer(order):
            return None if len(order) == len(options(question)) else "the order leaves options out"
        case TextAnswer(accepted):
            return None if accepted and all(text.strip() for text in accepted) else "an accepted answer is empty"
        case OpenAnswer(model_answer):
            return None if model_answer.strip() else "the model answer is empty"
        case _:
            return None


def blanks_have_answers(question: Question, _: Ground) -> str | None:
    """As many answers as there are `___` in the stem, none of them empty."""
    if not isinstance(question.answer, BlanksAnswer):
        return None
    answers, gaps = question.answer.blanks, len(BLANK.findall(question.stem))
    if gaps != len(answers) or gaps == 0:
        return f"{gaps} blanks in the stem, {len(answers)} in the key"
    return None if all(blank and all(text.strip() for text in blank) for blank in answers) else "a blank has no answer"


def sides_match(question: Question, _: Ground) -> str | None:
    """Matching has two equal columns, and each option on the left has its own on the right."""
    if not isinstance(question.answer, PairsAnswer):
        return None
    left, right = ({option.id for option in column} for column in _columns(question))
    pairs = question.answer.pairs
    if len(left) != len(right) or len(left) + len(right) != len(options(question)):
        return f"{len(left)} options on the left, {len(right)} on the right"
    is_whole = {one for one, _ in pairs} == left and {two for _, two in pairs} == right and len(pairs) == len(left)
    return None if is_whole else "the pairs do not join every left option with one on the right"


def is_shuffled(question: Question, _: Ground) -> str | None:
    """Matching and ordering with three or more options are not printed already solved."""
    match question.answer:
        case PairsAnswer(pairs) if len(pairs) > 2:
            right_of = dict(pairs)
            left, right = _columns(question)
            is_solved = [right_of.get(option.id) for option in left] == [option.id for option in right]
        case OrderAnswer(order) if len(order) > 2:
            is_solved = tuple(option.id for option in options(question)) == order
        case _:
            return None
    return "the options are printed in the right order" if is_solved else None


def number_is_exact(question: Question, _: Ground) -> str | None:
    """A numeric key is an integer, a decimal with a point or `a/b`, and its tolerance is not negative."""
    if not isinstance(question.answer, NumberAnswer):
        return None
    number, tolerance = exact(question.answer.value), exact(question.answer.tolerance)
    return None if number is not None and tolerance is not None and tolerance >= 0 else "the key is no exact number"


def arithmetic_agrees(question: Question, ground: Ground) -> str | None:
    """The key is what the stem's own task gives; the detail says what that is, for whoever repairs it."""
    if verdict(question, ground.language) is not Verdict.WRONG:
        return None
    computed = explain(question, ground.language)
    return "the key is not what the task gives" + ("" if computed is None else f" ({computed})")


def _columns(question: Question) -> tuple[list[Option], list[Option]]:
    """The left and the right options of a matching question, as printed."""
    left = [option for option in options(question) if option.side is Side.LEFT]
    return left, [option for option in options(question) if option.side is Side.RIGHT]


RULES = (
    answer_fits_type,
    options_fit_type,
    option_ids_are_unique,
    options_are_unique,
    key_is_among_options,
    key_is_complete,
    blanks_have_answers,
    sides_match,
    is_shuffled,
    number_is_exact,
    arithmetic_agrees,
)
