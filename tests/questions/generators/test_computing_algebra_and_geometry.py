"""The answers of algebra, geometry, measures and data, recomputed from the printed question alone."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isqrt
from statistics import median, mode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache.model import Language
from questions.generators.algebra_and_geometry import FAMILIES
from questions.generators.generate import generate
from questions.generators.model import Parameters, Skill
from questions.model import Difficulty, NumberAnswer, Question, QuestionType, Specification, TextAnswer

KINDS = {kind.name: kind for family in FAMILIES for kind in family}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

in_any_language = given(st.sampled_from(Language), st.sampled_from(Difficulty), st.integers(0, 10_000))
relaxed = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def asked(
    name: str,
    language: Language,
    difficulty: Difficulty,
    seed: int,
    kind: QuestionType = QuestionType.NUMERIC,
    **given_: str,
) -> Iterator[Question]:
    skill = Skill(KINDS[name], Parameters(given_))
    grades = [grade for grade in skill.kind.grades if skill.kind.accepts(skill.parameters, grade)]
    sheet = generate(skill, Specification(6, (kind,), difficulty), language, grades[seed % len(grades)], seed)
    yield from sheet.questions


def numbers_in(text: str, language: Language) -> list[Fraction]:
    """Every number of a text, whatever the language's signs; units and words are skipped."""
    text = text.replace(r"\,", "").replace("\u2212", "-").replace("²", "").replace("³", "")
    if language is Language.RUSSIAN:
        text = re.sub(r"(?<=\d)\xa0(?=\d{3})", "", text).replace("{,}", ".")
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    else:
        text = re.sub(r"(?<=\d)(?:\{,\}|,)(?=\d)", "", text)
    return [Fraction(found) for found in NUMBER.findall(text)]


def answer_of(question: Question) -> Fraction:
    assert isinstance(question.answer, NumberAnswer)
    return Fraction(question.answer.value)


def side_at(expression: str, x: Fraction) -> Fraction:
    """The value of one side of a printed equation."""
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", expression)
    text = (
        text.replace(r"\div", "/").replace(":", "/").replace(r"\cdot", "*").replace(r"\times", "*").replace("{,}", "")
    )
    text = re.sub(r"\^\{?(-?\d+)\}?", r"**\1", text)
    text = re.sub(r"(?<=[\dx)])\s*(?=[x(])", "*", text)
    text = re.sub(r"(?<![\w.*])(\d+)|(?<=\*\*)(\d+)", lambda m: m[2] or f"Fraction({m[1]})", text)
    text = re.sub(r"(?<=[*/(\s-])(\d+)\b(?!\))", r"\1", text)
    return Fraction(eval(text, {"Fraction": Fraction, "x": x}))


@pytest.mark.parametrize("skill", ["one_step", "two_step", "brackets", "both_sides", "fractions", "any"])
@relaxed
@in_any_language
def test_the_root_satisfies_the_printed_equation(
    skill: str, language: Language, difficulty: Difficulty, seed: int
) -> None:
    for question in asked(f"linear_equations.{skill}", language, difficulty, seed):
        equation = next(text for text in re.findall(r"\\\((.*?)\\\)", question.stem) if "=" in text)
        left, right = equation.split("=")
        assert side_at(left, answer_of(question)) == side_at(right, answer_of(question))


@relaxed
@in_any_language
def test_the_value_follows_the_order_of_operations(language: Language, difficulty: Difficulty, seed: int) -> None:
    for question in asked("order_of_operations.any", language, difficulty, seed):
        expression = re.findall(r"\\\((.*?)\\\)", question.stem)[0]
        assert side_at(expression, Fraction(0)) == answer_of(question)


Formula = Callable[[list[Fraction]], Fraction]

MEASURES: list[tuple[str, Formula]] = [
    ("plane_figures.square_perimeter", lambda s: 4 * s[0]),
    ("plane_figures.square_area", lambda s: s[0] ** 2),
    ("plane_figures.rectangle_perimeter", lambda s: 2 * (s[0] + s[1])),
    ("plane_figures.rectangle_area", lambda s: s[0] * s[1]),
    ("plane_figures.triangle_perimeter", lambda s: s[0] + s[1] + s[2]),
    ("plane_figures.triangle_area", lambda s: s[0] * s[1] / 2),
    ("plane_figures.parallelogram_perimeter", lambda s: 2 * (s[0] + s[1])),
    ("plane_figures.parallelogram_area", lambda s: s[0] * s[2]),
    ("plane_figures.trapezium_area", lambda s: (s[0] + s[1]) * s[2] / 2),
    ("solids.cube_volume", lambda s: s[0] ** 3),
    ("solids.cube_surface", lambda s: 6 * s[0] ** 2),
    ("solids.cuboid_volume", lambda s: s[0] * s[1] * s[2]),
    ("solids.cuboid_surface", lambda s: 2 * (s[0] * s[1] + s[1] * s[2] + s[0] * s[2])),
    ("statistics.range", lambda s: max(s) - min(s)),
    ("statistics.mean", lambda s: sum(s) / len(s)),
    ("statistics.median", lambda s: Fraction(median(s))),
    ("statistics.mode", mode),
    ("pythagoras.hypotenuse", lambda s: root(s[0] ** 2 + s[1] ** 2)),
    ("pythagoras.leg", lambda s: root(s[0] ** 2 - s[1] ** 2)),
    ("coordinates.distance", lambda s: root((s[2] - s[0]) ** 2 + (s[3] - s[1]) ** 2)),
    ("coordinates.gradient", lambda s: (s[3] - s[1]) / (s[2] - s[0])),
    ("angles.line", lambda s: 180 - sum(s)),
    ("angles.point", lambda s: 360 - sum(s)),
    ("angles.supplementary", lambda s: 180 - s[0]),
    ("angles.quadrilateral", lambda s: 360 - sum(s)),
]


