"""Grade and number of questions that stand in the free text."""

import re
from functools import cache

from msgspec import Struct

from cache.lexicon import reader_of
from cache.lexicon_files import lines
from cache.model import Language

_MAX_GRADE = 12
_MAX_COUNT = 99
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

# N stands for a number in digits, as a word or, for a grade, as a Roman numeral.
_GRADE: dict[Language, str] = {
    Language.ENGLISH: (
        r"\b(?:for |in )?(?:grade|class|year|standard|std)[ -]?(?:N)(?:st|nd|rd|th)?\b"
        r"(?: (?:students|pupils|learners|kids))?"
        r"|\b(?:for |in )?(?:N)(?:st|nd|rd|th)?[ -](?:grade|graders|class|standard)\b(?: (?:students|pupils))?"
    ),
    Language.RUSSIAN: (
        r"\b(?:для |в |за )?(?:N)(?:-?(?:й|го|ый|ого|м|ом|е))? ?(?:кл\.|класс(?:а|е|ов|у|ом|ник(?:ов|а|и|ам))?\b)"
        r"|\bкласс[: ]+(?:N)\b"
    ),
    Language.HINDI: (
        r"(?:कक्षा|क्लास|class|kaksha|grade)[ -]?(?:N)(?!\w)(?:वीं|वी|th)?(?:\s*(?:के लिए|हेतु|के|ke liye|ke)(?!\w))?"
        r"|(?<!\w)(?:N)(?:वीं|वी|th)? ?(?:कक्षा|क्लास|kaksha|class)(?!\w)(?:\s*(?:के लिए|हेतु|के|ke liye)(?!\w))?"
    ),
}

# `5 кл` at either end of a topic, but for the unit of charge.
_SHORT_GRADE = r"^(?:N) ?кл\b|\b(?:N) ?кл(?=\W*$)"
_CHARGE = re.compile("заряд|кулон|=", re.IGNORECASE)

_COUNT: dict[Language, str] = {
    Language.ENGLISH: (
        r"\b(?:N) (?:practice |multiple[- ]choice )?(?:questions|exercises|tasks)\b(?: (?:on|about|for)\b)?"
    ),
    Language.RUSSIAN: (
        r"\b(?:N) (?:задани[йея]|вопрос(?:ов|а)|упражнени[йя]|примеров)\b(?: (?:на тему|по теме|на|по|о)\b)?"
    ),
    Language.HINDI: (
        r"(?:(?:पर|par|के|ke)\s+)?(?<!\w)(?:N)\s+(?:अभ्यास\s+)?(?:प्रश्न|सवाल|prashn|prashna|sawal|questions)(?!\w)"
    ),
}


class Lifted(Struct, frozen=True):
    """The text without them, and what was found; None where nothing was."""

    text: str
    grade: int | None
    count: int | None


@cache
def _values(language: Language) -> dict[str, int]:
    """Words and numerals that name a number from 1 to 12."""
    words = {word: value for word, value in reader_of(language).numbers.items() if 1 <= value <= _MAX_GRADE}
    return words | {numeral: value for value, numeral in enumerate(_ROMAN, 1)}


@cache
def _pattern(written: str, language: Language) -> re.Pattern[str]:
    """The pattern with N filled in; each place where it stands is a group."""
    words = sorted(_values(language), key=len, reverse=True)
    number = rf"(\d{{1,2}}(?!\d)|{'|'.join(map(re.escape, words))})"
    return re.compile(written.replace("(?:N)", number), re.IGNORECASE)


def _take(written: str, text: str, language: Language, highest: int) -> tuple[str, int | None]:
    found = _pattern(written, language).search(text)
    if found is None:
        return text, None
    number = next(group for group in found.groups() if group).casefold()
    value = int(number) if number.isdecimal() else _values(language)[number]
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if not 1 <= value <= highest or not any(letter.isalpha() for letter in rest):
        return text, None
    return rest, value


@cache
def _subject(language: Language) -> re.Pattern[str] | None:
    """The subject before a colon or full stop, or at the end in brackets or after a comma; None where none is said."""
    names = sorted(lines(language, "subjects"), key=len, reverse=True)
    if not names:
        return None
    named = "|".join(re.escape(name).replace(r"\ ", r"\.? +") for name in names)
    return re.compile(
        rf"^\W*(?:{named})(?:\.|\s*[:,;–]|\s+-)\s+(?=\w{{3}})|(?<=\w)\s*[(,.;]\s*(?:{named})[.)]?\s*$", re.IGNORECASE
    )


def _without_subject(text: str, language: Language) -> str:
    subject = _subject(language)
    rest = subject.sub(" ", text) if subject else text
    return rest if any(letter.isalpha() for letter in rest) else text


def lift(text: str, language: Language) -> Lifted:
    """`Fractions, grade 5, 10 questions` gives `Fractions`, 5 and 10."""
    text, count = _take(_COUNT[language], text, language, _MAX_COUNT)
    text, grade = _take(_GRADE[language], text, language, _MAX_GRADE)
    if grade is None and language is Language.RUSSIAN and not _CHARGE.search(text):
        text, grade = _take(_SHORT_GRADE, text, language, _MAX_GRADE)
    return Lifted(_without_subject(text, language), grade, count)
