"""Kinds of tasks by what their stems consist of: a pattern explains the whole stem, or the task is not of its kind.

A pattern is a row of concepts and slots, in order: `mean l:L` is the word for a mean, then a list. `a|b` is either,
`?` may be left out; a slot names the kinds of items it takes (`n:NA`), or how its concepts begin (`p@place`). Small
words stand between them as they like.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from questions.checks.algebra.answers import Answer
from questions.checks.algebra.items import Item, Kind, expression_of
from questions.checks.algebra.values import Real, value_or_none

SMALL = frozenset(("_", "ask", "is", "of", "ka", "and", "number", "value", "letter"))

_COPULA = frozenset(("is",))
_WITHOUT_SLOT = frozenset((Kind.WORD, Kind.UNIT, Kind.LETTER, Kind.SEPARATOR))
_VALUES = frozenset(kind.value for kind in Kind if kind not in _WITHOUT_SLOT)

Found = dict[str, Item]
Solve = Callable[[Found], Answer | None]


class Element(Struct, frozen=True):
    """A slot when it has a name, else a concept."""

    concepts: frozenset[str]
    kinds: frozenset[str] = frozenset()
    name: str = ""
    is_optional: bool = False
    prefix: str = ""

    def takes(self, item: Item) -> bool:
        """Whether the item can stand here."""
        if self.prefix:
            return any(concept.startswith(self.prefix) for concept in item.concepts)
        return item.kind.value in self.kinds or bool(item.concepts & self.concepts)


class Task(Struct, frozen=True):
    """One kind of task: what it looks like, which other words may stand in it, and how it is computed."""

    patterns: tuple[str, ...]
    solve: Solve
    skip: frozenset[str] = frozenset()
    is_strict: bool = False


def task(patterns: str, solve: Solve, skip: str = "", *, is_strict: bool = False) -> Task:
    """A kind of task; patterns are separated by `;`. In a strict one no copula stands in between."""
    return Task(tuple(pattern.strip() for pattern in patterns.split(";")), solve, frozenset(skip.split()), is_strict)


def solved(items: Sequence[Item], tasks: Sequence[Task]) -> Answer | None:
    """The answer of the first task that explains all items and can be computed."""
    present = frozenset[str]().union(*(item.concepts for item in items))
    kinds = [item.kind.value for item in items if item.kind not in _WITHOUT_SLOT]
    for one in tasks:
        outside = SMALL | one.skip
        inside = outside - _COPULA if one.is_strict else outside
        for pattern in one.patterns:
            shape = compiled(pattern)
            if not shape.may_match(present, kinds):
                continue
            found = matched(shape.elements, items, outside, inside)
            if found is not None and (answer := one.solve(found)) is not None:
                return answer
    return None


class Shape(Struct, frozen=True):
    """A pattern, and what a stem must have at least to be matched with it."""

    elements: tuple[Element, ...]
    concepts: tuple[frozenset[str], ...]
    kinds: frozenset[str]
    slots: int
    needed: int

    def may_match(self, present: frozenset[str], kinds: Sequence[str]) -> bool:
        """Whether the concepts are there, and as many values as there are slots, of kinds that they take."""
        if not self.needed <= len(kinds) <= self.slots or not self.kinds.issuperset(kinds):
            return False
        return not any(present.isdisjoint(wanted) for wanted in self.concepts)


@lru_cache(2048)
def compiled(pattern: str) -> Shape:
    """The pattern, taken apart."""
    elements = tuple(_element(text) for text in pattern.split())
    valued = [element for element in elements if not element.kinds.isdisjoint(_VALUES)]
    return Shape(
        elements,
        tuple(one.concepts for one in elements if one.concepts and not one.is_optional),
        frozenset[str]().union(*(element.kinds for element in elements)),
        len(valued),
        sum(not element.is_optional for element in valued),
    )


def _element(text: str) -> Element:
    is_optional, text = text.endswith("?"), text.rstrip("?")
    name, at, prefix = text.partition("@")
    if at:
        return Element(frozenset(), name=name, is_optional=is_optional, prefix=prefix)
    name, colon, kinds = text.partition(":")
    if colon:
        return Element(frozenset(), frozenset(kinds), name, is_optional)
    return Element(frozenset(text.split("|")), is_optional=is_optional)


def matched(
    elements: tuple[Element, ...], items: Sequence[Item], outside: frozenset[str], inside: frozenset[str]
) -> Found | None:
    """The items in the slots, when the pattern and small words, outside and inside of it, explain every item."""
    return _matched(elements, 0, items, 0, (outside, inside))


def _matched(
    elements: tuple[Element, ...],
    at: int,
    items: Sequence[Item],
    place: int,
    skips: tuple[frozenset[str], frozenset[str]],
) -> Found | None:
    if place == len(items):
        return {} if all(element.is_optional for element in elements[at:]) else None
    item = items[place]
    if at < len(elements):
        element = elements[at]
        if element.takes(item):
            rest = _matched(elements, at + 1, items, place + 1, skips)
            if rest is not None:
                return {element.name: item, **rest} if element.name else rest
    if item.kind is Kind.LETTER or item.concepts & skips[0 < at < len(elements)]:
        rest = _matched(elements, at, items, place + 1, skips)
        if rest is not None:
            return rest
    if at < len(elements) and elements[at].is_optional:
        return _matched(elements, at + 1, items, place, skips)
    return None


def number(item: Item | None) -> Real | None:
    """The value of the item: of a percentage as the number of per cent, of a quantity in its own unit."""
    if item is None:
        return None
    found = value_or_none(expression_of(item))
    return found * 100 if found is not None and item.kind is Kind.PERCENT else found


def numbers(item: Item | None) -> list[Real] | None:
    """The values of a list, all of them."""
    if item is None:
        return None
    found = [number(one) for one in item.many] if item.kind is Kind.LIST else [number(item)]
    return None if any(one is None for one in found) else [one for one in found if one is not None]


def whole_numbers(item: Item | None) -> list[int] | None:
    """The values of a list of integers."""
    found = numbers(item)
    if found is None or any(isinstance(one, float) or one.denominator != 1 for one in found):
        return None
    return [int(one) for one in found]
