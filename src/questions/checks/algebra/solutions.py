"""Equalities in running text: what a solution claims, and what it comes to at its end."""

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from cache.model import Language
from questions.checks.algebra.expression import (
    Degree,
    Expression,
    Node,
    Number,
    Percent,
    Quotient,
    Relation,
    Symbol,
    System,
    parts,
    symbols,
)
from questions.checks.algebra.grammar import parse
from questions.checks.algebra.items import Kind, of_node
from questions.checks.algebra.lexicon import folded
from questions.checks.algebra.stem import Mathematics, Words, segments_of
from questions.checks.algebra.tokens import GAP, NotMathematics
from questions.checks.algebra.values import Real, same, value_or_none

MAX_LENGTH = 3000
# A sentence with such a word may quote a mistake in order to explain it.
_DENIES = re.compile(
    r"\b(not|no|never|mistake|error|wrong|incorrect|instead|false|if|suppose|would|isn't|doesn't|≠)\b"
    r"|\b(не|нет|ошиб\w*|неверн\w*|неправильн\w*|ложн\w*|если|бы|вместо)\b|नहीं|गलत|ग़लत|असत्य|यदि|त्रुटि|भूल"
)
_REMAINDER = re.compile(r"remainder|\brest\b|\bост|शेष|\bR\s*\d")
_OTHER_BASE = re.compile(r"binary|\bbase\b|двоичн|систем\w* счисления|द्विआधारी|बाइनरी|आधार|octal|hexadec")
_GOVERNS = frozenset(("of", "от", "из", "числа", "का", "के", "की", "में", "से", "by", "на", "to", "from"))
_SENTENCE = re.compile(r"(?<=[.!?।;])\s+|\n+")
_CLOCK = re.compile(r"\d:\d\d(?!\d)")
_ANSWER = re.compile(r"(?:answer|ответ|उत्तर)\s*(?:is)?\s*[:—–-]?\s*(.{1,60}?)\s*[.।]?\s*$", re.IGNORECASE | re.DOTALL)


class Claim(Struct, frozen=True):
    """`left = right` between two numbers."""

    left: Expression
    right: Expression


def false_claim(text: str, stem: str, language: Language) -> Claim | None:
    """The first equality of a solution that does not hold; rounding, remainders and quoted mistakes are forgiven."""
    if len(text) > MAX_LENGTH or _OTHER_BASE.search(f"{stem} {text}".lower()):
        return None
    with_remainder = bool(_REMAINDER.search(f"{stem} {text}".lower()))
    for sentence in _SENTENCE.split(text):
        if _DENIES.search(sentence.lower()) or _CLOCK.search(sentence):
            continue
        for claim in claims(sentence, language):
            if not _is_forgiven(claim, with_remainder) and _holds(claim) is False:
                return claim
    return None


def claims(text: str, language: Language) -> Iterator[Claim]:
    """Every equality between two numbers, chains taken apart."""
    for node in _formulas(text, language):
        for relation in node.relations if isinstance(node, System) else (node,):
            if isinstance(relation, Relation):
                yield from _links(relation)


def _links(relation: Relation) -> Iterator[Claim]:
    for left, sign, right in zip(relation.sides, relation.signs, relation.sides[1:], strict=False):
        if sign == "=" and not symbols(left) and not symbols(right):
            yield Claim(left, right)


def _formulas(text: str, language: Language) -> list[Node]:
    found: list[Node] = []
    try:
        segments = segments_of(text, language)
    except NotMathematics:
        return []
    before = ""
    for segment in segments:
        if isinstance(segment, Mathematics):
            found += _without_first(_parsed(segment.tokens), folded(before) in _GOVERNS)
        before = segment.text if isinstance(segment, Words) else ""
    return found


def _without_first(nodes: list[Node], is_governed: bool) -> list[Node]:
    """`2/3 of 12 = 8` is no claim about 12: the first side of a relation that a preposition governs is left out."""
    if not is_governed or not nodes or not isinstance(nodes[0], Relation):
        return nodes
    first = nodes[0]
    rest: Node = Relation(first.sides[1:], first.signs[1:]) if len(first.signs) > 1 else first.sides[1]
    return [rest, *nodes[1:]]


