"""Derivatives, integrals and limits."""

from fractions import Fraction

from questions.checks.algebra import symbolic
from questions.checks.algebra.answers import Amount, Answer, Antiderivative, Same
from questions.checks.algebra.calculus import derivative
from questions.checks.algebra.expression import Call, Expression, Integral, Limit, Relation, Symbol, symbols
from questions.checks.algebra.items import Item, expression_of
from questions.checks.algebra.task import Found, number, task
from questions.checks.algebra.values import value_or_none


def _body(item: Item) -> tuple[Expression, str] | None:
    """The function and its letter, of `f(x) = …`, `y = …` or a bare expression."""
    node: Expression | None
    if isinstance(item.node, Relation):
        if len(item.node.sides) != 2 or not isinstance(item.node.sides[0], Call | Symbol):
            return None
        node = item.node.sides[1]
    else:
        node = expression_of(item)
    letters = frozenset[str]() if node is None else symbols(node)
    return (node, next(iter(letters))) if node is not None and len(letters) == 1 else None


def _derivative(found: Found) -> Answer | None:
    body = _body(found["f"])
    slope = None if body is None else derivative(*body)
    return None if slope is None else Same(slope)


def _derivative_at(found: Found) -> Answer | None:
    body, at = _body(found["f"]), found["i"]
    place = value_or_none(at.node.sides[1]) if isinstance(at.node, Relation) else number(at)
    slope = None if body is None else derivative(*body)
    if slope is None or body is None or place is None:
        return None
    value = value_or_none(slope, {body[1]: place})
    return None if value is None else Amount(value)


def _prime(found: Found) -> Answer | None:
    """f'(x) of the function that the stem defines."""
    asked = expression_of(found["x"])
    body = _body(found["o"])
    if not isinstance(asked, Call) or asked.primes != 1 or body is None or asked.argument != Symbol(body[1]):
        return None
    slope = derivative(*body)
    return None if slope is None else Same(slope)


def _integral(found: Found) -> Answer | None:
    node = expression_of(found["x"])
    if not isinstance(node, Integral):
        return None
    if node.low is None or node.high is None:
        return Antiderivative(node.body, node.variable) if symbols(node.body) <= {node.variable} else None
    value = symbolic.integrated(node)
    return None if value is None else Amount(value)


def _antiderivative(found: Found) -> Answer | None:
    body = _body(found["f"])
    return None if body is None else Antiderivative(*body)


def _limit(found: Found) -> Answer | None:
    node = expression_of(found["x"])
    value = symbolic.limit(node) if isinstance(node, Limit) else None
    return Amount(value) if isinstance(value, Fraction) else None


_SKIP = "function solve at when in point line antiderivative integral limit derivative item"

TASKS = (
    task(
        "derivative f:ORX i:IN; f:ORX derivative i:IN; i:IN f:ORX derivative; f:ORX i:IN derivative",
        _derivative_at,
        _SKIP,
    ),
    task("derivative f:ORX; f:ORX derivative", _derivative, _SKIP + " from"),
    task("o:O x:X; x:X o:O", _prime, _SKIP),
    task("x:XA", _integral, _SKIP),
    task("antiderivative f:ORX; f:ORX antiderivative", _antiderivative, _SKIP),
    task("x:XA", _limit, _SKIP),
)
