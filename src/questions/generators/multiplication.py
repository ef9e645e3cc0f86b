"""Multiplying and dividing whole numbers: by number of digits, by powers of ten, exactly and with a remainder."""

from questions.generators import columns, values
from questions.generators.model import Cloze, Draw, Fact, Parameters, SkillKind, Slip, given


def _of_digits(draw: Draw, digits: int) -> int:
    return draw.between(2 if digits == 1 else 10 ** (digits - 1) + 1, 10**digits - 1)


def _digits(draw: Draw, parameters: Parameters) -> tuple[int, int]:
    """How many digits both numbers have, from the topic or by grade and difficulty."""
    if "digits" in parameters:
        digits = parameters.number("digits")
        return digits, parameters.number("other", digits)
    easy, medium, hard = ((2, 1), (3, 1), (2, 2)) if draw.grade <= 4 else ((2, 2), (3, 2), (4, 2))
    if draw.grade <= 2:
        return 1, 1
    if draw.grade == 3:
        easy, medium, hard = (1, 1), (2, 1), (3, 1)
    return draw.by_difficulty(easy, medium, hard)


def _slips(draw: Draw, *wrong: tuple[int, str]) -> tuple[Slip, ...]:
    return tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in wrong)


def _digitwise_product(first: int, second: int) -> int:
    """The product of a pupil who forgets what was carried: every digit times `second`, last digit kept."""
    return sum(int(digit) * second % 10 * 10**place for place, digit in enumerate(reversed(str(first))))


def _product_steps(draw: Draw, first: int, second: int) -> str:
    """The second number taken apart by places when it has several, else the first one."""
    times = draw.say("times")
    whole, split = (first, second) if second >= 10 else (second, first)
    parts = columns.place_parts(split)
    if first < 10 and 1 < second < 10:
        return draw.say(
            "once_more",
            first=first,
            second=second,
            less=second - 1,
            before=first * (second - 1),
            product=first * second,
        )
    if len(parts) == 1:
        return draw.say("product", equation=rf"{first} {times} {second} = {draw.latex(first * second)}")
    sums = " + ".join(rf"{draw.latex(whole)} {times} {draw.latex(part)}" for part in parts)
    products = " + ".join(draw.latex(whole * part) for part in parts)
    shown = rf"{draw.latex(first)} {times} {draw.latex(second)}"
    return draw.say("product_by_parts", chain=f"{shown} = {sums} = {products} = {draw.latex(first * second)}")