def _parsed(tokens: list[str]) -> list[Node]:
    bare = tokens[1:] if tokens[:1] in (["="], ["≈"]) else tokens
    while bare and bare[-1] in ("=", "≈", "+", "-", "*", ":", "/", ";", ",", "."):
        bare = bare[:-1]
    try:
        return list(parse(bare)) if bare else []
    except NotMathematics:
        return []


def _holds(claim: Claim) -> bool | None:
    left, right = value_or_none(claim.left), value_or_none(claim.right)
    if left is None or right is None:
        return None
    if same(left, right) or _is_rounded(claim.left, left, right) or _is_rounded(claim.right, right, left):
        return True
    return _holds_without_signs(claim)


def _is_rounded(side: Expression, value: Real, other: Real) -> bool:
    """Whether the side is a decimal that stands for the other value."""
    if not isinstance(side, Number) or not isinstance(value, Fraction):
        return False
    places = _places(value)
    return places > 0 and abs(float(value) - float(other)) <= 10.0**-places


def _places(value: Fraction) -> int:
    return next((count for count in range(8) if (value * 10**count).denominator == 1), 0)


def _holds_without_signs(claim: Claim) -> bool:
    """`0.5 × 100 = 50%` and `180 - 57 = 123°`: signs that only one side carries are left out."""
    left, right = value_or_none(_bare(claim.left)), value_or_none(_bare(claim.right))
    return left is not None and right is not None and (same(left, right) or same(left, right * 100))


def _bare(node: Expression) -> Expression:
    return _bare(node.inner) if isinstance(node, Percent | Degree) else node


def _is_forgiven(claim: Claim, with_remainder: bool) -> bool:
    nodes = [*_all(claim.left), *_all(claim.right)]
    if any(isinstance(node, Symbol) for node in nodes) or any(isinstance(node, Degree | Percent) for node in nodes):
        return _holds_without_signs(claim) or any(isinstance(node, Symbol) for node in nodes) or _mixes(claim)
    return with_remainder and any(isinstance(node, Quotient) for node in nodes)


def _mixes(claim: Claim) -> bool:
    """Whether per cent or degrees stand beside bare numbers, which people write as they like."""
    return any(isinstance(node, Percent | Degree) for node in _all(claim.left)) != any(
        isinstance(node, Percent | Degree) for node in _all(claim.right)
    )


def _all(node: Node) -> list[Node]:
    return [node, *(one for part in parts(node) for one in _all(part))]


def conclusion(text: str, language: Language) -> Real | None:
    """The number that a solution ends in: after the word *answer*, or the right side of the equality that ends it."""
    announced = _ANSWER.search(text[-120:])
    if announced is not None:
        return _only_number(announced[1], language)
    last = _SENTENCE.split(text.strip())[-1]
    nodes = _formulas(last, language)
    if not nodes or _DENIES.search(last.lower()) or not re.search(r"=\s*\S[^=]{0,40}$", last):
        return None
    node = nodes[-1]
    side = node.sides[-1] if isinstance(node, Relation) and node.signs[-1] in "=≈" else None
    return None if side is None or GAP in symbols(side) else value_or_none(_bare(side))


def _only_number(text: str, language: Language) -> Real | None:
    nodes = _formulas(text, language)
    if len(nodes) != 1:
        return None
    node = nodes[0]
    if isinstance(node, Relation):
        node = node.sides[-1]
    return None if isinstance(node, System) else value_or_none(_bare(node))


def numbers_in(text: str, language: Language) -> list[Real]:
    """Every number that the text writes or whose parts it writes: literals and sides of equalities."""
    found: list[Real] = []
    for node in _formulas(text, language):
        for one in _all(node):
            if not isinstance(one, Relation | System) and of_node(one).kind is not Kind.POINT:
                value = value_or_none(_bare(one))
                found += [] if value is None else [value]
    return found
