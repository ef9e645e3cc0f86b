"""Conversion between metric units, in the direction that the topic names, or of a whole dimension."""

from fractions import Fraction

from questions.generators import values
from questions.generators.measures import DIMENSIONS, SIZES, dimension_of
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.generators.quantities import Number, latex, measured, symbol
from questions.model import Difficulty

_FIRST_GRADE_WITH_DECIMALS = 5
_USUAL_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "length": (("m", "cm"), ("km", "m"), ("cm", "mm")),
    "mass": (("kg", "g"), ("t", "kg")),
    "capacity": (("l", "ml"),),
    "time": (("h", "min"), ("min", "s"), ("day", "h")),
    "area": (("m2", "cm2"), ("cm2", "mm2"), ("ha", "m2"), ("km2", "ha")),
}


def _value(number: Number, target: str, draw: Draw, is_comparable: bool) -> Value:
    """The bare number: the unit stands in the statement, behind the gap."""
    shown = values.decimal_of(Fraction(number), draw.language, symbol(target, draw.language))
    key = Fraction(number) if is_comparable else str(number)
    return Value(shown.text, key, shown.number, shown.spellings, shown.unit)


def _may_be_decimal(draw: Draw, factor: Fraction) -> bool:
    is_decimal = draw.grade >= _FIRST_GRADE_WITH_DECIMALS and draw.difficulty is Difficulty.HARD
    return is_decimal and {factor.numerator, factor.denominator} <= {10**power for power in range(8)}


def _amount(draw: Draw, factor: Fraction) -> Number:
    """How many of the larger unit: at least 2, from the middle level on also beyond 10."""
    if _may_be_decimal(draw, factor):
        return Fraction(draw.between(11, 300), 10)
    is_tens = factor.numerator in (10, 100, 1000)
    top = draw.by_difficulty(15, 60, 400) if is_tens else draw.by_difficulty(24, 40, 72)
    return draw.between(2, top)


def _is_printable(number: Fraction) -> bool:
    return number > 0 and 10**6 % number.denominator == 0


def _slips(draw: Draw, answer: Number, given: Number, target: str, is_comparable: bool) -> tuple[Slip, ...]:
    """The factor forgotten, turned round, or wrong by tens; sixties taken for hundreds."""
    factor = Fraction(answer) / given
    turned = Fraction(given) / factor
    wrong = (
        (answer * 10, "too_large"),
        (Fraction(answer) / 10, "too_small"),
        (turned, "turned_round"),
        (given * 100 if factor > 1 else Fraction(given) / 100, "hundreds"),
        (answer * 100, "too_large"),
        (Fraction(answer) / 100, "too_small"),
    )
    return tuple(
        Slip(_value(number, target, draw, is_comparable), mistake)
        for number, mistake in wrong
        if _is_printable(Fraction(number)) and (Fraction(number).denominator == 1 or draw.grade >= 5)
    )


def convert(draw: Draw, source: str, target: str, is_comparable: bool) -> Fact:
    """One conversion. `is_comparable` when all questions of the sheet have the same two units."""
    factor = SIZES[source] / SIZES[target]
    if _may_be_compound(draw, factor, source) and draw.random.random() < 0.5:
        return _compound(draw, source, target, is_comparable)
    larger = _amount(draw, factor if factor > 1 else 1 / factor)
    given, answer = (larger, larger * factor) if factor > 1 else (larger / factor, larger)
    shown, unit = measured(given, source, draw.language), symbol(target, draw.language)
    return Fact(
        identity=f"{given} {source} in {target}",
        statement=f"{shown} = @ {unit}",
        value=_value(answer, target, draw, is_comparable),
        solution=_solution(draw, source, target, given, answer),
        slips=_slips(draw, answer, given, target, is_comparable),
        task=_task(draw, shown, target),
        subject=draw.say("subject", given=shown, unit=unit),
    )


def _task(draw: Draw, shown: str, target: str) -> str:
    return draw.say("task", given=shown, target=draw.say(f"into_{target}"), many=draw.say(f"many_{target}"))


