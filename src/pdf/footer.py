"""What the foot of a sheet says about its answers."""

from collections import Counter
from collections.abc import Iterable

from cache.model import Language
from pdf.phrases import phrases
from questions.model import Checker, Question

_STRONGEST_FIRST = (Checker.TEACHER, Checker.COMPUTED, Checker.ALGEBRA, Checker.SOLVER, Checker.RULES)


def how_checked(questions: Iterable[Question], language: Language) -> str:
    """“How the answers were checked: computed (12), confirmed by algebra (3)”: each question by its strongest check."""
    words = phrases(language)
    strongest = Counter(_strongest(question) for question in questions)
    counts = [f"{words.checkers[by]} ({strongest[by]})" for by in _STRONGEST_FIRST if strongest[by]]
    return f"{words.checked}: {', '.join(counts)}" if counts else ""


def _strongest(question: Question) -> Checker | None:
    return next((checker for checker in _STRONGEST_FIRST if checker in question.checked_by), None)
