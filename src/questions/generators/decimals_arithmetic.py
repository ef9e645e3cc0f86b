"""The four operations with decimals, and moving the point by powers of ten."""

from decimal import Decimal
from fractions import Fraction

from questions import numbers
from questions.generators import values
from questions.generators.fractions_arithmetic import chain
from questions.generators.model import Draw, Fact, Parameters, Slip

_MAX_PLACES = 4


def random_decimal(draw: Draw, places: int, whole: int) -> Decimal:
    """A decimal with exactly `places` digits after the point, the last one not zero."""
    digits = draw.between(1, (whole + 1) * 10**places - 1)
    return Decimal(digits if digits % 10 else digits + draw.between(1, 9)).scaleb(-places)


def _places(draw: Draw, parameters: Parameters) -> int:
    return parameters.number("places") or draw.between(*draw.by_difficulty((1, 1), (1, 2), (2, 3)))


def _whole(draw: Draw) -> int:
    return draw.by_difficulty(9, 20, 99)


def decimal_slips(draw: Draw, *wrong: tuple[Decimal | None, str]) -> tuple[Slip, ...]:
    return tuple(
        Slip(values.decimal_of(Fraction(number), draw.language), mistake)
        for number, mistake in wrong
        if number is not None and number > 0
    )


def _right_aligned(first: Decimal, second: Decimal, sign: int) -> Decimal | None:
    """What comes out when the last digits stand under each other instead of the points."""
    places = max(places_of(first), places_of(second))
    if places_of(first) == places_of(second):
        return None
    return Decimal(digits_of(first) + sign * digits_of(second)).scaleb(-places)


