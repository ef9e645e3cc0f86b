"""Whether an answer given without the key is the key's.

Choices, orders and pairs must be the same, numbers equal within the tolerance, words equal up to spelling, endings and
the small words around them.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from cache.model import Language
from cache.spelling import unify
from cache.stemming import stem_english, stem_hindi, stem_russian
from questions.checks.expressions import exact, literal
from questions.checks.reading import options
from questions.model import (
    Answer,
    BlanksAnswer,
    ChoiceAnswer,
    NumberAnswer,
    OrderAnswer,
    PairsAnswer,
    Question,
    Side,
    TextAnswer,
    TrueFalseAnswer,
)
from worksheets.writing.solved import Solved

LONGEST_TOLD = 200
# An answer that says more than the key may still be the key; a whole sentence is a guess at everything.
MOST_WORDS_MORE = 3

_STEM: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: stem_english,
    Language.RUSSIAN: stem_russian,
    Language.HINDI: stem_hindi,
}
_SMALL = {
    Language.ENGLISH: frozenset({"a", "an", "the", "of", "to", "in", "is", "are", "it"}),
    Language.RUSSIAN: frozenset({"в", "на", "и", "это", "из", "с", "к"}),
    Language.HINDI: frozenset({"का", "के", "की", "में", "है", "हैं", "यह", "को", "से"}),
}
_WORD = re.compile(r"[\w\u0900-\u097f]+")
_NUMBER = re.compile(r"[-−]?\d+(?:[ \u00a0,]\d{2,3})*(?:[.,]\d+)?(?:\s*/\s*\d+)?")


def disagreement(question: Question, solved: Solved, language: Language) -> str | None:
    """What the solver found instead of the key, or None when both are the same."""
    if solved.problem:
        return f"solver: it cannot be answered: {solved.problem[:LONGEST_TOLD]}"
    if _agrees(question, solved.answer, language):
        return None
    return f"solver: an expert who has not seen the key answers: {_told(question, solved)[:LONGEST_TOLD]}"


def _agrees(question: Question, answer: tuple[str, ...], language: Language) -> bool:
    match question.answer:
        case ChoiceAnswer(correct):
            return set(answer) == set(correct)
        case OrderAnswer(order):
            return answer == order
        case PairsAnswer(pairs):
            return answer == _partners(question, pairs)
        case _:
            return _agrees_in_words(question.answer, answer, language)


def _partners(question: Question, pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """For each left side, in the order printed, the id of its partner."""
    partners = dict(pairs)
    return tuple(partners.get(option.id, "") for option in options(question) if option.side is Side.LEFT)


def _agrees_in_words(key: Answer, answer: tuple[str, ...], language: Language) -> bool:
    match key:
        case TrueFalseAnswer(value):
            return [text.casefold() for text in answer] == [str(value).casefold()]
        case NumberAnswer():
            return len(answer) == 1 and _is_number(answer[0], key, language)
        case TextAnswer(accepted):
            return _is_one_of(" ".join(answer), accepted, language)
        case BlanksAnswer(blanks):
            is_whole = len(answer) == len(blanks)
            return is_whole and all(_is_one_of(*pair, language) for pair in zip(answer, blanks, strict=True))
        case _:
            return True


def _is_number(answer: str, key: NumberAnswer, language: Language) -> bool:
    value, tolerance = exact(key.value), exact(key.tolerance)
    found = literal(answer, language)
    if found is None and (number := _NUMBER.search(answer.rpartition("=")[2])) is not None:
        found = literal(number[0], language)
    return value is not None and tolerance is not None and found is not None and abs(found - value) <= tolerance


def _is_one_of(answer: str, accepted: tuple[str, ...], language: Language) -> bool:
    return any(_is_same(answer, spelling, language) for spelling in accepted)


def _is_same(answer: str, key: str, language: Language) -> bool:
    number = literal(key, language)
    if number is not None:
        return _is_number(answer, NumberAnswer(str(number)), language)
    one, two = _stems(answer, language), _stems(key, language)
    if not one or not two:
        return answer.strip() == key.strip()
    return one == two or (set(two) <= set(one) and len(one) <= len(two) + MOST_WORDS_MORE)


@lru_cache(1024)
def _stems(text: str, language: Language) -> tuple[str, ...]:
    words = _WORD.findall(unify(text, language))
    kept = [word for word in words if word not in _SMALL[language]] or words
    return tuple(map(_STEM[language], kept))


def _told(question: Question, solved: Solved) -> str:
    texts = {option.id: option.text for option in options(question)}
    return "; ".join(texts.get(part, part) for part in solved.answer) or "nothing"
