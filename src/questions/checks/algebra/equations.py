"""Equations in one letter, and systems of linear equations."""

import math
from collections.abc import Callable
from fractions import Fraction
from math import isfinite

from questions.checks.algebra.expression import (
    Expression,
    Function,
    Node,
    Number,
    Power,
    Relation,
    Root,
    Sum,
    negated,
    parts,
    symbols,
)
from questions.checks.algebra.polynomials import NoPolynomial, coefficients, polynomial, ratio
from questions.checks.algebra.symbolic import real_roots
from questions.checks.algebra.values import Real, power, root, same, value, value_or_none

EVERYTHING = "everything"
# How far from zero solutions are looked for that have no formula here.
SCAN = 60
_STEPS_PER_UNIT = 4


def difference(relation: Relation) -> Expression:
    """The left side less the right side."""
    left, right = relation.sides
    return Sum((left, negated(right)))


def roots(expression: Expression, letter: str) -> list[Real] | None:
    """All real zeros in rising order; None when they cannot be told, or when everything is one."""
    try:
        found = ratio(expression)
        top = coefficients(found.top, letter)
        candidates = polynomial_roots(top)
    except NoPolynomial:
        return _scanned(expression, letter)
    if candidates is None:
        return None
    return [root for root in candidates if value_or_none(expression, {letter: root}) is not None]


def relation_roots(relation: Relation, letter: str) -> list[Real] | None:
    """All real solutions of an equation; `log x = 4` and the like are undone step by step."""
    undone = _undone(relation.sides[0], relation.sides[1], letter)
    return roots(difference(relation), letter) if undone is None else undone


def _undone(side: Expression, other: Expression, letter: str) -> list[Real] | None:
    """Solutions of f(A) = c where f can be undone."""
    if letter in symbols(other):
        side, other = other, side
    right = value_or_none(other)
    if right is None or letter in symbols(other):
        return None
    inside: Expression
    targets: list[Real] = []
    match side:
        case Function("log" | "ln", inside, base):
            ground = value_or_none(base) if base is not None else math.e if side.name == "ln" else Fraction(10)
            targets = [] if ground is None else [power(ground, right)]
        case Function("abs", inside):
            targets = [] if right < 0 else [right] if right == 0 else [right, -right]
        case Root(inside, index):
            degree = value_or_none(index)
            targets = [power(right, degree)] if degree is not None and right >= 0 else []
        case Power(base, inside) if (ground := value_or_none(base)) is not None and ground > 0 and ground != 1:
            targets = [_exponent(ground, right)] if right > 0 else []
        case _:
            return None
    found: list[Real] = []
    for target in targets:
        equation = Sum((inside, Number(-target))) if isinstance(target, Fraction) else None
        zeros = None if equation is None else roots(equation, letter)
        if zeros is None:
            return None
        found += zeros
    return ordered(found)


def _exponent(ground: Real, right: Real) -> Real:
    return (
        value(Function("log", Number(right), Number(ground)))
        if isinstance(ground, Fraction) and isinstance(right, Fraction)
        else math.log(right) / math.log(ground)
    )


def polynomial_roots(found: list[Fraction]) -> list[Real] | None:
    """Real roots of a polynomial given from the constant up, each once, in rising order; None for zero."""
    while found and not found[-1]:
        found = found[:-1]
    if not found:
        return None
    if not found[0]:
        lower = polynomial_roots(found[1:]) or []
        return sorted({*lower, Fraction(0)}, key=float)
    match len(found) - 1:
        case 0:
            return []
        case 1:
            return [-found[0] / found[1]]
        case 2:
            return _quadratic(*found)
        case 3 | 4 | 5 | 6:
            return _higher(found)
        case _:
            return None


def _quadratic(c: Fraction, b: Fraction, a: Fraction) -> list[Real]:
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    step = root(discriminant, Fraction(2))
    return sorted({(-b - step) / (2 * a), (-b + step) / (2 * a)}, key=float)


def _higher(found: list[Fraction]) -> list[Real] | None:
    """Divide rational roots away first, squares of the letter next; the rest is left to sympy."""
    rational = _rational_root(found)
    if rational is not None:
        rest = polynomial_roots(_divided(found, rational))
        return None if rest is None else ordered([rational, *rest])
    if len(found) == 5 and not found[1] and not found[3]:
        squares = _quadratic(found[0], found[2], found[4])
        halves = [root(square, Fraction(2)) for square in squares if square >= 0]
        return ordered([one for half in halves for one in (half, -half)])
    return real_roots(found)


