"""Sums of terms as a textbook prints them: `2x - 3`, `-x + 1`, never `1x` or `+ -3`."""

from collections.abc import Iterable
from fractions import Fraction

from cache.model import Language
from questions import numbers


def _size(coefficient: Fraction, letter: str, language: Language) -> str:
    if letter and abs(coefficient) == 1:
        return letter
    return numbers.latex_fraction(abs(coefficient), language) + letter


def sum_of(terms: Iterable[tuple[int | Fraction, str]], language: Language) -> str:
    r"""The LaTeX of a sum of (coefficient, letter) terms in the order given; zero terms are left out."""
    text = ""
    for coefficient, letter in terms:
        size = _size(Fraction(coefficient), letter, language)
        if coefficient > 0:
            text += f" + {size}" if text else size
        elif coefficient < 0:
            text += f" - {size}" if text else f"-{size}"
    return text or "0"


def linear(slope: int | Fraction, constant: int | Fraction, language: Language, letter: str = "x") -> str:
    """`slope·letter + constant`."""
    return sum_of(((slope, letter), (constant, "")), language)


def bracketed(number: int | Fraction, language: Language) -> str:
    """The number, in brackets when it is negative, as after an operation sign."""
    text = numbers.latex_fraction(Fraction(number), language)
    return f"({text})" if number < 0 else text
