"""The same quantity in another unit."""

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.expression import Sum
from questions.checks.algebra.task import Found, number, task
from questions.checks.algebra.units import Unit
from questions.checks.algebra.values import Real


def converted(value: Real, unit: Unit | None, other: Unit | None) -> Answer | None:
    """The quantity in the other unit."""
    if unit is None or other is None or unit.dimension != other.dimension or unit is other:
        return None
    return Amount(value * unit.size / other.size, other)


def _converted(found: Found) -> Answer | None:
    item, wanted = found["q"], found["u"].unit
    value = number(item)
    if value is not None and isinstance(item.node, Sum) and item.unit is wanted:
        return Amount(value, wanted)
    return None if value is None else converted(value, item.unit, wanted)


def _one(found: Found) -> Answer | None:
    """How many minutes are there in an hour: the whole is one of its units."""
    whole = found["v"].unit
    return None if whole is None else converted(whole.size / whole.size, whole, found["u"].unit)


_SKIP = "convert in to how_many item length unit equal when se ko time"

TASKS = (
    task(
        "q:Q u:U; u:U q:Q; how_many u:U in q:Q; q:Q in how_many u:U; convert q:Q to|in u:U; q:Q is u:U",
        _converted,
        _SKIP,
    ),
    task("how_many u:U in v:U; v:U in how_many u:U; how_many u:U v:U", _one, "in item to"),
)
