import pytest
from msgspec.structs import replace

from cache import canonical
from cache.model import Language
from questions.checks import rules
from questions.checks.computed_key import Verdict, verdict
from questions.generators.catalogue import find_skill, topics
from questions.generators.generate import generate
from questions.model import NumberAnswer, Question, Specification

SPECIFICATION = Specification(10)


def computed_questions(language: Language, grade: int) -> list[tuple[Question, ...]]:
    """Sheets on the first, a middle and the last topic that can be computed for the grade."""
    known = topics(language, grade)
    chosen = dict.fromkeys((known[0], known[len(known) // 2], known[-1]))
    skills = [find_skill(canonical.read(topic, language), grade) for topic in chosen]
    sheets = [generate(skill, SPECIFICATION, language, grade, seed=grade) for skill in skills if skill is not None]
    return [sheet.questions for sheet in sheets]


@pytest.mark.parametrize("grade", range(1, 13, 2))
@pytest.mark.parametrize("language", Language)
def test_no_rule_doubts_a_computed_question(language: Language, grade: int) -> None:
    for questions in computed_questions(language, grade):
        assert rules.check(questions, SPECIFICATION, language, grade) == []


@pytest.mark.parametrize("language", Language)
def test_a_computed_key_that_arithmetic_confirms_is_doubted_when_it_is_changed(language: Language) -> None:
    confirmed = [
        question
        for questions in computed_questions(language, 3)
        for question in questions
        if isinstance(question.answer, NumberAnswer) and verdict(question, language) is Verdict.CONFIRMED
    ]
    assert confirmed

    for question in confirmed:
        assert isinstance(question.answer, NumberAnswer)
        other = replace(question.answer, value="1" + question.answer.value.lstrip("-"))
        assert verdict(replace(question, answer=other), language) is Verdict.WRONG
