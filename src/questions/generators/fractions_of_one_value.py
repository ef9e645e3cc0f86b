"""What one fraction is: equal fractions, lowest terms, comparing, mixed numbers, a fraction of a number."""

from fractions import Fraction
from math import gcd

from questions import numbers
from questions.generators import values
from questions.generators.fractions_arithmetic import chain, over, proper
from questions.generators.model import Cloze, Draw, Fact, Parameters, Slip, Value


def _whole_slips(draw: Draw, *wrong: tuple[int | Fraction, str]) -> tuple[Slip, ...]:
    return tuple(
        Slip(values.whole(int(number), draw.language), mistake)
        for number, mistake in wrong
        if number > 0 and Fraction(number).denominator == 1
    )


def as_written(value: Value) -> Value:
    """An answer that must be written in this very form, so that an equal number is not enough."""
    return Value(value.text, value.key, None, value.spellings[:1])


def draw_equivalent(draw: Draw, _parameters: Parameters) -> Fact:
    """A missing numerator or denominator of an equal fraction."""
    bottom = draw.between(*draw.by_difficulty((2, 6), (3, 9), (5, 12)))
    top, factor = proper(draw, bottom), draw.between(*draw.by_difficulty((2, 4), (2, 8), (4, 12)))
    known, missing = (bottom, top) if draw.random.random() < 0.6 else (top, bottom)
    asks_top = known == bottom
    gap = over("@", bottom * factor) if asks_top else over(top * factor, "@")
    return Fact(
        identity=f"{top}/{bottom} = {gap}",
        statement=rf"\({over(top, bottom)} = {gap}\)",
        value=values.whole(missing * factor, draw.language),
        solution=draw.say(
            "equivalent_steps" if asks_top else "equivalent_bottom_steps",
            known=known,
            known_now=known * factor,
            factor=factor,
            chain=chain(over(top, bottom), over(top * factor, bottom * factor)),
            missing=missing,
            answer=missing * factor,
        ),
        slips=_whole_slips(
            draw,
            (missing + known * factor - known, "same_number_added"),
            (missing, "part_unchanged"),
            (factor, "factor_only"),
            (missing * (factor + 1), "counted_on"),
            (missing + factor, "factor_added"),
        ),
    )


def draw_simplified(draw: Draw, _parameters: Parameters) -> Fact:
    bottom = draw.between(*draw.by_difficulty((2, 6), (3, 10), (5, 16)))
    top, factor = proper(draw, bottom), draw.between(*draw.by_difficulty((2, 5), (2, 9), (6, 18)))
    big_top, big_bottom = top * factor, bottom * factor
    shown = over(big_top, big_bottom)
    wrong = (
        (Fraction(big_top - 1, big_bottom - 1), "same_number_subtracted"),
        (Fraction(top, big_bottom), "only_numerator_divided"),
        (Fraction(big_top, bottom), "only_denominator_divided"),
        (Fraction(bottom, top), "turned_over"),
    )
    return Fact(
        identity=f"simplify {shown}",
        statement=rf"\({shown} = @\)",
        value=as_written(values.fraction(Fraction(top, bottom), draw.language)),
        solution=draw.say(
            "simplify_steps", factor=factor, top=big_top, bottom=big_bottom, chain=chain(shown, over(top, bottom))
        ),
        slips=tuple(Slip(values.fraction(number, draw.language), mistake) for number, mistake in wrong if number > 0),
        task=draw.say("simplify", subject=rf"\({shown}\)"),
    )


def _pair(draw: Draw) -> tuple[tuple[int, int], tuple[int, int]]:
    """Two fractions to compare: of equal denominators or numerators when easy, otherwise unlike; sometimes equal."""
    low, high = draw.by_difficulty((3, 9), (3, 10), (5, 16))
    bottom, other = draw.between(low, high), draw.between(low, high)
    first = (proper(draw, bottom), bottom)
    if draw.random.random() < 0.15:
        factor = draw.between(2, 4)
        return first, (first[0] * factor, bottom * factor)
    if draw.random.random() < draw.by_difficulty(0.6, 0.2, 0):
        return first, (draw.between(1, bottom - 1), bottom)
    if draw.random.random() < draw.by_difficulty(1, 0.3, 0.1):
        return (1, bottom), (1, other)
    return first, (proper(draw, other), other)


def sign_value(sign: str) -> Value:
    return values.written(rf"\({sign}\)", sign, sign)


def sign_of(first: Fraction, second: Fraction) -> str:
    return "<" if first < second else ">" if first > second else "="


