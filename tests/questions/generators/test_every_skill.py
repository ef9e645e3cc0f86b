"""What holds for every question of every skill, in every language, type and difficulty."""

import re
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from cache.model import Language
from questions.formulas import validate
from questions.generators.catalogue import KINDS
from questions.generators.errors import GeneratorError, TooFewQuestions, UnsupportedTypes
from questions.generators.generate import ComputedSheet, generate
from questions.generators.model import Skill
from questions.model import (
    BlanksAnswer,
    ChoiceAnswer,
    Difficulty,
    NumberAnswer,
    OpenAnswer,
    OrderAnswer,
    PairsAnswer,
    Question,
    QuestionType,
    Specification,
    TextAnswer,
)

SKILLS = [Skill(kind, parameters) for kind in KINDS for parameters in kind.samples]
FORMULA = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
FOREIGN = {
    Language.ENGLISH: re.compile(r"[\u0400-\u04ff\u0900-\u097f]"),
    Language.RUSSIAN: re.compile(r"[A-Za-z]{2,}|[\u0900-\u097f]"),
    Language.HINDI: re.compile(r"[A-Za-z]{2,}|[\u0400-\u04ff]"),
}
ROMAN = re.compile(r"\b[IV]+\b")  # numbers of quadrants
PLACEHOLDER = re.compile(r"\$|@|\{\w|None|Fraction\(|Decimal\(")

any_case = st.tuples(
    st.sampled_from(SKILLS), st.sampled_from(Language), st.sampled_from(Difficulty), st.integers(0, 10_000)
)
relaxed = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def grade_of(skill: Skill, seed: int) -> int:
    grades = [grade for grade in skill.kind.grades if skill.kind.accepts(skill.parameters, grade)]
    return grades[seed % len(grades)]


@cache
def sheet_of(place: int, language: Language, difficulty: Difficulty, seed: int, count: int) -> ComputedSheet:
    skill = SKILLS[place]
    return generate(skill, Specification(count, (), difficulty), language, grade_of(skill, seed), seed)


def sheet(case: tuple[Skill, Language, Difficulty, int], count: int = 14) -> ComputedSheet:
    skill, language, difficulty, seed = case
    return sheet_of(SKILLS.index(skill), language, difficulty, seed, count)


def options_of(question: Question) -> list[str]:
    return [] if question.options is UNSET else [option.text for option in question.options]


def texts_of(question: Question) -> list[str]:
    found = [question.stem, question.solution, *options_of(question)]
    if isinstance(question.answer, OpenAnswer):
        found += [question.answer.model_answer, *question.answer.criteria]
    if isinstance(question.answer, TextAnswer):
        found += question.answer.accepted
    if isinstance(question.answer, BlanksAnswer):
        found += [text for blank in question.answer.blanks for text in blank]
    return found


def number_shown(text: str, language: Language) -> Fraction | None:
    """The number a text shows, read by itself: integers, decimals, fractions, mixed numbers and per cent."""
    inner = text.removeprefix(r"\(").removesuffix(r"\)")
    point = "." if language is Language.RUSSIAN else ""
    inner = inner.replace("{,}", point).replace(r"\,", "")
    found = re.fullmatch(r"(-?)(\d*\.?\d*)(?:\\frac\{(\d+)\}\{(\d+)\})?(\\%)?", inner)
    if found is None or not (found[2] or found[3]):
        return None
    size = Fraction(found[2] or 0) + (Fraction(int(found[3]), int(found[4])) if found[3] else 0)
    return (-size if found[1] else size) / (100 if found[5] else 1)


@relaxed
@given(any_case)
def test_a_sheet_has_as_many_questions_as_asked_numbered_from_one(case):
    questions = sheet(case).questions
    assert [question.number for question in questions] == list(range(1, 15))
    assert all(question.difficulty is case[2] and question.points > 0 for question in questions)


@relaxed
@given(any_case)
def test_no_question_stands_twice_in_a_sheet(case):
    printed = [(question.stem, frozenset(options_of(question))) for question in sheet(case).questions]
    assert len(set(printed)) == len(printed)


