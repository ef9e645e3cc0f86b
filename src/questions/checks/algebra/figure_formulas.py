"""Formulas of figures: what is asked for, which measures it needs (`side*3` is three at once), and the values.

A formula gives the value first, then the values that pass for it because π is taken as 3.14 or 22/7.
"""

import math
from collections.abc import Callable
from fractions import Fraction

from questions.checks.algebra.items import Item
from questions.checks.algebra.values import NoValue, Real, root

Measures = dict[str, Item]
Values = tuple[Real, ...]
Formula = tuple[str, tuple[str, ...], Callable[[Values], Values | None]]

NAMES = frozenset(
    (
        *("area", "perimeter", "volume", "surface", "circumference", "length", "width", "height", "side", "base"),
        *("parallel_sides", "radius", "diameter", "diagonals", "leg", "hypotenuse"),
    )
)
PI: Values = (math.pi, Fraction(314, 100), Fraction(22, 7), Fraction(31416, 10000), Fraction(3))
_HALF = Fraction(1, 2)


def _pi(factor: Real) -> Values:
    return tuple(factor * pi for pi in PI)


def _sqrt(value: Real) -> Real:
    if value <= 0:
        raise NoValue
    return root(value, Fraction(2))


def _triangle_perimeter(sides: Values) -> Values | None:
    return (sum(sides, Fraction(0)),) if 2 * max(sides) < sum(sides) else None


def _box(v: Values) -> Values:
    return (v[0] * v[1] * v[2],)


def _box_surface(v: Values) -> Values:
    return (2 * (v[0] * v[1] + v[1] * v[2] + v[0] * v[2]),)


def _product(v: Values) -> Values:
    return (v[0] * v[1],)


def _half_product(v: Values) -> Values:
    return (v[0] * v[1] * _HALF,)


def _quotient(v: Values) -> Values:
    return (v[0] / v[1],)


def _twice_sum(v: Values) -> Values:
    return (2 * (v[0] + v[1]),)


def _hypotenuse(v: Values) -> Values:
    return (_sqrt(v[0] ** 2 + v[1] ** 2),)


def _leg(v: Values) -> Values:
    return (_sqrt(v[0] ** 2 - v[1] ** 2),)


def _from_perimeter(v: Values) -> Values:
    return (v[0] / 2 - v[1],)


def _times(factor: Fraction | int) -> Callable[[Values], Values]:
    return lambda v: (v[0] * factor,)


def _rectangle(one: str, two: str) -> list[Formula]:
    """Perimeter, area and the other side, for sides called so."""
    return [
        ("area", (one, two), _product),
        ("perimeter", (one, two), _twice_sum),
        (one, ("area", two), _quotient),
        (two, ("area", one), _quotient),
        (one, ("perimeter", two), _from_perimeter),
        (two, ("perimeter", one), _from_perimeter),
    ]


_SIDES: list[Formula] = [("area", ("side*2",), _product), ("perimeter", ("side*2",), _twice_sum)]
_RIGHT: list[Formula] = [
    ("hypotenuse", ("leg*2",), _hypotenuse),
    ("area", ("leg*2",), _half_product),
    ("leg", ("hypotenuse", "leg"), _leg),
]
_TRIANGLE: list[Formula] = [
    ("area", ("base", "height"), _half_product),
    ("area", ("side", "height"), _half_product),
    ("height", ("area", "base"), lambda v: (2 * v[0] / v[1],)),
    ("base", ("area", "height"), lambda v: (2 * v[0] / v[1],)),
    ("perimeter", ("side*3",), _triangle_perimeter),
]
_SQUARE: list[Formula] = [
    ("area", ("side",), lambda v: (v[0] * v[0],)),
    ("perimeter", ("side",), _times(4)),
    ("side", ("area",), lambda v: (_sqrt(v[0]),)),
    ("side", ("perimeter",), _times(Fraction(1, 4))),
]
_PARALLELOGRAM: list[Formula] = [
    ("area", ("base", "height"), _product),
    ("area", ("side", "height"), _product),
    ("height", ("area", "base"), _quotient),
    ("perimeter", ("side*2",), _twice_sum),
]
_CIRCLE: list[Formula] = [
    ("circumference", ("radius",), lambda v: _pi(2 * v[0])),
    ("circumference", ("diameter",), lambda v: _pi(v[0])),
    ("area", ("radius",), lambda v: _pi(v[0] * v[0])),
    ("area", ("diameter",), lambda v: _pi(v[0] * v[0] / 4)),
    ("length", ("radius",), lambda v: _pi(2 * v[0])),
    ("diameter", ("radius",), _times(2)),
    ("radius", ("diameter",), _times(_HALF)),
]
_CUBOID: list[Formula] = [
    ("volume", ("side*3",), _box),
    ("surface", ("side*3",), _box_surface),
    ("volume", ("length", "width", "height"), _box),
    ("surface", ("length", "width", "height"), _box_surface),
    ("height", ("volume", "length", "width"), lambda v: (v[0] / (v[1] * v[2]),)),
]

FORMULAS: dict[str, list[Formula]] = {
    "square": _SQUARE,
    "rectangle": [*_rectangle("length", "width"), *_SIDES, *_rectangle("base", "height")],
    "parallelogram": _PARALLELOGRAM,
    "rhombus": [("perimeter", ("side",), _times(4)), ("area", ("diagonals*2",), _half_product)],
    "trapezium": [("area", ("parallel_sides*2", "height"), lambda v: ((v[0] + v[1]) * v[2] * _HALF,))],
    "triangle": _TRIANGLE,
    "right_triangle": [*_RIGHT, *_TRIANGLE],
    "equilateral": [("perimeter", ("side",), _times(3)), ("side", ("perimeter",), _times(Fraction(1, 3)))],
    "circle": _CIRCLE,
    "cube": [
        ("volume", ("side",), lambda v: (v[0] ** 3,)),
        ("surface", ("side",), lambda v: (6 * v[0] * v[0],)),
        ("side", ("volume",), lambda v: (root(v[0], Fraction(3)),)),
    ],
    "cuboid": _CUBOID,
    "cylinder": [("volume", ("radius", "height"), lambda v: _pi(v[0] * v[0] * v[1]))],
    "cone": [("volume", ("radius", "height"), lambda v: _pi(v[0] * v[0] * v[1] / 3))],
    "sphere": [
        ("volume", ("radius",), lambda v: _pi(v[0] ** 3 * 4 / 3)),
        ("surface", ("radius",), lambda v: _pi(4 * v[0] * v[0])),
    ],
}
