"""The words of a text with their places."""

import re
import unicodedata
from itertools import pairwise

from msgspec import Struct

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'\-](?=[^\W\d_])|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957])*")
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_TOGETHER = re.compile(r"\.?[ \t\u00a0]*")


class Word(Struct, frozen=True):
    """A word from `start` to before `end`. `before` is what stands between it and the word before it."""

    typed: str
    start: int
    end: int
    before: str
    after: str

    @property
    def lower(self) -> str:
        return self.typed.casefold().replace("ё", "е")

    @property
    def is_capitalised(self) -> bool:
        return self.typed[0].isupper()

    @property
    def is_initial(self) -> bool:
        return len(self.typed) == 1 and self.is_capitalised

    @property
    def is_possessive(self) -> bool:
        return self.after[:2].casefold() in ("'s", "’s")

    @property
    def follows(self) -> bool:
        """Whether nothing but a space, or the dot of an abbreviation, stands before it."""
        return _TOGETHER.fullmatch(self.before) is not None


def words_in(text: str) -> list[Word]:
    """The words, without their possessive `'s`."""
    spans = [(found.start(), found.end() - _possessive(found[0])) for found in _WORD.finditer(text)]
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return [
        Word(text[start:end], start, end, text[ends[place] : start], text[end : starts[place + 1]])
        for place, (start, end) in enumerate(spans)
    ]


def _possessive(word: str) -> int:
    found = _POSSESSIVE.search(word)
    return 0 if found is None else len(found[0])


def letter_by_letter(text: str) -> str:
    """The text with plain digits and signs, every character in its place."""
    return text if text.isascii() else "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character in "‐‑‒–—−":
        return "-"
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def is_sequence(digits: str) -> bool:
    """Whether the digits count up or down, as numbers in exercises do: 1234567890."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1
