"""Matching and ordering: neither a unit nor a letter tells which belong together, and no truth stands twice."""

import re

import pytest
from msgspec import UNSET

from cache.model import Language
from questions.generators.catalogue import KINDS
from questions.generators.generate import generate
from questions.generators.model import Skill
from questions.model import Difficulty, Question, QuestionType, Side, Specification


def skill_named(name: str) -> Skill:
    return next(Skill(kind, kind.samples[0]) for kind in KINDS if kind.name == name)


def questions(name: str, kind: QuestionType, grade: int, seed: int) -> tuple[Question, ...]:
    specification = Specification(4, (kind,), Difficulty.MEDIUM)
    return generate(skill_named(name), specification, Language.ENGLISH, grade, seed).questions


def right_column(question: Question) -> list[str]:
    assert question.options is not UNSET
    return [option.text for option in question.options if option.side is Side.RIGHT]


@pytest.mark.parametrize("seed", range(5))
def test_lengths_to_match_are_in_one_unit(seed: int) -> None:
    for question in questions("plane_figures.rectangle_perimeter", QuestionType.MATCHING, 4, seed):
        assert len({text.split()[-1] for text in right_column(question)}) == 1


@pytest.mark.parametrize("seed", range(5))
def test_expressions_to_match_are_in_one_letter(seed: int) -> None:
    for question in questions("algebraic_expressions.like_terms", QuestionType.MATCHING, 7, seed):
        assert len({letter for text in right_column(question) for letter in re.findall("[a-z]", text)}) == 1


@pytest.mark.parametrize("seed", range(5))
def test_numbers_to_match_are_all_in_per_cent_or_none(seed: int) -> None:
    for question in questions("percentages.all_notations", QuestionType.MATCHING, 6, seed):
        assert len({r"\%" in text for text in right_column(question)}) == 1


@pytest.mark.parametrize("seed", range(20))
def test_no_statement_to_judge_stands_twice(seed: int) -> None:
    for question in questions("addition.add", QuestionType.MULTIPLE_CHOICE, 2, seed):
        assert question.options is not UNSET
        texts = [option.text for option in question.options]
        assert len(set(texts)) == len(texts)
