"""Where one sheet's facts come from: fresh ones first, and what the sheet has used so far."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct

from questions.generators import statements
from questions.generators.model import Draw, Fact, Skill
from questions.model import Answer, BloomLevel, Option, QuestionType

T = TypeVar("T")

_LETTER = re.compile(r"(?<![\\a-zA-Z])[a-z]")
_BASE = re.compile(r"(\d+)\^")
_DRAWS = 40  # a pool of 12 facts shows its last one with p = 0.97


def _any_fact(_fact: Fact) -> bool:
    return True


def _is_same(one: Fact, other: Fact) -> bool:
    """The same answer, or the same whole truth with the gap elsewhere."""
    return one.value.key == other.value.key or _truth(one) == _truth(other)


def _truth(fact: Fact) -> str:
    return statements.fill(fact.statement, fact.value.text)


def measure(fact: Fact) -> tuple[str | None, bool]:
    """What the answer counts in: its unit, and whether it is in per cent."""
    return fact.value.unit, r"\%" in fact.value.text


def _marks(fact: Fact) -> tuple[object, ...]:
    """What an answer shows besides its numbers: its measure, a fraction bar, letters, and the bases of powers."""
    inner = statements.formula_inside(fact.value.text) or ""
    return measure(fact), r"\frac" in inner, frozenset(_LETTER.findall(inner)), frozenset(_BASE.findall(inner))


class Made(Struct, frozen=True):
    """A question before it has its number: `facts` are the identities it asks about."""

    facts: frozenset[str]
    stem: str
    answer: Answer
    solution: str
    options: tuple[Option, ...] = ()


class Desk:
    """The running state of one sheet."""

    def __init__(self, skill: Skill, draw: Draw, title: str) -> None:
        self.skill = skill
        self.draw = draw
        self.title = title
        self.used: set[str] = set()
        self._places: Counter[tuple[str, object]] = Counter()

    def draw_fact(self) -> Fact:
        return self.skill.kind.draw(self.draw, self.skill.parameters)

    def fact(self, suits: Callable[[Fact], bool] = _any_fact) -> Fact | None:
        """A fact that suits, one not asked yet if there is any; None when nothing suits."""
        seen: Fact | None = None
        for _ in range(_DRAWS):
            fact = self.draw_fact()
            if not suits(fact):
                continue
            if fact.identity not in self.used:
                return fact
            seen = fact
        return seen

    def facts(self, count: int, suits: Callable[[Fact], bool] = _any_fact) -> list[Fact] | None:
        """`count` facts with different answers and of different content, or None when there are not so many."""
        found: list[Fact] = []
        for tried in range(count * _DRAWS):
            if tried == _DRAWS and not found:
                return None
            fact = self.draw_fact()
            if suits(fact) and not any(_is_same(fact, other) for other in found):
                found.append(fact)
            if len(found) == count:
                return found
        return None

    def facts_alike(self, count: int) -> list[Fact] | None:
        """`count` facts whose answers look alike but for their numbers, so that no unit or letter betrays a pair."""
        first = self.fact()
        if first is None:
            return None
        marks = _marks(first)
        return self.facts(count, lambda fact: _marks(fact) == marks) or self.facts(count)

    def least_used(self, purpose: str, places: Sequence[T]) -> T:
        """One of the least used places, so that keys spread evenly over the sheet."""
        fewest = min(self._places[purpose, place] for place in places)
        return self.draw.random.choice([place for place in places if self._places[purpose, place] == fewest])

    def settle(self, purpose: str, place: object) -> None:
        """Count a place that a finished question has taken."""
        self._places[purpose, place] += 1


class Form(Struct, frozen=True):
    """One way to ask: `levels` are the Bloom levels it may stand for, its usual one first; `weight` is its share."""

    name: str
    type: QuestionType
    levels: tuple[BloomLevel, ...]
    build: Callable[[Desk], Made | None]
    weight: int = 1
    grades: range = range(1, 13)
