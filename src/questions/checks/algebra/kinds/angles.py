"""Angles that make up a known sum."""

from collections.abc import Callable
from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.task import Found, number, numbers, task
from questions.checks.algebra.units import UNITS

_DEGREE = UNITS["degree"]


def _rest(total: int, count: int) -> Callable[[Found], Answer | None]:
    """What is left of the sum when so many angles are known."""

    def answer(found: Found) -> Answer | None:
        item = found["q"]
        values = numbers(item)
        units = {one.unit for one in item.many} if item.many else {item.unit}
        if values is None or len(values) != count or units != {_DEGREE} or sum(values) >= total:
            return None
        return Amount(total - sum(values, Fraction(0)), _DEGREE)

    return answer


def _third(found: Found) -> Answer | None:
    """Two angles that do not stand in a row."""
    return _rest(180, 2)({"q": Item(Kind.LIST, many=(found["a"], found["b"]))})


def _sum_of_polygon(found: Found) -> Answer | None:
    sides = number(found["n"])
    is_polygon = isinstance(sides, Fraction) and sides.denominator == 1 and 3 <= sides <= 100
    return Amount((sides - 2) * 180, _DEGREE) if is_polygon and sides is not None else None


def _sum_of_named(sides: int) -> Callable[[Found], Answer | None]:
    return lambda _: Amount(Fraction((sides - 2) * 180), _DEGREE)


_SKIP = "angle in to third_angle two_angles unknown triangle quadrilateral"

TASKS = (
    task("triangle q:L; q:L triangle; third_angle q:L; two_angles q:L", _rest(180, 2), _SKIP),
    task("triangle a:Q another b:Q third_angle; third_angle triangle a:Q another b:Q", _third, _SKIP + " "
        "one_thing when"),
    task("quadrilateral q:L; q:L quadrilateral", _rest(360, 3), _SKIP),
    task("complement q:Q complement?; q:Q complement", _rest(90, 1), _SKIP),
    task("supplement q:Q supplement?; q:Q supplement", _rest(180, 1), _SKIP),
    task("sum_angles polygon n:N side?; polygon n:N side? sum_angles; sum_angles n:N side polygon; n:N side "
        "polygon sum_angles", _sum_of_polygon, "in angle"),
    task("sum_angles triangle; triangle sum_angles", _sum_of_named(3), "in angle"),
    task("sum_angles quadrilateral; quadrilateral sum_angles", _sum_of_named(4), "in angle"),
    task("sum_angles pentagon; pentagon sum_angles", _sum_of_named(5), "in angle"),
    task("sum_angles hexagon; hexagon sum_angles", _sum_of_named(6), "in angle"),
    task("sum_angles octagon; octagon sum_angles", _sum_of_named(8), "in angle"),
)  # fmt: skip