@relaxed
@given(any_case)
def test_texts_are_in_the_script_of_the_language_and_complete(case):
    for question in sheet(case).questions:
        for text in texts_of(question):
            words = ROMAN.sub(" ", FORMULA.sub(" ", text))
            assert not FOREIGN[case[1]].search(words), text
            assert not PLACEHOLDER.search(words), text
            assert "@" not in text, text
            assert text.strip() == text, text
            assert text, question


@relaxed
@given(any_case)
def test_every_formula_can_be_printed(case):
    for question in sheet(case).questions:
        for text in texts_of(question):
            assert text.count(r"\(") == text.count(r"\)") == len(FORMULA.findall(text)), text
            for formula in FORMULA.findall(text):
                validate(formula)


@relaxed
@given(any_case)
def test_options_differ_in_print_and_in_value(case):
    for question in sheet(case).questions:
        options = options_of(question)
        sides = [options]
        if question.type is QuestionType.MATCHING and question.options is not UNSET:
            sides = [[o.text for o in question.options if o.side is side] for side in ("left", "right")]
        for texts in sides:
            assert len(set(texts)) == len(texts), texts
            values = [value for text in texts if (value := number_shown(text, case[1])) is not None]
            assert len(set(values)) == len(values), texts


@relaxed
@given(any_case)
def test_the_key_names_options_of_the_question(case):
    for question in sheet(case).questions:
        ids = [] if question.options is UNSET else [option.id for option in question.options]
        assert len(set(ids)) == len(ids)
        match question.answer:
            case ChoiceAnswer(correct):
                assert set(correct) <= set(ids)
                assert len(correct) == 1 or question.type is QuestionType.MULTIPLE_CHOICE
                assert 0 < len(correct) < len(ids)
            case OrderAnswer(order):
                assert sorted(order) == sorted(ids)
                assert list(order) != ids, "the options already stand in order"
            case PairsAnswer(pairs):
                assert sorted(end for pair in pairs for end in pair) == sorted(ids)
            case BlanksAnswer(blanks):
                assert question.stem.count("___") == len(blanks)
            case NumberAnswer(value):
                Fraction(value)
            case _:
                pass


@relaxed
@given(any_case)
def test_equal_arguments_give_equal_sheets(case):
    skill, language, difficulty, seed = case
    again = generate(skill, Specification(14, (), difficulty), language, grade_of(skill, seed), seed)
    assert again == sheet(case)


def attempt(
    skill: Skill, specification: Specification, language: Language, seed: int
) -> ComputedSheet | UnsupportedTypes | TooFewQuestions:
    try:
        return generate(skill, specification, language, grade_of(skill, seed), seed)
    except (UnsupportedTypes, TooFewQuestions) as refusal:
        return refusal


@relaxed
@given(any_case, st.sampled_from(QuestionType))
def test_a_type_is_made_when_asked_or_refused_by_name(case, kind):
    skill, language, difficulty, seed = case
    specification = Specification(4, (kind,), difficulty)
    made = attempt(skill, specification, language, seed)
    if isinstance(made, UnsupportedTypes):
        assert kind in made.asked
        assert made.possible
        assert kind not in made.possible
    elif isinstance(made, TooFewQuestions):
        assert 0 < made.possible < 4
    else:
        assert {question.type for question in made.questions} == {kind}


@pytest.mark.parametrize("place", range(0, len(SKILLS), 3))
def test_forty_questions_of_mixed_types_are_forty_different_ones(place):
    skill = SKILLS[place]
    language = list(Language)[place % 3]
    try:
        made = generate(skill, Specification(40), language, grade_of(skill, place), place)
    except GeneratorError as shortage:
        pytest.fail(f"{skill.kind.name} {skill.parameters}: {shortage}")
    assert len({(q.stem, frozenset(options_of(q))) for q in made.questions}) == 40


@pytest.mark.parametrize("place", range(0, len(SKILLS), 7))
def test_keys_are_spread_over_the_positions(place):
    specification = Specification(20, (QuestionType.SINGLE_CHOICE,))
    try:
        made = generate(SKILLS[place], specification, Language.ENGLISH, grade_of(SKILLS[place], 3), 3)
    except GeneratorError:
        pytest.skip("this skill cannot make twenty choices")
    keys = [q.answer.correct[0] for q in made.questions if isinstance(q.answer, ChoiceAnswer)]
    assert max(map(keys.count, set(keys))) <= 8
