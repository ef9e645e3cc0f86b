"""True or false: a relation between numbers, or a sentence that claims a value."""

from cache.model import Language
from questions.checks.algebra.amounts import any_close, in_unit_of
from questions.checks.algebra.answers import Amount, Answer, Roots
from questions.checks.algebra.asking import claims, task_items
from questions.checks.algebra.expression import Relation, symbols
from questions.checks.algebra.inequalities import holds_at
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.kinds import answer_to
from questions.checks.algebra.model import UNDECIDED, Finding, judged
from questions.checks.algebra.polynomials import is_same
from questions.checks.algebra.predicates import predicate
from questions.checks.algebra.task import SMALL, number
from questions.checks.algebra.values import Real, same
from questions.model import Question, TrueFalseAnswer

# `If x = 3, then 2x + 1 = 7.`
_IF_THEN = [Kind.ASSIGNMENT, Kind.RELATION]


def decide(question: Question, language: Language) -> Finding:
    """The verdict on a true-or-false question."""
    items = task_items(question.stem, language)
    if items is None or not isinstance(question.answer, TrueFalseAnswer):
        return UNDECIDED
    truth = truth_of(items)
    if truth is None:
        return UNDECIDED
    return judged(truth == question.answer.value, "✓" if truth else "✗")


def truth_of(items: tuple[Item, ...]) -> bool | None:
    """Whether the statement is true; None when that cannot be told."""
    bare = [
        item for item in items if item.kind is not Kind.WORD or not item.concepts & (SMALL | {"equation", "in", "when"})
    ]
    if len(bare) == 1 and isinstance(bare[0].node, Relation):
        return _relation(bare[0])
    if (judged_by_word := _has_property(bare)) is not None:
        return judged_by_word
    if (compared := _compared(items)) is not None:
        return compared
    if (solves := _is_solution(bare, items)) is not None:
        return solves
    for many in claims(items):
        told = {truth for claim, rest in many if (truth := _claimed(claim, rest)) is not None}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def _relation(item: Item) -> bool | None:
    relation = item.node
    assert isinstance(relation, Relation)
    if item.kind is Kind.STATEMENT and "≈" not in relation.signs:
        return holds_at(relation, {})
    if item.kind is Kind.RELATION and relation.signs == ("=",) and _is_identity_asked(relation):
        return is_same(*relation.sides)
    return None


def _is_identity_asked(relation: Relation) -> bool:
    """`2(x + 1) = 2x + 2` is a statement, `2x = 4` an equation: both sides hold the same letters."""
    return symbols(relation.sides[0]) == symbols(relation.sides[1])


def _has_property(items: list[Item]) -> bool | None:
    """`17 is a prime number`, `84 is divisible by 7`, `1 km is more than 900 m`."""
    flat = [one for item in items for one in (item.many or (item,))]
    words = [item for item in flat if item.kind is Kind.WORD]
    values = [_in_reference_unit(item) for item in flat if item.kind is not Kind.WORD]
    known = [value for value, _ in values if value is not None]
    measured = {dimension for _, dimension in values}
    if len(words) != 1 or not known or len(known) != len(values) or len(measured) != 1:
        return None
    test = predicate(words[0].concepts, known[1:])
    return None if test is None else test(known[0])


def _in_reference_unit(item: Item) -> tuple[Real | None, str]:
    """The value in the reference unit of its dimension, and the dimension; per cent as parts of one."""
    if item.kind not in (Kind.NUMBER, Kind.ARITHMETIC, Kind.QUANTITY, Kind.PERCENT):
        return None, ""
    value = number(item)
    if item.unit is not None:
        return (None if value is None else value * item.unit.size), item.unit.dimension
    return (None if value is None else _plain(item, value)), ""


def _is_solution(bare: list[Item], items: tuple[Item, ...]) -> bool | None:
    """`x = 3 is a solution of 2x + 1 = 7`, in any order of words."""
    relations = [item.node for item in bare if item.kind is Kind.RELATION and isinstance(item.node, Relation)]
    values = [item for item in bare if item.kind in (Kind.ASSIGNMENT, Kind.NUMBER)]
    is_said = any("solution" in item.concepts for item in items) or [item.kind for item in bare] == _IF_THEN
    if len(relations) != 1 or len(values) != 1 or not is_said:
        return None
    if any("solution" not in item.concepts for item in bare if item not in values and item.node is not relations[0]):
        return None
    letters, value = symbols(relations[0]), _value(values[0])
    if len(letters) != 1 or value is None:
        return None
    holds = holds_at(relations[0], {next(iter(letters)): value})
    # `The solution of 2x = 4 is 2` says that there is no other: left to the claim of a value.
    return holds if holds is False or values[0].kind is Kind.ASSIGNMENT else None


def _compared(items: tuple[Item, ...]) -> bool | None:
    """`5 km = 5000 m`, `3 m > 250 cm`: two quantities with a copula between them and nothing else."""
    bare = [item for item in items if item.kind is not Kind.WORD or not item.concepts & {"_", "and", "number", "value"}]
    if len(bare) != 3 or "is" not in bare[1].concepts:
        return None
    one, two = bare[0], bare[2]
    first, second = number(one), number(two)
    if first is None or second is None:
        return None
    if one.unit is None or two.unit is None:
        return (
            same(*(_plain(item, value) for item, value in ((one, first), (two, second))))
            if one.unit is two.unit
            else None
        )
    if one.unit.dimension != two.unit.dimension:
        return None
    return same(first * one.unit.size, second * two.unit.size)


def _plain(item: Item, value: Real) -> Real:
    """50% as one half."""
    return value / 100 if item.kind is Kind.PERCENT else value


def _claimed(claim: Item, rest: tuple[Item, ...]) -> bool | None:
    answer: Answer | None = answer_to(rest)
    if isinstance(answer, Roots) and len(answer.values) == 1:
        answer = Amount(answer.values[0])
    if not isinstance(answer, Amount):
        return None
    value = _value(claim)
    wanted = in_unit_of(answer, claim)
    if value is None or wanted is None:
        return None
    if (
        claim.unit is None
        and answer.unit is not None
        and answer.unit.dimension not in ("degrees", "percents", "pieces")
    ):
        return None
    return any_close(value, wanted, _places(value))


def _value(claim: Item) -> Real | None:
    if isinstance(claim.node, Relation):
        return number(Item(Kind.NUMBER, node=claim.node.sides[1]))
    return number(claim)


def _places(value: Real) -> int:
    """Decimal places of a value that is a decimal."""
    if isinstance(value, float):
        return 0
    for count in range(7):
        if (value * 10**count).denominator == 1:
            return count
    return 0
