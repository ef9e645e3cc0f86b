"""Equations, their roots, systems, inequalities, and equations with a gap."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from questions.checks.algebra.answers import Amount, Answer, Interval, Region, Roots, Solution
from questions.checks.algebra.equations import difference, linear_solution, relation_roots, roots
from questions.checks.algebra.expression import Expression, Node, Relation, Symbol, System, parts, symbols
from questions.checks.algebra.inequalities import region
from questions.checks.algebra.items import Item, expression_of
from questions.checks.algebra.polynomials import NoPolynomial, coefficients, polynomial
from questions.checks.algebra.task import Found, task
from questions.checks.algebra.tokens import GAP
from questions.checks.algebra.values import Real


def _relation(item: Item | None) -> Relation | None:
    return item.node if item is not None and isinstance(item.node, Relation) else None


def _letter(relation: Relation) -> str | None:
    """The one letter of the relation."""
    letters = symbols(relation)
    return next(iter(letters)) if len(letters) == 1 else None


def _roots(found: Found) -> tuple[list[Real], str] | None:
    relation = _relation(found["r"])
    letter = None if relation is None else _letter(relation)
    if relation is None or letter is None or relation.signs != ("=",):
        return None
    values = relation_roots(relation, letter) if len(relation.sides) == 2 else None
    return None if values is None else (values, letter)


def _solved(found: Found) -> Answer | None:
    solved = _roots(found)
    return None if solved is None else Roots(tuple(solved[0]), solved[1])


def _gap(found: Found) -> Answer | None:
    relation = _relation(found["e"])
    if relation is None or symbols(relation) != frozenset((GAP,)) or _count(relation) != 1:
        return None
    values = roots(difference(relation), GAP) if len(relation.sides) == 2 and relation.signs == ("=",) else None
    return Amount(values[0]) if values is not None and len(values) == 1 else None


def _count(node: Node) -> int:
    """How many gaps there are."""
    return (node == Symbol(GAP)) + sum(_count(part) for part in parts(node))


def _one_of(choose: Callable[[list[Real]], Real]) -> Callable[[Found], Answer | None]:
    def answer(found: Found) -> Answer | None:
        solved = _roots(found)
        return Amount(choose(solved[0])) if solved is not None and len(solved[0]) == 2 else None

    return answer


def _number_of_roots(found: Found) -> Answer | None:
    solved = _roots(found)
    return None if solved is None else Amount(Fraction(len(solved[0])))


def _quadratic(found: Found) -> list[Fraction] | None:
    """Coefficients of a quadratic equation, the constant first."""
    relation = _relation(found["r"])
    letter = None if relation is None else _letter(relation)
    if relation is None or letter is None or relation.signs != ("=",):
        return None
    try:
        known = coefficients(polynomial(difference(relation)), letter)
    except NoPolynomial:
        return None
    return known if len(known) == 3 and known[2] else None


def _by_vieta(of: Callable[[list[Fraction]], Fraction], needs_roots: bool) -> Callable[[Found], Answer | None]:
    def answer(found: Found) -> Answer | None:
        known = _quadratic(found)
        if known is None or (needs_roots and known[1] ** 2 <= 4 * known[0] * known[2]):
            return None
        return Amount(of(known))

    return answer


def _discriminant(found: list[Fraction]) -> Fraction:
    return found[1] ** 2 - 4 * found[2] * found[0]


def _system(found: Found) -> Answer | None:
    if "s" in found:
        node = found["s"].node
        relations = node.relations if isinstance(node, System) else ()
    else:
        relations = tuple(relation for name in ("r", "q") if (relation := _relation(found[name])) is not None)
    if any(len(relation.sides) != 2 for relation in relations):
        return None
    solution = linear_solution(relations)
    return None if solution is None else Solution(tuple(sorted(solution.items())))


def _intervals(found: Found) -> tuple[list[Interval], str] | None:
    relation = _relation(found["r"])
    letter = None if relation is None else _letter(relation)
    if relation is None or letter is None or "=" in relation.signs:
        return None
    intervals = region(relation, letter)
    return None if intervals is None else (intervals, letter)


def _inequality(found: Found) -> Answer | None:
    solved = _intervals(found)
    return None if solved is None else Region(tuple(solved[0]), solved[1])


def _least(found: Found) -> Answer | None:
    solved = _intervals(found)
    low = solved[0][0].low if solved is not None and solved[0] else None
    if solved is None or not isinstance(low, Fraction):
        return None
    return Amount(Fraction(ceil(low) if solved[0][0].has_low or low.denominator != 1 else int(low) + 1))


def _greatest(found: Found) -> Answer | None:
    solved = _intervals(found)
    high = solved[0][-1].high if solved is not None and solved[0] else None
    if solved is None or not isinstance(high, Fraction):
        return None
    return Amount(Fraction(floor(high) if solved[0][-1].has_high or high.denominator != 1 else int(high) - 1))


def _zeros(found: Found) -> Answer | None:
    """Zeros of a polynomial that stands without an equation."""
    body: Expression | None = expression_of(found["x"])
    letters = frozenset[str]() if body is None else symbols(body)
    values = roots(body, next(iter(letters))) if body is not None and len(letters) == 1 else None
    return None if values is None else Roots(tuple(values), next(iter(letters)))


_SKIP = "solve equation solution unknown item in number_of simplify from ratio inequality system when to"

TASKS = (
    task("sum_of_roots r:R; r:R sum_of_roots", _by_vieta(lambda found: -found[1] / found[2], True), _SKIP),
    task("product_of_roots r:R; r:R product_of_roots", _by_vieta(lambda found: found[0] / found[2], True), _SKIP),
    task("discriminant r:R; r:R discriminant", _by_vieta(_discriminant, False), _SKIP),
    task("number_of_roots r:R; r:R number_of_roots; how_many solution r:R; r:R how_many "
        "solution", _number_of_roots, _SKIP + " how_many"),
    task("larger_root r:R; r:R larger_root", _one_of(lambda found: found[-1]), _SKIP),
    task("smaller_root r:R; r:R smaller_root", _one_of(lambda found: found[0]), _SKIP),
    task("least_solution r:R; r:R least_solution", _least, _SKIP),
    task("greatest_solution r:R; r:R greatest_solution", _greatest, _SKIP),
    task("s:S; r:R q:R", _system, _SKIP),
    task("r:R", _solved, _SKIP),
    task("r:R", _inequality, _SKIP),
    task("e:E", _gap, _SKIP + " sum difference product quotient to put by divide multiply percent place.0 "
        "how_many lowest decimal fraction simplify compare"),
    task("solution x:X", _zeros, "solution function polynomial factor"),
)  # fmt: skip
