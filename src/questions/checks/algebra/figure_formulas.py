"""Formulas of figures: what is asked for, which measures it needs (`side*3` is three at once), and the values.

A formula gives the value first, then the values that pass for it because π is taken as 3.14 or 22/7.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from questions.checks.algebra.items import Item
from questions.checks.algebra.values import NoValue, Real, root

Given = Real | list[Real]
Measures = dict[str, Item]
Values = tuple[Real, ...]
Formula = tuple[str, tuple[str, ...], Callable[..., Values | None]]

NAMES = frozenset(
    "area perimeter volume surface circumference length width height side base parallel_sides radius diameter diagonals"
    " leg hypotenuse".split()
)
PI: Values = (math.pi, Fraction(314, 100), Fraction(22, 7), Fraction(31416, 10000), Fraction(3))
_HALF = Fraction(1, 2)


def _pi(factor: Real) -> Values:
    return tuple(factor * pi for pi in PI)


def _sqrt(value: Real) -> Real:
    if value <= 0:
        raise NoValue
    return root(value, Fraction(2))


def _triangle_perimeter(sides: Sequence[Real]) -> Values | None:
    longest = max(sides)
    return (sum(sides, Fraction(0)),) if 2 * longest < sum(sides) else None


def _box(edges: Sequence[Real]) -> Values:
    a, b, c = edges
    return (a * b * c,)


def _box_surface(edges: Sequence[Real]) -> Values:
    a, b, c = edges
    return (2 * (a * b + b * c + a * c),)


def _rectangle(one: str, two: str) -> list[Formula]:
    """Perimeter, area and the other side, for sides called so."""
    return [
        ("area", (one, two), lambda a, b: (a * b,)),
        ("perimeter", (one, two), lambda a, b: (2 * (a + b),)),
        (one, ("area", two), lambda s, b: (s / b,)),
        (two, ("area", one), lambda s, a: (s / a,)),
        (one, ("perimeter", two), lambda p, b: (p / 2 - b,)),
        (two, ("perimeter", one), lambda p, a: (p / 2 - a,)),
    ]


_SIDES: list[Formula] = [
    ("area", ("side*2",), lambda s: (s[0] * s[1],)),
    ("perimeter", ("side*2",), lambda s: (2 * (s[0] + s[1]),)),
]
_RIGHT: list[Formula] = [
    ("hypotenuse", ("leg*2",), lambda s: (_sqrt(s[0] ** 2 + s[1] ** 2),)),
    ("area", ("leg*2",), lambda s: (s[0] * s[1] * _HALF,)),
    ("leg", ("hypotenuse", "leg"), lambda c, a: (_sqrt(c * c - a * a),)),
]
_TRIANGLE: list[Formula] = [
    ("area", ("base", "height"), lambda a, h: (a * h * _HALF,)),
    ("area", ("side", "height"), lambda a, h: (a * h * _HALF,)),
    ("height", ("area", "base"), lambda s, a: (2 * s / a,)),
    ("base", ("area", "height"), lambda s, h: (2 * s / h,)),
    ("perimeter", ("side*3",), _triangle_perimeter),
]
_SQUARE: list[Formula] = [
    ("area", ("side",), lambda a: (a * a,)),
    ("perimeter", ("side",), lambda a: (4 * a,)),
    ("side", ("area",), lambda s: (_sqrt(s),)),
    ("side", ("perimeter",), lambda p: (p / 4,)),
]

FORMULAS: dict[str, list[Formula]] = {
    "square": _SQUARE,
    "rectangle": [*_rectangle("length", "width"), *_SIDES, *_rectangle("base", "height")],
    "parallelogram": [
        ("area", ("base", "height"), lambda a, h: (a * h,)),
        ("area", ("side", "height"), lambda a, h: (a * h,)),
        ("height", ("area", "base"), lambda s, a: (s / a,)),
        ("perimeter", ("side*2",), lambda s: (2 * (s[0] + s[1]),)),
    ],
    "rhombus": [
        ("perimeter", ("side",), lambda a: (4 * a,)),
        ("area", ("diagonals*2",), lambda d: (d[0] * d[1] * _HALF,)),
    ],
    "trapezium": [("area", ("parallel_sides*2", "height"), lambda s, h: ((s[0] + s[1]) * h * _HALF,))],
    "triangle": _TRIANGLE,
    "right_triangle": [*_RIGHT, *_TRIANGLE],
    "equilateral": [("perimeter", ("side",), lambda a: (3 * a,))],
    "circle": [
        ("circumference", ("radius",), lambda r: _pi(2 * r)),
        ("circumference", ("diameter",), lambda d: _pi(d)),
        ("area", ("radius",), lambda r: _pi(r * r)),
        ("area", ("diameter",), lambda d: _pi(d * d / 4)),
        ("length", ("radius",), lambda r: _pi(2 * r)),
        ("diameter", ("radius",), lambda r: (2 * r,)),
        ("radius", ("diameter",), lambda d: (d / 2,)),
    ],
    "cube": [
        ("volume", ("side",), lambda a: (a**3,)),
        ("surface", ("side",), lambda a: (6 * a * a,)),
        ("side", ("volume",), lambda v: (root(v, Fraction(3)),)),
    ],
    "cuboid": [
        ("volume", ("side*3",), _box),
        ("surface", ("side*3",), _box_surface),
        ("volume", ("length", "width", "height"), lambda a, b, c: (a * b * c,)),
        ("surface", ("length", "width", "height"), lambda a, b, c: _box_surface((a, b, c))),
        ("height", ("volume", "length", "width"), lambda v, a, b: (v / (a * b),)),
    ],
    "cylinder": [("volume", ("radius", "height"), lambda r, h: _pi(r * r * h))],
    "cone": [("volume", ("radius", "height"), lambda r, h: tuple(one / 3 for one in _pi(r * r * h)))],
    "sphere": [
        ("volume", ("radius",), lambda r: tuple(one * 4 / 3 for one in _pi(r**3))),
        ("surface", ("radius",), lambda r: _pi(4 * r * r)),
    ],
}
