"""Distance, speed and time in one sentence of fixed shape; price times quantity."""

from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.items import Item
from questions.checks.algebra.task import Found, number, task
from questions.checks.algebra.units import UNITS, Unit
from questions.checks.algebra.values import Real

_SPEEDS = {"kmh": ("km", "h"), "ms": ("m", "s"), "mmin": ("m", "min"), "kms": ("km", "s")}


def _sorted(found: Found) -> dict[str, tuple[Real, Unit]] | None:
    """The two quantities by their dimension."""
    result: dict[str, tuple[Real, Unit]] = {}
    for name in ("a", "b"):
        item: Item | None = found.get(name)
        value = number(item)
        if value is None or item is None or item.unit is None:
            return None
        result[item.unit.dimension] = (value, item.unit)
    return result if len(result) == 2 else None


def _distance(found: Found) -> Answer | None:
    known = _sorted(found)
    if known is None or set(known) != {"speed", "time"}:
        return None
    length = UNITS[_SPEEDS[known["speed"][1].name][0]]
    (speed, per), (time, unit) = known["speed"], known["time"]
    return Amount(speed * per.size * time * unit.size / length.size, length)


def _speed(found: Found) -> Answer | None:
    known = _sorted(found)
    if known is None or set(known) != {"length", "time"}:
        return None
    (length, unit), (time, per) = known["length"], known["time"]
    name = {("km", "h"): "kmh", ("m", "s"): "ms", ("m", "min"): "mmin"}.get((unit.name, per.name))
    return Amount(length / time, UNITS[name]) if name is not None and time else None


def _time(found: Found) -> Answer | None:
    known = _sorted(found)
    if known is None or set(known) != {"speed", "length"}:
        return None
    (speed, per), (length, unit) = known["speed"], known["length"]
    time = UNITS[_SPEEDS[per.name][1]]
    return Amount(length * unit.size / (speed * per.size) / time.size, time) if speed else None


def _price(found: Found) -> Answer | None:
    """One costs so much; what do so many cost?"""
    price, count = number(found["p"]), number(found["n"])
    unit = found["p"].unit
    is_money = unit is not None and unit.dimension in ("roubles", "rupees", "dollars", "euros")
    if price is None or not isinstance(count, Fraction) or not is_money:
        return None
    return Amount(price * count, unit)


_SKIP = "mover travel at in to speed distance time how_many by when se length"

TASKS = (
    task("a:Q b:Q distance|travel; distance a:Q b:Q; a:Q distance b:Q; a:Q b:Q how_many unit; a:Q b:Q; a:Q "
        "travel b:Q travel", _distance, _SKIP),
    task("a:Q b:Q speed; speed a:Q b:Q; a:Q speed b:Q", _speed, _SKIP),
    task("a:Q b:Q time; time a:Q b:Q; a:Q time b:Q", _time, _SKIP),
    task("cost p:Q cost n:N; thing cost p:Q how_many? cost n:N thing; thing cost p:Q cost? n:N thing; thing p:Q "
        "n:N thing", _price, "cost thing how_many in"),
)  # fmt: skip
