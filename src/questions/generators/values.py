"""Answers of each printed form: whole numbers, fractions, mixed numbers, decimals, percentages, plain words."""

from decimal import Decimal
from fractions import Fraction

from cache.model import Language
from questions import numbers
from questions.generators.model import Value


def formula(latex: str) -> str:
    return rf"\({latex}\)"


def whole(number: int, language: Language, unit: str | None = None) -> Value:
    digits = str(number)
    printed = numbers.plain(number, language)
    spellings = dict.fromkeys((printed, digits))
    return Value(formula(numbers.latex(number, language)), Fraction(number), digits, tuple(spellings), unit)


def decimal(number: Decimal, language: Language, unit: str | None = None) -> Value:
    """A decimal as it stands; zeros at its end are printed."""
    exact = format(number.normalize(), "f")
    spellings = dict.fromkeys((numbers.plain(number, language), numbers.plain(Decimal(exact), language), exact))
    return Value(formula(numbers.latex(number, language)), Fraction(number), exact, tuple(spellings), unit)


def decimal_of(number: Fraction, language: Language, unit: str | None = None) -> Value:
    """A terminating decimal without zeros at its end. Raises ValueError when the decimal does not end."""
    shown = format(numbers.exact_decimal(number).normalize(), "f")
    return decimal(Decimal(shown), language, unit)


def fraction(number: Fraction, language: Language) -> Value:
    """A fraction in lowest terms, improper when it is greater than 1."""
    return Value(formula(numbers.latex_fraction(number, language)), number, str(number), (str(number),))


def unreduced(top: int, bottom: int, language: Language) -> Value:
    """A fraction exactly as written, not reduced; it is the same answer as any fraction equal to it."""
    text = rf"\frac{{{numbers.latex(top, language)}}}{{{numbers.latex(bottom, language)}}}"
    return Value(formula(text), Fraction(top, bottom), f"{top}/{bottom}", (f"{top}/{bottom}",))


def mixed(number: Fraction, language: Language) -> Value:
    """A mixed number, `2 1/3` as a pupil writes it; a plain fraction when it is less than 1."""
    whole_part, rest = divmod(abs(number), 1)
    sign = "-" if number < 0 else ""
    written = f"{sign}{whole_part} {rest}" if whole_part and rest else str(number)
    spellings = tuple(dict.fromkeys((written, str(number))))
    return Value(formula(numbers.latex_mixed(number, language)), number, str(number), spellings)


def percent(number: Fraction, language: Language) -> Value:
    """`number` per cent, printed with the sign."""
    shown = decimal_of(number, language)
    inner = shown.text.removeprefix(r"\(").removesuffix(r"\)")
    spellings = tuple(dict.fromkeys(text + "%" for text in shown.spellings))
    return Value(formula(rf"{inner}\%"), number / 100, None, (*spellings, *shown.spellings))


def written(text: str, key: str, *spellings: str) -> Value:
    """An answer that is no single number: a sign, a remainder, a ratio, a power. `key` says when two are the same."""
    return Value(text, key, None, spellings or (text,))
