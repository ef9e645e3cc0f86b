"""Numbers with units, in running text and as answers: `12 cm`, `3,5 м²`, `20 घन सेमी`."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from cache.model import Language
from questions import numbers
from questions.generators.measures import SIZES
from questions.generators.model import Draw, Slip, Value
from questions.generators.phrase_files import load

_SPACE = "\N{NO-BREAK SPACE}"

Number = int | Fraction


def symbol(unit: str, language: Language) -> str:
    """The unit's symbol as schoolbooks of the language print it. Raises KeyError for an unknown unit."""
    text = load("units", language).own.phrases[f"symbol_{unit}"]
    assert isinstance(text, str)
    return text


def _decimal(number: Number) -> Decimal:
    exact = numbers.exact_decimal(Fraction(number))
    return Decimal(int(exact)) if exact == int(exact) else exact.normalize()


def plain(number: Number, language: Language) -> str:
    """A whole number or terminating decimal in running text."""
    return numbers.plain(_decimal(number), language)


def latex(number: Number, language: Language) -> str:
    """A whole number or terminating decimal inside LaTeX."""
    return numbers.latex(_decimal(number), language)


def measured(number: Number, unit: str, language: Language) -> str:
    """The number with its unit; the two never part at a line's end."""
    return plain(number, language) + _space(unit) + symbol(unit, language)


def _space(unit: str) -> str:
    return "" if unit == "degree" else _SPACE


def quantity(number: Number, unit: str, language: Language) -> Value:
    """An answer that is a terminating decimal with a unit; a pupil may leave the unit out.

    Its key is in the first unit of the dimension, so that 50 cm is less than 2 m.
    """
    name = symbol(unit, language)
    printed, exact = plain(number, language), format(_decimal(number), "f")
    gap = "" if unit == "degree" else " "
    spellings = dict.fromkeys((f"{printed}{gap}{name}", f"{exact}{gap}{name}", printed, exact))
    return Value(measured(number, unit, language), number * SIZES[unit], exact, tuple(spellings), name)


def _is_printable(number: Fraction) -> bool:
    rest = number.denominator
    return number > 0 and 1000 % rest == 0


def _near(number: Fraction) -> tuple[Fraction, ...]:
    step = Fraction(1) if number.denominator == 1 else Fraction(1, 10)
    far = 10 * step if number > 20 * step else 2 * step
    return number + far, number - far, number + step, number - step, number + 2 * step


def quantity_slips(draw: Draw, right: Number, unit: str, wrong: Iterable[tuple[Number, str]]) -> tuple[Slip, ...]:
    """Misconceptions first, then slips of arithmetic, all with the unit; negative and endless ones left out."""
    candidates = [*wrong, *((number, "arithmetic") for number in _near(Fraction(right)))]
    return tuple(
        Slip(quantity(number, unit, draw.language), mistake)
        for number, mistake in candidates
        if _is_printable(Fraction(number))
    )
