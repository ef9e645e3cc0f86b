"""Speed, distance and time of uniform motion: each alone, or all three."""

from collections.abc import Callable
from fractions import Fraction

from questions.generators.model import Draw, Fact, Parameters, SkillKind
from questions.generators.quantities import Number, latex, measured, quantity, quantity_slips
from questions.model import Difficulty

_SPEEDS = {"walker": (3, 6), "cyclist": (9, 22), "car": (45, 110), "train": (50, 140)}
_LONGEST = {"walker": 4, "cyclist": 6, "car": 9, "train": 14}
_FIRST_GRADE_WITH_DECIMALS = 5

Wrong = tuple[tuple[Number, str], ...]


def _speed(draw: Draw, mover: str) -> int:
    """Round speeds on the easy level."""
    low, high = _SPEEDS[mover]
    speed = draw.between(low, high)
    return speed if draw.difficulty is not Difficulty.EASY or speed < 20 else speed // 10 * 10


def _hours(draw: Draw, mover: str, speed: int) -> Number:
    """Whole hours, or halves and quarters when hard and decimals are known."""
    hours = draw.between(2, min(_LONGEST[mover], draw.by_difficulty(6, 9, 14)))
    if draw.difficulty is not Difficulty.HARD or draw.grade < _FIRST_GRADE_WITH_DECIMALS:
        return hours
    return hours + Fraction(draw.between(1, 3), 4) if speed % 4 == 0 else hours + Fraction(1, 2)


def _wrong(what: str, speed: int, hours: Number, distance: Number) -> Wrong:
    if what == "speed":
        return (distance * hours, "multiplied"), (distance - hours, "subtracted"), (2 * speed, "doubled")
    if what == "time":
        return (distance * speed, "multiplied"), (distance - speed, "subtracted"), (2 * hours, "doubled")
    return (Fraction(speed) / hours, "divided"), (speed + hours, "added"), (2 * distance, "doubled")


def _answer(what: str, speed: int, hours: Number, distance: Number) -> tuple[Number, str]:
    return {"speed": (speed, "kmh"), "time": (hours, "h"), "distance": (distance, "km")}[what]


def _fact(draw: Draw, what: str) -> Fact:
    mover = draw.random.choice(
        tuple(_SPEEDS) if draw.difficulty is not Difficulty.EASY else ("walker", "cyclist", "car")
    )
    speed = _speed(draw, mover)
    hours = _hours(draw, mover, speed)
    distance = speed * hours
    answer, unit = _answer(what, speed, hours, distance)
    language = draw.language
    fields = {
        "v": measured(speed, "kmh", language),
        "t": measured(hours, "h", language),
        "s": measured(distance, "km", language),
        "nv": latex(speed, language),
        "nt": latex(hours, language),
        "ns": latex(distance, language),
        "answer": measured(answer, unit, language),
    }
    return Fact(
        identity=f"{what} {mover} {speed} {hours}",
        statement=draw.say(f"{what}_of_{mover}_is", **fields),
        value=quantity(answer, unit, language),
        solution=draw.say(f"solve_{what}", **fields),
        slips=quantity_slips(draw, answer, unit, _wrong(what, speed, hours, distance)),
        task=draw.say(f"{what}_of_{mover}", **fields),
    )


def _draw(*quantities: str) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: _fact(draw, draw.random.choice(quantities))


KINDS: tuple[SkillKind, ...] = (
    *(SkillKind(f"motion.{what}", range(4, 10), _draw(what)) for what in ("speed", "distance", "time")),
    SkillKind("motion.all", range(4, 10), _draw("speed", "distance", "time")),
)
