"""Answers are worked out again from the printed formula, by a small reader that shares nothing with the generators."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cache.model import Language
from questions.generators.catalogue import KINDS
from questions.generators.generate import generate
from questions.generators.model import Parameters, Skill
from questions.model import Difficulty, NumberAnswer, Question, QuestionType, Specification

ARITHMETIC = {
    "addition.add",
    "addition.subtract",
    "addition.both",
    "times_tables.one",
    "times_tables.all",
    "multiplication.multiply",
    "multiplication.divide",
    "multiplication.powers_of_ten",
    "fractions.add",
    "fractions.subtract",
    "fractions.multiply",
    "fractions.divide",
    "fractions.equivalent",
    "decimals.add",
    "decimals.subtract",
    "decimals.multiply",
    "decimals.divide",
    "decimals.powers_of_ten",
    "powers.squares",
    "powers.cubes",
    "powers.powers",
}
SKILLS = [Skill(kind, parameters) for kind in KINDS if kind.name in ARITHMETIC for parameters in kind.samples]
FORMULA = re.compile(r"\\\((.*?)\\\)")


def as_python(latex: str, language: Language) -> str:
    """A formula of numbers as a Python expression over Fraction."""
    text = latex.replace("{,}", "." if language is Language.RUSSIAN else "").replace(r"\,", "").replace(r"\%", "/100")
    text = re.sub(r"(\d+)\\frac", r"\1+\\frac", text)
    text = re.sub(r"(\d+\+)?\\frac\{([^{}]+)\}\{([^{}]+)\}", r"(\1(\2)/(\3))", text)
    text = re.sub(r"\^\{(-?\d+)\}", r"**\1", text)
    text = text.replace(r"\times", "*").replace(r"\cdot", "*").replace(r"\div", "/").replace(":", "/")
    return re.sub(r"(?<![\w.*])(\d+\.?\d*)", r"F('\1')", text)


def value_of(latex: str, language: Language) -> Fraction:
    """The value; `**` keeps plain integers as exponents."""
    return Fraction(eval(as_python(latex, language), {"F": Fraction}))


def generated(skill: Skill, language: Language, difficulty: Difficulty, seed: int) -> tuple[Question, ...]:
    grade = [grade for grade in skill.kind.grades if skill.kind.accepts(skill.parameters, grade)][-1]
    specification = Specification(6, (QuestionType.NUMERIC,), difficulty)
    return generate(skill, specification, language, grade, seed).questions


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SKILLS), st.sampled_from(Language), st.sampled_from(Difficulty), st.integers(0, 5000))
def test_the_printed_exercise_has_the_printed_answer(skill, language, difficulty, seed):
    for question in generated(skill, language, difficulty, seed):
        (formula,) = FORMULA.findall(question.stem)
        assert isinstance(question.answer, NumberAnswer)
        answer = Fraction(question.answer.value)
        if "=" in formula:
            left, right = formula.replace(r"\square", str(answer)).split("=")
            assert value_of(left, language) == value_of(right, language), question
        else:
            assert value_of(formula, language) == answer, question


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SKILLS), st.sampled_from(Language), st.sampled_from(Difficulty), st.integers(0, 5000))
def test_every_step_of_a_solution_is_equal_to_the_next(skill, language, difficulty, seed):
    for question in generated(skill, language, difficulty, seed):
        for formula in FORMULA.findall(question.solution):
            steps = [value_of(step, language) for step in formula.split("=")]
            assert all(first == second for first, second in pairwise(steps)), question.solution


def kind_named(name: str) -> Skill:
    return next(Skill(kind, Parameters()) for kind in KINDS if kind.name == name)


def numbers_in(question: Question) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", FORMULA.findall(question.stem)[0].replace("{,}", ""))]


@pytest.mark.parametrize("difficulty", Difficulty)
@pytest.mark.parametrize("limit", [10, 20, 100])
def test_addition_within_n_has_no_number_above_n(limit, difficulty):
    skill = Skill(kind_named("addition.add").kind, Parameters({"n": str(limit)}))
    for question in generated(skill, Language.ENGLISH, difficulty, limit):
        assert isinstance(question.answer, NumberAnswer)
        assert max([*numbers_in(question), int(question.answer.value)]) <= limit
        assert "-" not in question.stem


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("wanted", ["with", "without"])
def test_regrouping_is_obeyed_in_every_column(wanted, seed):
    skill = Skill(kind_named("addition.add").kind, Parameters({"digits": "2", "regrouping": wanted}))
    for question in generated(skill, Language.ENGLISH, Difficulty.EASY, seed):
        first, second = numbers_in(question)
        assert 10 <= first <= 99
        assert 10 <= second <= 99
        assert ((first % 10 + second % 10 >= 10) or (first + second >= 100)) == (wanted == "with")


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("wanted", ["with", "without"])
def test_borrowing_is_obeyed(wanted, seed):
    skill = Skill(kind_named("addition.subtract").kind, Parameters({"digits": "2", "regrouping": wanted}))
    for question in generated(skill, Language.ENGLISH, Difficulty.EASY, seed):
        first, second = numbers_in(question)
        assert first > second
        assert (first % 10 < second % 10) == (wanted == "with")


@pytest.mark.parametrize("table", [2, 7, 17])
def test_a_times_table_holds_only_its_own_multiples(table):
    skill = Skill(kind_named("times_tables.one").kind, Parameters({"n": str(table)}))
    for question in generated(skill, Language.ENGLISH, Difficulty.HARD, table):
        assert table in numbers_in(question)


def test_unlike_denominators_are_unlike_and_like_ones_alike():
    for wanted in ("like", "unlike"):
        skill = Skill(kind_named("fractions.add").kind, Parameters({"denominators": wanted}))
        for question in generated(skill, Language.ENGLISH, Difficulty.MEDIUM, 5):
            first, second = re.findall(r"\}\{(\d+)\}", question.stem)
            assert (first == second) == (wanted == "like")
