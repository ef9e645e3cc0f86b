"""Numbers with their units, and numbers that stand in a row, gathered into one item."""

from msgspec.structs import replace

from questions.checks.algebra.expression import Percent, Product, Sum, number
from questions.checks.algebra.items import Item, Kind, expression_of

_LISTED = frozenset((Kind.NUMBER, Kind.ARITHMETIC, Kind.PERCENT, Kind.QUANTITY, Kind.POINT))
_NUMBERS = frozenset((Kind.NUMBER, Kind.ARITHMETIC))


def gathered(items: list[Item]) -> tuple[Item, ...]:
    """The items with quantities (`5 cm`, `2 m 9 cm`) and lists (`3, 5 and 7`) put together; separators are gone."""
    listed = _listed(_compound(_with_units(items)))
    return tuple(item for item in listed if item.kind is not Kind.SEPARATOR)


def _with_units(items: list[Item]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last is not None and last.kind in _NUMBERS and item.kind is Kind.UNIT:
            found[-1] = replace(last, kind=Kind.QUANTITY, unit=item.unit)
        elif last is not None and (percent := _percent(last, item)) is not None:
            found[-1] = percent
        elif last is not None and last.kind is Kind.UNIT and _is_money(last) and item.kind in _NUMBERS:
            found[-1] = replace(item, kind=Kind.QUANTITY, unit=last.unit)
        elif last is not None and last.kind is Kind.LIST and item.kind is Kind.UNIT:
            many = tuple(replace(one, kind=Kind.QUANTITY, unit=item.unit) for one in last.many)
            found[-1] = replace(last, many=many)
        else:
            found.append(item)
    return found


def _percent(last: Item, item: Item) -> Item | None:
    """`15 per cent`."""
    number = expression_of(last)
    if last.kind is not Kind.NUMBER or number is None or "percent" not in item.concepts:
        return None
    return Item(Kind.PERCENT, node=Percent(number))


def _is_money(item: Item) -> bool:
    return item.unit is not None and item.unit.dimension in ("dollars", "euros", "rupees")


def _compound(items: list[Item]) -> list[Item]:
    """`2 m 9 cm` is one length."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last is not None and (joined := _joined(last, item)) is not None:
            found[-1] = joined
        else:
            found.append(item)
    return found


def _joined(one: Item, two: Item) -> Item | None:
    if one.kind is not Kind.QUANTITY or two.kind is not Kind.QUANTITY or one.unit is None or two.unit is None:
        return None
    if one.unit.dimension != two.unit.dimension or one.unit.size <= two.unit.size:
        return None
    first, second = expression_of(one), expression_of(two)
    if first is None or second is None:
        return None
    smaller = Product((first, number(one.unit.size / two.unit.size)))
    return Item(Kind.QUANTITY, node=Sum((smaller, second)), unit=two.unit)


def _listed(items: list[Item]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        if item.kind in _LISTED and len(found) >= 2 and _separates(found) and (before := _before(found)) is not None:
            many = before.many if before.kind is Kind.LIST else (before,)
            while found[-1] is not before:
                found.pop()
            found[-1] = Item(Kind.LIST, many=(*many, item))
        elif item.kind is Kind.GAP and len(found) >= 2 and found[-1].kind is Kind.SEPARATOR and _is_row(found[-2]):
            found.pop()
            found[-1] = Item(Kind.LIST, many=(*found[-1].many, item))
        elif item.kind is Kind.LIST and found and found[-1].kind in _LISTED:
            found[-1] = Item(Kind.LIST, many=(found[-1], *item.many), is_open=item.is_open)
        else:
            found.append(item)
    return [_shared_unit(item) for item in found]


def _is_row(item: Item) -> bool:
    return item.kind is Kind.LIST and len(item.many) > 1 and not item.is_open


def _separates(found: list[Item]) -> bool:
    return found[-1].kind is Kind.SEPARATOR or "and" in found[-1].concepts


def _before(found: list[Item]) -> Item | None:
    at = len(found) - 1
    while at >= 0 and (found[at].kind is Kind.SEPARATOR or "and" in found[at].concepts):
        at -= 1
    before = found[at] if at >= 0 else None
    return before if before is not None and before.kind in (*_LISTED, Kind.LIST) and not before.is_open else None


def _shared_unit(item: Item) -> Item:
    """`5, 7 and 9 cm`: the unit at the end is that of all."""
    if item.kind is not Kind.LIST or not item.many or item.many[-1].unit is None:
        return item
    unit = item.many[-1].unit
    if all(one.unit is None and one.kind is Kind.NUMBER for one in item.many[:-1]):
        return replace(item, many=tuple(replace(one, kind=Kind.QUANTITY, unit=unit) for one in item.many))
    return item