def _may_be_compound(draw: Draw, factor: Fraction, source: str) -> bool:
    """`3 h 25 min`, `2 km 40 m`: from the middle level on, of time or where decimals are not known yet."""
    is_taught = source in DIMENSIONS["time"] or draw.grade < _FIRST_GRADE_WITH_DECIMALS
    return is_taught and draw.difficulty is not Difficulty.EASY and factor in (7, 10, 24, 60, 100, 1000)


def _compound(draw: Draw, source: str, target: str, is_comparable: bool) -> Fact:
    factor = int(SIZES[source] / SIZES[target])
    larger, rest = draw.between(2, draw.by_difficulty(5, 9, 15)), draw.between(2, factor - 1)
    product, unit = larger * factor, symbol(target, draw.language)
    parts = measured(larger, source, draw.language), measured(rest, target, draw.language)
    shown = " ".join(parts)
    wrong = ((larger + rest, "added"), (larger * 100 + rest, "hundreds"), (product, "rest_forgotten"))
    wrong += ((product * 10 + rest, "too_large"), (larger * 10 + rest, "too_small"), (product - rest, "subtracted"))
    return Fact(
        identity=f"{larger} {source} {rest} {target}",
        statement=f"{shown} = @ {unit}",
        value=_value(product + rest, target, draw, is_comparable),
        solution=draw.say(
            "compound",
            large=parts[0],
            product=measured(product, target, draw.language),
            n=latex(product, draw.language),
            rest=rest,
            answer=latex(product + rest, draw.language),
            result=measured(product + rest, target, draw.language),
        ),
        slips=tuple(Slip(_value(number, target, draw, is_comparable), mistake) for number, mistake in wrong),
        task=_task(draw, shown, target),
        subject=draw.say("subject", given=shown, unit=unit),
    )


def _solution(draw: Draw, source: str, target: str, given: Number, answer: Number) -> str:
    factor = SIZES[source] / SIZES[target]
    one, many = (source, target) if factor > 1 else (target, source)
    ratio = factor if factor > 1 else 1 / factor
    return draw.say(
        "multiply" if factor > 1 else "divide",
        fact=f"{measured(1, one, draw.language)} = {measured(ratio, many, draw.language)}",
        given=latex(given, draw.language),
        ratio=latex(ratio, draw.language),
        answer=latex(answer, draw.language),
        result=measured(answer, target, draw.language),
    )


def draw_conversion(draw: Draw, parameters: Parameters) -> Fact:
    """Always from `source` to `target`, never the other way round."""
    return convert(draw, parameters.word("source"), parameters.word("target"), is_comparable=True)


def draw_dimension(draw: Draw, parameters: Parameters) -> Fact:
    """Any usual pair of the dimension, either way."""
    pair = draw.random.choice(_USUAL_PAIRS[parameters.word("dimension")])
    source, target = pair if draw.random.random() < 0.6 else pair[::-1]
    return convert(draw, source, target, is_comparable=False)


_FIRST_GRADES = {"length": 2, "mass": 3, "capacity": 3, "time": 3, "area": 4}


def _are_convertible(parameters: Parameters, grade: int) -> bool:
    source, target = parameters.word("source"), parameters.word("target")
    dimension = dimension_of(source)
    if source == target or target not in DIMENSIONS[dimension]:
        return False
    ratio = SIZES[source] / SIZES[target]
    is_tame = max(ratio, 1 / ratio) <= 1_000_000 and 1 in (ratio.numerator, ratio.denominator)
    return is_tame and grade >= _FIRST_GRADES[dimension]


def _is_taught(parameters: Parameters, grade: int) -> bool:
    return grade >= _FIRST_GRADES[parameters.word("dimension")]


def _pair(source: str, target: str) -> Parameters:
    return Parameters({"source": source, "target": target})


KINDS: tuple[SkillKind, ...] = (
    SkillKind(
        "units.conversion",
        range(2, 9),
        draw_conversion,
        (_pair("km", "m"), _pair("m", "cm"), _pair("kg", "g"), _pair("l", "ml"), _pair("h", "min"), _pair("m2", "cm2")),
        _are_convertible,
    ),
    SkillKind(
        "units.dimension",
        range(2, 9),
        draw_dimension,
        tuple(Parameters({"dimension": name}) for name in _USUAL_PAIRS),
        _is_taught,
    ),
)
