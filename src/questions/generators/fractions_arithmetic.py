"""Adding, subtracting, multiplying and dividing fractions and mixed numbers."""

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm

from msgspec import Struct

from questions import numbers
from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, Slip


class Operand(Struct, frozen=True):
    """A fraction or mixed number as written, not reduced."""

    top: int
    bottom: int
    whole: int = 0

    @property
    def improper_top(self) -> int:
        return self.whole * self.bottom + self.top

    @property
    def number(self) -> Fraction:
        return Fraction(self.improper_top, self.bottom)

    @property
    def latex(self) -> str:
        if self.bottom == 1:
            return str(self.improper_top)
        return (str(self.whole) if self.whole else "") + over(self.top, self.bottom)

    @property
    def improper(self) -> str:
        return over(self.improper_top, self.bottom) if self.bottom > 1 else str(self.improper_top)


def over(top: int | str, bottom: int | str) -> str:
    return rf"\frac{{{top}}}{{{bottom}}}"


def chain(*steps: str) -> str:
    """Steps of a calculation joined by equals signs; a step that changes nothing is left out."""
    return " = ".join(dict.fromkeys(steps))


def slips_of(draw: Draw, *wrong: tuple[Fraction | None, str]) -> tuple[Slip, ...]:
    """Positive wrong values with their misconceptions, printed like the answer."""
    return tuple(
        Slip(values.mixed(number, draw.language), mistake)
        for number, mistake in wrong
        if number is not None and number > 0
    )


def result(draw: Draw, number: Fraction) -> str:
    return numbers.latex_mixed(number, draw.language)


def proper(draw: Draw, bottom: int) -> int:
    """A numerator that makes a fraction in lowest terms."""
    return draw.random.choice([top for top in range(1, bottom) if gcd(top, bottom) == 1])


def _like(draw: Draw) -> tuple[Operand, Operand]:
    bottom = draw.between(*draw.by_difficulty((4, 9), (5, 15), (8, 24)))
    return Operand(draw.between(1, bottom - 1), bottom), Operand(draw.between(1, bottom - 1), bottom)


def _unlike(draw: Draw) -> tuple[Operand, Operand]:
    first = draw.between(*draw.by_difficulty((2, 5), (2, 9), (4, 15)))
    if draw.random.random() < draw.by_difficulty(1, 0.3, 0):
        second = first * draw.between(2, draw.by_difficulty(3, 4, 4))
    else:
        largest = draw.by_difficulty(12, 40, 120)
        second = draw.random.choice([b for b in range(2, 16) if first % b and b % first and lcm(first, b) <= largest])
    return Operand(proper(draw, first), first), Operand(proper(draw, second), second)


def _operands(draw: Draw, parameters: Parameters) -> tuple[Operand, Operand]:
    wanted = parameters.word("denominators") or draw.by_difficulty(
        "like", draw.random.choice(("like", "unlike")), "unlike"
    )
    first, second = _like(draw) if wanted == "like" else _unlike(draw)
    if draw.random.random() < 0.5:
        first, second = second, first
    if parameters.word("numbers") == "mixed":
        high = draw.by_difficulty(3, 5, 9)
        return (
            Operand(first.top, first.bottom, draw.between(1, high)),
            Operand(second.top, second.bottom, draw.between(1, high)),
        )
    return first, second


def _suits(draw: Draw, parameters: Parameters, first: Operand, second: Operand, sign: int) -> bool:
    total = first.number + sign * second.number
    if total <= 0:
        return False
    return parameters.word("numbers") == "mixed" or draw.by_difficulty(total < 1, total <= 1, True)