def draw_product(draw: Draw, parameters: Parameters) -> Fact:
    digits, other = _digits(draw, parameters)
    first, second = _of_digits(draw, digits), _of_digits(draw, other)
    product = first * second
    return Fact(
        identity=f"{first}*{second}",
        statement=rf"\({draw.latex(first)} {draw.say('times')} {draw.latex(second)} = @\)",
        value=values.whole(product, draw.language),
        solution=_product_steps(draw, first, second),
        slips=_slips(
            draw,
            *([(_digitwise_product(first, second), "carry_forgotten")] if second < 10 else []),
            *([(first * (second // 10) + first * (second % 10), "shift_forgotten")] if second >= 10 else []),
            (product + 10 if product > 20 else product + first, "ten_extra" if product > 20 else "one_group_more"),
            (first * (second - 1), "one_group_less"),
            (first * (second + 1), "one_group_more"),
            (first + second, "added_factors"),
        ),
    )


def _long_division(draw: Draw, dividend: int, divisor: int) -> str:
    """Partial dividends, highest first: `84 : 7: 8 : 7 = 1 …` as products taken away place by place."""
    steps: list[str] = []
    rest = dividend
    for part in columns.place_parts(dividend // divisor):
        taken = part * divisor
        steps.append(
            rf"\({draw.latex(divisor)} {draw.say('times')} {draw.latex(part)} = {draw.latex(taken)}\), "
            rf"\({draw.latex(rest)} - {draw.latex(taken)} = {draw.latex(rest - taken)}\)"
        )
        rest -= taken
    return "; ".join(steps)


def draw_quotient(draw: Draw, parameters: Parameters) -> Fact:
    divisor, quotient = _division(draw, parameters)
    dividend = divisor * quotient
    shown = rf"{draw.latex(dividend)} {draw.say('divided_by')} {draw.latex(divisor)}"
    return Fact(
        identity=f"{dividend}/{divisor}",
        statement=rf"\({shown} = @\)",
        value=values.whole(quotient, draw.language),
        solution=draw.say(
            "quotient",
            steps=_long_division(draw, dividend, divisor),
            equation=f"{shown} = {draw.latex(quotient)}",
        ),
        slips=_slips(
            draw,
            *([(int(str(quotient).replace("0", "")), "zero_lost")] if "0" in str(quotient).strip("0") else []),
            (quotient * 10, "zero_extra"),
            (quotient + 1, "one_group_more"),
            (quotient - 1, "one_group_less"),
            (dividend - divisor, "subtracted_instead"),
        ),
    )


def _division(draw: Draw, parameters: Parameters) -> tuple[int, int]:
    """A divisor and a quotient so that the dividend has the digits asked for."""
    digits, other = _digits(draw, parameters)
    if digits == 1:
        return draw.between(2, 9), draw.between(2, 9)
    divisor = _of_digits(draw, other)
    low, high = -(-(10 ** (digits - 1)) // divisor), (10**digits - 1) // divisor
    return divisor, draw.between(max(2, low), max(2, high))


def draw_remainder(draw: Draw, parameters: Parameters) -> Fact:
    divisor, quotient = _division(draw, parameters)
    rest = draw.between(1, divisor - 1)
    dividend = divisor * quotient + rest
    if "digits" in parameters and len(str(dividend)) > parameters.number("digits"):
        quotient, dividend = quotient - 1, dividend - divisor
    numbers = {"dividend": dividend, "divisor": divisor, "quotient": quotient, "rest": rest}
    shown = rf"{draw.latex(dividend)} {draw.say('divided_by')} {draw.latex(divisor)}"
    return Fact(
        identity=f"{dividend} divided by {divisor} with remainder",
        statement=rf"\({shown} = @\)",
        value=_with_remainder(draw, quotient, rest),
        solution=draw.say("remainder_steps", **{name: draw.latex(number) for name, number in numbers.items()}),
        slips=tuple(
            Slip(_with_remainder(draw, *wrong), mistake)
            for wrong, mistake in (
                ((quotient - 1, rest + divisor), "remainder_too_large"),
                ((quotient + 1, divisor - rest), "counted_up"),
                ((rest, quotient), "swapped_parts"),
                ((quotient, rest + 1), "counted_on"),
                ((quotient + 1, rest), "one_group_more"),
            )
            if wrong[0] > 0 and wrong[1] > 0
        ),
        task=draw.say("divide_with_remainder", subject=rf"\({shown}\)"),
        cloze=Cloze(
            draw.say("remainder_gap", subject=rf"\({shown}\)"),
            (values.whole(quotient, draw.language), values.whole(rest, draw.language)),
        ),
    )


def _with_remainder(draw: Draw, quotient: int, rest: int) -> values.Value:
    text = draw.say("with_remainder", quotient=rf"\({draw.latex(quotient)}\)", rest=rf"\({draw.latex(rest)}\)")
    spelled = draw.say("with_remainder", quotient=quotient, rest=rest)
    return values.written(text, f"{quotient} r {rest}", spelled)


def draw_power_of_ten(draw: Draw, parameters: Parameters) -> Fact:
    """Whole numbers times and divided by 10, 100, 1000; both ways unless the topic names one."""
    power = 10 ** draw.between(1, draw.by_difficulty(2, 3, 3))
    if "n" in parameters:
        power = draw.random.choice([int(value) for name, value in parameters.values.items() if name in ("n", "m", "k")])
    most = draw.by_difficulty(99, 999, 9999) if draw.grade > 2 else 9
    number = draw.between(2, most) * draw.by_difficulty(1, 1, draw.random.choice((1, 10)))
    product = number * power
    times_it = (
        draw.random.random() < 0.5 if parameters.word("way", "both") == "both" else parameters.word("way") == "times"
    )
    first, sign, answer = (number, "times", product) if times_it else (product, "divided_by", number)
    return Fact(
        identity=f"{first} {sign} {power}",
        statement=rf"\({draw.latex(first)} {draw.say(sign)} {draw.latex(power)} = @\)",
        value=values.whole(answer, draw.language),
        solution=draw.say(
            f"power_of_ten_{sign}",
            zeros=len(str(power)) - 1,
            first=draw.latex(first),
            power=draw.latex(power),
            answer=draw.latex(answer),
        ),
        slips=_slips(
            draw,
            (answer * 10, "zero_extra"),
            *([(answer // 10, "zero_lost")] if answer % 10 == 0 else []),
            (first + power, "added_factors") if times_it else (first - power, "subtracted_instead"),
            (answer * 100, "zero_extra"),
        ),
    )


def _digits_make_sense(parameters: Parameters, grade: int) -> bool:
    return parameters.number("other") <= parameters.number("digits") <= grade + 1


def _division_makes_sense(parameters: Parameters, grade: int) -> bool:
    return _digits_make_sense(parameters, grade) and parameters.number("digits", 2) > 1


def _are_powers_of_ten(parameters: Parameters, _grade: int) -> bool:
    return all(value in ("10", "100", "1000") for name, value in parameters.values.items() if name != "way")


_SAMPLES = (
    given(),
    given(digits=2, other=1),
    given(digits=3, other=1),
    given(digits=2, other=2),
    given(digits=3, other=2),
)

KINDS = (
    SkillKind(
        "multiplication.powers_of_ten",
        range(2, 8),
        draw_power_of_ten,
        (given(way="both"), given(way="times"), given(way="divide")),
        _are_powers_of_ten,
    ),
    SkillKind("multiplication.multiply", range(2, 8), draw_product, _SAMPLES, _digits_make_sense),
    SkillKind("multiplication.remainder", range(3, 8), draw_remainder, (given(),), _division_makes_sense),
    SkillKind("multiplication.divide", range(2, 8), draw_quotient, _SAMPLES[1:], _division_makes_sense),
)
