"""Ordering: numbers, quantities and expressions by their values."""

from collections.abc import Sequence
from itertools import pairwise

from cache.model import Language
from questions.checks.algebra.answers import Amount, Roots
from questions.checks.algebra.asking import task_items
from questions.checks.algebra.choices import sizes
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.kinds import answer_to
from questions.checks.algebra.model import UNDECIDED, Finding, judged
from questions.checks.algebra.task import SMALL
from questions.checks.algebra.values import Real, same
from questions.checks.reading import options
from questions.model import Option, OrderAnswer, Question

_ABOUT_ORDER = SMALL | {
    *("order", "item", "in", "ascending", "descending", "by", "from", "to", "se", "match", "when", "least", "greatest"),
    *("solution", "equation", "fraction", "decimal", "sum", "length", "distance"),
}


def decide(question: Question, language: Language) -> Finding:
    """The verdict on an order by size; equal neighbours may stand either way."""
    items = task_items(question.stem, language)
    if items is None or not isinstance(question.answer, OrderAnswer):
        return UNDECIDED
    direction = _direction(items)
    found = None if direction is None else _sizes(options(question), language)
    if direction is None or found is None or set(found) != set(question.answer.order):
        return UNDECIDED
    ordered = [found[one] for one in question.answer.order]
    is_right = all(same(one, two) or (two - one) * direction > 0 for one, two in pairwise(ordered))
    texts = {option.id: option.text for option in options(question)}
    wanted = sorted(found, key=lambda one: float(found[one]) * direction)
    return judged(is_right, "; ".join(texts[one] for one in wanted))


def _direction(items: Sequence[Item]) -> int | None:
    """1 for rising, -1 for falling; None when the stem says something else as well."""
    if any(
        item.kind is not Kind.WORD or not item.concepts & _ABOUT_ORDER for item in items if item.kind is not Kind.LETTER
    ):
        return None
    present = frozenset[str]().union(*(item.concepts for item in items))
    rises, falls = "ascending" in present, "descending" in present
    return None if rises == falls else 1 if rises else -1


def _sizes(listed: Sequence[Option], language: Language) -> dict[str, Real] | None:
    """Values of the options, or the solutions of the equations that they are."""
    found = sizes(listed, language)
    if found is not None:
        return found
    solved: dict[str, Real] = {}
    for option in listed:
        items = task_items(option.text, language)
        answer = None if items is None else answer_to(items)
        if isinstance(answer, Roots) and len(answer.values) == 1:
            answer = Amount(answer.values[0])
        if not isinstance(answer, Amount):
            return None
        solved[option.id] = answer.value if answer.unit is None else answer.value * answer.unit.size
    return solved
