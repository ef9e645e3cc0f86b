"""The rules on flawed questions with clean twins, and on good questions, in three languages."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from cache.model import Language
from questions.checks import rules
from questions.checks.evaluation import Case, Report, evaluate, read_cases
from questions.model import QuestionType

GOLDEN = Path(__file__).parent / "golden"
DOCUMENT = Path(__file__).parents[3] / "docs" / "checks.md"
RULES = [rule.__name__ for rule in (*rules.QUESTION_RULES, *rules.SHEET_RULES)]
LEAST_RECALL = 0.91
MOST_FALSE_ALARMS = 0.05
MOST_FALSE_ALARMS_OF_A_RULE = 0.02
HALVES = ("ab", "cd")  # what rules are tuned on, and what is measured apart
TWINS_FOR_A_RULE = 4


@cache
def cases(language: Language) -> list[Case]:
    return read_cases([GOLDEN / f"{language}.jsonl"])


@cache
def report_on(language: Language, half: str) -> Report:
    return evaluate([case for case in cases(language) if case.id[-1] in half])


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", Language)
def test_the_rules_find_flaws_and_leave_good_questions_alone(language: Language, half: str) -> None:
    report = report_on(language, half)

    assert report.total.recall >= LEAST_RECALL, report.missed
    assert report.total.false_alarms <= MOST_FALSE_ALARMS, report.doubted


@pytest.mark.parametrize("language", Language)
def test_no_rule_doubts_more_than_a_few_good_sheets(language: Language) -> None:
    figures = [figures for half in HALVES for figures in report_on(language, half).rules]

    assert [rule.rule for rule in figures if rule.false_alarms > MOST_FALSE_ALARMS_OF_A_RULE] == []


@pytest.mark.parametrize("language", Language)
def test_every_rule_is_measured(language: Language) -> None:
    flawed = Counter(case.rule for case in cases(language) if case.flawed)

    assert {name: flawed[name] for name in RULES if flawed[name] < TWINS_FOR_A_RULE} == {}


@pytest.mark.parametrize("language", Language)
def test_good_questions_are_of_all_types_and_of_most_subjects(language: Language) -> None:
    clean = [case for case in cases(language) if case.clean]

    assert {question.type for case in clean for question in case.clean} == set(QuestionType)
    assert len({case.subject for case in clean}) >= 15
    assert {case.grade for case in clean} >= set(range(1, 12))


@pytest.mark.parametrize("language", Language)
def test_twins_differ(language: Language) -> None:
    assert [case.id for case in cases(language) if case.flawed == case.clean] == []
    assert max(Counter(case.id for case in cases(language)).values()) == 1


def test_the_document_lists_every_rule() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)

    assert sorted(listed) == sorted(RULES)
