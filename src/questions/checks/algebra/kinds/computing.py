"""The value of an expression, also for given letters, and sums, products and the like in words."""

from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer, Sign
from questions.checks.algebra.calculus import derivative
from questions.checks.algebra.expression import (
    Call,
    Expression,
    Percent,
    Relation,
    Symbol,
    substituted,
    symbols,
)
from questions.checks.algebra.items import Item, expression_of
from questions.checks.algebra.task import Found, number, numbers, task
from questions.checks.algebra.values import Real, root, same, value_or_none


def _value(found: Found) -> Answer | None:
    item = found["v"]
    value = value_or_none(expression_of(item))
    if value is None:
        return None
    if isinstance(item.node, Percent):
        return None
    return Amount(value)


def _substituted(found: Found) -> Answer | None:
    given = dict(pair for name in ("i", "j", "k") if (pair := _assignment(found.get(name))) is not None)
    asked = expression_of(found["x"])
    if asked is None or symbols(asked) - set(given):
        return None
    value = value_or_none(asked, given)
    return None if value is None else Amount(value)


def _assignment(item: Item | None) -> tuple[str, Real] | None:
    if item is None or not isinstance(item.node, Relation) or not isinstance(item.node.sides[0], Symbol):
        return None
    value = value_or_none(item.node.sides[1])
    return None if value is None else (item.node.sides[0].name, value)


def _of_formula(found: Found) -> Answer | None:
    """The value of `y = 3x - 1` for a given x."""
    definition, given = found["r"].node, _assignment(found["i"])
    if (
        not isinstance(definition, Relation)
        or definition.signs != ("=",)
        or not isinstance(definition.sides[0], Symbol | Call)
    ):
        return None
    body = definition.sides[1]
    if given is None or symbols(body) != frozenset((given[0],)):
        return None
    value = value_or_none(body, dict([given]))
    return None if value is None else Amount(value)


def _called(found: Found) -> Answer | None:
    """f(2) or f'(2) of the function that the stem defines."""
    definition, asked = found["o"].node, found["f"].node
    if not isinstance(definition, Relation) or not isinstance(asked, Call):
        return None
    head, body = definition.sides
    if not isinstance(head, Call) or not isinstance(head.argument, Symbol) or head.name != asked.name or head.primes:
        return None
    for _ in range(asked.primes):
        slope = derivative(body, head.argument.name)
        if slope is None:
            return None
        body = slope
    value = value_or_none(substituted(body, {head.argument.name: asked.argument}))
    return None if value is None else Amount(value)


def _row(found: Found) -> list[Real] | None:
    values = numbers(found.get("l"))
    return values if values is not None and len(values) > 1 else None


def _sum(found: Found) -> Answer | None:
    values = _row(found)
    return None if values is None else Amount(sum(values, Fraction(0)))


def _difference(found: Found) -> Answer | None:
    values = _row(found)
    return Amount(values[0] - values[1]) if values is not None and len(values) == 2 and values[0] >= values[1] else None


def _subtracted(found: Found) -> Answer | None:
    """`Subtract a from b`, `a less than b`."""
    one, two = number(found["a"]), number(found["b"])
    return None if one is None or two is None else Amount(two - one)


def _more(found: Found) -> Answer | None:
    one, two = number(found["a"]), number(found["b"])
    return None if one is None or two is None else Amount(one + two)


def _gap_between(found: Found) -> Answer | None:
    one, two = number(found["a"]), number(found["b"])
    return None if one is None or two is None else Amount(abs(one - two))


def _times_as_much(found: Found) -> Answer | None:
    one, two = number(found["a"]), number(found["b"])
    return None if not one or not two else Amount(max(one, two) / min(one, two))


def _product(found: Found) -> Answer | None:
    result: Real = Fraction(1)
    for value in _row(found) or []:
        result = result * value
    return Amount(result) if _row(found) else None


def _quotient(found: Found) -> Answer | None:
    values = _row(found)
    if values is None or len(values) != 2 or not values[1]:
        return None
    return _whole(values[0] / values[1])


def _quotient_of(found: Found) -> Answer | None:
    value = value_or_none(expression_of(found["v"]))
    return None if value is None else _whole(value)


def _whole(value: Real) -> Answer | None:
    """A quotient that is whole; of any other it depends on the grade whether a remainder is meant."""
    return Amount(value) if isinstance(value, Fraction) and value.denominator == 1 else None


def _by_two(found: Found) -> Answer | None:
    one, two = number(found["a"]), number(found["b"])
    return None if one is None or not two else Amount(one / two)


def _times_two(found: Found) -> Answer | None:
    one, two = number(found["a"]), number(found["b"])
    return None if one is None or two is None else Amount(one * two)


def _times(found: Found, factor: Fraction) -> Answer | None:
    value = number(found["n"])
    return None if value is None else Amount(value * factor)


def _double(found: Found) -> Answer | None:
    return _times(found, Fraction(2))


def _triple(found: Found) -> Answer | None:
    return _times(found, Fraction(3))


def _half(found: Found) -> Answer | None:
    return _times(found, Fraction(1, 2))


def _opposite(found: Found) -> Answer | None:
    return _times(found, Fraction(-1))


