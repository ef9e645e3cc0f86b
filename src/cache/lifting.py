"""Grade and number of questions that stand in the free text."""

import re

from msgspec import Struct

from cache.model import Language

_MAX_GRADE = 12
_ORDINAL = r"(?:st|nd|rd|th)?"

_GRADE: dict[Language, re.Pattern[str]] = {
    Language.ENGLISH: re.compile(
        rf"\b(?:for |in )?(?:grade|class|year|standard|std)[ -]?(?P<a>\d{{1,2}})\b(?:\s+(?:students|pupils|learners|kids))?"
        rf"|\b(?:for |in )?(?P<b>\d{{1,2}})(?:st|nd|rd|th)[ -]?(?:grade|class|graders|standard)\b(?:\s+(?:students|pupils))?",
        re.IGNORECASE,
    ),
    Language.RUSSIAN: re.compile(
        r"\b(?:для |в |за )?(?P<a>\d{1,2})(?:-?(?:й|го|ый|ого|м|ом|е))? ?(?:кл\.|класс(?:а|е|ов|у|ом|ник(?:ов|а|и|ам))?\b)"
        r"|\bкласс[: ]+(?P<b>\d{1,2})\b",
        re.IGNORECASE,
    ),
    Language.HINDI: re.compile(
        r"(?:कक्षा|क्लास|class|kaksha|grade)[ -]?(?P<a>\d{1,2})(?!\d)(?:वीं|वी|th)?(?:\s*(?:के लिए|हेतु|के|ke liye|ke))?"
        r"|(?<!\d)(?P<b>\d{1,2})(?:वीं|वी|th)? ?(?:कक्षा|क्लास|kaksha|class)(?:\s*(?:के लिए|हेतु|के|ke liye))?",
        re.IGNORECASE,
    ),
}  # fmt: skip

_COUNT: dict[Language, re.Pattern[str]] = {
    Language.ENGLISH: re.compile(
        r"\b(?P<a>\d{1,2}) (?:practice |multiple[- ]choice )?(?:questions|exercises|tasks)\b(?: (?:on|about|for))?",
        re.IGNORECASE,
    ),
    Language.RUSSIAN: re.compile(
        r"\b(?P<a>\d{1,2}) (?:задани[йея]|вопрос(?:ов|а)|упражнени[йя]|примеров)\b(?: (?:на тему|по теме|на|по|о))?",
        re.IGNORECASE,
    ),
    Language.HINDI: re.compile(
        r"(?:(?:पर|par|के|ke)\s+)?(?<!\d)(?P<a>\d{1,2})\s+(?:अभ्यास\s+)?(?:प्रश्न|सवाल|prashn|prashna|sawal|questions)(?!\w)",
        re.IGNORECASE,
    ),
}


class Lifted(Struct, frozen=True):
    """The text without them, and what was found; None where nothing was."""

    text: str
    grade: int | None
    count: int | None


def _take(pattern: re.Pattern[str], text: str, highest: int) -> tuple[str, int | None]:
    found = pattern.search(text)
    if found is None:
        return text, None
    value = int(next(group for group in found.groupdict().values() if group))
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if not 1 <= value <= highest or not any(letter.isalpha() for letter in rest):
        return text, None
    return rest, value


def lift(text: str, language: Language) -> Lifted:
    """`Fractions, grade 5, 10 questions` gives `Fractions`, 5 and 10."""
    text, count = _take(_COUNT[language], text, 99)
    text, grade = _take(_GRADE[language], text, _MAX_GRADE)
    return Lifted(text, grade, count)
