"""Roman numerals from 1 to 3999."""

import re

_SIZES = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_NUMERAL = re.compile(r"[IVXLCDM]{2,15}")


def to_roman(value: int) -> str:
    """The numeral of a number from 1 to 3999."""
    result = ""
    for size, letters in _SIZES:
        while value >= size:
            result, value = result + letters, value - size
    return result


def from_roman(text: str) -> int | None:
    """The number of a numeral of two letters or more; None when it is none, or not written as it should be."""
    if not _NUMERAL.fullmatch(text):
        return None
    value, rest = 0, text
    for size, letters in _SIZES:
        while rest.startswith(letters):
            value, rest = value + size, rest[len(letters) :]
    return value if not rest and value < 4000 and to_roman(value) == text else None
