"""The 24-hour clock: from and to the 12-hour clock, and the minutes between two times."""

from collections.abc import Callable

from cache.model import Language
from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.generators.quantities import quantity, quantity_slips

# From which hour on each part of the day is spoken of; the last one runs to midnight.
_PARTS: dict[Language, tuple[tuple[int, str], ...]] = {
    Language.ENGLISH: ((0, "am"), (12, "pm")),
    Language.RUSSIAN: ((0, "night"), (4, "morning"), (12, "day"), (17, "evening")),
    Language.HINDI: ((0, "night"), (4, "morning"), (12, "day"), (16, "evening"), (20, "night")),
}


def _time(hour: int, minute: int) -> str:
    return f"{hour:02d}:{minute:02d}"


def _spoken(hour: int, minute: int, draw: Draw) -> str:
    """The time on the 12-hour clock, with the part of the day."""
    part = next(name for start, name in reversed(_PARTS[draw.language]) if hour >= start)
    return draw.say(part, hour=hour % 12 or 12, minute=f"{minute:02d}")


def _moment(draw: Draw) -> tuple[int, int]:
    """Full quarters, then fives, then any minute; mostly afternoon, where the clocks differ."""
    step = draw.by_difficulty(15, 5, 1)
    hour = draw.between(13, 23) if draw.random.random() < 0.7 else draw.between(0, 12)
    return hour, draw.between(0, 59 // step) * step


def _written(hour: int, minute: int) -> Value:
    text = _time(hour, minute)
    return values.written(text, text, *dict.fromkeys((text, f"{hour}:{minute:02d}")))


def _slips_in_24(hour: int, minute: int) -> tuple[Slip, ...]:
    wrong = (
        (hour + 12, "half_day"),
        (hour + 10, "ten"),
        (hour - 10, "ten"),
        (hour + 11, "one_off"),
        (hour + 1, "one_off"),
    )
    return tuple(Slip(_written(number % 24, minute), mistake) for number, mistake in wrong)


def draw_to_24(draw: Draw) -> Fact:
    hour, minute = _moment(draw)
    spoken = _spoken(hour, minute, draw)
    return Fact(
        identity=f"to 24 {hour} {minute}",
        statement=draw.say("to_24_is", time=spoken),
        value=_written(hour, minute),
        solution=draw.say("solve_afternoon" if hour > 12 else "solve_morning", time=spoken, answer=_time(hour, minute)),
        slips=_slips_in_24(hour, minute),
        task=draw.say("find_to_24", time=spoken),
        subject=spoken,
    )


def draw_to_12(draw: Draw) -> Fact:
    hour, minute = _moment(draw)
    spoken, shown = _spoken(hour, minute, draw), _time(hour, minute)
    wrong = (
        ((hour + 12) % 24, "half_day"),
        ((hour - 10) % 24, "ten"),
        ((hour + 1) % 24, "one_off"),
        ((hour + 2) % 24, "ten"),
    )
    return Fact(
        identity=f"to 12 {hour} {minute}",
        statement=draw.say("to_12_is", time=shown),
        value=values.written(spoken, shown, spoken),
        solution=draw.say("solve_back" if hour > 12 else "solve_morning", time=shown, answer=spoken),
        slips=tuple(
            Slip(values.written(_spoken(number, minute, draw), _time(number, minute)), mistake)
            for number, mistake in wrong
        ),
        task=draw.say("find_to_12", time=shown),
        subject=shown,
    )


def _elapsed_steps(draw: Draw, begun: int, length: int, answer: str) -> str:
    """To the next full hour, the full hours, the minutes after them; within one hour the minutes are subtracted."""
    ended = begun + length
    if begun // 60 == ended // 60:
        line = f"{ended % 60} - {begun % 60} = {length}"
        return draw.say("solve_elapsed_in_hour", line=line, answer=answer)
    parts = (-begun % 60, (ended // 60 - -(-begun // 60)) * 60, ended % 60)
    line = " + ".join(str(part) for part in parts if part) + f" = {length}"
    return draw.say("solve_elapsed", line=line, answer=answer)


def draw_elapsed(draw: Draw) -> Fact:
    """Within one hour, over one full hour, over several hours."""
    step = draw.by_difficulty(5, 5, 1)
    hour, minute = draw.between(7, 18), draw.between(0, 59 // step) * step
    shortest, longest = draw.by_difficulty((15, 55), (35, 115), (65, 230))
    length = draw.between(shortest // step, longest // step) * step
    end_hour, end_minute = divmod(hour * 60 + minute + length, 60)
    start, end = _time(hour, minute), _time(end_hour, end_minute)
    wrong = (
        (abs((end_hour - hour) * 100 + end_minute - minute), "hundreds"),
        (length + 60, "hour_more"),
        (length - 60, "hour_less"),
        (end_minute + minute, "added"),
    )
    minutes = quantity(length, "min", draw.language)
    return Fact(
        identity=f"elapsed {start} {end}",
        statement=draw.say("elapsed_is", start=start, end=end),
        value=minutes,
        solution=_elapsed_steps(draw, hour * 60 + minute, length, minutes.text),
        slips=quantity_slips(draw, length, "min", wrong),
        task=draw.say("find_elapsed", start=start, end=end),
        subject=draw.say("elapsed_of", start=start, end=end),
    )


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("clock.to_24", range(2, 7), _one_of(draw_to_24)),
    SkillKind("clock.to_12", range(2, 7), _one_of(draw_to_12)),
    SkillKind("clock.elapsed", range(3, 8), _one_of(draw_elapsed)),
)
