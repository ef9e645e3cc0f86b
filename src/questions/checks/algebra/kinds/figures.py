"""Perimeters, areas and volumes: the measures that the stem gives are bound to their names, then a formula is applied.

`a base of 8 cm` names the measure first, `8 cm high` and `8 सेमी ऊँचाई` name it after. A stem is decided only when one
of the two ways binds every measure, and the one name without a measure is what is asked for.
"""

from collections.abc import Sequence

from msgspec import Struct

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.expression import Relation
from questions.checks.algebra.figure_formulas import FORMULAS, NAMES, PI, Measures
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.task import SMALL, numbers
from questions.checks.algebra.units import UNITS, Unit
from questions.checks.algebra.values import NoValue, Real, value_or_none

SHAPES = ("right_triangle", "equilateral", "triangle", "rectangle", "square", "parallelogram", "rhombus", "trapezium",
          "circle", "cube", "cuboid", "cylinder", "cone", "sphere")  # fmt: skip
_SKIP = SMALL | {"line", "to", "in", "by", "se", "angle", "when", "length", "item", "after", "at", "from"}
_RAISED = {"area": 2, "surface": 2, "volume": 3}
_LENGTHS = ("mm", "cm", "dm", "m", "km")


def solved(items: Sequence[Item]) -> Answer | None:
    """The measure that is asked for."""
    pi = pi_of(items)
    answers = [_with_pi(answer, pi) for shape in _shapes(items) for answer in _readings(shape, items)]
    different = {(answer.value, answer.unit) for answer in answers}
    return answers[0] if answers and len(different) == 1 else None


def _with_pi(answer: Amount, pi: Real | None) -> Amount:
    """The answer with the value of π that the stem prescribes; without one, every usual value will do."""
    if pi is None or not answer.others:
        return answer
    values = (answer.value, *answer.others)
    taken = values[PI.index(pi)] if pi in PI else answer.value * pi / PI[0]
    return Amount(taken, answer.unit, others=(answer.value,))


def _shapes(items: Sequence[Item]) -> list[str]:
    present = frozenset[str]().union(*(item.concepts for item in items))
    found = [shape for shape in SHAPES if shape in present]
    if "triangle" in found and len(found) > 1:
        found.remove("triangle")
    return found if len(found) == 1 else []


def _readings(shape: str, items: Sequence[Item]) -> list[Amount]:
    """Every way to read the stem about this shape."""
    pieces = _pieces(shape, items)
    if pieces is None:
        return []
    bindings = [bound for is_name_first in (True, False) if (bound := _bound(pieces, is_name_first)) is not None]
    asked = [bound for bound in bindings if bound[1].is_asked]
    answers = [_computed(shape, measures, piece.names) for measures, piece in asked or bindings]
    return [answer for answer in answers if answer is not None]


class Piece(Struct, frozen=True):
    """A name of a measure, or a measure; `is_asked` when a word of asking stands beside the name."""

    names: frozenset[str] = frozenset()
    item: Item | None = None
    is_asked: bool = False


def _pieces(shape: str, items: Sequence[Item]) -> list[Piece] | None:
    """Names of measures and measures in order; None when anything else stands there."""
    found: list[Piece] = []
    has_shape = False
    for place, item in enumerate(items):
        names = item.concepts & NAMES
        if item.kind in (Kind.QUANTITY, Kind.NUMBER, Kind.LIST, Kind.ARITHMETIC):
            found.append(Piece(item=item))
        elif item.kind is Kind.PI or item.kind is Kind.LETTER or item.kind is Kind.UNIT:
            continue
        elif shape in item.concepts and not (has_shape and names):
            has_shape = True
        elif names:
            found.append(Piece(names | (item.concepts & {"after"}), None, _is_asked(items, place)))
        elif not item.concepts & (_SKIP | set(SHAPES)):
            return None
    return found if has_shape else None


def _is_asked(items: Sequence[Item], place: int) -> bool:
    """Whether a word of asking stands beside the name, with nothing that means something between."""
    for direction in (-1, 1):
        at = place + direction
        while 0 <= at < len(items) and _is_silent(items[at]):
            if "ask" in items[at].concepts:
                return True
            at += direction
    return False


def _is_silent(item: Item) -> bool:
    return item.kind is Kind.WORD and bool(item.concepts & (SMALL | set(SHAPES)) or "by_how_many" in item.concepts)


def _bound(pieces: list[Piece], is_name_first: bool) -> tuple[Measures, Piece] | None:
    """The measures by name, and the name that is asked for."""
    measures: Measures = {}
    asked: list[Piece] = []
    waiting: Piece | None = None
    for piece in pieces if is_name_first else pieces[::-1]:
        if piece.item is None:
            if is_name_first and "after" in piece.names:
                return None
            asked += [] if waiting is None else [waiting]
            waiting = piece
        elif waiting is None or (key := "/".join(sorted(waiting.names - {"after"}))) in measures:
            return None
        else:
            measures[key], waiting = piece.item, None
    asked += [] if waiting is None else [waiting]
    return (measures, asked[0]) if len(asked) == 1 else None


def _computed(shape: str, measures: Measures, asked: frozenset[str]) -> Amount | None:
    for wanted, needs, formula in FORMULAS[shape]:
        if wanted not in asked or len(needs) != len(measures):
            continue
        given = _given(measures, needs)
        if given is None:
            continue
        try:
            values = formula(given[0])
        except (NoValue, ZeroDivisionError):
            continue
        if values is None or float(values[0]) <= 0:
            continue
        return Amount(values[0], _unit(given[1], wanted), others=values[1:])
    return None


def _given(measures: Measures, needs: tuple[str, ...]) -> tuple[tuple[Real, ...], Unit | None] | None:
    """The values that a formula needs, in the smallest of their units."""
    taken: list[Real] = []
    units: set[Unit | None] = set()
    left = dict(measures)
    for need in needs:
        name, _, count = need.partition("*")
        key = next((key for key in left if name in key.split("/")), None)
        if key is None:
            return None
        item = left.pop(key)
        values = numbers(item)
        members = item.many or (item,)
        if values is None or (str(len(values)) != count if count else len(values) != 1):
            return None
        if any(_power_of(one.unit) != _RAISED.get(name, 1) for one in members if one.unit is not None):
            return None
        units |= {one.unit if _RAISED.get(name, 1) == 1 else _side_unit(one.unit) for one in members}
        taken += values
    return (tuple(taken), next(iter(units))) if len(units) == 1 else None


def _power_of(unit: Unit | None) -> int | None:
    return None if unit is None else {"length": 1, "area": 2, "volume": 3}.get(unit.dimension)


def _side_unit(unit: Unit | None) -> Unit | None:
    """cm for cm²."""
    return None if unit is None else UNITS.get(unit.name.rstrip("23"))


def _unit(unit: Unit | None, wanted: str) -> Unit | None:
    power = _RAISED.get(wanted, 1)
    return unit if unit is None or power == 1 else UNITS.get(f"{unit.name}{power}")


def pi_of(items: Sequence[Item]) -> Real | None:
    """The value that the stem takes for π."""
    for item in items:
        if item.kind is Kind.PI and isinstance(item.node, Relation):
            return value_or_none(item.node.sides[1])
    return None
