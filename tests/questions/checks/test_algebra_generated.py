"""Algebra over what the generators compute: no right key doubted, no equality of a solution either."""

from collections import Counter
from collections.abc import Iterator

import pytest

from cache import canonical
from cache.model import Language
from questions.checks import solution_rules
from questions.checks.computed_key import Verdict, verdict
from questions.checks.model import Ground
from questions.generators.catalogue import find_skill, topics
from questions.generators.generate import generate
from questions.model import Question, Specification

SPECIFICATION = Specification(3)
# (python -m pytest -s tests/questions/checks/test_algebra_generated.py) prints the shares; this is a floor.
LEAST_CONFIRMED = 0.6


def generated(language: Language) -> Iterator[Question]:
    """A sheet on every topic that can be computed, each for the first grade that knows it."""
    grades = {topic: grade for grade in range(12, 0, -1) for topic in topics(language, grade)}
    for topic, grade in grades.items():
        skill = find_skill(canonical.read(topic, language), grade)
        if skill is not None:
            yield from generate(skill, SPECIFICATION, language, grade, seed=grade).questions


@pytest.mark.parametrize("language", Language)
def test_algebra_doubts_no_computed_key_and_confirms_most(language: Language) -> None:
    ground = Ground(SPECIFICATION, language, 6)
    found: Counter[str] = Counter()
    doubted: list[str] = []

    for question in generated(language):
        said = verdict(question, language)
        found[said] += 1
        if said is Verdict.WRONG or any(rule(question, ground) for rule in solution_rules.RULES):
            doubted.append(question.stem)

    print(language, dict(found))
    assert doubted == []
    assert found[Verdict.CONFIRMED] >= LEAST_CONFIRMED * found.total()
