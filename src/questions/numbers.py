"""How a number is printed in each language, in running text and inside LaTeX.

English groups thousands with commas, Hindi by the Indian system (12,34,567), Russian with spaces from five digits on
and with a decimal comma.
"""

from decimal import Decimal
from fractions import Fraction

from cache.model import Language

_NARROW_SPACE = "\N{NO-BREAK SPACE}"
_SMALLEST_GROUPED_IN_RUSSIAN = 10_000


def _thousands(digits: str) -> list[str]:
    head = len(digits) % 3
    groups = [digits[i : i + 3] for i in range(head, len(digits), 3)]
    return [digits[:head], *groups] if head else groups


def _indian(digits: str) -> list[str]:
    if len(digits) <= 3:
        return [digits]
    rest = digits[:-3]
    head = len(rest) % 2
    pairs = [rest[i : i + 2] for i in range(head, len(rest), 2)]
    return [*([rest[:head]] if head else []), *pairs, digits[-3:]]


def _grouped(digits: str, language: Language) -> str:
    if language is Language.HINDI:
        return ",".join(_indian(digits))
    if language is Language.RUSSIAN:
        return digits if int(digits) < _SMALLEST_GROUPED_IN_RUSSIAN else _NARROW_SPACE.join(_thousands(digits))
    return ",".join(_thousands(digits))


def _positive(number: Decimal, language: Language) -> str:
    whole, _, part = format(number, "f").partition(".")
    point = "," if language is Language.RUSSIAN else "."
    return _grouped(whole, language) + (point + part if part else "")


def plain(number: int | Decimal, language: Language) -> str:
    """The number in running text: `1,234.5`, `12 345,6`, `12,34,567`. Zeros at the end of a Decimal are kept."""
    sign = "−" if number < 0 else ""
    return sign + _positive(abs(Decimal(number)), language)


def latex(number: int | Decimal, language: Language) -> str:
    r"""The number inside LaTeX, without delimiters: `1{,}234.5`, `12\,345{,}6`."""
    sign = "-" if number < 0 else ""
    return sign + _positive(abs(Decimal(number)), language).replace(",", "{,}").replace(_NARROW_SPACE, r"\,")


def latex_fraction(number: Fraction, language: Language) -> str:
    r"""The number as `\frac{a}{b}`, or as an integer when it is one."""
    if number.denominator == 1:
        return latex(number.numerator, language)
    sign = "-" if number < 0 else ""
    top, bottom = latex(abs(number.numerator), language), latex(number.denominator, language)
    return rf"{sign}\frac{{{top}}}{{{bottom}}}"


def latex_mixed(number: Fraction, language: Language) -> str:
    r"""The number as a mixed number, `2\frac{1}{3}`."""
    whole, rest = divmod(abs(number), 1)
    if not whole or not rest:
        return latex_fraction(number, language)
    return ("-" if number < 0 else "") + latex(whole, language) + latex_fraction(rest, language)


def exact_decimal(number: Fraction) -> Decimal:
    """The terminating decimal equal to `number`. Raises ValueError when there is none."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        raise ValueError(f"{number} has no terminating decimal; print it as a fraction")
    return Decimal(number.numerator) / Decimal(number.denominator)
