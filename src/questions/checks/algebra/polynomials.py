"""Expressions as quotients of polynomials with rational coefficients, and whether two expressions are the same."""

from fractions import Fraction
from functools import reduce
from itertools import product
from math import gcd, isclose

from msgspec import Struct

from questions.checks.algebra.expression import (
    Expression,
    Mixed,
    Number,
    Percent,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)
from questions.checks.algebra.values import AGREEMENT, NoValue, Real, value_or_none

MAX_TERMS = 120
MAX_DEGREE = 12

Monomial = tuple[tuple[str, int], ...]
Polynomial = dict[Monomial, Fraction]
"""Coefficients by monomial; a monomial is its letters with their exponents, in order. Zero is the empty dict."""

ONE: Polynomial = {(): Fraction(1)}
_SAMPLES = (Fraction(7, 5), Fraction(13, 4), Fraction(19, 7), Fraction(23, 9), Fraction(31, 8), Fraction(-5, 3))


class NoPolynomial(Exception):
    """The expression is no quotient of polynomials within the bounds."""


class Ratio(Struct, frozen=True):
    top: Polynomial
    bottom: Polynomial


def ratio(expression: Expression) -> Ratio:
    """The expression as one quotient, nothing cancelled. Raises NoPolynomial."""
    match expression:
        case Number(number):
            return Ratio({(): number} if number else {}, ONE)
        case Symbol(name) if name not in ("π", "∞"):
            return Ratio({((name, 1),): Fraction(1)}, ONE)
        case Sum(terms):
            return reduce(_sum, [ratio(term) for term in terms])
        case Product(factors):
            return reduce(_product, [ratio(factor) for factor in factors])
        case Mixed(whole, part):
            return _sum(ratio(whole), ratio(part))
        case Percent(inner):
            return _divided(ratio(inner), Ratio({(): Fraction(100)}, ONE))
        case Quotient(top, bottom):
            return _divided(ratio(top), ratio(bottom))
        case Power(base, exponent):
            return _power(ratio(base), value_or_none(exponent))
        case _ if not symbols(expression):
            number = value_or_none(expression)
            if isinstance(number, Fraction):
                return Ratio({(): number} if number else {}, ONE)
            raise NoPolynomial
        case _:
            raise NoPolynomial


def polynomial(expression: Expression) -> Polynomial:
    """The expression as a polynomial. Raises NoPolynomial also when a letter stands in a denominator."""
    found = ratio(expression)
    if set(found.bottom) != {()}:
        raise NoPolynomial
    return {monomial: coefficient / found.bottom[()] for monomial, coefficient in found.top.items()}


def coefficients(found: Polynomial, letter: str) -> list[Fraction]:
    """Coefficients of a polynomial in one letter, the constant first. Raises NoPolynomial for other letters."""
    result = [Fraction(0)] * (1 + max((dict(monomial).get(letter, 0) for monomial in found), default=0))
    for monomial, coefficient in found.items():
        if any(name != letter for name, _ in monomial):
            raise NoPolynomial
        result[dict(monomial).get(letter, 0)] += coefficient
    return result


def is_same(one: Expression, two: Expression) -> bool | None:
    """Whether two expressions are equal for all values of their letters; None when that cannot be told."""
    try:
        first, second = ratio(one), ratio(two)
        return multiplied(first.top, second.bottom) == multiplied(second.top, first.bottom)
    except NoPolynomial:
        return _is_same_in_samples(one, two)


def _is_same_in_samples(one: Expression, two: Expression) -> bool | None:
    letters, compared = sorted(symbols(one) | symbols(two)), 0
    for shift in range(len(_SAMPLES)):
        given: dict[str, Real] = {
            letter: _SAMPLES[(shift + 2 * at) % len(_SAMPLES)] for at, letter in enumerate(letters)
        }
        pair = value_or_none(one, given), value_or_none(two, given)
        if pair[0] is not None and pair[1] is not None:
            compared += 1
            if not isclose(pair[0], pair[1], rel_tol=AGREEMENT * 10, abs_tol=AGREEMENT):
                return False
    return True if compared >= min(3, len(_SAMPLES) if letters else 1) else None


def content(found: Polynomial) -> Fraction:
    """The greatest common divisor of the coefficients, which are all whole; 1 when they are not."""
    if any(one.denominator != 1 for one in found.values()):
        return Fraction(1)
    return Fraction(gcd(*(int(one) for one in found.values())))


def multiplied(one: Polynomial, two: Polynomial) -> Polynomial:
    """The product. Raises NoPolynomial beyond the bounds."""
    if len(one) * len(two) > MAX_TERMS * 4:
        raise NoPolynomial
    result: Polynomial = {}
    for (left, first), (right, second) in product(one.items(), two.items()):
        powers = dict(left)
        for letter, exponent in right:
            powers[letter] = powers.get(letter, 0) + exponent
        if sum(powers.values()) > MAX_DEGREE:
            raise NoPolynomial
        monomial = tuple(sorted(powers.items()))
        result[monomial] = result.get(monomial, Fraction(0)) + first * second
    return _bounded({monomial: coefficient for monomial, coefficient in result.items() if coefficient})


def added(one: Polynomial, two: Polynomial) -> Polynomial:
    """The sum."""
    result = dict(one)
    for monomial, coefficient in two.items():
        result[monomial] = result.get(monomial, Fraction(0)) + coefficient
    return _bounded({monomial: coefficient for monomial, coefficient in result.items() if coefficient})


def _bounded(found: Polynomial) -> Polynomial:
    if len(found) > MAX_TERMS:
        raise NoPolynomial
    return found


def _sum(one: Ratio, two: Ratio) -> Ratio:
    if one.bottom == two.bottom:
        return Ratio(added(one.top, two.top), one.bottom)
    return Ratio(
        added(multiplied(one.top, two.bottom), multiplied(two.top, one.bottom)), multiplied(one.bottom, two.bottom)
    )


def _product(one: Ratio, two: Ratio) -> Ratio:
    return Ratio(multiplied(one.top, two.top), multiplied(one.bottom, two.bottom))


def _divided(one: Ratio, two: Ratio) -> Ratio:
    if not two.top:
        raise NoPolynomial
    return _product(one, Ratio(two.bottom, two.top))


def _power(base: Ratio, exponent: Real | None) -> Ratio:
    if not isinstance(exponent, Fraction) or exponent.denominator != 1 or abs(exponent) > MAX_DEGREE * 2:
        raise NoPolynomial
    if exponent < 0:
        base = _divided(Ratio(ONE, ONE), base)
    result = Ratio(ONE, ONE)
    for _ in range(abs(int(exponent))):
        result = _product(result, base)
    return result


def value_at(found: Polynomial, given: dict[str, Real]) -> Real:
    """The value of a polynomial. Raises NoValue for a letter without one."""
    total: Real = Fraction(0)
    for monomial, coefficient in found.items():
        term: Real = coefficient
        for letter, exponent in monomial:
            if letter not in given:
                raise NoValue
            term = term * given[letter] ** exponent
        total = total + term
    return total