def places_of(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def digits_of(number: Decimal) -> int:
    return int(number.scaleb(places_of(number)))


def _parts_apart(first: Decimal, second: Decimal) -> Decimal | None:
    """The sum of a pupil who adds whole parts and decimal parts as if they were two whole numbers: 1.5 + 2.7 = 3.12."""
    places = max(places_of(first), places_of(second))
    tail = digits_of(first % 1) + digits_of(second % 1)
    return Decimal(f"{int(first) + int(second)}.{tail}") if tail >= 10**places else None


def draw_sum(draw: Draw, parameters: Parameters) -> Fact:
    first, second = (random_decimal(draw, _places(draw, parameters), _whole(draw)) for _ in range(2))
    total = first + second
    return Fact(
        identity=f"{first}+{second}",
        statement=rf"\({draw.latex(first)} + {draw.latex(second)} = @\)",
        value=values.decimal_of(Fraction(total), draw.language),
        solution=draw.say("sum_steps", chain=_aligned(draw, first, second, "+", total)),
        slips=decimal_slips(
            draw,
            (_right_aligned(first, second, 1), "right_aligned"),
            (_parts_apart(first, second), "parts_apart"),
            (total - 1 if total > 1 else None, "carry_forgotten"),
            (total * 10, "decimal_point"),
            (total / 10, "decimal_point"),
        ),
    )


def _aligned(draw: Draw, first: Decimal, second: Decimal, sign: str, answer: Decimal) -> str:
    """Both numbers with equally many decimal places, then the answer."""
    places = Decimal(1).scaleb(-max(places_of(first), places_of(second)))
    filled = f"{draw.latex(first.quantize(places))} {sign} {draw.latex(second.quantize(places))}"
    return chain(f"{draw.latex(first)} {sign} {draw.latex(second)}", filled, _shown(draw, answer))


def _shown(draw: Draw, number: Decimal | Fraction) -> str:
    return draw.latex(Decimal(format(Decimal(numbers.exact_decimal(Fraction(number))).normalize(), "f")))


def draw_difference(draw: Draw, parameters: Parameters) -> Fact:
    second, first = sorted(random_decimal(draw, _places(draw, parameters), _whole(draw)) for _ in range(2))
    if first == second:
        first += 1
    left = first - second
    return Fact(
        identity=f"{first}-{second}",
        statement=rf"\({draw.latex(first)} - {draw.latex(second)} = @\)",
        value=values.decimal_of(Fraction(left), draw.language),
        solution=draw.say("difference_steps", chain=_aligned(draw, first, second, "-", left)),
        slips=decimal_slips(
            draw,
            (_right_aligned(first, second, -1), "right_aligned"),
            (left + 1, "borrowing_forgotten"),
            (first + second, "added_instead"),
            (left * 10, "decimal_point"),
            (left / 10, "decimal_point"),
        ),
    )


def draw_product(draw: Draw, parameters: Parameters) -> Fact:
    first = random_decimal(draw, _places(draw, parameters), draw.by_difficulty(1, 9, 20))
    second = (
        Decimal(draw.between(2, 9))
        if _by_whole(draw, parameters)
        else random_decimal(draw, 1, draw.by_difficulty(0, 4, 9))
    )
    product = first * second
    plain_product = (
        f"{digits_of(first)} {draw.say('times')} {digits_of(second)} = {digits_of(first) * digits_of(second)}"
    )
    return Fact(
        identity=f"{first}*{second}",
        statement=rf"\({draw.latex(first)} {draw.say('times')} {draw.latex(second)} = @\)",
        value=values.decimal_of(Fraction(product), draw.language),
        solution=draw.say(
            "product_steps",
            whole=plain_product,
            places=places_of(first) + places_of(second),
            equation=f"{draw.latex(first)} {draw.say('times')} {draw.latex(second)} = {_shown(draw, product)}",
        ),
        slips=decimal_slips(
            draw,
            (product * 10, "decimal_point"),
            (product / 10, "decimal_point"),
            (first + second, "added_instead_of_multiplied"),
            (product * 100, "decimal_point"),
        ),
    )


def _by_whole(draw: Draw, parameters: Parameters) -> bool:
    if "by" in parameters:
        return parameters.word("by") == "whole"
    return draw.by_difficulty(True, draw.random.random() < 0.4, False)


def draw_quotient(draw: Draw, parameters: Parameters) -> Fact:
    answer = random_decimal(draw, _places(draw, parameters), draw.by_difficulty(2, 9, 20))
    divisor = (
        Decimal(draw.between(2, 9))
        if _by_whole(draw, parameters)
        else random_decimal(draw, 1, draw.by_difficulty(0, 1, 4))
    )
    dividend = answer * divisor
    shown = f"{_shown(draw, dividend)} {draw.say('divided_by')} {draw.latex(divisor)}"
    factor = 10 ** places_of(divisor)
    by_whole = f"{_shown(draw, dividend * factor)} {draw.say('divided_by')} {_shown(draw, divisor * factor)}"
    return Fact(
        identity=f"{dividend}/{divisor}",
        statement=rf"\({shown} = @\)",
        value=values.decimal_of(Fraction(answer), draw.language),
        solution=draw.say(
            "quotient_steps" if factor > 1 else "whole_quotient_steps",
            factor=factor,
            chain=chain(shown, by_whole, _shown(draw, answer)),
        ),
        slips=decimal_slips(
            draw,
            (answer * 10, "decimal_point"),
            (answer / 10, "decimal_point"),
            (answer * 100, "decimal_point"),
            (dividend - divisor, "subtracted_instead"),
            (answer / 100, "decimal_point"),
        ),
    )


def draw_power_of_ten(draw: Draw, parameters: Parameters) -> Fact:
    """Decimals times and divided by 10, 100, 1000: the point moves."""
    allowed = [int(value) for name, value in parameters.values.items() if name in ("n", "m", "k")]
    power = draw.random.choice(allowed or [10, 100, 1000])
    number = random_decimal(
        draw, draw.between(*draw.by_difficulty((1, 1), (1, 2), (1, 3))), draw.by_difficulty(9, 99, 99)
    )
    way = parameters.word("way", "both")
    times_it = draw.random.random() < 0.5 if way == "both" else way == "times"
    answer = number * power if times_it else number / power
    sign = "times" if times_it else "divided_by"
    shown = f"{draw.latex(number)} {draw.say(sign)} {draw.latex(power)}"
    return Fact(
        identity=f"{number} {sign} {power}",
        statement=rf"\({shown} = @\)",
        value=values.decimal_of(Fraction(answer), draw.language),
        solution=draw.say(
            f"point_moves_{sign}", zeros=len(str(power)) - 1, equation=f"{shown} = {_shown(draw, answer)}"
        ),
        slips=decimal_slips(
            draw,
            (answer * 10, "moved_too_far" if times_it else "moved_too_little"),
            (answer / 10, "moved_too_little" if times_it else "moved_too_far"),
            (number / power if times_it else number * power, "moved_the_wrong_way"),
            (answer * 100, "moved_too_far"),
        ),
    )
