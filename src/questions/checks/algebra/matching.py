"""Whether a text says what algebra found: yes, no, or it cannot be told."""

import re
from collections.abc import Sequence
from fractions import Fraction

from cache.model import Language
from questions.checks.algebra import regions
from questions.checks.algebra.amounts import is_amount
from questions.checks.algebra.answers import (
    Amount,
    Answer,
    Antiderivative,
    Coordinates,
    PrimeFactors,
    Ratio,
    Region,
    Roots,
    Row,
    Same,
    Sign,
    Solution,
    Spelling,
)
from questions.checks.algebra.calculus import derivative
from questions.checks.algebra.expression import (
    Expression,
    Number,
    Point,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    System,
    parts,
)
from questions.checks.algebra.factors import is_factored
from questions.checks.algebra.inequalities import holds_at
from questions.checks.algebra.items import Item, Kind, expression_of
from questions.checks.algebra.polynomials import is_same
from questions.checks.algebra.roots_said import content, flat, says_roots
from questions.checks.algebra.values import Real, same, value_or_none

_MARKS = {"<": "<", ">": ">", "=": "=", "≤": "≤", "≥": "≥", "≠": "≠"}


def says(text: str, answer: Answer, language: Language) -> bool | None:
    """Whether the text is the answer."""
    match answer:
        case Sign(sign):
            return _says_sign(text, sign, language)
        case Spelling(wanted):
            return _says_spelling(text, wanted)
        case Region():
            found = regions.read(text, answer.letter, language)
            return None if found is None else regions.is_same(found, answer.intervals)
        case Roots(values, letter):
            return says_roots(text, values, letter, language)
        case _:
            items = content(text, language)
            return None if items is None else _items_say(items, answer, text)


def _items_say(items: list[Item], answer: Answer, text: str) -> bool | None:
    match answer:
        case Amount():
            return is_amount(items, answer, text)
        case Same(wanted, form):
            return _is_expression(items, wanted, form)
        case Antiderivative(wanted, letter):
            found = _one_expression(items)
            slope = None if found is None else derivative(found, letter)
            return None if slope is None else is_same(slope, wanted)
        case Coordinates(values):
            return _are_coordinates(items, values)
        case Solution(values):
            return _is_solution(items, dict(values))
        case Ratio(terms):
            found = _ratio_terms(items)
            return None if found is None else found == terms
        case PrimeFactors(whole):
            return _are_prime_factors(items, whole)
        case Row(wanted):
            own = [item for item in flat(items) if "remainder" not in item.concepts]
            if len(own) != len(wanted):
                return None
            said = [_items_say([item], part, "") for item, part in zip(own, wanted, strict=True)]
            return False if False in said else None if None in said else True
        case _:
            return None


def _one_expression(items: Sequence[Item]) -> Expression | None:
    """The one expression of the text, or the right side of `y = …`."""
    if len(items) != 1:
        return None
    node = items[0].node
    if isinstance(node, Relation) and len(node.sides) == 2 and node.signs == ("=",):
        return node.sides[1]
    return expression_of(items[0])


def _is_expression(items: Sequence[Item], wanted: Expression, form: str) -> bool | None:
    found = _one_expression(items)
    if found is None:
        return None
    verdict = is_same(found, wanted)
    if verdict and form == "product":
        return _is_product(found) and (is_factored(found) or None)
    if (
        verdict
        and form == "sum"
        and isinstance(found, Product | Power)
        and any(isinstance(part, Sum) for part in _deep(found))
    ):
        return False
    return verdict


def _is_product(node: Expression) -> bool:
    if isinstance(node, Product) and len(node.factors) == 2 and node.factors[0] == Number(Fraction(-1)):
        node = node.factors[1]
    return isinstance(node, Product | Power)


def _deep(node: Expression) -> list[Expression]:
    below = [part for part in parts(node) if not isinstance(part, Relation | System)]
    return below + [one for part in below for one in _deep(part)]


def _are_coordinates(items: Sequence[Item], values: tuple[Real, ...]) -> bool | None:
    entries: list[Expression] = []
    for item in flat(items):
        if isinstance(item.node, Point):
            entries += item.node.entries
        elif item.kind is Kind.ASSIGNMENT and isinstance(item.node, Relation):
            entries.append(item.node.sides[1])
        elif (node := expression_of(item)) is not None:
            entries.append(node)
    found = [value_or_none(entry) for entry in entries]
    known = [one for one in found if one is not None]
    if len(known) != len(values) or len(known) != len(found):
        return None
    return all(same(one, two) for one, two in zip(known, values, strict=True))


def _is_solution(items: Sequence[Item], values: dict[str, Real]) -> bool | None:
    told: dict[str, Real] = {}
    for item in items:
        if item.kind is Kind.POINT and len(items) == 1:
            return _are_coordinates(items, tuple(values[letter] for letter in sorted(values)))
        node = item.node
        if not isinstance(node, Relation) or item.kind is not Kind.ASSIGNMENT or not isinstance(node.sides[0], Symbol):
            return None
        found = value_or_none(node.sides[1])
        if found is None:
            return None
        told[node.sides[0].name] = found
    if set(told) != set(values):
        return None
    return all(same(told[letter], values[letter]) for letter in values)


def _ratio_terms(items: Sequence[Item]) -> tuple[int, ...] | None:
    if len(items) != 1:
        return None
    node, terms = expression_of(items[0]), list[Expression]()
    while isinstance(node, Quotient) and node.sign in ":/f":
        terms.insert(0, node.bottom)
        node = node.top
    if node is None or not terms:
        return None
    values = [value_or_none(term) for term in (node, *terms)]
    whole = [int(one) for one in values if isinstance(one, Fraction) and one.denominator == 1]
    return tuple(whole) if len(whole) == len(values) else None


def _are_prime_factors(items: Sequence[Item], whole: int) -> bool | None:
    node = expression_of(items[0]) if len(items) == 1 else None
    if node is None:
        return None
    value = value_or_none(node)
    if value is None:
        return None
    bases = [
        one.base if isinstance(one, Power) else one for one in (node.factors if isinstance(node, Product) else (node,))
    ]
    primes = [one.value for one in bases if isinstance(one, Number)]
    return (
        value == whole
        and len(primes) == len(bases)
        and all(one.denominator == 1 and is_prime(int(one)) for one in primes)
    )


def is_prime(number: int) -> bool:
    return 1 < number < 10**8 and all(number % one for one in range(2, int(number**0.5) + 1))


def _says_sign(text: str, sign: str, language: Language) -> bool | None:
    plain = re.sub(r"\\[()]|\s", "", text).replace(r"\lt", "<").replace(r"\gt", ">").strip("«»“”\"'.")
    plain = plain.replace(r"\le", "≤").replace(r"\ge", "≥")
    if plain in _MARKS:
        return _MARKS[plain] == sign
    items = content(text, language) or ()
    relation = items[0].node if len(items) == 1 else None
    return holds_at(relation, {}) if isinstance(relation, Relation) and relation.signs[0] in "<>=" else None


def _says_spelling(text: str, wanted: str) -> bool | None:
    plain = re.sub(r"\\[()]|\\(?:mathrm|text)|[{}\s]|_\{?2\}?$|₂$", "", text)
    if not re.fullmatch(r"[IVXLCDM]+|[01]+", plain):
        return None
    return plain == wanted
