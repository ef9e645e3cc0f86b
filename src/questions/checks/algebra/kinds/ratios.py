"""Ratios in simplest form, shares in a ratio."""

from fractions import Fraction
from math import gcd, lcm

from questions.checks.algebra.answers import Amount, Answer, Ratio
from questions.checks.algebra.expression import Expression, Quotient
from questions.checks.algebra.items import Item, expression_of
from questions.checks.algebra.task import Found, number, task
from questions.checks.algebra.values import value_or_none


def terms(item: Item | None) -> list[Fraction] | None:
    """The terms of `a : b : c`."""
    node, listed = expression_of(item), list[Expression]()
    while isinstance(node, Quotient) and node.sign == ":":
        listed.insert(0, node.bottom)
        node = node.top
    if node is None or not listed:
        return None
    values = [value_or_none(one) for one in (node, *listed)]
    known = [one for one in values if isinstance(one, Fraction)]
    return known if len(known) == len(values) and all(known) else None


def _simplest(found: Found) -> Answer | None:
    known = terms(found["r"])
    if known is None:
        return None
    scale = lcm(*(one.denominator for one in known))
    whole = [int(one * scale) for one in known]
    shared = gcd(*whole)
    return Ratio(tuple(one // shared for one in whole))


def _shares(found: Found) -> list[Fraction] | None:
    known, whole = terms(found["r"]), number(found["n"])
    if known is None or not isinstance(whole, Fraction):
        return None
    return sorted(whole * one / sum(known) for one in known)


def _larger(found: Found) -> Answer | None:
    shares = _shares(found)
    return None if shares is None else Amount(shares[-1], found["n"].unit)


def _smaller(found: Found) -> Answer | None:
    shares = _shares(found)
    return None if shares is None else Amount(shares[0], found["n"].unit)


_SKIP = "share divide in ratio to item when"

TASKS = (
    task(
        "n:NQ r:AC larger_share; larger_share n:NQ r:AC; r:AC n:NQ larger_share; larger_share r:AC n:NQ", _larger, _SKIP
    ),
    task(
        "n:NQ r:AC smaller_share; smaller_share n:NQ r:AC; r:AC n:NQ smaller_share; smaller_share r:AC n:NQ",
        _smaller,
        _SKIP,
    ),
    task("ratio|lowest r:AC; r:AC ratio|lowest", _simplest, "in lowest simplify ratio convert to item"),
)