def ordered(found: list[Real]) -> list[Real]:
    """In rising order, each once."""
    result: list[Real] = []
    for one in sorted(found, key=float):
        if not result or not same(result[-1], one):
            result.append(one)
    return result


def _rational_root(found: list[Fraction]) -> Fraction | None:
    scale = 1
    for coefficient in found:
        scale *= coefficient.denominator
    whole = [int(coefficient * scale) for coefficient in found]
    if abs(whole[0]) > 100_000 or abs(whole[-1]) > 10_000:
        return None
    for bottom in _divisors(abs(whole[-1])):
        for top in _divisors(abs(whole[0])):
            for candidate in (Fraction(top, bottom), Fraction(-top, bottom)):
                if not sum(coefficient * candidate**power for power, coefficient in enumerate(found)):
                    return candidate
    return None


def _divisors(number: int) -> list[int]:
    return [one for one in range(1, min(number, 2000) + 1) if number % one == 0]


def _divided(found: list[Fraction], at: Fraction) -> list[Fraction]:
    """The quotient by (letter - at), by Horner's scheme."""
    result, carried = list[Fraction](), Fraction(0)
    for coefficient in reversed(found):
        carried = carried * at + coefficient
        result.append(carried)
    return result[:-1][::-1]


def _scanned(expression: Expression, letter: str) -> list[Real] | None:
    """Zeros of an equation with roots, powers or logarithms of its letter, by changes of sign; None when unsure.

    Periodic functions have too many zeros to be listed.
    """
    if symbols(expression) != frozenset((letter,)) or _has_periodic(expression):
        return None

    def at(place: Real) -> float | None:
        found = value_or_none(expression, {letter: place})
        return None if found is None else float(found)

    return _zeros(at)


def _zeros(at: Callable[[Real], float | None]) -> list[Real] | None:
    found: list[Real] = []
    before: tuple[Fraction, float] | None = None
    for step in range(-SCAN * _STEPS_PER_UNIT, SCAN * _STEPS_PER_UNIT + 1):
        place = Fraction(step, _STEPS_PER_UNIT)
        here = at(place)
        if here is not None and isfinite(here):
            if abs(here) < 1e-12:
                found.append(place)
            elif before is not None and before[1] * here < 0:
                zero = _bisected(at, before[0], place)
                if zero is not None:
                    found.append(zero)
            before = (place, here) if abs(here) >= 1e-12 else None
        else:
            before = None
    return found or None


def _bisected(at: Callable[[Real], float | None], low: Fraction, high: Fraction) -> Real | None:
    left, right = float(low), float(high)
    start = at(left)
    for _ in range(80):
        middle = (left + right) / 2
        here = at(middle)
        if here is None or start is None:
            return None
        if (here < 0) == (start < 0):
            left = middle
        else:
            right = middle
    value = at(left)
    return left if value is not None and abs(value) < 1e-6 else None


def _has_periodic(node: Node) -> bool:
    is_periodic = isinstance(node, Function) and node.name not in ("abs", "log", "ln", "exp")
    return is_periodic or any(_has_periodic(part) for part in parts(node))


def linear_solution(relations: tuple[Relation, ...]) -> dict[str, Fraction] | None:
    """The one solution of as many linear equations as letters."""
    letters = sorted(frozenset[str]().union(*(symbols(relation) for relation in relations)))
    rows: list[list[Fraction]] = []
    for relation in relations:
        if relation.signs != ("=",):
            return None
        try:
            found = polynomial(difference(relation))
        except NoPolynomial:
            return None
        if any(len(monomial) > 1 or any(power > 1 for _, power in monomial) for monomial in found):
            return None
        rows.append([found.get(((letter, 1),), Fraction(0)) for letter in letters] + [-found.get((), Fraction(0))])
    if not 1 < len(letters) <= 4 or len(rows) != len(letters):
        return None
    solution = _eliminated(rows)
    return None if solution is None else dict(zip(letters, solution, strict=True))


def _eliminated(rows: list[list[Fraction]]) -> list[Fraction] | None:
    for at in range(len(rows)):
        pivot = next((row for row in rows[at:] if row[at]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        pivot = [entry / pivot[at] for entry in pivot]
        rows = [[entry - row[at] * one for entry, one in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(at, pivot)
    return [row[-1] for row in rows]
