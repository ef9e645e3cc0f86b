"""Two points: their distance, the middle between them, the slope of their line."""

from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer, Coordinates
from questions.checks.algebra.expression import Point, Relation, Symbol, symbols
from questions.checks.algebra.items import Item
from questions.checks.algebra.polynomials import NoPolynomial, coefficients, polynomial
from questions.checks.algebra.task import Found, task
from questions.checks.algebra.values import Real, root, value_or_none


def _point(item: Item) -> list[Real] | None:
    if not isinstance(item.node, Point):
        return None
    values = [value_or_none(entry) for entry in item.node.entries]
    known = [one for one in values if one is not None]
    return known if len(known) == len(values) else None


def _pair(found: Found) -> tuple[list[Real], list[Real]] | None:
    items = found["l"].many if "l" in found else (found["a"], found["b"])
    points = [_point(one) for one in items]
    if len(points) != 2 or points[0] is None or points[1] is None or len(points[0]) != len(points[1]):
        return None
    return points[0], points[1]


def _distance(found: Found) -> Answer | None:
    pair = _pair(found)
    if pair is None:
        return None
    return Amount(root(sum(((two - one) ** 2 for one, two in zip(*pair, strict=True)), Fraction(0)), Fraction(2)))


def _midpoint(found: Found) -> Answer | None:
    pair = _pair(found)
    return None if pair is None else Coordinates(tuple((one + two) / 2 for one, two in zip(*pair, strict=True)))


def _slope(found: Found) -> Answer | None:
    pair = _pair(found)
    if pair is None or len(pair[0]) != 2 or pair[0][0] == pair[1][0]:
        return None
    return Amount((pair[1][1] - pair[0][1]) / (pair[1][0] - pair[0][0]))


def _slope_of_line(found: Found) -> Answer | None:
    """The slope of `y = kx + b`."""
    relation = found["r"].node
    if (
        not isinstance(relation, Relation)
        or relation.sides[0] != Symbol("y")
        or symbols(relation.sides[1]) != frozenset(("x",))
    ):
        return None
    try:
        known = coefficients(polynomial(relation.sides[1]), "x")
    except NoPolynomial:
        return None
    return Amount(known[1]) if len(known) == 2 else None


_SKIP = "line from to between point se in side"
_TWO = "l:L"

TASKS = (
    task("distance|length l:L; l:L distance|length; distance a:T b:T; a:T b:T distance", _distance, _SKIP + " length"),
    task("midpoint l:L; l:L midpoint; midpoint a:T b:T; a:T b:T midpoint", _midpoint, _SKIP),
    task("slope l:L; l:L slope; slope a:T b:T; a:T b:T slope", _slope, _SKIP),
    task("slope r:R; r:R slope", _slope_of_line, _SKIP + " equation when"),
)