def draw_comparison(draw: Draw, _parameters: Parameters) -> Fact:
    (a, b), (c, d) = _pair(draw)
    if (a, b) == (c, d):
        return draw_comparison(draw, _parameters)
    right = sign_of(Fraction(a, b), Fraction(c, d))
    common = b * d // gcd(b, d)
    extended = f"{over(a * common // b, common)} {right} {over(c * common // d, common)}"
    key = "compare_like_steps" if b == d else "compare_steps"
    wrong = [sign for sign in "<>=" if sign != right]
    by_parts = sign_of(Fraction(a + b), Fraction(c + d))
    wrong.sort(key=lambda sign: sign != by_parts)
    return Fact(
        identity=f"{a}/{b} ? {c}/{d}",
        statement=rf"\({over(a, b)} @ {over(c, d)}\)",
        value=sign_value(right),
        solution=draw.say(
            key, common=common, extended=rf"\({extended}\)", statement=rf"\({over(a, b)} {right} {over(c, d)}\)"
        ),
        slips=tuple(Slip(sign_value(sign), "compared_by_parts") for sign in wrong),
        task=draw.say("compare", statement=rf"\({over(a, b)} \square {over(c, d)}\)"),
        cloze=Cloze(draw.say("sign_gap", left=rf"\({over(a, b)}\)", right=rf"\({over(c, d)}\)"), (sign_value(right),)),
        rank=values.unreduced(a, b, draw.language),
        distractors=2,
    )


def _mixed_parts(draw: Draw) -> tuple[int, int, int]:
    bottom = draw.between(*draw.by_difficulty((2, 5), (3, 9), (6, 15)))
    return draw.between(1, draw.by_difficulty(4, 9, 12)), proper(draw, bottom), bottom


def draw_to_mixed(draw: Draw, _parameters: Parameters) -> Fact:
    whole, top, bottom = _mixed_parts(draw)
    improper = whole * bottom + top
    number = Fraction(improper, bottom)
    wrong = (
        (Fraction(top * bottom + whole, bottom), "parts_swapped"),
        (number + 1, "whole_part_slip"),
        (number - 1, "whole_part_slip"),
        (whole + Fraction(bottom - top, bottom), "remainder_slip"),
    )
    return Fact(
        identity=f"to mixed {improper}/{bottom}",
        statement=rf"\({over(improper, bottom)} = @\)",
        value=as_written(values.mixed(number, draw.language)),
        solution=draw.say(
            "to_mixed_steps",
            improper=improper,
            bottom=bottom,
            whole=whole,
            rest=top,
            chain=chain(over(improper, bottom), numbers.latex_mixed(number, draw.language)),
        ),
        slips=tuple(Slip(values.mixed(value, draw.language), mistake) for value, mistake in wrong if value > 0),
        task=draw.say("to_mixed", subject=rf"\({over(improper, bottom)}\)"),
    )


def draw_to_improper(draw: Draw, _parameters: Parameters) -> Fact:
    whole, top, bottom = _mixed_parts(draw)
    number = Fraction(whole * bottom + top, bottom)
    shown = f"{whole}{over(top, bottom)}"
    wrong = (
        (Fraction(whole + top, bottom), "whole_added_to_numerator"),
        (Fraction(whole * top, bottom), "whole_times_numerator"),
        (Fraction(whole * bottom, bottom) - 1 + Fraction(top, bottom), "whole_part_slip"),
        (Fraction(whole * bottom + top + 1, bottom), "counted_on"),
        (Fraction(whole * 10 + top, bottom), "digits_joined"),
    )
    return Fact(
        identity=f"to improper {shown}",
        statement=rf"\({shown} = @\)",
        value=as_written(values.fraction(number, draw.language)),
        solution=draw.say(
            "to_improper_steps",
            chain=chain(shown, over(f"{whole} {draw.say('times')} {bottom} + {top}", bottom), draw.latex(number)),
        ),
        slips=tuple(Slip(values.fraction(value, draw.language), mistake) for value, mistake in wrong if value > 0),
        task=draw.say("to_improper", subject=rf"\({shown}\)"),
    )


def draw_of_number(draw: Draw, _parameters: Parameters) -> Fact:
    bottom = draw.between(*draw.by_difficulty((2, 5), (3, 10), (6, 15)))
    top = 1 if draw.by_difficulty(draw.random.random() < 0.6, False, False) else proper(draw, bottom)
    part = draw.between(*draw.by_difficulty((2, 6), (3, 12), (6, 25)))
    number, answer = bottom * part, top * part
    shown = draw.say("fraction_of", fraction=rf"\({over(top, bottom)}\)", number=rf"\({draw.latex(number)}\)")
    return Fact(
        identity=f"{top}/{bottom} of {number}",
        statement=rf"{shown} \(= @\)",
        value=values.whole(answer, draw.language),
        solution=draw.say(
            "fraction_of_steps",
            number=draw.latex(number),
            bottom=bottom,
            top=top,
            part=draw.latex(part),
            answer=draw.latex(answer),
        ),
        slips=_whole_slips(
            draw,
            (part, "only_divided") if top > 1 else (number - bottom, "subtracted_denominator"),
            (Fraction(number * bottom, top), "parts_swapped"),
            (number - answer, "other_part"),
            (number * top, "only_multiplied"),
            (answer + part, "counted_on"),
        ),
    )
