"""Intervals as texts write them: `x > 2`, `(2; +∞)`, `−1 ≤ x < 3`, `x < 1 or x > 4`."""

import re
from collections.abc import Sequence

from cache.model import Language
from questions.checks.algebra import reader
from questions.checks.algebra.answers import Interval
from questions.checks.algebra.expression import Product, Relation, Symbol, symbols
from questions.checks.algebra.inequalities import region
from questions.checks.algebra.values import Real, same, value_or_none

_JOINED = re.compile(r"\\cup|∪|\bor\b|\bили\b|(?<!\S)या(?!\S)|\\text\{\s*(?:or|или)\s*\}")
_BRACKETS = re.compile(r"\s*(?:[a-z]\s*(?:∈|\\in)\s*)?([(\[])(.*)([)\]])\s*", re.DOTALL)
_INFINITY = Symbol("∞")


def read(text: str, letter: str, language: Language) -> tuple[Interval, ...] | None:
    """The intervals that the text names, from left to right; None when it names none."""
    plain = re.sub(r"\\[()]|\\left|\\right", " ", text).replace("\\infty", "∞").strip(" .;।")
    found: list[Interval] = []
    for piece in _JOINED.split(plain):
        intervals = _piece(piece, letter, language)
        if intervals is None:
            return None
        found += intervals
    return tuple(sorted(found, key=lambda one: float("-inf") if one.low is None else float(one.low)))


def _piece(text: str, letter: str, language: Language) -> list[Interval] | None:
    bracketed = _BRACKETS.fullmatch(text)
    if bracketed is not None:
        return _bracketed(bracketed[1], bracketed[2], bracketed[3], language)
    nodes = reader.read(text, language)
    if (
        nodes is None
        or len(nodes) != 1
        or not isinstance(nodes[0], Relation)
        or symbols(nodes[0]) != frozenset((letter,))
    ):
        return None
    return region(nodes[0], letter)


def _bracketed(opening: str, inside: str, closing: str, language: Language) -> list[Interval] | None:
    ends = inside.split(";" if ";" in inside else ",")
    found = [_end(end, language) for end in ends]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    low, high = _finite(found[0]), _finite(found[1])
    return [Interval(low, high, opening == "[" and low is not None, closing == "]" and high is not None)]


def _end(text: str, language: Language) -> Real | None:
    """The end of an interval, infinities as floats."""
    node = reader.read_one(text, language)
    if node == _INFINITY:
        return float("inf")
    if isinstance(node, Product) and node.factors[-1] == _INFINITY:
        return float("-inf")
    return value_or_none(node)


def _finite(end: Real) -> Real | None:
    return None if end in (float("inf"), float("-inf")) else end


def is_same(one: Sequence[Interval], two: Sequence[Interval]) -> bool:
    """Whether both describe the same numbers."""
    return len(one) == len(two) and all(_is_equal(left, right) for left, right in zip(one, two, strict=True))


def _is_equal(one: Interval, two: Interval) -> bool:
    return _is_same_end(one.low, one.has_low, two.low, two.has_low) and _is_same_end(
        one.high, one.has_high, two.high, two.has_high
    )


def _is_same_end(one: Real | None, has_one: bool, two: Real | None, has_two: bool) -> bool:
    if one is None or two is None:
        return one is two
    return has_one == has_two and same(one, two)
