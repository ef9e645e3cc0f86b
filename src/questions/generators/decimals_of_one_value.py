"""What one decimal is: comparing, rounding, and its fraction."""

from decimal import Decimal
from fractions import Fraction
from math import gcd

from questions import numbers
from questions.generators import values
from questions.generators.decimals_arithmetic import decimal_slips, digits_of, places_of, random_decimal
from questions.generators.fractions_arithmetic import chain, over
from questions.generators.fractions_of_one_value import as_written, sign_of, sign_value
from questions.generators.model import Cloze, Draw, Fact, Parameters, Slip

_MAX_PLACES = 4


def draw_comparison(draw: Draw, _parameters: Parameters) -> Fact:
    """Pairs that trap those who read the decimal part as a whole number: 0.35 and 0.4."""
    whole = draw.between(0, 9)
    first = whole + random_decimal(draw, draw.between(1, draw.by_difficulty(2, 2, 3)), 0)
    second = whole + random_decimal(draw, draw.between(1, draw.by_difficulty(2, 3, 3)), 0)
    if draw.random.random() < 0.12 and draw.grade > 3:
        second = first.quantize(Decimal(1).scaleb(-places_of(first) - 1))
    right = sign_of(Fraction(first), Fraction(second))
    as_wholes = sign_of(Fraction(digits_of(first)), Fraction(digits_of(second)))
    wrong = sorted((sign for sign in "<>=" if sign != right), key=lambda sign: sign != as_wholes)
    places = Decimal(1).scaleb(-max(places_of(first), places_of(second)))
    left_text, right_text = draw.latex(first), draw.latex(second)
    extended = f"{draw.latex(first.quantize(places))} {right} {draw.latex(second.quantize(places))}"
    return Fact(
        identity=f"{first} ? {second}",
        statement=rf"\({left_text} @ {right_text}\)",
        value=sign_value(right),
        solution=draw.say(
            "compare_steps", extended=rf"\({extended}\)", statement=rf"\({left_text} {right} {right_text}\)"
        ),
        slips=tuple(Slip(sign_value(sign), "read_as_wholes") for sign in wrong),
        task=draw.say("compare", statement=rf"\({left_text} \square {right_text}\)"),
        cloze=Cloze(draw.say("sign_gap", left=rf"\({left_text}\)", right=rf"\({right_text}\)"), (sign_value(right),)),
        rank=values.decimal(first, draw.language),
        distractors=2,
    )


_PLACE_NAMES = {0: "units", 1: "tenths", 2: "hundredths", 3: "thousandths"}
_PLACE_OF = {name: place for place, name in _PLACE_NAMES.items()}


def draw_rounded(draw: Draw, parameters: Parameters) -> Fact:
    place = _PLACE_OF[parameters.word("to")] if "to" in parameters else draw.between(0, draw.by_difficulty(1, 2, 3))
    extra = draw.by_difficulty(1, draw.between(1, 2), 2)
    number = random_decimal(draw, min(place + extra, _MAX_PLACES), draw.by_difficulty(9, 20, 99))
    step = Decimal(1).scaleb(-place)
    down = (number // step) * step
    rounds_up = number - down >= step / 2
    right = (down + step if rounds_up else down).quantize(step)
    next_digit = int(number.scaleb(place + 1)) % 10
    task = draw.say("round", number=rf"\({draw.latex(number)}\)", place=draw.say(f"to_{_PLACE_NAMES[place]}"))
    wrong = (
        ((down if rounds_up else down + step).quantize(step), "rounded_the_wrong_way"),
        (number.quantize(step / 10), "wrong_place") if extra > 1 else (down + 2 * step, "counted_on"),
        (number.quantize(step * 10) if place else Decimal(round(number, -1)), "wrong_place"),
        (down - step, "counted_on"),
    )
    return Fact(
        identity=f"round {number} to {place}",
        statement=draw.say("rounded", number=rf"\({draw.latex(number)}\)", place=draw.say(f"to_{_PLACE_NAMES[place]}")),
        value=as_written(values.decimal(right, draw.language))
        if right % 1 == 0 and place
        else values.decimal(right, draw.language),
        solution=draw.say(
            "round_up_steps" if rounds_up else "round_down_steps",
            digit=next_digit,
            equation=rf"\({draw.latex(number)} \approx {draw.latex(right)}\)",
        ),
        slips=tuple(Slip(values.decimal(number, draw.language), mistake) for number, mistake in wrong if number > 0),
        task=task,
    )


def _simple_decimal(draw: Draw) -> Fraction:
    """A proper fraction whose decimal ends soon."""
    bottom = draw.random.choice(draw.by_difficulty((2, 4, 5, 10), (4, 5, 8, 10, 20, 25), (8, 16, 20, 25, 40, 50, 125)))
    top = draw.random.choice([top for top in range(1, bottom) if gcd(top, bottom) == 1])
    return Fraction(top, bottom) + draw.by_difficulty(
        0, draw.random.choice((0, 0, 1, 2)), draw.random.choice((0, 0, 1, 2, 3))
    )


def draw_to_fraction(draw: Draw, _parameters: Parameters) -> Fact:
    number = _simple_decimal(draw)
    shown = numbers.exact_decimal(number)
    places = places_of(shown)
    over_power = over(digits_of(shown), 10**places)
    digits = digits_of(shown % 1)
    wrong = (
        (Fraction(digits_of(shown), 10 ** (places + 1)), "wrong_power"),
        (Fraction(digits_of(shown), 10 ** (places - 1)), "wrong_power"),
        (Fraction(1, digits) if digits > 1 else Fraction(1, 100), "digits_as_denominator"),
        (1 / number, "turned_over"),
        (number + Fraction(1, number.denominator), "numerator_slip"),
    )
    return Fact(
        identity=f"to fraction {shown}",
        statement=rf"\({draw.latex(shown)} = @\)",
        value=as_written(values.mixed(number, draw.language)),
        solution=draw.say(
            "to_fraction_steps",
            chain=chain(draw.latex(shown), over_power, draw.latex(number), numbers.latex_mixed(number, draw.language)),
        ),
        slips=tuple(Slip(values.mixed(value, draw.language), mistake) for value, mistake in wrong),
        task=draw.say("to_fraction", subject=rf"\({draw.latex(shown)}\)"),
    )


def draw_from_fraction(draw: Draw, _parameters: Parameters) -> Fact:
    number = _simple_decimal(draw)
    shown = numbers.latex_mixed(number, draw.language)
    exact = numbers.exact_decimal(number)
    places = places_of(exact)
    side_by_side = Decimal(f"{number.numerator}.{number.denominator}")
    power = over(digits_of(exact), 10**places)
    return Fact(
        identity=f"from fraction {number}",
        statement=rf"\({shown} = @\)",
        value=as_written(values.decimal_of(number, draw.language)),
        solution=draw.say("from_fraction_steps", chain=chain(shown, draw.latex(number), power, draw.latex(exact))),
        slips=decimal_slips(
            draw,
            (side_by_side, "parts_with_a_point"),
            (Decimal(f"0.{number.denominator}"), "digits_as_denominator"),
            (exact * 10, "decimal_point"),
            (exact / 10, "decimal_point"),
        ),
        task=draw.say("from_fraction", subject=rf"\({shown}\)"),
    )
