"""Numbers in a row as texts list them, and whether they are the roots of an equation."""

import re
from collections.abc import Sequence

from cache.model import Language
from questions.checks.algebra.amounts import any_close, places
from questions.checks.algebra.equations import SCAN
from questions.checks.algebra.expression import (
    Expression,
    PlusMinus,
    Point,
    Quotient,
    Relation,
    Sum,
    Symbol,
    System,
    negated,
)
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.lexicon import folded
from questions.checks.algebra.stem import read_stem
from questions.checks.algebra.task import SMALL
from questions.checks.algebra.values import Real, value_or_none

_NOTHING = re.compile(
    r"no (real )?(solutions?|roots?)|(there are )?no (real )?(solutions?|roots?)|∅|\\\(\\(varnothing|emptyset)\\\)"
    r"|нет (действительных )?(решений|корней)|(действительных )?(корней|решений) нет"
    r"|решений не имеет|не имеет (корней|решений)"
    r"|कोई (वास्तविक )?(हल|मूल) नहीं( है)?"
)
_CONTENT = frozenset((Kind.WORD, Kind.LETTER))


def content(text: str, language: Language) -> list[Item] | None:
    """The items of a short text without its small words; None when it is not understood."""
    items = read_stem(text.strip().rstrip(" .;।"), language)
    if items is None:
        return None
    return [
        item
        for item in items
        if item.kind not in _CONTENT or not (item.concepts & (SMALL | {"solution"}) or item.kind is Kind.LETTER)
    ]


def flat(items: Sequence[Item]) -> list[Item]:
    """Members of lists in the place of the lists."""
    return [one for item in items for one in (item.many if item.kind is Kind.LIST else (item,))]


def all_numbers(items: Sequence[Item]) -> list[Real] | None:
    """All values of the text: `3 and 5`, `x = 3; x = 5`, `±2`, `{3; 5}`."""
    result: list[Real] = []
    for item in flat(items):
        node = item.node
        if isinstance(node, Relation) and item.kind is Kind.ASSIGNMENT:
            node = node.sides[1]
        if node is None or isinstance(node, Relation | System):
            return None
        found = _values(node)
        if found is None:
            return None
        result += found
    return result


def _values(node: Expression) -> list[Real] | None:
    if isinstance(node, Point) and not node.name:
        many = [_values(entry) for entry in node.entries]
        return None if any(one is None for one in many) else [one for found in many for one in found or []]
    if (sign := _plus_minus(node)) is not None:
        found = [value_or_none(one) for one in sign]
        return None if None in found else [one for one in found if one is not None]
    found = value_or_none(node)
    return None if found is None else [found]


def _plus_minus(node: Expression) -> tuple[Expression, Expression] | None:
    """The two expressions that one with `±` stands for."""
    match node:
        case PlusMinus(inner):
            return inner, negated(inner)
        case Sum((first, PlusMinus(inner))):
            return Sum((first, inner)), Sum((first, negated(inner)))
        case Quotient(top, bottom) if (pair := _plus_minus(top)) is not None:
            return Quotient(pair[0], bottom), Quotient(pair[1], bottom)
        case _:
            return None


def says_roots(text: str, values: tuple[Real, ...], letter: str, language: Language) -> bool | None:
    """Whether the text lists all these values of the letter, and no other."""
    if _NOTHING.fullmatch(folded(text).strip(" .।")):
        return not values
    items = content(re.sub(r"^\s*\{(.*)\}\s*$", r"\1", text.replace("\\{", "").replace("\\}", "")), language)
    own = [item for item in items or () if not _names_another(item, letter)]
    found = all_numbers(own)
    if not found:
        return None
    if len(set(map(float, found))) < len(found) and len(values) != 1:
        return None
    decimals = places(text)
    told = [any_close(one, values, decimals) if values else False for one in found]
    if any(abs(one) > SCAN for one, verdict in zip(found, told, strict=True) if verdict is False):
        return None
    if False in told:
        return False
    missing = [value for value in values if not any(any_close(one, (value,), decimals) for one in found)]
    return None if None in told else not missing


def _names_another(item: Item, letter: str) -> bool:
    """`D = 25` beside the roots."""
    node = item.node
    if item.kind is not Kind.ASSIGNMENT or not isinstance(node, Relation) or not isinstance(node.sides[0], Symbol):
        return False
    return node.sides[0].name.partition("_")[0] != letter
