"""Rules about solutions, in all subjects: their equalities hold, and they come to what the key says.

They find wrong keys of word problems, whose stems no algebra reads. A doubt costs a question, so they doubt slowly.
"""

from fractions import Fraction

from cache.model import Language
from questions.checks.algebra.amounts import amount_of
from questions.checks.algebra.roots_said import content
from questions.checks.algebra.solutions import conclusion, false_claim, numbers_in
from questions.checks.algebra.values import Real, same
from questions.checks.expressions import exact
from questions.checks.model import Ground
from questions.checks.reading import options
from questions.model import BlanksAnswer, ChoiceAnswer, NumberAnswer, Question, QuestionType, TextAnswer

# A key in another unit than the last line of the solution differs by one of these.
_FACTORS = frozenset(Fraction(10) ** power for power in range(-9, 10)) | {
    factor for size in (12, 24, 60, 3600, 7) for factor in (Fraction(size), Fraction(1, size))
} | {Fraction(18, 5), Fraction(5, 18)}  # fmt: skip


def solution_arithmetic_holds(question: Question, ground: Ground) -> str | None:
    """Every equality between numbers in the solution is true, rounding aside."""
    found = false_claim(question.solution, question.stem, ground.language)
    return None if found is None else "an equality in the solution does not hold"


def solution_ends_in_the_key(question: Question, ground: Ground) -> str | None:
    """A solution that ends in a number ends in the key's, or has named it before."""
    key = _key(question, ground.language)
    if key is None:
        return None
    end = conclusion(question.solution, ground.language)
    if end is None or _agree(end, key):
        return None
    if any(_agree(number, key) for number in numbers_in(question.solution, ground.language)):
        return None
    if question.type is QuestionType.SINGLE_CHOICE and not _is_offered(question, end, ground.language):
        return None
    return "the solution ends in another number than the key"


def _key(question: Question, language: Language) -> Real | None:
    """The key as one number."""
    match question.answer:
        case NumberAnswer(number):
            return exact(number)
        case TextAnswer((text, *_)) | BlanksAnswer(((text, *_),)):
            return _number(text, language)
        case ChoiceAnswer((correct,)) if question.type is QuestionType.SINGLE_CHOICE:
            text = next((option.text for option in options(question) if option.id == correct), "")
            return _number(text, language)
        case _:
            return None


def _number(text: str, language: Language) -> Real | None:
    items = content(text, language)
    found = None if items is None else amount_of(items)
    return None if found is None else found[0]


def _agree(one: Real, two: Real) -> bool:
    """Equal, equal but for rounding, or the same in another unit."""
    if same(one, two) or abs(float(one) - float(two)) <= 0.01 * abs(float(two)):
        return True
    return bool(two) and isinstance(one, Fraction) and isinstance(two, Fraction) and one / two in _FACTORS


def _is_offered(question: Question, number: Real, language: Language) -> bool:
    values = [_number(option.text, language) for option in options(question)]
    return any(value is not None and same(value, number) for value in values)


RULES = (solution_arithmetic_holds, solution_ends_in_the_key)
