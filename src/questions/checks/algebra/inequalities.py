"""Where relations hold: for given values, and on the number line."""

from fractions import Fraction
from itertools import pairwise

from questions.checks.algebra.answers import Interval
from questions.checks.algebra.equations import ordered, polynomial_roots, roots
from questions.checks.algebra.expression import (
    Expression,
    Function,
    Node,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    negated,
    parts,
    symbols,
)
from questions.checks.algebra.polynomials import NoPolynomial, coefficients, ratio
from questions.checks.algebra.values import Real, same, value_or_none


def holds_at(relation: Relation, given: dict[str, Real]) -> bool | None:
    """Whether every sign of the chain is right for these values; None when a side has none."""
    values = [value_or_none(side, given) for side in relation.sides]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return all(compares(one, sign, two) for one, sign, two in zip(known, relation.signs, known[1:], strict=False))


def compares(one: Real, sign: str, two: Real) -> bool:
    """Whether the sign is right between the two numbers."""
    if same(one, two):
        return sign in "=≤≥≈"
    return {"<": one < two, "≤": one < two, ">": one > two, "≥": one > two, "≠": True}.get(sign, False)


def region(relation: Relation, letter: str) -> list[Interval] | None:
    """Where an inequality, or a chain of them, in one letter holds; None when that cannot be told."""
    if "=" in relation.signs or "≈" in relation.signs or "≠" in relation.signs:
        return None
    borders: list[Real] = []
    for one, two in zip(relation.sides, relation.sides[1:], strict=False):
        found = _borders(Sum((one, Product((negated(two),)))), letter)
        if found is None:
            return None
        borders += found
    return _pieces(relation, letter, ordered(borders))


def _borders(expression: Expression, letter: str) -> list[Real] | None:
    """Zeros and poles, where a sign may change."""
    try:
        found = ratio(expression)
        top, bottom = coefficients(found.top, letter), coefficients(found.bottom, letter)
    except NoPolynomial:
        return roots(expression, letter) if not _has_domain(expression) else None
    if not any(top):
        return []
    zeros, poles = polynomial_roots(top), polynomial_roots(bottom)
    return None if zeros is None or poles is None else [*zeros, *poles]


def _has_domain(node: Node) -> bool:
    """Whether something else than a modulus or an exponential stands there: it has borders that are no zeros."""
    if isinstance(node, Root | Quotient) and symbols(node):
        return True
    if isinstance(node, Function) and node.name != "abs":
        return True
    return any(_has_domain(part) for part in parts(node))


def _pieces(relation: Relation, letter: str, borders: list[Real]) -> list[Interval]:
    """Test each border and a point in each gap between borders, and join what holds."""
    ends: list[Real | None] = [None, *borders, None]
    found: list[Interval] = []
    for place, (low, high) in enumerate(pairwise(ends)):
        if place and low is not None and holds_at(relation, {letter: low}):
            _join(found, Interval(low, low, True, True))
        if holds_at(relation, {letter: _between(low, high)}):
            _join(found, Interval(low, high))
    return found


def _between(low: Real | None, high: Real | None) -> Real:
    if low is None and high is None:
        return Fraction(0)
    if low is None:
        return (high or Fraction(0)) - 1
    return low + 1 if high is None else (low + high) / 2


def _join(found: list[Interval], next_one: Interval) -> None:
    last = found[-1] if found else None
    if last is not None and last.high is not None and last.high == next_one.low and (last.has_high or next_one.has_low):
        found[-1] = Interval(last.low, next_one.high, last.has_low, next_one.has_high)
    else:
        found.append(next_one)
