"""Simplify, expand, factorise: the key must be equal to the expression and written as asked."""

from questions.checks.algebra.answers import Answer, Same
from questions.checks.algebra.expression import Relation, symbols
from questions.checks.algebra.items import expression_of
from questions.checks.algebra.polynomials import NoPolynomial, polynomial
from questions.checks.algebra.task import Found, task
from questions.checks.algebra.tokens import GAP


def _simplified(found: Found) -> Answer | None:
    asked = expression_of(found["x"])
    return None if asked is None or GAP in symbols(asked) else Same(asked)


def _expanded(found: Found) -> Answer | None:
    asked = expression_of(found["x"])
    return None if asked is None or GAP in symbols(asked) else Same(asked, "sum")


def _factored(found: Found) -> Answer | None:
    asked = expression_of(found["x"])
    if asked is None:
        return None
    try:
        polynomial(asked)
    except NoPolynomial:
        return None
    return Same(asked, "product")


def _with_gap(found: Found) -> Answer | None:
    """`(x + 1)^2 = ___`: one side is the gap."""
    relation = found["e"].node
    if not isinstance(relation, Relation) or len(relation.sides) != 2 or relation.signs != ("=",):
        return None
    left, right = relation.sides
    if symbols(right) != frozenset((GAP,)) or not symbols(left) or GAP in symbols(left):
        return None
    return Same(left)


_SKIP = (
    "convert of from simplify expand factor item in sum difference product quotient power_form to polynomial "
    "lowest fraction"
)

TASKS = (
    task("factor x:X; x:X factor", _factored, _SKIP),
    task("expand x:X; x:X expand", _expanded, _SKIP),
    task("simplify|power_form|lowest|sum|difference|product x:X; x:X simplify|power_form", _simplified, _SKIP),
    task("power_form x:A; x:A power_form", _simplified, _SKIP),
    task("simplify|expand|factor|power_form? e:E; e:E simplify|expand|power_form", _with_gap, _SKIP),
)
