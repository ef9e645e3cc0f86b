"""Whether a text says what algebra found: yes, no, or it cannot be told."""

import re
from collections.abc import Sequence
from fractions import Fraction

from cache.model import Language
from questions.checks.algebra import regions
from questions.checks.algebra.amounts import any_close, is_amount, places
from questions.checks.algebra.answers import (
    Amount,
    Answer,
    Antiderivative,
    Coordinates,
    Numbers,
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
from questions.checks.algebra.equations import SCAN
from questions.checks.algebra.expression import (
    Expression,
    Number,
    PlusMinus,
    Point,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    System,
    negated,
    parts,
)
from questions.checks.algebra.factors import is_factored
from questions.checks.algebra.inequalities import holds_at
from questions.checks.algebra.items import Item, Kind, expression_of
from questions.checks.algebra.lexicon import folded
from questions.checks.algebra.polynomials import is_same
from questions.checks.algebra.stem import read_stem
from questions.checks.algebra.task import SMALL
from questions.checks.algebra.values import Real, same, value_or_none

_NOTHING = re.compile(
    r"no (real )?(solutions?|roots?)|(there are )?no (real )?(solutions?|roots?)|∅|\\\(\\(varnothing|emptyset)\\\)"
    r"|нет (действительных )?(решений|корней)|(действительных )?(корней|решений) нет"
    r"|решений не имеет|не имеет (корней|решений)"
    r"|कोई (वास्तविक )?(हल|मूल) नहीं( है)?"
)
_CONTENT = frozenset((Kind.WORD, Kind.LETTER))
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
            return _says_roots(text, values, letter, language)
        case _:
            items = content(text, language)
            return None if items is None else _items_say(items, answer, text)


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
        case Numbers(values):
            found = all_numbers(items)
            return None if found is None else len(found) == len(values) and all(one in values for one in found)
        case Row(wanted):
            flat = [item for item in _flat(items) if "remainder" not in item.concepts]
            if len(flat) != len(wanted):
                return None
            said = [_items_say([item], part, "") for item, part in zip(flat, wanted, strict=True)]
            return False if False in said else None if None in said else True
        case _:
            return None


def _flat(items: Sequence[Item]) -> list[Item]:
    return [one for item in items for one in (item.many if item.kind is Kind.LIST else (item,))]


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


def all_numbers(items: Sequence[Item]) -> list[Real] | None:
    """All values of the text: `3 and 5`, `x = 3; x = 5`, `±2`, `{3; 5}`."""
    result: list[Real] = []
    for item in _flat(items):
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


def _says_roots(text: str, values: tuple[Real, ...], letter: str, language: Language) -> bool | None:
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


def _are_coordinates(items: Sequence[Item], values: tuple[Real, ...]) -> bool | None:
    flat: list[Expression] = []
    for item in _flat(items):
        if isinstance(item.node, Point):
            flat += item.node.entries
        elif item.kind is Kind.ASSIGNMENT and isinstance(item.node, Relation):
            flat.append(item.node.sides[1])
        elif (node := expression_of(item)) is not None:
            flat.append(node)
    found = [value_or_none(entry) for entry in flat]
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
