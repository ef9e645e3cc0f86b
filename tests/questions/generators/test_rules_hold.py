"""No item rule doubts a computed sheet, and no sheet takes more draws than it is worth."""

from contextlib import suppress
from itertools import count, cycle

import pytest
from msgspec import structs

from cache.model import Language
from questions.checks import rules
from questions.generators.catalogue import KINDS
from questions.generators.errors import TooFewQuestions, UnsupportedTypes
from questions.generators.generate import generate
from questions.generators.model import Draw, Fact, Parameters, Skill, SkillKind
from questions.model import Difficulty, QuestionType, Specification

MOST_DRAWS = 1_500  # for five questions; a draw takes some 50 µs

TYPES = cycle(QuestionType)
DIFFICULTIES = cycle(Difficulty)
SEEDS = count()


def skill_of(kind: SkillKind, seed: int) -> Skill:
    return Skill(kind, kind.samples[seed % len(kind.samples)])


def grade_of(skill: Skill, seed: int) -> int:
    grades = [grade for grade in skill.kind.grades if skill.kind.accepts(skill.parameters, grade)]
    return grades[seed % len(grades)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_rule_doubts_a_computed_sheet(kind: SkillKind, language: Language) -> None:
    for types in ((), (next(TYPES),), (next(TYPES),)):
        seed = next(SEEDS)
        skill = skill_of(kind, seed)
        specification = Specification(5 if types else 10, types, next(DIFFICULTIES))
        grade = grade_of(skill, seed)
        try:
            sheet = generate(skill, specification, language, grade, seed)
        except UnsupportedTypes:
            assert types
            continue
        assert rules.check(sheet.questions, specification, language, grade) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_sheet_is_made_or_refused_after_few_draws(kind: SkillKind) -> None:
    drawn = count()

    def draw(ground: Draw, parameters: Parameters) -> Fact:
        next(drawn)
        return kind.draw(ground, parameters)

    counted = structs.replace(kind, draw=draw)
    for place, kind_of_question in enumerate(QuestionType):
        before = next(drawn)
        skill = skill_of(counted, place)
        specification = Specification(5, (kind_of_question,), next(DIFFICULTIES))
        with suppress(UnsupportedTypes, TooFewQuestions):
            generate(skill, specification, Language.ENGLISH, grade_of(skill, place), place)
        assert next(drawn) - before < MOST_DRAWS, kind_of_question