def root(square: Fraction) -> Fraction:
    found = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    assert found * found == square
    return found


@pytest.mark.parametrize(("name", "formula"), MEASURES, ids=[name for name, _ in MEASURES])
@relaxed
@in_any_language
def test_a_measure_follows_from_the_printed_sizes(
    name: str, formula: Formula, language: Language, difficulty: Difficulty, seed: int
) -> None:
    for question in asked(name, language, difficulty, seed):
        assert formula(sizes_in(question, language)) == answer_of(question), question.stem


def sizes_in(question: Question, language: Language) -> list[Fraction]:
    """The numbers of the stem; formulas whose commas separate numbers are cut there first."""
    stem = re.sub(r",(?= )|;\\ ", " | ", question.stem)
    return numbers_in(stem, language)


SIZES = {"km": 1000, "m": 1, "cm": Fraction(1, 100), "mm": Fraction(1, 1000), "kg": 1, "g": Fraction(1, 1000)}


@pytest.mark.parametrize(
    ("source", "target"), [("km", "m"), ("m", "km"), ("cm", "mm"), ("mm", "cm"), ("kg", "g"), ("m", "cm")]
)
@relaxed
@in_any_language
def test_a_conversion_keeps_the_quantity_and_the_direction(
    source: str, target: str, language: Language, difficulty: Difficulty, seed: int
) -> None:
    for question in asked("units.conversion", language, difficulty, seed, source=source, target=target):
        given_ = numbers_in(question.stem, language)
        total = given_[0] * SIZES[source] + (given_[1] * SIZES[target] if len(given_) > 1 else 0)
        assert total == answer_of(question) * SIZES[target], question.stem


@relaxed
@in_any_language
def test_the_solution_of_an_inequality_is_true_on_its_side_only(
    language: Language, difficulty: Difficulty, seed: int
) -> None:
    for question in asked("inequalities.linear", language, difficulty, seed, QuestionType.SHORT_ANSWER):
        assert isinstance(question.answer, TextAnswer)
        printed = re.findall(r"\\\((.*?)\\\)", question.stem)[0].replace(r"\le", "≤").replace(r"\ge", "≥")
        left, sign, right = re.split("([<>≤≥])", printed)
        found = re.fullmatch(r"x ([<>≤≥]) (-?\d+)", question.answer.accepted[0])
        assert found is not None
        bound = Fraction(found[2])
        for x in (bound - 1, bound, bound + 1):
            assert holds(side_at(left, x), sign, side_at(right, x)) == holds(x, found[1], bound)


def holds(left: Fraction, sign: str, right: Fraction) -> bool:
    return {"<": left < right, ">": left > right, "≤": left <= right, "≥": left >= right}[sign]


@pytest.mark.parametrize("skill", ["any", "factors", "formula", "incomplete"])
@relaxed
@in_any_language
def test_both_roots_satisfy_the_printed_quadratic_equation(
    skill: str, language: Language, difficulty: Difficulty, seed: int
) -> None:
    for question in asked(f"quadratic_equations.{skill}", language, difficulty, seed, QuestionType.SHORT_ANSWER):
        assert isinstance(question.answer, TextAnswer)
        left = re.findall(r"\\\((.*?)\\\)", question.stem)[0].split("=")[0]
        roots = [Fraction(text) for text in question.answer.accepted[0].split(";")]
        assert len(set(roots)) == 2
        assert all(side_at(left, x) == 0 for x in roots)


@relaxed
@in_any_language
def test_the_minutes_between_two_times_lead_from_one_to_the_other(
    language: Language, difficulty: Difficulty, seed: int
) -> None:
    for question in asked("clock.elapsed", language, difficulty, seed):
        (hour, minute), (end_hour, end_minute) = (map(int, pair) for pair in re.findall(r"(\d+):(\d+)", question.stem))
        assert end_hour * 60 + end_minute - hour * 60 - minute == answer_of(question)


@pytest.mark.parametrize("language", list(Language))
def test_a_sheet_on_the_area_never_asks_for_the_perimeter(language: Language) -> None:
    perimeter = {Language.ENGLISH: "perimeter", Language.RUSSIAN: "периметр", Language.HINDI: "परिमाप"}[language]
    skill = Skill(KINDS["plane_figures.rectangle_area"], Parameters())
    questions = generate(skill, Specification(40), language, 5, 3).questions
    assert not any(perimeter in question.stem.casefold() for question in questions)
