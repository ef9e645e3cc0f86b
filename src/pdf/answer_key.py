"""The answer as the key prints it, with the letters and numbers that the sheet printed."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cache.model import Language
from pdf.elements import Html, element, join, markup
from pdf.options import columns_of, letters, numerals, options_of
from pdf.phrases import phrases
from pdf.text import formula_markup, text_markup
from questions import numbers
from questions.model import (
    BlanksAnswer,
    ChoiceAnswer,
    NumberAnswer,
    OpenAnswer,
    OrderAnswer,
    PairsAnswer,
    Question,
    TextAnswer,
    TrueFalseAnswer,
)

_TOUCHING_UNITS = ("%", "°", "′", "″")


def printed_answer(question: Question, language: Language) -> Html:
    """The answer in words, letters and numbers. Raises `questions.formulas.FormulaError`."""
    match question.answer:
        case ChoiceAnswer(correct):
            answer = _chosen(question, correct, language)
        case TrueFalseAnswer(value):
            answer = element("b", phrases(language).true if value else phrases(language).false)
        case NumberAnswer() as number:
            answer = element("b", _number(number, language))
        case TextAnswer(accepted):
            answer = _spellings(accepted, language)
        case BlanksAnswer(blanks):
            answer = _listed("; ", [_spellings(accepted, language) for accepted in blanks])
        case PairsAnswer(pairs):
            answer = _pairs(question, pairs, language)
        case OrderAnswer(order):
            answer = _order(question, order, language)
        case OpenAnswer(model_answer, criteria):
            answer = _open(model_answer, criteria, language)
    return answer


def _chosen(question: Question, correct: Sequence[str], language: Language) -> Html:
    label = letters(options_of(question), language)
    text = {option.id: option.text for option in options_of(question)}
    chosen = sorted(correct, key=label.__getitem__)
    return _listed(", ", [join(element("b", label[id_]), "\N{EN SPACE}", text_markup(text[id_])) for id_ in chosen])


def _number(answer: NumberAnswer, language: Language) -> Html:
    space = "" if answer.unit is None or answer.unit.startswith(_TOUCHING_UNITS) else "\N{NO-BREAK SPACE}"
    tolerance = "" if answer.tolerance in {"", "0"} else join(" ± ", _value(answer.tolerance, language))
    return join(_value(answer.value, language), tolerance, space, text_markup(answer.unit or ""))


def _value(value: str, language: Language) -> Html:
    try:
        if "/" in value:
            return formula_markup(numbers.latex_fraction(Fraction(value), language))
        return text_markup(numbers.plain(Decimal(value), language))
    except (ValueError, ArithmeticError):
        return text_markup(value)


def _spellings(accepted: Sequence[str], language: Language) -> Html:
    first = element("b", text_markup(accepted[0]))
    if len(accepted) == 1:
        return first
    others = _listed(", ", [text_markup(spelling) for spelling in accepted[1:]])
    return join(first, f" ({phrases(language).also_accepted} ", others, ")")


def _pairs(question: Question, pairs: Sequence[tuple[str, str]], language: Language) -> Html:
    left, right = columns_of(question)
    number, letter = numerals(left), letters(right, language)
    ordered = sorted(pairs, key=lambda pair: int(number[pair[0]]))
    return element("b", ", ".join(f"{number[a]}\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}{letter[b]}" for a, b in ordered))


def _order(question: Question, order: Sequence[str], language: Language) -> Html:
    letter = letters(options_of(question), language)
    return element("b", " → ".join(letter[option_id] for option_id in order))


def _open(model_answer: str, criteria: Sequence[str], language: Language) -> Html:
    if not criteria:
        return text_markup(model_answer)
    looked_for = element("ul", *(element("li", text_markup(criterion)) for criterion in criteria), class_="criteria")
    return join(
        text_markup(model_answer), element("p", phrases(language).criteria + ":", class_="criteria-title"), looked_for
    )


def _listed(separator: str, parts: Sequence[Html]) -> Html:
    return Html(markup(separator).join(parts))
