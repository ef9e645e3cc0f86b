"""What a stem consists of once it is read: concepts, numbers, quantities, expressions, relations, gaps."""

import re
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from questions.checks.algebra.expression import (
    Call,
    Degree,
    Expression,
    Mixed,
    Node,
    Number,
    Percent,
    Point,
    Product,
    Quotient,
    Relation,
    Symbol,
    System,
    parts,
    symbols,
)
from questions.checks.algebra.tokens import GAP
from questions.checks.algebra.units import UNITS, Unit

EMPTY = frozenset[str]()
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class Kind(StrEnum):
    """The letters stand for the kinds in the patterns of tasks."""

    WORD = "w"
    NUMBER = "N"
    ARITHMETIC = "A"
    PERCENT = "P"
    QUANTITY = "Q"
    EXPRESSION = "X"
    RELATION = "R"
    STATEMENT = "B"
    WITH_GAP = "E"
    COMPARISON = "K"
    SYSTEM = "S"
    POINT = "T"
    LIST = "L"
    GAP = "G"
    UNIT = "U"
    ORDINAL = "H"
    DEFINITION = "O"
    ASSIGNMENT = "I"
    PI = "Z"
    CALL = "F"
    LETTER = "Y"
    SEPARATOR = ","
    CLOCK = "C"


class Item(Struct, frozen=True):
    """One piece of a stem. `many` are the members of a list; `is_open` says that the list goes on (`…`)."""

    kind: Kind
    concepts: frozenset[str] = EMPTY
    node: Node | None = None
    unit: Unit | None = None
    many: tuple["Item", ...] = ()
    is_open: bool = False


def expression_of(item: Item | None) -> Expression | None:
    """The expression that the item holds, when it holds one."""
    node = None if item is None else item.node
    return None if node is None or isinstance(node, Relation | System) else node


def word(concepts: frozenset[str]) -> Item:
    """A word; a unit when it means nothing else that matters here."""
    ordinals = [concept for concept in concepts if concept.startswith("ordinal.")]
    if ordinals:
        return Item(Kind.ORDINAL, node=Number(Fraction(ordinals[0].removeprefix("ordinal."))))
    units = [concept for concept in concepts if concept.startswith("unit.")]
    unit = UNITS[units[0].removeprefix("unit.")] if units else None
    return Item(Kind.UNIT if unit is not None else Kind.WORD, concepts, unit=unit)


def of_node(node: Node) -> Item:
    """A formula by what it is."""
    if isinstance(node, Relation):
        return Item(_kind_of_relation(node), node=node)
    if isinstance(node, System):
        return Item(Kind.SYSTEM, node=node)
    if isinstance(node, Symbol) and (index := index_of(node.name)) is not None:
        return Item(Kind.ORDINAL, node=Number(Fraction(index)))
    if isinstance(node, Degree) and is_literal(node.inner):
        return Item(Kind.QUANTITY, node=node.inner, unit=UNITS["degree"])
    return Item(_kind_of_expression(node), node=node)


def index_of(name: str) -> int | None:
    """9 for `a_9`, the ninth term of a sequence."""
    found = re.fullmatch(r"[ab]_?(\d+)", name.translate(_SUBSCRIPTS))
    return int(found[1]) if found is not None else None


def _kind_of_relation(relation: Relation) -> Kind:
    letters, left = symbols(relation), relation.sides[0]
    if len(relation.sides) == 2 and relation.signs[0] in "=≈":
        if left == Symbol("π"):
            return Kind.PI
        if isinstance(left, Call) and isinstance(left.argument, Symbol):
            return Kind.DEFINITION
        if isinstance(left, Symbol) and left.name != GAP and not symbols(relation.sides[1]):
            return Kind.ASSIGNMENT
    if GAP in letters:
        return Kind.WITH_GAP
    return Kind.RELATION if letters or has_call(relation) else Kind.STATEMENT


def has_call(node: Node) -> bool:
    return isinstance(node, Call) or any(has_call(part) for part in parts(node))


def _kind_of_expression(node: Expression) -> Kind:
    if isinstance(node, Symbol):
        return _kind_of_letter(node)
    if isinstance(node, Point):
        return Kind.POINT
    if isinstance(node, Percent) and is_literal(node.inner):
        return Kind.PERCENT
    if isinstance(node, Call) and not symbols(node):
        return Kind.CALL
    if symbols(node) or has_call(node):
        return Kind.EXPRESSION
    return Kind.NUMBER if is_literal(node) else Kind.ARITHMETIC


def _kind_of_letter(node: Symbol) -> Kind:
    if node.name == GAP:
        return Kind.GAP
    if not symbols(node):
        return Kind.ARITHMETIC
    return Kind.EXPRESSION if "_" in node.name else Kind.LETTER


def is_literal(node: Expression) -> bool:
    """A number, a fraction or a mixed number as written, nothing to be computed."""
    match node:
        case Number() | Mixed():
            return True
        case Quotient(top, bottom, sign):
            return sign != ":" and is_literal(top) and isinstance(bottom, Number) and not isinstance(top, Quotient)
        case Product((Number(value), inner)):
            return value == -1 and is_literal(inner)
        case _:
            return False
