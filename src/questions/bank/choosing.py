"""Choose what makes a worksheet: types and levels in their shares, and nothing in which a rule finds a flaw."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from msgspec.structs import replace

from questions.bank.model import Banked, Selection
from questions.checks import rules
from questions.model import BloomLevel, QuestionType, Specification


def choose(candidates: Sequence[Banked], selection: Selection) -> list[Banked]:
    """At most as many as selected, numbered from 1, earlier candidates first where shares leave the choice.

    None at all when they fill the sheet and the sheet as a whole has a flaw.
    """
    chosen: list[Banked] = []
    left, shares = list(candidates), Shares(selection.specification)
    while left and len(chosen) < selection.specification.count:
        best = min(left, key=shares.had)
        left.remove(best)
        if shares.has_room(best) and (numbered := _fitting(best, chosen, selection)) is not None:
            shares.count(best)
            chosen.append(numbered)
    is_full = len(chosen) == selection.specification.count
    return [] if is_full and _flawed(chosen, selection) else chosen


class Shares:
    """How many questions of each type and level a sheet has; none takes the place of another that was asked for."""

    def __init__(self, specification: Specification) -> None:
        count, types, levels = specification.count, set(specification.types), set(specification.bloom_levels)
        self._most_of_type = ceil(count / len(types)) if types else count
        self._most_of_level = ceil(count / len(levels)) if levels else count
        self._types: Counter[QuestionType] = Counter()
        self._levels: Counter[BloomLevel] = Counter()

    def had(self, banked: Banked) -> tuple[int, int]:
        """What a question's type and level have already: the least comes next."""
        return self._types[banked.question.type], self._levels[banked.question.bloom_level]

    def has_room(self, banked: Banked) -> bool:
        had_of_type, had_of_level = self.had(banked)
        return had_of_type < self._most_of_type and had_of_level < self._most_of_level

    def count(self, banked: Banked) -> None:
        self._types[banked.question.type] += 1
        self._levels[banked.question.bloom_level] += 1


def _fitting(banked: Banked, chosen: Sequence[Banked], selection: Selection) -> Banked | None:
    """The question as the next of the sheet, or None when it has a flaw there."""
    question = replace(banked.question, number=len(chosen) + 1)
    before = [other.question for other in chosen]
    if rules.check_next(question, before, selection.specification, selection.language, selection.grade):
        return None
    return replace(banked, question=question)


def _flawed(chosen: Sequence[Banked], selection: Selection) -> bool:
    questions = [banked.question for banked in chosen]
    return bool(rules.check(questions, selection.specification, selection.language, selection.grade))
