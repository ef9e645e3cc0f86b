"""Squares, cubes, powers, the laws of exponents and scientific notation."""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from questions import numbers
from questions.generators import values
from questions.generators.fractions_arithmetic import chain, either
from questions.generators.fractions_of_one_value import as_written
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value

_FIRST_GRADE_WITH_LETTERS = 7


def _slips(draw: Draw, *wrong: tuple[int, str]) -> tuple[Slip, ...]:
    return tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in wrong if number > 0)


def _power(draw: Draw, base: int, exponent: int, key: str) -> Fact:
    product = f" {draw.say('times')} ".join([str(base)] * exponent)
    answer = base**exponent
    return Fact(
        identity=f"{base}^{exponent}",
        statement=rf"\({base}^{{{exponent}}} = @\)",
        value=values.whole(answer, draw.language),
        solution=draw.say(key, chain=f"{base}^{{{exponent}}} = {product} = {draw.latex(answer)}", exponent=exponent),
        slips=_slips(
            draw,
            (base * exponent, "base_times_exponent"),
            (base + exponent, "base_plus_exponent"),
            (base ** (exponent - 1), "one_factor_less"),
            (exponent**base if base < 7 and exponent > 1 else 0, "base_and_exponent_swapped"),
            (base ** (exponent + 1), "one_factor_more"),
            ((base + 1) ** exponent, "counted_on"),
        ),
    )


def draw_square(draw: Draw, _parameters: Parameters) -> Fact:
    return _power(draw, draw.between(*draw.by_difficulty((2, 12), (5, 20), (11, 30))), 2, "power_steps")


def draw_cube(draw: Draw, _parameters: Parameters) -> Fact:
    return _power(draw, draw.between(*draw.by_difficulty((1, 6), (2, 10), (4, 15))), 3, "power_steps")


def draw_power(draw: Draw, _parameters: Parameters) -> Fact:
    base = draw.between(2, draw.by_difficulty(5, 10, 12))
    highest = {2: 10, 3: 6, 4: 5, 5: 5, 10: 7}.get(base, 3)
    return _power(draw, base, draw.between(2, min(highest, draw.by_difficulty(3, 5, 10))), "power_steps")


def _base(draw: Draw) -> str:
    if draw.grade >= _FIRST_GRADE_WITH_LETTERS and draw.random.random() < 0.5:
        return draw.random.choice("abcmnxy")
    return str(draw.random.choice((2, 3, 5, 6, 7, 10)))


def _exponents(draw: Draw) -> tuple[int, int]:
    high = draw.by_difficulty(6, 9, 12)
    first, second = draw.between(2, high), draw.between(2, high)
    if draw.by_difficulty(False, False, draw.grade >= 8) and draw.random.random() < 0.5:
        second = -second
    return first, second


def power_value(base: str, exponent: int) -> Value:
    written = f"{base}^{exponent}"
    return values.written(rf"\({base}^{{{exponent}}}\)", written, written)


class Law(Struct, frozen=True):
    """One use of a law of exponents: `exponent` shows how the answer's exponent is found, `name` finds the phrases."""

    name: str
    base: str
    shown: str
    exponent: str
    answer: int
    wrong: tuple[tuple[int, str], ...]


def _law(draw: Draw, law: Law) -> Fact:
    return Fact(
        identity=law.shown,
        statement=rf"\({law.shown} = @\)",
        value=power_value(law.base, law.answer),
        solution=draw.say(
            law.name, chain=chain(law.shown, f"{law.base}^{{{law.exponent}}}", f"{law.base}^{{{law.answer}}}")
        ),
        slips=tuple(Slip(power_value(law.base, number), mistake) for number, mistake in law.wrong),
        task=draw.say("as_power", subject=rf"\({law.shown}\)"),
    )


def _bracketed(number: int) -> str:
    return f"({number})" if number < 0 else str(number)


def draw_product_law(draw: Draw, _parameters: Parameters) -> Fact:
    base, (first, second) = _base(draw), _exponents(draw)
    shown = f"{base}^{{{first}}} {draw.say('times')} {base}^{{{second}}}"
    total = first + second
    wrong = (
        (first * second, "exponents_multiplied"),
        (first - second, "exponents_subtracted"),
        (total + 1, "counted_on"),
        (total - 1, "counted_on"),
    )
    return _law(draw, Law("product_law", base, shown, f"{first} + {_bracketed(second)}", total, wrong))


def draw_quotient_law(draw: Draw, _parameters: Parameters) -> Fact:
    base, (second, extra) = _base(draw), _exponents(draw)
    first = second + extra
    shown = f"{base}^{{{first}}} {draw.say('divided_by')} {base}^{{{second}}}"
    wrong = (
        (first + second, "exponents_added"),
        (first * second, "exponents_multiplied"),
        (extra + 1, "counted_on"),
        (extra - 1, "counted_on"),
    )
    return _law(draw, Law("quotient_law", base, shown, f"{first} - {_bracketed(second)}", extra, wrong))


