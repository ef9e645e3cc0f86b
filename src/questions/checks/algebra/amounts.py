"""Numbers and quantities that texts say, compared with the one that was computed."""

import re
from collections.abc import Sequence
from fractions import Fraction

from questions.checks.algebra.answers import Amount
from questions.checks.algebra.expression import Expression, Mixed, Number, Product, Quotient, Relation, System
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.task import number
from questions.checks.algebra.tokens import ascii_digits
from questions.checks.algebra.units import Unit
from questions.checks.algebra.values import Real, same, value_or_none

_ONE_DECIMAL = re.compile(r"[^\d√^+*/·×:]*\d[\d\s]*[.,](\d+)[^\d√^+*/·×:]*")


def amount_of(items: Sequence[Item]) -> tuple[Real, Item] | None:
    """The one value of the text and its item; `x = 5` and `x: 5` count as 5."""
    if len(items) != 1:
        return None
    item = items[0]
    if item.kind is Kind.ASSIGNMENT and isinstance(item.node, Relation):
        found = value_or_none(item.node.sides[1])
        return None if found is None else (found, item)
    if item.kind not in (Kind.NUMBER, Kind.ARITHMETIC, Kind.PERCENT, Kind.QUANTITY):
        return None
    found = number(item)
    return None if found is None else (found, item)


def is_amount(items: Sequence[Item], answer: Amount, text: str) -> bool | None:
    """Whether the text is this amount, in its unit or in another of its kind, and written as asked."""
    found = amount_of(items)
    if found is None:
        return None
    value, item = found
    wanted = in_unit_of(answer, item)
    if wanted is None:
        return None
    verdict = any_close(value, wanted, places(text))
    if verdict and answer.form and item.node is not None and not isinstance(item.node, Relation | System):
        return has_form(item.node, answer.form)
    return verdict


def in_unit_of(answer: Amount, item: Item) -> tuple[Real, ...] | None:
    """The answer's values as the item counts: in its unit, in per cent; None when the kinds of units differ."""
    values = (answer.value, *answer.others)
    unit = answer.unit
    if item.kind is Kind.PERCENT:
        return values if unit is not None and unit.dimension == "percents" else tuple(100 * value for value in values)
    if item.unit is None or unit is None:
        return values
    return in_unit(values, unit, item.unit)


def in_unit(values: tuple[Real, ...], unit: Unit, other: Unit) -> tuple[Real, ...] | None:
    if unit.dimension != other.dimension:
        return None
    return tuple(value * unit.size / other.size for value in values)


def any_close(value: Real, wanted: Sequence[Real], decimals: int) -> bool | None:
    """Whether the value is one of these, a decimal rounded to its last place included; None when it is nearly so."""
    if any(same(value, one) for one in wanted):
        return True
    last = Fraction(1, 10**decimals)
    for one in wanted:
        is_endless = not isinstance(one, Fraction) or not _ends(one)
        off = abs(float(value) - float(one))
        if is_endless and decimals and off <= float(last) / 2 + 1e-12:
            return True
        is_whole = isinstance(value, Fraction) and value.denominator == 1
        if (decimals or (is_endless and is_whole)) and off < float(last):
            return None
    return False


def _ends(value: Fraction) -> bool:
    """Whether the decimal of the fraction ends."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def places(text: str) -> int:
    """Decimal places of a text that is one decimal number; 0 for others."""
    plain = ascii_digits(text).replace("{,}", ",").replace("\\,", "")
    found = _ONE_DECIMAL.fullmatch(plain)
    return len(found[1]) if found is not None else 0


def has_form(node: Expression, form: str) -> bool | None:
    """Whether the number is written as asked; None when that is a matter of taste."""
    bare = (
        node.factors[1]
        if isinstance(node, Product) and len(node.factors) == 2 and isinstance(node.factors[0], Number)
        else node
    )
    match form:
        case "lowest":
            return _is_reduced(bare)
        case "mixed":
            return _is_reduced(bare) and (isinstance(bare, Mixed | Number) or None)
        case "decimal":
            return True if isinstance(bare, Number) else None
        case _:
            return True


def _is_reduced(node: Expression) -> bool:
    if isinstance(node, Mixed):
        return _is_reduced(node.part)
    if isinstance(node, Quotient):
        top, bottom = value_or_none(node.top), value_or_none(node.bottom)
        if isinstance(top, Fraction) and isinstance(bottom, Fraction):
            return Fraction(top, bottom).denominator == bottom
    return True
