"""One number in other clothes: decimals, fractions, standard form, Roman numerals, binary digits, places."""

from collections.abc import Callable
from fractions import Fraction

from questions.checks.algebra.answers import Amount, Answer, Spelling
from questions.checks.algebra.expression import Number
from questions.checks.algebra.items import Item
from questions.checks.algebra.roman import to_roman
from questions.checks.algebra.task import Found, number, task


def _written(form: str) -> Callable[[Found], Answer | None]:
    def answer(found: Found) -> Answer | None:
        value = number(found["n"])
        return None if value is None else Amount(value, form=form)

    return answer


def _to_roman(found: Found) -> Answer | None:
    value = number(found["n"])
    is_in_range = isinstance(value, Fraction) and value.denominator == 1 and 0 < value < 4000
    return Spelling(to_roman(int(value))) if is_in_range and value is not None else None


def _to_binary(found: Found) -> Answer | None:
    value = number(found["n"])
    is_whole = isinstance(value, Fraction) and value.denominator == 1 and 0 <= value < 10**6
    return Spelling(format(int(value), "b")) if is_whole and value is not None else None


def _from_binary(found: Found) -> Answer | None:
    node = found["n"].node
    digits = str(node.value) if isinstance(node, Number) else ""
    return Amount(Fraction(int(digits, 2))) if digits and set(digits) <= {"0", "1"} else None


def _place(item: Item) -> int | None:
    """The power of ten that the word names."""
    found = [concept for concept in item.concepts if concept.startswith("place.")]
    return int(found[0].removeprefix("place.")) if len(found) == 1 else None


def _digit(found: Found) -> Answer | None:
    value, place = number(found["n"]), _place(found["p"])
    if not isinstance(value, Fraction) or place is None:
        return None
    return Amount(Fraction(int(abs(value) / Fraction(10) ** place) % 10))


def _rounded(found: Found) -> Answer | None:
    value, place = number(found["n"]), _place(found["p"])
    if not isinstance(value, Fraction) or place is None or value < 0:
        return None
    size = Fraction(10) ** place
    return Amount(Fraction(int(value / size + Fraction(1, 2))) * size)


def _to_decimal_places(found: Found) -> Answer | None:
    value, count = number(found["n"]), number(found["d"])
    if not isinstance(value, Fraction) or not isinstance(count, Fraction) or value < 0 or not 0 < count < 7:
        return None
    size = Fraction(1, 10 ** int(count))
    return Amount(Fraction(int(value / size + Fraction(1, 2))) * size)


def _place_value(found: Found) -> Answer | None:
    digit, value = number(found["d"]), number(found["n"])
    if not isinstance(value, Fraction) or value.denominator != 1 or digit is None:
        return None
    digits = str(int(value))
    if not isinstance(digit, Fraction) or digits.count(str(digit)) != 1:
        return None
    return Amount(digit * 10 ** (len(digits) - 1 - digits.index(str(digit))))


TASKS = (
    task("round n:NA nearest? p@place; n:NA round nearest? p@place; n:NA nearest? p@place round; round nearest? "
        "p@place n:NA; n:NA nearest p@place",
         _rounded, "nearest round to in item decimal fraction by"),
    task("round n:NA to? d:N decimal_places; n:NA d:N decimal_places round; n:NA round d:N decimal_places",
         _to_decimal_places, "round to in nearest"),
    task("digit p@place n:N; digit in p@place n:N; n:N p@place digit; n:N in digit p@place; n:N p@place "
        "place_value digit", _digit, "in place_value digit at to"),
    task("place_value d:N n:N; value d:N in n:N; value digit d:N n:N; n:N d:N place_value", _place_value, "in digit"),
    task("roman n:N; n:N roman", _to_roman, "convert in to"),
    task("arabic n:N; n:N arabic", _written(""), "convert in to roman"),
    task("n:N base_ten? binary; binary n:N", _to_binary, "convert in to from se"),
    task("binary n:N base_ten; n:N binary base_ten", _from_binary, "convert in to from se binary"),
    task("scientific n:NA; n:NA scientific", _written(""), "convert in to"),
    task("decimal n:N; n:N decimal", _written("decimal"), "convert in to item fraction"),
    task("mixed n:N; n:N mixed", _written("mixed"), "convert in to item fraction improper"),
    task("improper n:N; n:N improper", _written(""), "convert in to item fraction mixed"),
    task("lowest|simplify n:N; n:N lowest|simplify", _written("lowest"), "convert in to item fraction simplify lowest"),
    task("fraction n:N; n:N fraction", _written("fraction"), "convert in to item decimal lowest"),
)  # fmt: skip
