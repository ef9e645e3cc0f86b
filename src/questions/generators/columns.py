"""Written addition and subtraction, column by column: when they regroup, and what pupils get wrong in them."""

from collections.abc import Iterator


def _columns(first: int, second: int) -> Iterator[tuple[int, int]]:
    """Digits of both numbers from the units up."""
    while first or second:
        yield first % 10, second % 10
        first, second = first // 10, second // 10


def addition_regroups(first: int, second: int) -> bool:
    """Whether some column reaches ten."""
    return any(upper + lower >= 10 for upper, lower in _columns(first, second))


def subtraction_regroups(first: int, second: int) -> bool:
    """Whether some column takes a larger digit from a smaller one."""
    return any(upper < lower for upper, lower in _columns(first, second))


def _number(digits: list[int]) -> int:
    return sum(digit * 10**place for place, digit in enumerate(digits))


def without_carrying(first: int, second: int) -> int:
    """The sum of a pupil who forgets every carry."""
    return _number([(upper + lower) % 10 for upper, lower in _columns(first, second)])


def carries_written_down(first: int, second: int) -> int:
    """The sum of a pupil who writes each column's full sum: 47 + 38 = 715."""
    return int("".join(str(upper + lower) for upper, lower in reversed(list(_columns(first, second)))))


def smaller_from_larger(first: int, second: int) -> int:
    """The difference of a pupil who always takes the smaller digit from the larger one."""
    return _number([abs(upper - lower) for upper, lower in _columns(first, second)])


def borrowing_forgotten(first: int, second: int) -> int:
    """The difference of a pupil who never pays back what a column has borrowed."""
    return _number([(upper - lower) % 10 for upper, lower in _columns(first, second)])


def place_parts(number: int) -> list[int]:
    """The number as a sum of its places, highest first: 305 → 300, 5."""
    digits = str(number)
    return [int(digit) * 10 ** (len(digits) - place) for place, digit in enumerate(digits, 1) if digit != "0"]
