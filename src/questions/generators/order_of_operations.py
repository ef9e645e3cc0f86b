"""Order of operations: expressions of two to four steps, with brackets, and with powers from grade 6."""

from collections.abc import Callable

from msgspec import Struct

from questions import numbers
from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip

_FIRST_GRADE_WITH_POWERS = 6


class Worked(Struct, frozen=True):
    """An expression, what it becomes after each step, and the values of misconceptions."""

    expression: str
    steps: tuple[str, ...]
    answer: int
    wrong: tuple[tuple[int, str], ...]


class Signs(Struct, frozen=True):
    times: str
    over: str


def _sum_and_product(draw: Draw, signs: Signs) -> Worked:
    a, b, c = draw.between(2, 40), draw.between(2, 9), draw.between(2, 9)
    return Worked(
        f"{a} + {b} {signs.times} {c}",
        (f"{a} + {b * c}",),
        a + b * c,
        (((a + b) * c, "left_to_right"), (a + b + c, "added")),
    )


def _product_minus(draw: Draw, signs: Signs) -> Worked:
    b, c = draw.between(3, 9), draw.between(3, 9)
    a = b * c + draw.between(1, 40)
    return Worked(
        f"{a} - {b} {signs.times} {c}",
        (f"{a} - {b * c}",),
        a - b * c,
        (((a - b) * c, "left_to_right"), (a + b * c, "sign")),
    )


def _quotient_in_sum(draw: Draw, signs: Signs) -> Worked:
    c, quotient = draw.between(2, 9), draw.between(2, 9)
    a, b = c * draw.between(2, 9), c * quotient
    wrong = (((a + b) // c, "left_to_right"), (a + b - c, "subtracted"))
    return Worked(f"{a} + {b} {signs.over} {c}", (f"{a} + {quotient}",), a + quotient, wrong)


def _bracket_times(draw: Draw, signs: Signs) -> Worked:
    a, b, c, d = draw.between(2, 12), draw.between(2, 12), draw.between(2, 9), draw.between(1, 12)
    product = (a + b) * c
    wrong = ((a + b * c - d, "brackets_ignored"), (product + d, "sign"), (a * c + b - d, "brackets_ignored"))
    return Worked(
        f"({a} + {b}) {signs.times} {c} - {d}",
        (f"{a + b} {signs.times} {c} - {d}", f"{product} - {d}"),
        product - d,
        wrong,
    )


def _two_products(draw: Draw, signs: Signs) -> Worked:
    a, b, c, d = (draw.between(2, 9) for _ in range(4))
    wrong = (((a * b + c) * d, "left_to_right"), (a * (b + c) * d, "added_first"))
    expression = f"{a} {signs.times} {b} + {c} {signs.times} {d}"
    return Worked(expression, (f"{a * b} + {c * d}",), a * b + c * d, wrong)


def _bracket_after_minus(draw: Draw, signs: Signs) -> Worked:
    c, d, e = draw.between(6, 15), draw.between(1, 5), draw.between(2, 6)
    product = (c - d) * e
    a = product + draw.between(1, 40)
    wrong = ((a - c - d * e, "brackets_ignored"), ((a - (c - d)) * e, "left_to_right"), (a + product, "sign"))
    expression = f"{a} - ({c} - {d}) {signs.times} {e}"
    return Worked(expression, (f"{a} - {c - d} {signs.times} {e}", f"{a} - {product}"), a - product, wrong)


def _nested(draw: Draw, signs: Signs) -> Worked:
    d, quotient = draw.between(2, 9), draw.between(2, 9)
    c, a, e = d * quotient, draw.between(2, 9), draw.between(2, 20)
    b = quotient + draw.between(2, 20)
    inner = b - quotient
    wrong = ((a * b - quotient + e, "brackets_ignored"), (a * (inner + e), "added_first"), (a * inner - e, "sign"))
    return Worked(
        f"{a} {signs.times} ({b} - {c} {signs.over} {d}) + {e}",
        (f"{a} {signs.times} ({b} - {quotient}) + {e}", f"{a} {signs.times} {inner} + {e}", f"{a * inner} + {e}"),
        a * inner + e,
        wrong,
    )


def _long_chain(draw: Draw, signs: Signs) -> Worked:
    b, quotient = draw.between(2, 9), draw.between(3, 12)
    a, c, d = b * quotient, draw.between(2, 9), draw.between(2, 9)
    e = draw.between(1, 20)
    wrong = (
        ((quotient + c) * d - e, "left_to_right"),
        (quotient + c * (d - e), "subtracted_first"),
        (quotient + c + d - e, "added"),
    )
    return Worked(
        f"{a} {signs.over} {b} + {c} {signs.times} {d} - {e}",
        (f"{quotient} + {c * d} - {e}",),
        quotient + c * d - e,
        wrong,
    )


def _power(draw: Draw, signs: Signs) -> Worked:
    a, b, c, d = draw.between(1, 6), draw.between(1, 6), draw.between(2, 6), draw.between(2, 6)
    square = (a + b) ** 2
    wrong = (
        (a * a + b * b - c * d, "squared_apart"),
        (2 * (a + b) - c * d, "doubled"),
        (a + b * b - c * d, "brackets_ignored"),
    )
    return Worked(
        f"({a} + {b})^2 - {c} {signs.times} {d}",
        (f"{a + b}^2 - {c} {signs.times} {d}", f"{square} - {c * d}"),
        square - c * d,
        wrong,
    )


_EASY = (_sum_and_product, _product_minus, _quotient_in_sum)
_MEDIUM = (_bracket_times, _two_products, _bracket_after_minus)
_HARD = (_nested, _long_chain, _bracket_after_minus)


def _forms(draw: Draw) -> tuple[Callable[[Draw, Signs], Worked], ...]:
    hard = (*_HARD, _power) if draw.grade >= _FIRST_GRADE_WITH_POWERS else _HARD
    return draw.by_difficulty(_EASY, _MEDIUM, hard)


def draw_expression(draw: Draw, _parameters: Parameters) -> Fact:
    """One expression whose value is a whole number, not negative."""
    signs = Signs(draw.say("times"), draw.say("divided_by"))
    worked = draw.random.choice(_forms(draw))(draw, signs)
    while worked.answer < 0:
        worked = draw.random.choice(_forms(draw))(draw, signs)
    chain = " = ".join((worked.expression, *worked.steps, numbers.latex(worked.answer, draw.language)))
    near = ((worked.answer + 1, "arithmetic"), (worked.answer + 10, "arithmetic"), (worked.answer - 2, "arithmetic"))
    return Fact(
        identity=worked.expression,
        statement=rf"\({worked.expression} = @\)",
        value=values.whole(worked.answer, draw.language),
        solution=draw.say("solve", chain=chain),
        slips=tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in (*worked.wrong, *near)),
    )


KINDS: tuple[SkillKind, ...] = (SkillKind("order_of_operations.any", range(3, 10), draw_expression),)
