"""Mean, median, mode and range of numbers that the stem lists."""

from collections.abc import Callable
from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.items import Item
from questions.checks.algebra.task import Found, number, task
from questions.checks.algebra.units import Unit


def _of(measure: Callable[[list[Fraction]], Fraction | None]) -> Callable[[Found], Answer | None]:
    def answer(found: Found) -> Answer | None:
        item = found["l"]
        values = [number(one) for one in item.many]
        exact = [one for one in values if isinstance(one, Fraction)]
        if len(exact) != len(values) or item.is_open or len({one.unit for one in item.many}) != 1:
            return None
        result = measure(exact)
        return None if result is None else Amount(result, _unit(item))

    return answer


def _unit(item: Item) -> Unit | None:
    return item.many[0].unit


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _median(values: list[Fraction]) -> Fraction:
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _mode(values: list[Fraction]) -> Fraction | None:
    most = max(values.count(value) for value in values)
    modes = {value for value in values if values.count(value) == most}
    return next(iter(modes)) if len(modes) == 1 and most > 1 else None


def _range(values: list[Fraction]) -> Fraction:
    return max(values) - min(values)


def _greatest(values: list[Fraction]) -> Fraction:
    return max(values)


def _least(values: list[Fraction]) -> Fraction:
    return min(values)


_SKIP = "item in by from when"
TASKS = (
    task("mean l:L; l:L mean", _of(_mean), _SKIP),
    task("median l:L; l:L median", _of(_median), _SKIP),
    task("mode l:L; l:L mode", _of(_mode), _SKIP),
    task("range l:L; l:L range", _of(_range), _SKIP),
    task("greatest l:L; l:L greatest", _of(_greatest), _SKIP + " fraction decimal"),
    task("least l:L; l:L least", _of(_least), _SKIP + " fraction decimal"),
)
