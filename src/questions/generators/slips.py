"""Wrong answers to choose from: the fact's own misconceptions first, then near misses of the same printed form."""

from collections.abc import Iterator
from fractions import Fraction

from cache.model import Language
from questions.generators import values
from questions.generators.model import Fact, Slip, Value
from questions.generators.statements import formula_inside


def _whole_misses(number: int, language: Language) -> Iterator[Slip]:
    steps = (
        (1, "counted_on"),
        (-1, "counted_on"),
        (10, "ten_extra"),
        (-10, "ten_lost"),
        (2, "counted_on"),
        (-2, "counted_on"),
    )
    for step, mistake in steps if abs(number) >= 20 else (*steps[:2], *steps[4:], (3, "counted_on")):
        yield Slip(values.whole(number + step, language), mistake)


def _fraction_misses(number: Fraction, language: Language) -> Iterator[Slip]:
    top, bottom = number.numerator, number.denominator
    yield Slip(values.fraction(Fraction(top + 1, bottom), language), "numerator_slip")
    yield Slip(values.fraction(Fraction(top, bottom + 1), language), "denominator_slip")
    yield Slip(values.fraction(Fraction(top - 1, bottom), language), "numerator_slip")
    yield Slip(values.fraction(Fraction(top + 2, bottom), language), "numerator_slip")


def _decimal_misses(number: Fraction, language: Language) -> Iterator[Slip]:
    for factor in (Fraction(10), Fraction(1, 10), Fraction(100), Fraction(1, 100)):
        yield Slip(values.decimal_of(number * factor, language), "decimal_point")


def _near_misses(value: Value, language: Language) -> Iterator[Slip]:
    if value.number is None or not isinstance(value.key, Fraction) or formula_inside(value.text) is None:
        return
    if "/" in value.number:
        yield from _fraction_misses(value.key, language)
    elif "." in value.number:
        yield from _decimal_misses(value.key, language)
    else:
        yield from _whole_misses(int(value.number), language)


def _is_plausible(wrong: Value, right: Value) -> bool:
    """A negative number betrays itself where the answer is not negative."""
    if isinstance(wrong.key, Fraction) and isinstance(right.key, Fraction):
        return wrong.key >= 0 or right.key < 0
    return True


def distinct(fact: Fact, language: Language) -> Iterator[Slip]:
    """Wrong answers that differ from the key and from one another in value and in print, the most tempting first."""
    keys, texts = {fact.value.key}, {fact.value.text}
    for slip in (*fact.slips, *_near_misses(fact.value, language)):
        if slip.value.key in keys or slip.value.text in texts or not _is_plausible(slip.value, fact.value):
            continue
        keys.add(slip.value.key)
        texts.add(slip.value.text)
        yield slip
