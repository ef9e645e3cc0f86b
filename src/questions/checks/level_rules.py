"""Rules about the grade: its pupils can read the text and reckon with the numbers.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`.
"""

import re
from fractions import Fraction

from cache.model import Language
from questions.checks.expressions import exact, normal
from questions.checks.model import Ground
from questions.checks.reading import formulas, options, words
from questions.checks.reading_level import reading_grade, words_of
from questions.checks.units import unit_after_number
from questions.model import NumberAnswer, Question, QuestionType

# Well beyond what the first grades of any of the three countries count to: a topic may ask for "three-digit numbers".
LARGEST = {1: 2_000, 2: 100_000, 3: 1_000_000, 4: 1_000_000_000}
LAST_GRADE_OF_WHOLE_NUMBERS = 2
# Formulas of readability were fitted to school readers; in the upper grades terms make every text look academic.
LAST_GRADE_OF_MEASURED_TEXT = 9
FEWEST_WORDS = 12
SURE_MARGIN = {Language.ENGLISH: 3.0, Language.RUSSIAN: 8.0, Language.HINDI: 4.0}
MARGIN_OF_FEW_WORDS = 30.0
LEAST_GRADE = 6.0
WORDS_OF_AN_OPTION = 4
CHOICE = {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE}

_OPERAND = re.compile(r"(?<![\w.,])[-]?\d+(?:\.\d+)?")
_RECKONS = re.compile(r"\d\s*[+*/÷×·=<>]|\d\s-\s?\d|\d-\d|_{2,}\s*=|\?\s*=|=\s*[?_]")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"")
_YEAR = range(1000, 2101)


def numbers_fit_grade(question: Question, ground: Ground) -> str | None:
    """What is reckoned with stays within what the grade counts to: whole numbers first, then their size (8).

    Years, populations and other numbers that are only read are left alone, and so are measures: 400 km are 400,000 m.
    """
    largest = LARGEST.get(ground.grade)
    if largest is None or unit_after_number(ground.language).search(question.stem.casefold()):
        return None
    numbers = _reckoned(question, ground.language)
    if any(abs(number) > largest for number in numbers):
        return f"a number beyond {largest} is reckoned with in grade {ground.grade}"
    is_whole = all(number.denominator == 1 and number >= 0 for number in numbers)
    return (
        None
        if is_whole or ground.grade > LAST_GRADE_OF_WHOLE_NUMBERS
        else f"not a whole number in grade {ground.grade}"
    )


def _reckoned(question: Question, language: Language) -> list[Fraction]:
    """Operands of the stem's arithmetic, and a numeric key that is no year."""
    found = list[Fraction]()
    for text in (*formulas(question.stem), question.stem):
        written = normal(text, language)
        if question.type is QuestionType.TRUE_FALSE:
            written = written.partition("=")[0] + "="  # what is claimed may be wrong by far
        if _RECKONS.search(written):
            found += [Fraction(number) for number in _OPERAND.findall(written) if not _is_date(question.stem, number)]
    key = exact(question.answer.value) if isinstance(question.answer, NumberAnswer) else None
    if key is not None and not (key.denominator == 1 and int(key) in _YEAR):
        found.append(key)
    return found


def _is_date(stem: str, number: str) -> bool:
    return (
        number.lstrip("-").isdigit()
        and int(number) in _YEAR
        and bool(re.search(rf"\b{number.lstrip('-')}[-–—]\d{{4}}", stem))
    )


def text_fits_grade(question: Question, ground: Ground) -> str | None:
    """The text is not clearly above the grade (8); the shorter it is, the more it must be above.

    What is quoted is material to work with; options of a word or two are what is taught.
    """
    if ground.grade > LAST_GRADE_OF_MEASURED_TEXT:
        return None
    text = _running_text(question)
    count = len(words_of(text, ground.language))
    grade = reading_grade(text, ground.language) if count >= FEWEST_WORDS else None
    if grade is None:
        return None
    allowed = max(LEAST_GRADE, ground.grade) + SURE_MARGIN[ground.language] + MARGIN_OF_FEW_WORDS / count
    return f"it reads like grade {grade:.0f}" if grade > allowed else None


def _running_text(question: Question) -> str:
    offered = options(question) if question.type in CHOICE else ()
    long_options = [option.text for option in offered if len(words(option.text)) >= WORDS_OF_AN_OPTION]
    return "\n".join(_QUOTED.sub(" ", text) for text in (question.stem, *long_options))


RULES = (
    numbers_fit_grade,
    text_fits_grade,
)
