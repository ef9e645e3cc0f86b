"""What an expression is worth: exactly as a fraction where it is rational, else as a float."""

import cmath
import math
from collections.abc import Mapping
from fractions import Fraction

from questions.checks.algebra.expression import (
    Degree,
    Expression,
    Function,
    Mixed,
    Number,
    Percent,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
)

Real = Fraction | float
MAX_EXPONENT = 64
MAX_BITS = 4096
# Two school expressions that agree so far are equal; the floats behind them carry sixteen digits.
AGREEMENT = 1e-9


class NoValue(Exception):
    """The expression has letters without values, divides by zero, or leaves the real numbers or the bounds."""


def value(expression: Expression, given: Mapping[str, Real] | None = None) -> Real:
    """The value with these values of its letters. Raises NoValue."""
    try:
        result = _value(expression, given or {})
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        raise NoValue from error
    if isinstance(result, float) and not math.isfinite(result):
        raise NoValue
    return result


def value_or_none(expression: Expression | None, given: Mapping[str, Real] | None = None) -> Real | None:
    """The value, or None where there is none."""
    if expression is None:
        return None
    try:
        return value(expression, given)
    except NoValue:
        return None


def same(one: Real, two: Real) -> bool:
    """Whether two values are equal: exactly when both are rational."""
    if isinstance(one, Fraction) and isinstance(two, Fraction):
        return one == two
    return math.isclose(float(one), float(two), rel_tol=AGREEMENT, abs_tol=AGREEMENT)


def _value(expression: Expression, given: Mapping[str, Real]) -> Real:
    match expression:
        case Number(number):
            return number
        case Symbol(name):
            return _letter(name, given)
        case Sum(terms):
            return _bounded(sum((_value(term, given) for term in terms), Fraction(0)))
        case Product(factors):
            product: Real = Fraction(1)
            for factor in factors:
                product = _bounded(product * _value(factor, given))
            return product
        case Quotient(top, bottom):
            return _bounded(_value(top, given) / _value(bottom, given))
        case Mixed(whole, part):
            return _value(whole, given) + _value(part, given)
        case Power(base, exponent):
            return power(_value(base, given), _value(exponent, given))
        case Root(radicand, index):
            return root(_value(radicand, given), _value(index, given))
        case Percent(inner):
            return _value(inner, given) / 100
        case Degree(inner):
            return _value(inner, given) * math.pi / 180
        case Function(name, argument, base):
            return _applied(name, _value(argument, given), None if base is None else _value(base, given))
        case _:
            raise NoValue


def _letter(name: str, given: Mapping[str, Real]) -> Real:
    if name in given:
        return given[name]
    if name == "π":
        return math.pi
    if name == "e":
        return math.e
    raise NoValue


def power(base: Real, exponent: Real) -> Real:
    """A power, exact where it is rational. Raises NoValue beyond the bounds and off the real line."""
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent) > MAX_EXPONENT * 20 or (isinstance(base, Fraction) and _bits(base) * abs(exponent) > MAX_BITS):
            raise NoValue
        return base ** int(exponent) if isinstance(base, float) else Fraction(base ** int(exponent))
    if isinstance(exponent, Fraction) and isinstance(base, Fraction) and exponent.denominator <= MAX_EXPONENT:
        return power(root(base, Fraction(exponent.denominator)), Fraction(exponent.numerator))
    if base < 0:
        raise NoValue
    return float(base) ** float(exponent)


def root(radicand: Real, index: Real) -> Real:
    """The real root; odd roots of negative numbers are negative. Raises NoValue where there is none."""
    if not isinstance(index, Fraction) or index.denominator != 1 or not 1 <= index <= MAX_EXPONENT:
        raise NoValue
    degree = int(index)
    if radicand < 0:
        if degree % 2 == 0:
            raise NoValue
        return -root(-radicand, index)
    if isinstance(radicand, Fraction):
        exact = Fraction(_whole_root(radicand.numerator, degree), _whole_root(radicand.denominator, degree))
        if exact**degree == radicand:
            return exact
    return float(radicand) ** (1 / degree)


def _whole_root(number: int, degree: int) -> int:
    """The whole part of the root, by Newton's steps."""
    if number < 2:
        return number
    guess = 1 << -(-number.bit_length() // degree)
    while (better := ((degree - 1) * guess + number // guess ** (degree - 1)) // degree) < guess:
        guess = better
    return guess


def _applied(name: str, argument: Real, base: Real | None) -> Real:
    match name:
        case "abs":
            return abs(argument)
        case "factorial":
            if not isinstance(argument, Fraction) or argument.denominator != 1 or not 0 <= argument <= 30:
                raise NoValue
            return Fraction(math.factorial(int(argument)))
        case "log" | "ln":
            return _logarithm(argument, base if name == "log" else math.e)
        case "cot" | "sec" | "csc":
            below = {"cot": cmath.tan, "sec": cmath.cos, "csc": cmath.sin}[name](float(argument)).real
            return _defined(1 / below if abs(below) > AGREEMENT else math.inf)
        case "tan":
            return _defined(math.tan(argument))
        case "sin" | "cos" | "arcsin" | "arccos" | "arctan" | "exp":
            return float(getattr(math, name.replace("arc", "a"))(argument))
        case _:
            raise NoValue


def _defined(number: float) -> float:
    if abs(number) > 1 / AGREEMENT:
        raise NoValue
    return number


def _logarithm(argument: Real, base: Real | None) -> Real:
    """Without a base, as in `log 100`, schools mean ten."""
    base = Fraction(10) if base is None else base
    if argument <= 0 or base <= 0 or base == 1:
        raise NoValue
    result = math.log(argument) / math.log(base)
    whole = Fraction(result).limit_denominator(12)
    is_exact = isinstance(argument, Fraction) and isinstance(base, Fraction) and abs(result - float(whole)) < AGREEMENT
    return whole if is_exact and same(power(base, whole), argument) else result


def _bits(number: Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def _bounded(number: Real) -> Real:
    if isinstance(number, Fraction) and _bits(number) > MAX_BITS:
        raise NoValue
    return number