def draw_power_law(draw: Draw, _parameters: Parameters) -> Fact:
    base, (first, second) = _base(draw), _exponents(draw)
    shown = rf"\left({base}^{{{first}}}\right)^{{{second}}}"
    product = first * second
    wrong = (
        (first + second, "exponents_added"),
        (product + first, "counted_on"),
        (product - first, "counted_on"),
        (first - second, "exponents_subtracted"),
    )
    exponent = f"{first} {draw.say('times')} {_bracketed(second)}"
    return _law(draw, Law("power_law", base, shown, exponent, product, wrong))


def scientific(draw: Draw, mantissa: Decimal, exponent: int) -> Value:
    number = Fraction(mantissa) * Fraction(10) ** exponent
    text = rf"\({draw.latex(mantissa)} {draw.say('scientific_times')} 10^{{{exponent}}}\)"
    return Value(text, number, None, (f"{numbers.plain(mantissa, draw.language)} · 10^{exponent}",))


def _scientific_parts(draw: Draw) -> tuple[Decimal, int]:
    digits = draw.between(1, draw.by_difficulty(1, 2, 3))
    mantissa = Decimal(draw.between(10**digits, 10 ** (digits + 1) - 1)).scaleb(-digits).normalize()
    exponent = draw.between(*draw.by_difficulty((2, 5), (3, 7), (3, 9)))
    if draw.random.random() < draw.by_difficulty(0, 0.3, 0.5):
        exponent = -draw.between(2, 6)
    return Decimal(format(mantissa, "f")), exponent


def draw_to_scientific(draw: Draw, _parameters: Parameters) -> Fact:
    mantissa, exponent = _scientific_parts(draw)
    ordinary = Decimal(format((mantissa.scaleb(exponent)).normalize(), "f"))
    shown = draw.latex(ordinary)
    wrong = ((exponent + 1, "one_place_off"), (exponent - 1, "one_place_off"), (-exponent, "sign_of_exponent"))
    return Fact(
        identity=f"to scientific {ordinary}",
        statement=rf"\({shown} = @\)",
        value=scientific(draw, mantissa, exponent),
        solution=draw.say(
            "to_scientific_steps",
            places=abs(exponent),
            mantissa=draw.latex(mantissa),
            chain=chain(shown, scientific(draw, mantissa, exponent).text[2:-2]),
        ),
        slips=tuple(Slip(scientific(draw, mantissa, number), mistake) for number, mistake in wrong),
        task=draw.say("to_scientific", subject=rf"\({shown}\)"),
    )


def draw_from_scientific(draw: Draw, _parameters: Parameters) -> Fact:
    mantissa, exponent = _scientific_parts(draw)
    shown = scientific(draw, mantissa, exponent).text[2:-2]
    number = Fraction(mantissa) * Fraction(10) ** exponent
    wrong = (
        (number * 10, "one_place_off"),
        (number / 10, "one_place_off"),
        (Fraction(mantissa) / Fraction(10) ** exponent, "sign_of_exponent"),
        (number * 100, "one_place_off"),
    )
    value = values.decimal_of(number, draw.language)
    return Fact(
        identity=f"from scientific {shown}",
        statement=rf"\({shown} = @\)",
        value=value,
        solution=draw.say("from_scientific_steps", exponent=exponent, chain=chain(shown, as_written(value).text[2:-2])),
        slips=tuple(Slip(values.decimal_of(wrong_number, draw.language), mistake) for wrong_number, mistake in wrong),
        task=draw.say("from_scientific", subject=rf"\({shown}\)"),
    )


KINDS = (
    SkillKind("powers.laws", range(7, 12), either(draw_product_law, draw_quotient_law, draw_power_law)),
    SkillKind("powers.squares", range(4, 10), draw_square, is_recall=True),
    SkillKind("powers.cubes", range(5, 10), draw_cube, is_recall=True),
    SkillKind("powers.squares_and_cubes", range(5, 10), either(draw_square, draw_cube), is_recall=True),
    SkillKind("powers.powers", range(5, 10), draw_power),
    SkillKind("powers.product_law", range(7, 12), draw_product_law),
    SkillKind("powers.quotient_law", range(7, 12), draw_quotient_law),
    SkillKind("powers.power_law", range(7, 12), draw_power_law),
    SkillKind("powers.product_and_quotient_laws", range(7, 12), either(draw_product_law, draw_quotient_law)),
    SkillKind("powers.scientific", range(7, 12), either(draw_to_scientific, draw_from_scientific)),
)
