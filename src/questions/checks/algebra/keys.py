"""Keys that are typed in: numbers, texts, blanks, and the model answer of an open question."""

import re

from cache.model import Language
from questions.checks.algebra.amounts import any_close, in_unit
from questions.checks.algebra.answers import Amount, Answer, Roots, Row, Solution
from questions.checks.algebra.asking import answer_of
from questions.checks.algebra.lexicon import folded, lexicon, words
from questions.checks.algebra.matching import says
from questions.checks.algebra.model import UNDECIDED, Finding, Verdict, judged
from questions.checks.algebra.showing import shown
from questions.checks.algebra.units import UNITS, Unit
from questions.checks.algebra.values import Real
from questions.checks.expressions import exact
from questions.model import BlanksAnswer, NumberAnswer, OpenAnswer, Question, TextAnswer


def decide(question: Question, language: Language) -> Finding:
    """The verdict on a key that stands by itself."""
    answer = answer_of(question.stem, language)
    if answer is None:
        return UNDECIDED
    match question.answer:
        case NumberAnswer():
            return judged(_says_number(question.answer, answer, language), shown(answer, language))
        case TextAnswer(accepted):
            return judged(_says_first(accepted, answer, language), shown(answer, language))
        case BlanksAnswer(blanks):
            return judged(_says_blanks(blanks, answer, language), shown(answer, language))
        case OpenAnswer(model_answer):
            return _opened(model_answer, answer, language)
        case _:
            return UNDECIDED


def _says_number(key: NumberAnswer, answer: Answer, language: Language) -> bool | None:
    number, tolerance = exact(key.value), exact(key.tolerance)
    if number is None or tolerance is None:
        return None
    if isinstance(answer, Roots) and len(answer.values) == 1:
        answer = Amount(answer.values[0])
    if not isinstance(answer, Amount):
        return None
    values = _in_unit_of_key(answer, key.unit, language)
    if values is None:
        return None
    if any(abs(float(value) - float(number)) <= float(tolerance) + 1e-9 * abs(float(value)) for value in values):
        return True
    decimals = len(key.value.partition(".")[2])
    return any_close(number, values, decimals)


def _in_unit_of_key(answer: Amount, unit: str | None, language: Language) -> tuple[Real, ...] | None:
    values = (answer.value, *answer.others)
    other = unit_named(unit, language) if unit else None
    if unit and other is None:
        return values if answer.unit is None else None
    if answer.unit is None or other is None:
        return values
    return in_unit(values, answer.unit, other)


def unit_named(text: str, language: Language) -> Unit | None:
    """The unit that the text is a name or a symbol of."""
    if text.strip() in ("°", "%"):
        return UNITS["degree" if text.strip() == "°" else "percent"]
    listed = words(folded(text))
    size, concepts = lexicon(language).longest(listed, 0)
    named = [concept.removeprefix("unit.") for concept in concepts if concept.startswith("unit.")]
    return UNITS[named[0]] if size == len(listed) and named else None


def _says_first(accepted: tuple[str, ...], answer: Answer, language: Language) -> bool | None:
    """The spelling that is printed counts."""
    return says(accepted[0], answer, language) if accepted else None


def _says_blanks(blanks: tuple[tuple[str, ...], ...], answer: Answer, language: Language) -> bool | None:
    if len(blanks) == 1:
        return _says_first(blanks[0], answer, language)
    parts = _parts(answer)
    if len(parts) != len(blanks):
        return None
    told = [_says_first(blank, part, language) for blank, part in zip(blanks, parts, strict=True)]
    return False if False in told else None if None in told else True


def _parts(answer: Answer) -> tuple[Answer, ...]:
    match answer:
        case Row(parts):
            return parts
        case Solution(values):
            return tuple(Amount(value) for _, value in values)
        case _:
            return ()


def _opened(model_answer: str, answer: Answer, language: Language) -> Finding:
    """A model answer confirms by any of its ends; only a bare one can be wrong."""
    text = re.sub(r"^(answer|ответ|उत्तर)\s*[:—-]\s*", "", model_answer.strip(), flags=re.IGNORECASE).rstrip(".। ")
    told = says(text, answer, language)
    if told is not None:
        return judged(told, shown(answer, language))
    ends = [end for end in _ends(model_answer) if says(end, answer, language)]
    return Finding(Verdict.CONFIRMED, shown(answer, language)) if ends else UNDECIDED


def _ends(text: str) -> list[str]:
    """What the last formulas of a solution come to: whole, and after their last sign of equality."""
    formulas = re.findall(r"\\\((.*?)\\\)", text, re.DOTALL)[-2:]
    tail = re.split(r"[.:।]\s+", text.strip().rstrip(".। "))[-1]
    ends = [*formulas, *(formula.rpartition("=")[2] for formula in formulas if "=" in formula)]
    return [tail, *(rf"\({end}\)" for end in ends if end.strip())]
