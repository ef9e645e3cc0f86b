"""Properties of numbers that a word names: prime, even, divisible by 3, greater than 5."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from questions.checks.algebra.matching import is_prime
from questions.checks.algebra.values import Real, same

Test = Callable[[Real], bool]


def _whole(value: Real) -> int | None:
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else None


def _test(holds: Callable[[int], bool]) -> Test:
    def test(value: Real) -> bool:
        whole = _whole(value)
        return whole is not None and holds(whole)

    return test


_SINGLE: dict[str, Test] = {
    "prime": _test(is_prime),
    "composite": _test(lambda value: value > 3 and not is_prime(value)),
    "even": _test(lambda value: value % 2 == 0),
    "odd": _test(lambda value: value % 2 == 1),
}


def predicate(concepts: frozenset[str], others: Sequence[Real]) -> Test | None:
    """The property that the word names, with the numbers it speaks of."""
    if not others:
        return next((test for name, test in _SINGLE.items() if name in concepts), None)
    if len(others) != 1:
        return _divisible_by_all(others) if "divisible" in concepts else None
    other = others[0]
    if "greater_than" in concepts:
        return lambda value: value > other and not same(value, other)
    if "less_than" in concepts:
        return lambda value: value < other and not same(value, other)
    if "divisible" in concepts:
        return _divisible_by_all(others)
    whole = _whole(other)
    if "factors_of" in concepts and whole:
        return _test(lambda value: value != 0 and whole % value == 0)
    return None


def _divisible_by_all(others: Sequence[Real]) -> Test | None:
    whole = [_whole(other) for other in others]
    if any(not one for one in whole):
        return None
    return _test(lambda value: all(value % one == 0 for one in whole if one))