def _wrong_sums(first: Operand, second: Operand, sign: int) -> tuple[tuple[Fraction | None, str], ...]:
    (a, b), (c, d) = (first.improper_top, first.bottom), (second.improper_top, second.bottom)
    common = lcm(b, d)
    bottom = b + sign * d
    both = Fraction(a + sign * c, bottom) if bottom > 0 else Fraction(abs(a - c), abs(bottom)) if bottom else None
    return (
        (both, "denominators_too"),
        (Fraction(a + sign * c, common) if b != d else None, "numerators_not_extended"),
        (Fraction(a + sign * c, b * d) if b != d else Fraction(a + sign * c, 2 * b), "denominators_multiplied"),
        (Fraction(a + sign * c, max(b, d)) if b != d else None, "numerators_not_extended"),
        (first.number - sign * second.number, "other_operation"),
        (Fraction(a * (common // b) + sign * c * (common // d) + 1, common), "numerator_slip"),
    )


def _sum_steps(draw: Draw, first: Operand, second: Operand, sign: int, total: Fraction) -> str:
    operator = " + " if sign > 0 else " - "
    common = lcm(first.bottom, second.bottom)
    tops = first.improper_top * common // first.bottom, second.improper_top * common // second.bottom
    steps = chain(
        first.latex + operator + second.latex,
        first.improper + operator + second.improper,
        over(tops[0], common) + operator + over(tops[1], common),
        over(tops[0] + sign * tops[1], common),
        draw.latex(total),
        result(draw, total),
    )
    if first.bottom == second.bottom:
        return draw.say("like_steps" if sign > 0 else "like_difference_steps", chain=steps)
    return draw.say("unlike_steps", first=first.bottom, second=second.bottom, common=common, chain=steps)


def _suitable_operands(draw: Draw, parameters: Parameters, sign: int) -> tuple[Operand, Operand]:
    while True:
        first, second = _operands(draw, parameters)
        if sign < 0 and first.number < second.number:
            first, second = second, first
        if _suits(draw, parameters, first, second, sign):
            return first, second


def _sum(draw: Draw, parameters: Parameters, sign: int) -> Fact:
    first, second = _suitable_operands(draw, parameters, sign)
    total = first.number + sign * second.number
    expression = first.latex + (" + " if sign > 0 else " - ") + second.latex
    return Fact(
        identity=expression,
        statement=rf"\({expression} = @\)",
        value=values.mixed(total, draw.language),
        solution=_sum_steps(draw, first, second, sign, total),
        slips=slips_of(draw, *_wrong_sums(first, second, sign)),
    )


def draw_sum(draw: Draw, parameters: Parameters) -> Fact:
    return _sum(draw, parameters, 1)


def draw_difference(draw: Draw, parameters: Parameters) -> Fact:
    return _sum(draw, parameters, -1)


def either(*draws: Callable[[Draw, Parameters], Fact]) -> Callable[[Draw, Parameters], Fact]:
    """One of the operations by chance."""

    def draw_one(draw: Draw, parameters: Parameters) -> Fact:
        return draw.random.choice(draws)(draw, parameters)

    return draw_one


def _factor(draw: Draw, parameters: Parameters) -> Operand:
    bottom = draw.between(*draw.by_difficulty((2, 6), (3, 9), (4, 15)))
    whole = draw.between(1, draw.by_difficulty(2, 3, 5)) if parameters.word("numbers") == "mixed" else 0
    return Operand(proper(draw, bottom), bottom, whole)


def _factors(draw: Draw, parameters: Parameters) -> tuple[Operand, Operand]:
    first = _factor(draw, parameters)
    if parameters.word("by") == "whole":
        return first, Operand(draw.between(2, draw.by_difficulty(5, 9, 15)), 1)
    return first, _factor(draw, parameters)


def draw_product(draw: Draw, parameters: Parameters) -> Fact:
    first, second = _factors(draw, parameters)
    (a, b), (c, d) = (first.improper_top, first.bottom), (second.improper_top, second.bottom)
    times = f" {draw.say('times')} "
    total = first.number * second.number
    expression = first.latex + times + second.latex
    whole_slip = Fraction(a * c, b * c) if d == 1 and c > 1 else None
    steps = chain(
        expression,
        first.improper + times + second.improper,
        over(f"{a}{times}{c}", f"{b}{times}{d}") if d > 1 else over(f"{a}{times}{c}", b),
        over(a * c, b * d),
        draw.latex(total),
        result(draw, total),
    )
    return Fact(
        identity=expression,
        statement=rf"\({expression} = @\)",
        value=values.mixed(total, draw.language),
        solution=draw.say("product_steps" if d > 1 else "whole_product_steps", chain=steps),
        slips=slips_of(
            draw,
            (whole_slip, "denominator_multiplied_too"),
            (Fraction(a * d, b * c), "flipped"),
            (Fraction(a + c, b + d), "added_instead"),
            (Fraction(a * c, b + d), "denominators_added"),
            (Fraction(a * c + 1, b * d), "numerator_slip"),
        ),
    )


def draw_quotient(draw: Draw, parameters: Parameters) -> Fact:
    first, second = _factors(draw, parameters)
    (a, b), (c, d) = (first.improper_top, first.bottom), (second.improper_top, second.bottom)
    times, divided = f" {draw.say('times')} ", f" {draw.say('divided_by')} "
    total = first.number / second.number
    expression = first.latex + divided + second.latex
    steps = chain(
        expression,
        first.improper + divided + second.improper,
        first.improper + times + over(d, c),
        over(a * d, b * c),
        draw.latex(total),
        result(draw, total),
    )
    return Fact(
        identity=expression,
        statement=rf"\({expression} = @\)",
        value=values.mixed(total, draw.language),
        solution=draw.say("quotient_steps", chain=steps),
        slips=slips_of(
            draw,
            (first.number * second.number, "not_flipped"),
            (second.number / first.number, "wrong_one_flipped"),
            (1 / (first.number * second.number), "both_flipped"),
            (Fraction(a * d + 1, b * c), "numerator_slip"),
        ),
    )