def _reciprocal(found: Found) -> Answer | None:
    value = number(found["n"])
    return Amount(1 / value) if value else None


def _absolute(found: Found) -> Answer | None:
    value = number(found["n"])
    return None if value is None else Amount(abs(value))


def _square(found: Found) -> Answer | None:
    value = number(found["n"])
    return None if value is None else Amount(value * value)


def _cube(found: Found) -> Answer | None:
    value = number(found["n"])
    return None if value is None else Amount(value * value * value)


def _square_root(found: Found) -> Answer | None:
    value = number(found["n"])
    return None if value is None or value < 0 else Amount(root(value, Fraction(2)))


def _cube_root(found: Found) -> Answer | None:
    value = number(found["n"])
    return None if value is None else Amount(root(value, Fraction(3)))


def sign_between(one: Real, two: Real) -> str:
    return "=" if same(one, two) else "<" if one < two else ">"


def _compared(found: Found) -> Answer | None:
    if "k" in found:
        node = found["k"].node
        sides: tuple[Expression, ...] = node.sides if isinstance(node, Relation) else ()
        values = [value_or_none(side) for side in sides]
    else:
        values = list(numbers(found["l"]) or []) if "l" in found else [number(found["a"]), number(found["b"])]
    if len(values) != 2 or values[0] is None or values[1] is None:
        return None
    return Sign(sign_between(values[0], values[1]))


def _compared_quantities(found: Found) -> Answer | None:
    one, two = found["a"], found["b"]
    first, second = number(one), number(two)
    if (
        first is None
        or second is None
        or one.unit is None
        or two.unit is None
        or one.unit.dimension != two.unit.dimension
    ):
        return None
    return Sign(sign_between(first * one.unit.size, second * two.unit.size))


TASKS = (
    task("o:O f:F; f:F when o:O; f:F o:O", _called, "function when line solve from in item to"),
    task("k:K compare?; compare k:K; a:NAP g:G b:NAP compare; compare a:NAP g:G b:NAP; compare l:L; l:L compare; "
        "compare a:NA b:NA",
         _compared, "compare unknown item in between by with decimal fraction to"),
    task("compare? a:Q g:G b:Q compare?", _compared_quantities, "compare unknown item in between by"),
    task("x:X when i:I j:I? k:I?; x:X i:I j:I? k:I?; when i:I j:I? k:I? x:X; i:I j:I? k:I? x:X", _substituted,
         "when item equation simplify from in solve"),
    task("function r:RO when i:I; value function r:RO i:I; when i:I function r:RO; function r:RO i:I; r:RO "
        "function i:I", _of_formula, "when item line at"),
    task("sum l:L; l:L sum", _sum, "to from", is_strict=True),
    task("sum a:NA to b:NA; a:NA in b:NA sum; sum a:NA b:NA", _more, is_strict=True),
    task("difference l:L; l:L difference", _difference, "between se", is_strict=True),
    task("difference a:NA from|of b:NA; b:NA ka a:NA difference", _subtracted, is_strict=True),
    task("by? a:N less_than b:N; less_than b:N by a:N; b:N se a:N less_than", _subtracted, is_strict=True),
    task("by? a:N greater_than b:N; greater_than b:N by a:N; b:N se a:N greater_than", _more, is_strict=True),
    task("a:N times_more b:N", _times_two, "to in", is_strict=True),
    task("b:N times_less a:N", _by_two, "to in", is_strict=True),
    task("by_how_many a:N greater_than|less_than b:N; by_how_many b:N less_than a:N", _gap_between, "by is"),
    task("how_many_times a:N greater_than|less_than b:N", _times_as_much, "is"),
    task("product l:L; l:L product; multiply l:L; l:L multiply", _product, "multiply", is_strict=True),
    task("quotient l:L; l:L quotient", _quotient, "between", is_strict=True),
    task("quotient v:A; v:A quotient", _quotient_of, "item"),
    task("a:NA divide b:NA; divide a:NA by b:NA; divide a:NA b:NA; a:NA b:NA divide", _by_two, "to by from se"),
    task("a:NA multiply b:NA; multiply a:NA by b:NA; a:NA b:NA multiply", _times_two, "by from se expand"),
    task("double n:NA; n:NA double", _double, is_strict=True),
    task("triple n:NA; n:NA triple", _triple, is_strict=True),
    task("half n:NA; n:NA half", _half, "from", is_strict=True),
    task("opposite n:NA; n:NA opposite", _opposite, "to", is_strict=True),
    task("reciprocal n:NA; n:NA reciprocal", _reciprocal, "to item fraction", is_strict=True),
    task("absolute n:NA; n:NA absolute", _absolute, is_strict=True),
    task("square_root n:NA; n:NA square_root", _square_root, is_strict=True),
    task("cube_root n:NA; n:NA cube_root", _cube_root, is_strict=True),
    task("square_of n:NA; n:NA square_of", _square, is_strict=True),
    task("cube_of n:NA; n:NA cube_of", _cube, is_strict=True),
    task("v:A", _value, "solve simplify item equation sum difference product divide multiply power_form "
        "root in at unknown"),
)  # fmt: skip
