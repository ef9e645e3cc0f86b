"""Circumference and area of circles: with π ≈ 3.14, in Hindi with 22/7, hard ones also in terms of π."""

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from cache.model import Language
from questions.generators.figures import unit_of
from questions.generators.model import Cloze, Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.generators.quantities import Number, latex, measured, quantity, quantity_slips, symbol
from questions.model import Difficulty


class Circle(Struct, frozen=True):
    """A circle as it is given: by its radius or by its diameter, with the value that π is taken for."""

    radius: Number
    is_by_diameter: bool
    pi: Fraction | None

    @property
    def given(self) -> Number:
        return 2 * self.radius if self.is_by_diameter else self.radius


def _circle(draw: Draw) -> Circle:
    is_by_diameter = draw.difficulty is not Difficulty.EASY and draw.random.random() < 0.5
    if draw.difficulty is Difficulty.HARD and draw.random.random() < 0.5:
        return Circle(draw.between(3, 40), is_by_diameter, None)
    if draw.language is Language.HINDI:
        step = Fraction(7, 2) if draw.difficulty is Difficulty.HARD else Fraction(7)
        return Circle(step * draw.between(1, draw.by_difficulty(14, 20, 20)), is_by_diameter, Fraction(22, 7))
    return Circle(draw.between(2, draw.by_difficulty(30, 40, 90)), is_by_diameter, Fraction(314, 100))


def _multiple(factor: Number, circle: Circle, unit: str, draw: Draw) -> Value:
    """`factor`·π, as a number when π has one."""
    if circle.pi is not None:
        return quantity(factor * circle.pi, unit, draw.language)
    shown, name = latex(factor, draw.language), symbol(unit, draw.language)
    return Value(rf"\({shown}\pi\) {name}", f"{factor}π {unit}", None, (f"{shown}π {name}", f"{shown}π"))


def _circumference_slips(radius: Number) -> tuple[tuple[Number, str], ...]:
    return (radius, "radius_for_diameter"), (radius * radius, "took_area"), (4 * radius, "diameter_for_radius")


def _area_slips(radius: Number) -> tuple[tuple[Number, str], ...]:
    return (
        (2 * radius, "took_circumference"),
        (4 * radius * radius, "diameter_for_radius"),
        (2 * radius * radius, "doubled"),
        (radius, "not_squared"),
    )


def _slips(
    draw: Draw, circle: Circle, right: Number, unit: str, wrong: tuple[tuple[Number, str], ...]
) -> tuple[Slip, ...]:
    if circle.pi is not None:
        pi = circle.pi
        return quantity_slips(draw, right * pi, unit, [(factor * pi, mistake) for factor, mistake in wrong])
    more = (*wrong, (right + 1, "arithmetic"), (right + 10, "arithmetic"))
    return tuple(Slip(_multiple(factor, circle, unit, draw), mistake) for factor, mistake in more)


def _fact(draw: Draw, name: str, power: int) -> Fact:
    circle, (unit, answer_unit) = _circle(draw), unit_of(draw, power)
    radius = circle.radius
    factor = 2 * radius if power == 1 else radius * radius
    value = _multiple(factor, circle, answer_unit, draw)
    wrong = _circumference_slips(radius) if power == 1 else _area_slips(radius)
    size = draw.say(
        "by_diameter" if circle.is_by_diameter else "by_radius", size=measured(circle.given, unit, draw.language)
    )
    pi = draw.say("pi_stays" if circle.pi is None else "pi_taken")
    subject = draw.say(f"subject_{name}", size=size)
    return Fact(
        identity=f"{name} {circle.given} {circle.is_by_diameter} {circle.pi} {unit}",
        statement=draw.say(f"{'exact' if circle.pi is None else 'equals'}_{name}", subject=subject, pi=pi),
        value=value,
        solution=_solution(draw, name, circle, unit, value, factor),
        slips=_slips(draw, circle, factor, answer_unit, wrong),
        task=draw.say(f"task_{name}", size=size, pi=pi),
        subject=subject if circle.pi is None else draw.say("with_pi", subject=subject, pi=pi),
        cloze=Cloze(draw.say(f"equals_{name}", subject=subject, pi=pi).replace("@", "___"), (value,)),
    )


def _solution(draw: Draw, name: str, circle: Circle, unit: str, value: Value, factor: Number) -> str:
    language = draw.language
    shown = draw.say("pi_number") if circle.pi is not None else r"\pi"
    result = latex(factor * circle.pi, language) if circle.pi is not None else rf"{latex(factor, language)}\pi"
    steps = draw.say(f"solve_{name}", radius=latex(circle.radius, language), pi=shown, result=result, answer=value.text)
    if not circle.is_by_diameter:
        return steps
    given, half = measured(circle.given, unit, language), measured(circle.radius, unit, language)
    return draw.say("halve", given=given, radius=half) + " " + steps


def _draw(name: str, power: int) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: _fact(draw, name, power)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("circles.circumference", range(6, 11), _draw("circumference", 1)),
    SkillKind("circles.area", range(6, 11), _draw("area", 2)),
)
