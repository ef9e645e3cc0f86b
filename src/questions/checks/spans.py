"""Ranges of numbers as options state them: `10–20`, `from 5 to 7 kg`, `больше 100`, `10 से अधिक`."""

import re
from fractions import Fraction
from math import inf

from msgspec import Struct

from cache.model import Language
from questions.checks.expressions import normal

_NUMBER = r"(\d+(?:\.\d+)?)"
_UNIT = r"[^\d]{0,20}"
_BETWEEN = {
    Language.ENGLISH: re.compile(rf"(?:from |between |about )?{_NUMBER}{_UNIT}?\s*(?:-|to|and)\s*{_NUMBER}{_UNIT}"),
    Language.RUSSIAN: re.compile(rf"(?:от |с |между |около )?{_NUMBER}{_UNIT}?\s*(?:-|до|и)\s*{_NUMBER}{_UNIT}"),
    Language.HINDI: re.compile(rf"(?:लगभग )?{_NUMBER}{_UNIT}?\s*(?:-|से|और)\s*{_NUMBER}{_UNIT}"),
}
_ABOVE = {
    Language.ENGLISH: re.compile(
        rf"(more than|over|above|greater than|at least) {_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(or more|and more|or over|\+)"
    ),
    Language.RUSSIAN: re.compile(
        rf"(больше|более|свыше|выше|не менее|не меньше|от) (?:чем )?{_NUMBER}{_UNIT}"
        rf"|{_NUMBER}{_UNIT}(и более|и больше|и выше|или более|или больше)"
    ),
    Language.HINDI: re.compile(
        rf"()(?!){_NUMBER}|{_NUMBER}{_UNIT}?(से अधिक|से ज़्यादा|से ज्यादा|से ऊपर|या अधिक|या उससे अधिक|और अधिक){_UNIT}"
    ),
}
_BELOW = {
    Language.ENGLISH: re.compile(
        rf"(less than|fewer than|under|below|up to|at most) {_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(or less"
        rf"|or fewer|and less)"
    ),
    Language.RUSSIAN: re.compile(
        rf"(меньше|менее|ниже|до|не более|не больше) (?:чем )?{_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(и менее"
        rf"|и меньше|или менее|или меньше)"
    ),
    Language.HINDI: re.compile(rf"()(?!){_NUMBER}|{_NUMBER}{_UNIT}?(से कम|से नीचे|या कम|या उससे कम|तक){_UNIT}"),
}
_WITH_END = frozenset(
    {"at least", "or more", "and more", "or over", "+", "up to", "at most", "or less", "or fewer", "and less"}
    | {
        "не менее",
        "не меньше",
        "от",
        "и более",
        "и больше",
        "и выше",
        "или более",
        "или больше",
        "до",
        "не более",
        "не больше",
    }
    | {
        "и менее",
        "и меньше",
        "или менее",
        "или меньше",
        "या अधिक",
        "या उससे अधिक",
        "और अधिक",
        "या कम",
        "या उससे कम",
        "तक",
    }
)
_YEAR = range(1000, 2101)


class Span(Struct, frozen=True):
    """All numbers between `low` and `high`; `open_end` is the one end that does not belong to it, if any."""

    low: Fraction | float
    high: Fraction | float
    open_end: Fraction | None = None

    def is_open_at(self, number: Fraction | float) -> bool:
        return self.open_end == number


def span(text: str, language: Language) -> Span | None:
    """The range that the text names, or None. Years are dates, not amounts."""
    said = re.sub(r"\s+", " ", normal(text, language).casefold().replace("—", "-")).strip(" .")
    return _between(said, language) or _above(said, language) or _below(said, language)


def _between(said: str, language: Language) -> Span | None:
    match = _BETWEEN[language].fullmatch(said)
    if match is None or (
        re.search(r"\d[^\d]*(?: and | и | और )", said)
        and "between" not in said
        and "между" not in said
        and "बीच" not in said
    ):
        return None
    low, high = Fraction(match[1]), Fraction(match[2])
    are_years = low.denominator == 1 and int(low) in _YEAR and int(high) in _YEAR
    return Span(low, high) if low < high and not are_years else None


def _above(said: str, language: Language) -> Span | None:
    match = _ABOVE[language].fullmatch(said)
    if match is None:
        return None
    number = Fraction(match[2] or match[3])
    return Span(number, inf, None if (match[1] or match[4]) in _WITH_END else number)


def _below(said: str, language: Language) -> Span | None:
    match = _BELOW[language].fullmatch(said)
    if match is None:
        return None
    number = Fraction(match[2] or match[3])
    return Span(-inf, number, None if (match[1] or match[4]) in _WITH_END else number)
