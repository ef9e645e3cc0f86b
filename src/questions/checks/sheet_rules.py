"""Rules about the sheet: questions beside each other.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb

from questions.checks.key_rules import BLANK
from questions.checks.model import THE_SHEET, Flaw, Ground
from questions.checks.reading import folded, formulas, letters, options, words
from questions.checks.wording_rules import holds
from questions.model import BlanksAnswer, ChoiceAnswer, Question, QuestionType, TextAnswer, TrueFalseAnswer

NEARLY_THE_SAME = 0.85
ENOUGH_WORDS = 8
SHORTEST_CUE = 7
# Asked for in lessons of grammar, and in every second stem.
SMALL_WORDS = frozenset(
    {"because", "without", "through", "between", "another", "something"}
    | {"который", "которая", "которое", "которые", "потому", "больше", "меньше", "क्योंकि"}
)
# One fair sheet in a thousand would look so by chance.
UNLIKELY = 0.001


def count_is_as_asked(questions: Sequence[Question], ground: Ground) -> Iterator[Flaw]:
    wanted = ground.specification.count
    if len(questions) != wanted:
        yield Flaw(THE_SHEET, "count_is_as_asked", f"{len(questions)} questions instead of {wanted}")


def types_are_as_asked(questions: Sequence[Question], ground: Ground) -> Iterator[Flaw]:
    wanted = ground.specification.types
    for question in questions:
        if wanted and question.type not in wanted:
            yield Flaw(question.number, "types_are_as_asked", f"{question.type} was not asked for")


def numbers_follow(questions: Sequence[Question], _: Ground) -> Iterator[Flaw]:
    """Questions are numbered from 1 in the order printed."""
    for expected, question in enumerate(questions, start=1):
        if question.number != expected:
            yield Flaw(question.number, "numbers_follow", f"number {question.number} stands in place {expected}")


def no_question_twice(questions: Sequence[Question], _: Ground) -> Iterator[Flaw]:
    """Two questions with the same text and options, or nearly the same text and the same key, are one (4)."""
    for place, question in enumerate(questions):
        twin = next((other for other in questions[:place] if _is_same(question, other)), None)
        if twin is not None:
            yield Flaw(question.number, "no_question_twice", f"it repeats question {twin.number}")


def _is_same(one: Question, two: Question) -> bool:
    if _offered(one) != _offered(two):
        return False
    if folded(one.stem) == folded(two.stem):
        return True
    if one.answer != two.answer or formulas(one.stem) != formulas(two.stem):
        return False
    return _is_nearly_same(words(one.stem), words(two.stem))


def _is_nearly_same(one: Sequence[str], two: Sequence[str]) -> bool:
    numbers = [[word for word in text if any(character.isdigit() for character in word)] for text in (one, two)]
    first, second = set(one), set(two)
    has_enough = min(len(first), len(second)) >= ENOUGH_WORDS
    return has_enough and numbers[0] == numbers[1] and len(first & second) >= NEARLY_THE_SAME * len(first | second)


def _offered(question: Question) -> list[str]:
    return sorted(folded(option.text) for option in options(question))


def no_question_answers_another(questions: Sequence[Question], _: Ground) -> Iterator[Flaw]:
    """A word that must be recalled in one question stands in the stem of another (4)."""
    stems = [words(BLANK.sub(" ", question.stem)) for question in questions]
    for question in questions:
        keys = [words(key) for key in _recalled(question) if letters(key) >= SHORTEST_CUE]
        keys = [key for key in keys if not SMALL_WORDS.issuperset(key)]
        for other, stem in zip(questions, stems, strict=True):
            if other is not question and any(holds(stem, key) for key in keys):
                later = max(question.number, other.number)
                yield Flaw(later, "no_question_answers_another", f"question {other.number} answers {question.number}")
                break


def _recalled(question: Question) -> list[str]:
    match question.answer:
        case TextAnswer(accepted):
            return list(accepted[:1])
        case BlanksAnswer(blanks):
            return [blank[0] for blank in blanks if blank]
        case _:
            return []


def keys_are_balanced(questions: Sequence[Question], _: Ground) -> Iterator[Flaw]:
    """The right option is not nearly always in the same place (20)."""
    places = Counter(place for question in questions if (place := place_of_key(question)) is not None)
    for size in {size for _, size in places}:
        total = sum(number for (_, of), number in places.items() if of == size)
        most = max(number for (_, of), number in places.items() if of == size)
        if size * _chance_of_at_least(most, total, size) <= UNLIKELY:
            yield Flaw(THE_SHEET, "keys_are_balanced", f"{most} of {total} keys are in one place of {size}")


def place_of_key(question: Question) -> tuple[int, int] | None:
    """(place, number of places) of the one right option."""
    match question.answer:
        case ChoiceAnswer((correct,)) if question.type is QuestionType.SINGLE_CHOICE:
            ids = [option.id for option in options(question)]
            return (ids.index(correct), len(ids)) if correct in ids and len(ids) > 1 else None
        case TrueFalseAnswer(value):
            return (0 if value else 1, 2)
        case _:
            return None


def _chance_of_at_least(most: int, total: int, size: int) -> float:
    """P(X ≥ most) for X ~ Binomial(total, 1/size)."""
    chance = 1 / size
    return sum(comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(most, total + 1))


RULES = (
    count_is_as_asked,
    types_are_as_asked,
    numbers_follow,
    no_question_twice,
    no_question_answers_another,
    keys_are_balanced,
)
