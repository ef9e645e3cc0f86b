"""Percentages: of a number, one number as a percentage of another, change, the whole from a part, other notations."""

from fractions import Fraction

from msgspec import Struct

from questions import numbers
from questions.generators import values
from questions.generators.fractions_arithmetic import chain, either, over
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value, given

_EASY = (10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90)
_MEDIUM = (5, 15, 20, 30, 35, 40, 45, 60, 70, 75, 80, 90)
_HARD = (3, 4, 6, 8, 12, 16, 18, 24, 35, 36, 45, 65, 85, 95)


def _percent(draw: Draw) -> int:
    return draw.random.choice(draw.by_difficulty(_EASY, _MEDIUM, _HARD))


def _whole_for(draw: Draw, percent: int) -> int:
    """A number whose percentage is whole."""
    step = Fraction(percent, 100).denominator
    return step * draw.between(max(1, 20 // step), draw.by_difficulty(200, 600, 2000) // step)


def _value(draw: Draw, number: Fraction | int) -> Value:
    return values.decimal_of(Fraction(number), draw.language)


def _shown(draw: Draw, number: Fraction | int) -> str:
    return draw.latex(numbers.exact_decimal(Fraction(number)))


def _is_decimal(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1 and number.denominator <= 10_000


def _slips(draw: Draw, *wrong: tuple[Fraction | int, str]) -> tuple[Slip, ...]:
    return tuple(
        Slip(_value(draw, number), mistake) for number, mistake in wrong if number > 0 and _is_decimal(Fraction(number))
    )


def draw_of_number(draw: Draw, _parameters: Parameters) -> Fact:
    percent = _percent(draw)
    whole = _whole_for(draw, percent)
    answer = Fraction(whole * percent, 100)
    shown = draw.say("percent_of", percent=rf"\({percent}\%\)", whole=rf"\({draw.latex(whole)}\)")
    return Fact(
        identity=f"{percent}% of {whole}",
        statement=rf"{shown} \(= @\)",
        value=_value(draw, answer),
        solution=draw.say(
            "of_number_steps",
            percent=percent,
            chain=chain(
                rf"{over(percent, 100)} {draw.say('times')} {draw.latex(whole)}",
                over(f"{percent} {draw.say('times')} {draw.latex(whole)}", 100),
                _shown(draw, answer),
            ),
        ),
        slips=_slips(
            draw,
            (whole - answer, "other_part"),
            (answer * 10, "place_slip"),
            (answer / 10, "place_slip"),
            (Fraction(whole, percent), "divided_by_percent"),
            (whole - percent, "percent_subtracted"),
        ),
    )


def draw_what_percent(draw: Draw, _parameters: Parameters) -> Fact:
    percent = _percent(draw)
    whole = _whole_for(draw, percent)
    part = whole * percent // 100
    shown_part, shown_whole = draw.latex(part), draw.latex(whole)
    wrong = (
        (Fraction(100 - percent), "other_part"),
        (Fraction(whole - part), "difference_as_percent"),
        (Fraction(percent, 10), "place_slip"),
        (Fraction(100 * whole, part), "turned_over"),
        (Fraction(part), "part_as_percent"),
    )
    return Fact(
        identity=f"{part} is what percent of {whole}",
        statement=draw.say("is_percent_of", part=rf"\({shown_part}\)", whole=rf"\({shown_whole}\)"),
        value=values.percent(Fraction(percent), draw.language),
        solution=draw.say(
            "what_percent_steps",
            chain=chain(
                rf"{over(shown_part, shown_whole)} {draw.say('times')} 100\%",
                rf"{percent}\%",
            ),
        ),
        slips=tuple(
            Slip(values.percent(number, draw.language), mistake)
            for number, mistake in wrong
            if number > 0 and _is_decimal(number)
        ),
        task=draw.say("what_percent", part=rf"\({shown_part}\)", whole=rf"\({shown_whole}\)"),
        subject=draw.say("share", part=rf"\({shown_part}\)", whole=rf"\({shown_whole}\)"),
    )


def draw_change(draw: Draw, parameters: Parameters) -> Fact:
    """A number increased or decreased by a percentage; half of the tasks are about prices."""
    way = parameters.word("way", "both")
    rises = draw.random.random() < 0.5 if way == "both" else way == "up"
    percent = _percent(draw)
    whole = _whole_for(draw, percent)
    part = whole * percent // 100
    answer, opposite = (whole + part, whole - part) if rises else (whole - part, whole + part)
    verb, sign = ("increased", "+") if rises else ("decreased", "-")
    texts = {"whole": rf"\({draw.latex(whole)}\)", "percent": rf"\({percent}\%\)"}
    subject = draw.say(verb, **texts)
    is_story = draw.random.random() < 0.5 and draw.grade >= 5
    return Fact(
        identity=f"{whole} {sign} {percent}%",
        statement=draw.say("change_statement", subject=subject),
        value=_value(draw, answer),
        solution=draw.say(
            f"{verb}_steps",
            percent=percent,
            part=rf"{draw.latex(whole)} {draw.say('times')} {over(percent, 100)} = {draw.latex(part)}",
            equation=f"{draw.latex(whole)} {sign} {draw.latex(part)} = {draw.latex(answer)}",
        ),
        slips=_slips(
            draw,
            (part, "change_only"),
            (opposite, "wrong_direction"),
            (whole + percent if rises else whole - percent, "percent_as_number"),
            (whole + part * 10 if rises else whole - Fraction(part, 10), "place_slip"),
        ),
        task=draw.say(f"{verb}_story" if is_story else f"{verb}_task", **texts),
        subject=subject,
    )


def draw_reverse(draw: Draw, _parameters: Parameters) -> Fact:
    """The whole from its percentage."""
    percent = _percent(draw)
    whole = _whole_for(draw, percent)
    part = whole * percent // 100
    texts = {"part": rf"\({draw.latex(part)}\)", "percent": rf"\({percent}\%\)"}
    return Fact(
        identity=f"{percent}% is {part}",
        statement=draw.say("reverse_statement", **texts),
        value=values.whole(whole, draw.language),
        solution=draw.say(
            "reverse_steps",
            percent=percent,
            chain=chain(
                rf"{draw.latex(part)} {draw.say('divided_by')} {percent} {draw.say('times')} 100", draw.latex(whole)
            ),
        ),
        slips=_slips(
            draw,
            (Fraction(part * percent, 100), "percent_of_part"),
            (part + Fraction(part * percent, 100), "percent_of_part_added"),
            (part + percent, "percent_as_number"),
            (Fraction(whole, 10), "place_slip"),
            (whole * 10, "place_slip"),
        ),
        task=draw.say("reverse", **texts),
        subject=draw.say("reverse_subject", **texts),
    )


def _share(draw: Draw) -> Fraction:
    return Fraction(_percent(draw) + draw.by_difficulty(0, 0, draw.random.choice((0, 0, 100))), 100)


class Conversion(Struct, frozen=True):
    """A share shown in one notation and asked for in another; `name` finds its phrases."""

    name: str
    share: Fraction
    shown: str
    value: Value
    slips: tuple[Slip, ...]


def _conversion(draw: Draw, asked: Conversion) -> Fact:
    share, shown = asked.share, asked.shown
    return Fact(
        identity=f"{asked.name} {share}",
        statement=rf"\({shown} = @\)",
        value=asked.value,
        solution=draw.say(
            f"{asked.name}_steps",
            shown=shown,
            percent=_shown(draw, share * 100),
            decimal=_shown(draw, share),
            fraction=numbers.latex_mixed(share, draw.language),
            hundredths=over(_shown(draw, share * 100), 100),
        ),
        slips=asked.slips,
        task=draw.say(f"{asked.name}_task", subject=rf"\({shown}\)"),
    )


def _percent_slips(draw: Draw, share: Fraction) -> tuple[Slip, ...]:
    wrong = (
        (share, "sign_only"),
        (share * 10, "place_slip"),
        (share * 1000, "place_slip"),
        ((1 - share) * 100, "other_part"),
        (Fraction(share.denominator), "denominator_as_percent"),
    )
    return tuple(
        Slip(values.percent(number, draw.language), mistake)
        for number, mistake in wrong
        if number > 0 and _is_decimal(number)
    )


def draw_decimal_to_percent(draw: Draw, _parameters: Parameters) -> Fact:
    share = _share(draw)
    value = values.percent(share * 100, draw.language)
    slips = _percent_slips(draw, share)
    return _conversion(draw, Conversion("decimal_to_percent", share, _shown(draw, share), value, slips))


def draw_fraction_to_percent(draw: Draw, _parameters: Parameters) -> Fact:
    share = _share(draw)
    value = values.percent(share * 100, draw.language)
    shown = numbers.latex_mixed(share, draw.language)
    return _conversion(draw, Conversion("fraction_to_percent", share, shown, value, _percent_slips(draw, share)))


def draw_percent_to_decimal(draw: Draw, _parameters: Parameters) -> Fact:
    share = _share(draw)
    wrong = (
        (share * 100, "sign_dropped"),
        (share * 10, "place_slip"),
        (share / 10, "place_slip"),
        (share / 100, "place_slip"),
    )
    value = values.decimal_of(share, draw.language)
    shown = rf"{_shown(draw, share * 100)}\%"
    return _conversion(draw, Conversion("percent_to_decimal", share, shown, value, _slips(draw, *wrong)))


def draw_percent_to_fraction(draw: Draw, _parameters: Parameters) -> Fact:
    share = _share(draw)
    wrong = (
        (share * 10, "place_slip"),
        (share / 10, "place_slip"),
        (1 / (share * 100), "percent_as_denominator"),
        (1 / share, "turned_over"),
        (abs(1 - share), "other_part"),
    )
    slips = tuple(Slip(values.mixed(number, draw.language), mistake) for number, mistake in wrong if number > 0)
    value = values.mixed(share, draw.language)
    as_fraction = Value(value.text, value.key, None, value.spellings)
    shown = rf"{_shown(draw, share * 100)}\%"
    return _conversion(draw, Conversion("percent_to_fraction", share, shown, as_fraction, slips))


_DECIMALS = (draw_decimal_to_percent, draw_percent_to_decimal)
_FRACTIONS = (draw_fraction_to_percent, draw_percent_to_fraction)

KINDS = (
    SkillKind("percentages.of_number", range(5, 10), draw_of_number),
    SkillKind("percentages.what_percent", range(5, 10), draw_what_percent),
    SkillKind("percentages.change", range(6, 12), draw_change, (given(way="both"), given(way="up"), given(way="down"))),
    SkillKind("percentages.reverse", range(6, 12), draw_reverse),
    SkillKind("percentages.decimal_to_percent", range(5, 9), draw_decimal_to_percent),
    SkillKind("percentages.percent_to_decimal", range(5, 9), draw_percent_to_decimal),
    SkillKind("percentages.fraction_to_percent", range(5, 9), draw_fraction_to_percent),
    SkillKind("percentages.percent_to_fraction", range(5, 9), draw_percent_to_fraction),
    SkillKind("percentages.decimals_both_ways", range(5, 9), either(*_DECIMALS)),
    SkillKind("percentages.fractions_both_ways", range(5, 9), either(*_FRACTIONS)),
    SkillKind("percentages.all_notations", range(5, 9), either(*_DECIMALS, *_FRACTIONS)),
    SkillKind("percentages.all", range(5, 10), either(draw_of_number, draw_what_percent, draw_reverse)),
)
