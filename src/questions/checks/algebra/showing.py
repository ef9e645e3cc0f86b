"""Answers in symbols that need no language: `5/6`, `x = 3`, `(2; 5]`."""

from decimal import Decimal
from fractions import Fraction

from cache.model import Language
from questions import numbers
from questions.checks.algebra.answers import (
    Amount,
    Answer,
    Coordinates,
    Interval,
    PrimeFactors,
    Ratio,
    Region,
    Roots,
    Row,
    Sign,
    Solution,
    Spelling,
)
from questions.checks.algebra.values import Real


def shown(answer: Answer, language: Language) -> str | None:
    """The answer as a line for whoever repairs the key; None where it is no number or sign."""
    match answer:
        case Amount(value, unit):
            return real(value, language) + (" %" if unit is not None and unit.name == "percent" else "")
        case Roots(values, letter):
            return f"{letter} = " + ", ".join(real(value, language) for value in values) if values else f"{letter} ∈ ∅"
        case Solution(values):
            return ", ".join(f"{letter} = {real(value, language)}" for letter, value in values)
        case Region(intervals):
            return " ∪ ".join(_interval(one, language) for one in intervals) or "∅"
        case Coordinates(values):
            return "(" + "; ".join(real(value, language) for value in values) + ")"
        case Row(parts):
            return ", ".join(shown(part, language) or "?" for part in parts)
        case Ratio(terms):
            return " : ".join(map(str, terms))
        case PrimeFactors(number):
            return " · ".join(map(str, prime_factors(number)))
        case Sign(text) | Spelling(text):
            return text
        case _:
            return None


def real(value: Real, language: Language) -> str:
    """A number as the language prints it; a fraction where no decimal ends, six places for what is not rational."""
    if not isinstance(value, Fraction):
        return "≈ " + numbers.plain(Decimal(f"{value:.6f}"), language)
    try:
        return numbers.plain(numbers.exact_decimal(value), language)
    except ValueError:
        return f"{'−' if value < 0 else ''}{abs(value.numerator)}/{value.denominator}"


def _interval(one: Interval, language: Language) -> str:
    low = "−∞" if one.low is None else real(one.low, language)
    high = "+∞" if one.high is None else real(one.high, language)
    return f"{'[' if one.has_low else '('}{low}; {high}{']' if one.has_high else ')'}"


def prime_factors(number: int) -> list[int]:
    """Its prime factors in rising order."""
    found, prime = list[int](), 2
    while prime * prime <= number:
        while number % prime == 0:
            found.append(prime)
            number //= prime
        prime += 1
    return [*found, number] if number > 1 else found
