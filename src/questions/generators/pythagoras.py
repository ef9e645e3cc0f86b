"""The Pythagorean theorem: the hypotenuse, a leg, or either."""

from collections.abc import Callable
from fractions import Fraction

from questions.generators.figures import unit_of
from questions.generators.model import Draw, Fact, Parameters, SkillKind
from questions.generators.quantities import Number, latex, measured, quantity, quantity_slips
from questions.model import Difficulty

_SMALL = ((3, 4, 5), (5, 12, 13), (8, 15, 17))
_ALL = (*_SMALL, (7, 24, 25), (20, 21, 29), (9, 40, 41), (12, 35, 37), (11, 60, 61))


def _sides(draw: Draw) -> tuple[Number, Number, Number]:
    """Legs and hypotenuse: multiples of a Pythagorean triple, tenths of them when hard."""
    triple = draw.random.choice(_SMALL if draw.difficulty is Difficulty.EASY else _ALL)
    factor: Number = draw.between(1, draw.by_difficulty(9, 9, 30))
    if draw.difficulty is Difficulty.HARD:
        factor = Fraction(factor, 10)
    a, b, c = (side * factor for side in triple)
    return (a, b, c) if draw.random.random() < 0.5 else (b, a, c)


def draw_hypotenuse(draw: Draw) -> Fact:
    a, b, c = _sides(draw)
    wrong: tuple[tuple[Number, str], ...] = (
        (a + b, "added"),
        (a * a + b * b, "no_square_root"),
        (abs(a - b), "subtracted"),
    )
    return _fact(draw, "hypotenuse", (a, b), c, a * a + b * b, wrong)


def draw_leg(draw: Draw) -> Fact:
    a, b, c = _sides(draw)
    wrong: tuple[tuple[Number, str], ...] = ((c - a, "subtracted"), (b * b, "no_square_root"), (c + a, "added"))
    return _fact(draw, "leg", (c, a), b, c * c - a * a, wrong)


def _fact(
    draw: Draw,
    key: str,
    given: tuple[Number, Number],
    answer: Number,
    square: Number,
    wrong: tuple[tuple[Number, str], ...],
) -> Fact:
    unit, _ = unit_of(draw, 1)
    language = draw.language
    fields = {
        "a": measured(given[0], unit, language),
        "b": measured(given[1], unit, language),
        "na": latex(given[0], language),
        "nb": latex(given[1], language),
        "square": latex(square, language),
        "n": latex(answer, language),
        "answer": measured(answer, unit, language),
    }
    return Fact(
        identity=f"{key} {given} {unit}",
        statement=draw.say(f"{key}_is", **fields),
        value=quantity(answer, unit, language),
        solution=draw.say(f"solve_{key}", **fields),
        slips=quantity_slips(draw, answer, unit, wrong),
        task=draw.say(f"find_{key}", **fields),
        subject=draw.say(f"{key}_of", **fields),
    )


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("pythagoras.hypotenuse", range(7, 11), _one_of(draw_hypotenuse)),
    SkillKind("pythagoras.leg", range(7, 11), _one_of(draw_leg)),
    SkillKind("pythagoras.any", range(7, 11), _one_of(draw_hypotenuse, draw_leg)),
)
