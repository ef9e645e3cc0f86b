"""Simple probability: one draw of a ball or a numbered card, one roll of a die."""

from collections.abc import Callable
from fractions import Fraction

from msgspec import structs

from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip
from questions.model import Difficulty

_COLOURS = ("red", "blue", "green", "white")


def _slips(draw: Draw, right: Fraction, wrong: tuple[tuple[Fraction, str], ...]) -> tuple[Slip, ...]:
    return tuple(
        Slip(values.fraction(number, draw.language), mistake)
        for number, mistake in (*wrong, (1 - right, "opposite"))
        if 0 < number < 1
    )


def _fact(
    draw: Draw, key: str, good: int, total: int, wrong: tuple[tuple[Fraction, str], ...], **fields: str | int
) -> Fact:
    answer = Fraction(good, total)
    value = values.fraction(answer, draw.language)
    shown = rf"\frac{{{good}}}{{{total}}}"
    result = value.text.removeprefix(r"\(").removesuffix(r"\)")
    line = shown if shown == result else f"{shown} = {result}"
    return Fact(
        identity=f"{key} {sorted(fields.items())}",
        statement=draw.say(f"{key}_is", **fields),
        value=value,
        solution=draw.say("solve", good=good, total=total, line=line),
        slips=_slips(draw, answer, wrong),
        task=draw.say(f"find_{key}", **fields),
        subject=draw.say(f"{key}_of", **fields),
    )


def draw_ball(draw: Draw) -> Fact:
    """Balls of two, three or four colours; hard ones ask for not having a colour."""
    colours = draw.random.sample(_COLOURS, draw.by_difficulty(2, 3, 4))
    counts = [draw.between(1, draw.by_difficulty(9, 12, 20)) for _ in colours]
    total, first = sum(counts), counts[0]
    balls = draw.say("list_separator").join(
        draw.say(f"{colour}_balls", n=count) for colour, count in zip(colours, counts, strict=True)
    )
    is_opposite = draw.difficulty is Difficulty.HARD and draw.random.random() < 0.5
    good = total - first if is_opposite else first
    wrong = (
        (Fraction(first, total - first), "rest_for_all"),
        (Fraction(1, len(colours)), "all_equal"),
        (Fraction(1, total), "one_good"),
        (Fraction(good + 1, total), "arithmetic"),
        (Fraction(good, total + 1), "arithmetic"),
    )
    key = "not_ball" if is_opposite else "ball"
    fact = _fact(draw, key, good, total, wrong, balls=balls, colour=draw.say(f"{colours[0]}_one"))
    return structs.replace(fact, identity=f"{key} {counts}")


def draw_card(draw: Draw) -> Fact:
    """A card from 1 to n: a multiple of k, or a number up to k."""
    total = draw.between(10, draw.by_difficulty(20, 40, 60))
    divisor = draw.between(2, draw.by_difficulty(3, 6, 9))
    if draw.random.random() < 0.5:
        good, key = total // divisor, "multiple"
        limit = divisor
    else:
        limit = draw.between(2, total - 2)
        good, key = limit, "up_to"
    wrong = (
        (Fraction(1, total), "one_good"),
        (Fraction(limit, total), "number_for_count"),
        (Fraction(good + 1, total), "arithmetic"),
        (Fraction(1, limit), "number_for_count"),
    )
    return _fact(draw, key, good, total, wrong, n=total, k=limit)


def draw_die(draw: Draw) -> Fact:
    """A fair die with six faces."""
    events = {"even": 3, "odd": 3, "above_4": 2, "above_2": 4, "below_6": 5, "six": 1, "multiple_of_3": 2, "prime": 3}
    event = draw.random.choice(tuple(events))
    good = events[event]
    wrong = (
        (Fraction(1, 6), "one_good"),
        (Fraction(good + 1, 6), "arithmetic"),
        (Fraction(good - 1, 6), "arithmetic"),
        (Fraction(1, 2), "all_equal"),
        (Fraction(5, 6), "opposite"),
    )
    return _fact(draw, "die", good, 6, wrong, event=draw.say(event))


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


KINDS: tuple[SkillKind, ...] = (
    SkillKind(
        "probability.simple",
        range(6, 12),
        _one_of(draw_ball, draw_ball, draw_ball, draw_ball, draw_card, draw_card, draw_card, draw_die),
    ),
)
