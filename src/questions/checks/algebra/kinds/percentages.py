"""Percentages of numbers, changes by a percentage, and a fraction of a number."""

from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.items import Kind
from questions.checks.algebra.task import Found, number, task
from questions.checks.algebra.units import UNITS
from questions.checks.algebra.values import Real

_PERCENT = UNITS["percent"]


def _part_and_whole(found: Found) -> tuple[Real, Real] | None:
    """The first number and the second, in the unit of the second."""
    part, whole = number(found["a"]), number(found["b"])
    one, two = found["a"].unit, found["b"].unit
    if part is None or not whole:
        return None
    if one is not None and two is not None:
        return (part * one.size / two.size, whole) if one.dimension == two.dimension else None
    return (part, whole) if one is two else None


def _of_number(found: Found) -> Answer | None:
    percent, whole = number(found["p"]), number(found["n"])
    return None if percent is None or whole is None else Amount(whole * percent / 100, found["n"].unit)


def _whole(found: Found) -> Answer | None:
    percent, part = number(found["p"]), number(found["n"])
    return None if not percent or part is None else Amount(part * 100 / percent, found["n"].unit)


def _what_percent(found: Found) -> Answer | None:
    pair = _part_and_whole(found)
    return None if pair is None else Amount(pair[0] * 100 / pair[1], _PERCENT)


def _what_percent_in_row(found: Found) -> Answer | None:
    many = found["l"].many
    return _what_percent({"a": many[0], "b": many[1]}) if len(many) == 2 else None


def _more(found: Found) -> Answer | None:
    whole, change = number(found["n"]), number(found["m"])
    return None if whole is None or change is None else Amount(whole + change, found["n"].unit)


def _less(found: Found) -> Answer | None:
    whole, change = number(found["n"]), number(found["m"])
    return None if whole is None or change is None else Amount(whole - change, found["n"].unit)


def _increased(found: Found) -> Answer | None:
    percent, whole = number(found["p"]), number(found["n"])
    return None if percent is None or whole is None else Amount(whole * (100 + percent) / 100, found["n"].unit)


def _decreased(found: Found) -> Answer | None:
    percent, whole = number(found["p"]), number(found["n"])
    return None if percent is None or whole is None else Amount(whole * (100 - percent) / 100, found["n"].unit)


def _as_percent(found: Found) -> Answer | None:
    value = number(found["n"])
    return None if value is None else Amount(value * 100, _PERCENT)


def _as_decimal(found: Found) -> Answer | None:
    percent = number(found["p"])
    return None if percent is None else Amount(percent / 100, form="decimal")


def _as_fraction(found: Found) -> Answer | None:
    percent = number(found["p"])
    return None if percent is None else Amount(percent / 100, form="fraction")


def _fraction_of(found: Found) -> Answer | None:
    part, whole = number(found["f"]), number(found["n"])
    is_fraction = isinstance(part, Fraction) and part.denominator != 1 and found["f"].kind is Kind.NUMBER
    return Amount(part * whole, found["n"].unit) if is_fraction and part is not None and whole is not None else None


def _whole_of_fraction(found: Found) -> Answer | None:
    part, value = number(found["f"]), number(found["n"])
    is_fraction = isinstance(part, Fraction) and part.denominator != 1
    return Amount(value / part, found["n"].unit) if is_fraction and part and value is not None else None


TASKS = (
    task("n:NQ is p:P of_unknown; n:NQ is p:P of|from number; number p:P is n:NQ; of_unknown p:P is n:NQ; p:P "
        "of_unknown is n:NQ; p:P number is n:NQ number;"
         " n:NQ number p:P of_unknown; of_unknown p:P n:NQ; if p:P number n:NQ unknown", _whole, "unknown number "
             "if number_is of_unknown"),
    task("f:N of_unknown is n:NQ; of_unknown f:N is n:NQ; n:NQ is f:N of_unknown", _whole_of_fraction, "unknown "
        "of_unknown"),
    task("what_percent of|from b:NQ a:NQ; a:NQ what_percent of|from b:NQ; what_percent a:NQ from|of b:NQ; a:NQ "
        "percent of|from b:NQ;"
         " b:NQ percent_of_what a:NQ", _what_percent, "convert in"),
    task("l:L percent_of_what", _what_percent_in_row),
    task("n:NQ number? increase by m:N; increase n:NQ number? by m:N", _more, is_strict=True),
    task("n:NQ number? decrease by m:N; decrease n:NQ number? by m:N", _less, is_strict=True),
    task("as_percent|what_percent n:N; n:N as_percent; convert n:N percent", _as_percent, "convert item fraction "
        "decimal to in"),
    task("decimal p:P; p:P decimal", _as_decimal, "convert in to item"),
    task("fraction|lowest|mixed p:P; p:P fraction|lowest", _as_fraction, "convert in to item lowest fraction"),
    task("increase n:NQ by|se? p:P; n:NQ increase by? p:P; n:NQ by? p:P increase; n:NQ in p:P "
        "increase", _increased, "se in by convert to", is_strict=True),
    task("decrease n:NQ by|se? p:P; n:NQ decrease by? p:P; n:NQ by? p:P decrease; n:NQ in p:P "
        "decrease", _decreased, "se in by convert to", is_strict=True),
    task("p:P of|from number? n:NQ; p:P number n:NQ; n:NQ number? ka p:P; of|from number? n:NQ "
        "p:P", _of_number, "percent from item in to by", is_strict=True),
    task("f:N of|from number? n:NQ; n:NQ number? ka f:N; f:N number n:NQ", _fraction_of, "item from fraction in "
        "to by", is_strict=True),
)  # fmt: skip
