"""What is left to sympy: roots of cubics and quartics, integrals, limits.

Trees become sympy's by its constructors; sympy never sees a text. It is loaded when the first such question comes,
and only polynomials of small degree and quotients of them are given to it, so that its work is bounded.
"""

from fractions import Fraction
from typing import TYPE_CHECKING

from questions.checks.algebra.expression import Integral, Limit, Symbol
from questions.checks.algebra.polynomials import MAX_DEGREE, NoPolynomial, coefficients, polynomial, ratio
from questions.checks.algebra.values import Real, value_or_none

if TYPE_CHECKING:
    import sympy


def real_roots(found: list[Fraction]) -> list[Real] | None:
    """Real roots of a polynomial, given from the constant up; None beyond the degree that is looked at."""
    if len(found) > MAX_DEGREE:
        return None
    import sympy

    letter = sympy.Symbol("x", real=True)
    return [float(root.evalf(20)) for root in _poly(found, letter).real_roots(multiple=True)]


def integrated(integral: Integral) -> Real | None:
    """The value of a definite integral of a polynomial."""
    low, high = value_or_none(integral.low), value_or_none(integral.high)
    if not isinstance(low, Fraction) or not isinstance(high, Fraction):
        return None
    try:
        found = coefficients(polynomial(integral.body), integral.variable)
    except NoPolynomial:
        return None
    import sympy

    letter = sympy.Symbol("x")
    whole = _poly(found, letter).integrate(letter)
    return _fraction(whole.eval(_rational(high)) - whole.eval(_rational(low)))


def limit(asked: Limit) -> Real | str | None:
    """The limit of a quotient of polynomials: a number, `∞` or `-∞`; None when there is none or it cannot be told."""
    try:
        found = ratio(asked.body)
        top, bottom = coefficients(found.top, asked.variable), coefficients(found.bottom, asked.variable)
    except NoPolynomial:
        return None
    to = value_or_none(asked.to)
    if to is None and asked.to != Symbol("∞"):
        return None
    if to is not None and not isinstance(to, Fraction):
        return None
    import sympy

    letter = sympy.Symbol("x", real=True)
    quotient = sympy.cancel(_poly(top, letter).as_expr() / _poly(bottom, letter).as_expr())
    result = sympy.limit(quotient, letter, sympy.oo if to is None else _rational(to), "+" if to is None else "+-")
    if result in (sympy.oo, -sympy.oo):
        return "∞" if result == sympy.oo else "-∞"
    return _fraction(result) if isinstance(result, sympy.Rational) else None


def _poly(found: list[Fraction], letter: "sympy.Symbol") -> "sympy.Poly":
    import sympy

    return sympy.Poly.from_list([_rational(one) for one in reversed(found)], letter)


def _rational(number: Fraction) -> "sympy.Rational":
    import sympy

    return sympy.Rational(number.numerator, number.denominator)


def _fraction(number: "sympy.Rational") -> Fraction:
    return Fraction(int(number.p), int(number.q))
