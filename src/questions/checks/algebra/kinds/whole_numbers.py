"""Divisors, multiples, primes, remainders, neighbours."""

from fractions import Fraction
from math import gcd, lcm

from questions.checks.algebra.answers import Amount, Answer, PrimeFactors, Row
from questions.checks.algebra.expression import Point, Quotient
from questions.checks.algebra.items import Item, Kind, of_node
from questions.checks.algebra.task import Found, number, task, whole_numbers
from questions.checks.algebra.values import value_or_none


def _listed(item: Item) -> list[int] | None:
    """Numbers in a row, or in parentheses as in `НОД(24; 36)`."""
    node = item.node
    if isinstance(node, Point):
        return whole_numbers(Item(Kind.LIST, many=tuple(of_node(entry) for entry in node.entries)))
    return whole_numbers(item)


def _gcd(found: Found) -> Answer | None:
    values = _listed(found["l"])
    return None if values is None or min(values) < 1 else Amount(Fraction(gcd(*values)))


def _lcm(found: Found) -> Answer | None:
    values = _listed(found["l"])
    return None if values is None or min(values) < 1 else Amount(Fraction(lcm(*values)))


def _whole(found: Found, name: str = "n") -> int | None:
    value = number(found.get(name))
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else None


def _prime_factors(found: Found) -> Answer | None:
    value = _whole(found)
    return None if value is None or not 1 < value < 10**7 else PrimeFactors(value)


def _count_factors(found: Found) -> Answer | None:
    value = _whole(found)
    if value is None or not 0 < value <= 100_000:
        return None
    return Amount(Fraction(sum(value % one == 0 for one in range(1, value + 1))))


def _division(found: Found) -> tuple[int, int] | None:
    if "d" in found:
        node = found["d"].node
        if not isinstance(node, Quotient):
            return None
        values = value_or_none(node.top), value_or_none(node.bottom)
    else:
        values = number(found["a"]), number(found["b"])
    one, two = values
    if not isinstance(one, Fraction) or not isinstance(two, Fraction) or one.denominator != 1 or two.denominator != 1:
        return None
    return divmod(int(one), int(two)) if one >= 0 and two > 0 else None


def _remainder(found: Found) -> Answer | None:
    parts = _division(found)
    return None if parts is None else Amount(Fraction(parts[1]))


def _with_remainder(found: Found) -> Answer | None:
    parts = _division(found)
    return None if parts is None else Row((Amount(Fraction(parts[0])), Amount(Fraction(parts[1]))))


def _successor(found: Found) -> Answer | None:
    value = _whole(found)
    return None if value is None else Amount(Fraction(value + 1))


def _predecessor(found: Found) -> Answer | None:
    value = _whole(found)
    return None if value is None else Amount(Fraction(value - 1))


def _between(found: Found) -> Answer | None:
    values = whole_numbers(found["l"])
    if values is None or len(values) != 2 or values[1] - values[0] != 2:
        return None
    return Amount(Fraction(values[0] + 1))


TASKS = (
    task("gcd l:LT; l:L gcd", _gcd),
    task("lcm l:LT; l:L lcm", _lcm),
    task("prime_factors n:N; n:N prime_factors; n:N prime factor; convert n:N prime "
        "factor", _prime_factors, "convert in product item to factor prime"),
    task("count_factors n:N; n:N count_factors", _count_factors, "from"),
    task("quotient remainder d:AN; d:AN quotient remainder; quotient remainder a:N divide b:N; quotient "
        "remainder divide a:N by b:N;"
         " a:N divide b:N quotient remainder; divide a:N b:N quotient remainder", _with_remainder, "divide from "
             "by to when se ko in"),
    task("with_remainder d:A; d:A with_remainder; divide with_remainder d:A", _with_remainder, "divide"),
    task("remainder d:AN; d:AN remainder; remainder divide? a:N divide|by? b:N; a:N divide b:N remainder; divide "
        "a:N by? b:N remainder;"
         " a:N se? b:N divide remainder; a:N b:N divide remainder; when a:N divide b:N "
             "remainder", _remainder, "divide from by to when se in multiply"),
    task("successor n:N; n:N successor", _successor, "whole item from to"),
    task("predecessor n:N; n:N predecessor", _predecessor, "whole item from to"),
    task("between l:L; l:L between", _between),
)  # fmt: skip
