"""Arithmetic and geometric sequences: the next term, a far term, a sum of terms."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.expression import Relation, Symbol
from questions.checks.algebra.items import Item
from questions.checks.algebra.task import Found, number, numbers, task
from questions.checks.algebra.values import power, value_or_none

MAX_TERMS = 200
# 1, 2, 4 may go on with 7 as well; a fourth term, or the word *geometric*, settles it.
FEWEST_GEOMETRIC = 4


def _shown(item: Item) -> list[Fraction] | None:
    """The terms printed, a gap at the end left out; at least three, or what follows is a guess."""
    known = [one for one in item.many if one.kind.value != "G"]
    values = [number(one) for one in known]
    exact = [one for one in values if isinstance(one, Fraction)]
    return exact if len(exact) == len(values) >= 3 else None


def _rule(terms: list[Fraction], least: int = FEWEST_GEOMETRIC) -> Callable[[int], Fraction] | None:
    """The n-th term, n from 1, of the arithmetic or geometric sequence that begins so; None for any other."""
    steps = {two - one for one, two in pairwise(terms)}
    if len(steps) == 1:
        step = next(iter(steps))
        return lambda n: terms[0] + (n - 1) * step
    if all(terms) and len(terms) >= least:
        factors = {two / one for one, two in pairwise(terms)}
        if len(factors) == 1:
            factor = next(iter(factors))
            return lambda n: Fraction(power(terms[0], Fraction(1))) * factor ** (n - 1)
    return None


def _ruled(found: Found, least: int = FEWEST_GEOMETRIC) -> tuple[Callable[[int], Fraction], int] | None:
    terms = _shown(found["l"])
    rule = None if terms is None else _rule(terms, least)
    return None if rule is None or terms is None else (rule, len(terms))


def _index(item: Item | None) -> int | None:
    value = number(item)
    is_index = isinstance(value, Fraction) and value.denominator == 1 and 0 < value <= MAX_TERMS
    return int(value) if is_index and value is not None else None


def _next(found: Found) -> Answer | None:
    ruled = _ruled(found)
    return None if ruled is None else Amount(ruled[0](ruled[1] + 1))


def _geometric_term(found: Found) -> Answer | None:
    """Three terms are enough when the stem says that the sequence is geometric."""
    ruled, index = _ruled(found, 3), _index(found["h"])
    return None if ruled is None or index is None else Amount(ruled[0](index))


def _missing(found: Found) -> Answer | None:
    """`2, 4, ___, 8, 10`: the one number that makes the sequence arithmetic or geometric."""
    many = found["l"].many
    gaps = [place for place, one in enumerate(many) if one.kind.value == "G"]
    known = {place: value for place, one in enumerate(many) if isinstance(value := number(one), Fraction)}
    if len(gaps) != 1 or len(known) != len(many) - 1 or len(known) < 3:
        return None
    neighbours = [place for place in known if place + 1 in known]
    if not neighbours:
        return None
    at = neighbours[0]
    step = known[at + 1] - known[at]
    candidate = known[at] + (gaps[0] - at) * step
    if all(value == known[at] + (place - at) * step for place, value in known.items()):
        return Amount(candidate)
    factor = known[at + 1] / known[at] if known[at] else Fraction(0)
    if (
        len(known) >= FEWEST_GEOMETRIC
        and factor
        and all(value == known[at] * factor ** (place - at) for place, value in known.items())
    ):
        return Amount(known[at] * factor ** (gaps[0] - at))
    return None


def _term(found: Found) -> Answer | None:
    ruled, index = _ruled(found), _index(found["h"])
    return None if ruled is None or index is None else Amount(ruled[0](index))


def _sum(found: Found) -> Answer | None:
    ruled, count = _ruled(found), _index(found["h"])
    return (
        None if ruled is None or count is None else Amount(sum((ruled[0](n) for n in range(1, count + 1)), Fraction(0)))
    )


def _step(found: Found) -> Answer | None:
    values = numbers(found["l"])
    steps = {two - one for one, two in pairwise(values)} if values else set[Fraction | float]()
    return Amount(next(iter(steps))) if len(steps) == 1 else None


def _factor(found: Found) -> Answer | None:
    values = numbers(found["l"])
    if not values or not all(values):
        return None
    factors = {two / one for one, two in pairwise(values)}
    return Amount(next(iter(factors))) if len(factors) == 1 else None


def _given(found: Found, names: tuple[str, ...]) -> list[Fraction] | None:
    values = [number(found.get(name)) for name in names]
    exact = [one for one in values if isinstance(one, Fraction)]
    return exact if len(exact) == len(names) else None


def _by_difference(found: Found) -> Answer | None:
    given, index = _given(found, ("a", "d")), _index(found["h"])
    return None if given is None or index is None else Amount(given[0] + (index - 1) * given[1])


def _by_ratio(found: Found) -> Answer | None:
    given, index = _given(found, ("a", "q")), _index(found["h"])
    return None if given is None or index is None or index > 40 else Amount(given[0] * given[1] ** (index - 1))


def _sum_by_difference(found: Found) -> Answer | None:
    given, count = _given(found, ("a", "d")), _index(found["h"])
    if given is None or count is None:
        return None
    return Amount(count * (2 * given[0] + (count - 1) * given[1]) / 2)


def _by_letters(step: str) -> Callable[[Found], Answer | None]:
    """`a₁ = 3, d = 2` of an arithmetic sequence, `b₁ = 3, q = 2` of a geometric one."""

    def answer(found: Found) -> Answer | None:
        given = {name: value for item in (found["i"], found["j"]) for name, value in _assigned(item)}
        first = next((value for name, value in given.items() if name in ("a_1", "b_1", "a")), None)
        change = given.get(step, given.get("r") if step == "q" else None)
        index = _index(found["h"])
        if first is None or change is None or index is None:
            return None
        return Amount(first + (index - 1) * change if step == "d" else first * change ** (index - 1))

    return answer


def _assigned(item: Item) -> list[tuple[str, Fraction]]:
    node = item.node
    if not isinstance(node, Relation) or not isinstance(node.sides[0], Symbol):
        return []
    value = value_or_none(node.sides[1])
    return [(node.sides[0].name, value)] if isinstance(value, Fraction) else []


_SKIP = "sequence arithmetic_sequence geometric_sequence in at to nth_term next_term when by"
_AP = "arithmetic_sequence first_term a:N difference_d d:N"
_GP = "geometric_sequence first_term a:N ratio_q q:N"

TASKS = (
    task("next_term l:L; l:L next_term; sequence l:L; l:L sequence; l:L next_term g:G", _next, _SKIP),
    task("l:L", _missing, _SKIP + " unknown order"),
    task(
        "sum_terms h:NH l:L; l:L sum_terms h:NH; l:L sum_terms sum? h:NH; l:L h:NH sum", _sum, _SKIP + " sum sum_terms"
    ),
    task("geometric_sequence l:L h:NH; h:NH geometric_sequence l:L", _geometric_term, _SKIP),
    task("h:NH l:L; l:L h:NH; l:L nth_term h:NH; nth_term h:NH l:L", _term, _SKIP),
    task("difference_d l:L; l:L difference_d; difference arithmetic_sequence l:L", _step, _SKIP),
    task("ratio_q l:L; l:L ratio_q", _factor, _SKIP),
    task(f"{_AP} h:NH; h:NH {_AP}; {_AP} nth_term h:NH", _by_difference, _SKIP),
    task(
        "arithmetic_sequence i:I j:I h:NH; h:NH arithmetic_sequence i:I j:I; arithmetic_sequence h:NH i:I j:I",
        _by_letters("d"),
        _SKIP + " when",
    ),
    task(
        "geometric_sequence i:I j:I h:NH; h:NH geometric_sequence i:I j:I; geometric_sequence h:NH i:I j:I",
        _by_letters("q"),
        _SKIP + " when",
    ),
    task(f"{_GP} h:NH; h:NH {_GP}; {_GP} nth_term h:NH", _by_ratio, _SKIP),
    task(f"{_AP} sum_terms h:NH; sum_terms h:NH {_AP}", _sum_by_difference, _SKIP + " sum"),
)
