r"""What a translation must not change: numbers, formulas, gaps.

A number may change its dress: `3.5` and `3,5`, `1,234` and `1 234`, `XIX` and `19` are the same. Formulas may write the
signs of another school: `\cdot` for `\times`, `\operatorname{tg}` for `\tan`, a semicolon in coordinates. How often
a number is said makes no difference, since Hindi doubles it for *each* (`11-11`).
"""

import re
from collections import Counter
from collections.abc import Iterator

from cache.model import Language
from questions.checks.expressions import literal
from questions.checks.key_rules import BLANK
from questions.checks.reading import formulas, options, plain
from questions.model import BlanksAnswer, OpenAnswer, Question, TextAnswer

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SPACES = re.compile(r"\\[,; ]|[\u00a0\u202f\u2009]")
_GROUPED_BY_SPACES = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_GROUPED_BY_COMMAS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_ROMAN = re.compile(r"\b[IVX]{2,7}\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_WORDS_IN_FORMULA = re.compile(r"\\(?:text|mathrm|textrm|operatorname)\{[^{}]*\}")
_OTHER_SCHOOLS = (
    (re.compile(r"\\operatorname\{tg\}|\\tg(?![a-z])"), r"\\tan"),
    (re.compile(r"\\operatorname\{ctg\}|\\ctg(?![a-z])"), r"\\cot"),
    (re.compile(r"\\operatorname\{arctg\}|\\arctg(?![a-z])"), r"\\arctan"),
    (re.compile(r"\\cdot(?![a-z])|[·×]"), r"\\times"),
    (re.compile(r"[:÷]"), r"\\div"),
    (re.compile(r"\\leqslant(?![a-z])|\\leq(?![a-z])|≤"), r"\\le"),
    (re.compile(r"\\geqslant(?![a-z])|\\geq(?![a-z])|≥"), r"\\ge"),
    (re.compile(r"[;,]"), ","),
)


def differences(original: Question, source: Language, told: Question, language: Language) -> tuple[str, ...]:
    """What the translation `told` has changed that it must not; empty when nothing."""
    found = [
        difference
        for place, one, two in _beside(original, told)
        for difference in _differing(place, _read(one, source), _read(two, language))
    ]
    if len(BLANK.findall(original.stem)) != len(BLANK.findall(told.stem)):
        found.append("translation: the stem has another number of gaps")
    if any(_numbers_of(one, source) != _numbers_of(two, language) for one, two in _keys(original, told)):
        found.append("translation: a number among the accepted answers was changed")
    return tuple(found)


def _beside(original: Question, told: Question) -> Iterator[tuple[str, str, str]]:
    yield "stem", original.stem, told.stem
    yield "solution", original.solution, told.solution
    for one, two in zip(options(original), options(told), strict=True):
        yield f"option {one.id}", one.text, two.text
    if isinstance(original.answer, OpenAnswer) and isinstance(told.answer, OpenAnswer):
        yield "model answer", original.answer.model_answer, told.answer.model_answer


class _Content:
    """Numbers in words and in formulas apart. `roman` ones may stand for others, and need not stand anywhere."""

    def __init__(self, numbers: set[str], roman: set[str], formulas: Counter[str]) -> None:
        self.numbers, self.roman, self.formulas = numbers, roman, formulas


def _read(text: str, language: Language) -> _Content:
    words = plain(text)
    numbers = {_bare(number) for number in _NUMBER.findall(_unified(words, language))}
    roman = {str(_value(found)) for found in _ROMAN.findall(words)}
    return _Content(numbers, roman, Counter(_formula(latex, language) for latex in formulas(_kept_apart(text))))


def _differing(place: str, one: _Content, two: _Content) -> Iterator[str]:
    lost = one.numbers - two.numbers - two.roman
    added = two.numbers - one.numbers - one.roman
    if lost or added:
        yield f"translation: in the {place} numbers differ: {', '.join(sorted(lost | added))}"
    if one.formulas != two.formulas:
        yield f"translation: in the {place} a formula was changed, left out or added"


def _keys(original: Question, told: Question) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Accepted spellings beside each other."""
    match original.answer, told.answer:
        case TextAnswer(one), TextAnswer(two):
            yield one, two
        case BlanksAnswer(one), BlanksAnswer(two):
            yield from zip(one, two, strict=True)
        case _:
            pass


def _numbers_of(spellings: tuple[str, ...], language: Language) -> set[object]:
    return {number for spelling in spellings if (number := literal(spelling, language)) is not None}


def _unified(text: str, language: Language) -> str:
    """With ASCII digits, a decimal point, and no grouping of thousands."""
    text = "".join(str(int(character)) if character.isdecimal() else character for character in text)
    text = _GROUPED_BY_SPACES.sub("", _SPACES.sub(" ", text.replace("{,}", ",")))
    if language is Language.RUSSIAN:
        return _DECIMAL_COMMA.sub(".", text)
    return _GROUPED_BY_COMMAS.sub(lambda number: number[0].replace(",", ""), text)


def _bare(number: str) -> str:
    """Without zeros that change nothing."""
    whole, point, part = number.partition(".")
    return (whole.lstrip("0") or "0") + (point + part.rstrip("0")).rstrip(".")


def _kept_apart(text: str) -> str:
    """Numbers of a list that a space keeps apart stay apart when spaces are left out of formulas."""
    return re.sub(r"(?<=[\d)]), +(?=[-\d(])", ";", text)


def _formula(latex: str, language: Language) -> str:
    text = _unified(latex, language)
    for pattern, sign in _OTHER_SCHOOLS:
        text = pattern.sub(sign, text)
    return re.sub(r"\s+", "", _WORDS_IN_FORMULA.sub("", text))


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in roman]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
