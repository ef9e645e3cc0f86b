"""Every rule over every question: the same for models, generators, importers and editors."""

from collections.abc import Sequence

from cache.model import Language
from questions.checks import (
    cue_rules,
    key_rules,
    level_rules,
    option_rules,
    sheet_rules,
    solution_rules,
    stem_rules,
    text_rules,
    unit_rules,
    wording_rules,
)
from questions.checks.computed_key import Verdict, verdict
from questions.checks.model import Flaw, Ground, QuestionRule
from questions.model import Checker, Question, Specification

QUESTION_RULES: tuple[QuestionRule, ...] = (
    *key_rules.RULES,
    *wording_rules.RULES,
    *stem_rules.RULES,
    *option_rules.RULES,
    *cue_rules.RULES,
    *text_rules.RULES,
    *unit_rules.RULES,
    *level_rules.RULES,
    *solution_rules.RULES,
)
SHEET_RULES = sheet_rules.RULES


def check(questions: Sequence[Question], specification: Specification, language: Language, grade: int) -> list[Flaw]:
    """What is wrong with the sheet: flaws of single questions first, then those of questions beside each other."""
    ground = Ground(specification, language, grade)
    single = [flaw for question in questions for flaw in check_question(question, ground)]
    return single + [flaw for rule in SHEET_RULES for flaw in rule(questions, ground)]


def check_next(
    question: Question, before: Sequence[Question], specification: Specification, language: Language, grade: int
) -> list[Flaw]:
    """What is wrong with a question that is to follow those `before`, which have been checked already."""
    ground = Ground(specification, language, grade)
    beside = [flaw for rule in SHEET_RULES for flaw in rule([*before, question], ground)]
    return check_question(question, ground) + [flaw for flaw in beside if flaw.number == question.number]


def check_question(question: Question, ground: Ground) -> list[Flaw]:
    """What is wrong with one question by itself."""
    found = [(rule.__name__, rule(question, ground)) for rule in QUESTION_RULES]
    return [Flaw(question.number, name, detail) for name, detail in found if detail is not None]


def checked_by(question: Question, language: Language) -> tuple[Checker, ...]:
    """What stands behind a question that `check` found no flaw in."""
    is_computed = verdict(question, language) is Verdict.CONFIRMED
    return (Checker.RULES, Checker.ALGEBRA) if is_computed else (Checker.RULES,)
