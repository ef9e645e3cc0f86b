"""Words of tasks and what they mean, from a text file per language that a teacher can proof-read."""

import re
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from msgspec import Struct

from cache.model import Language

_ABC = r"A-Za-zА-Яа-яЁё\u0900-\u0963\u0970-\u097F"
_WORD = re.compile(rf"[{_ABC}][{_ABC}\d]*(?:[-'’./][{_ABC}]+)*(?:[²³]|\^[23])?|[%$€₹₽—]")
LONGEST = 7
_VOID = frozenset[str]()


class Lexicon(Struct, frozen=True):
    """Concepts by phrase, and by beginning for the last word of a phrase (`rectang*`)."""

    phrases: dict[tuple[str, ...], frozenset[str]]
    beginnings: dict[int, dict[tuple[str, ...], frozenset[str]]]

    def longest(self, words: list[str], at: int) -> tuple[int, frozenset[str]]:
        """How many words from here make the longest phrase, and what it means; (0, {}) when none does."""
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + size])
            found = self.phrases.get(phrase, _VOID) or self._begun(phrase)
            if found:
                return size, found
        return 0, _VOID

    def _begun(self, phrase: tuple[str, ...]) -> frozenset[str]:
        beginnings = self.beginnings.get(len(phrase), {})
        for cut in range(len(phrase[-1]), 2, -1):
            shortened = (*phrase[:-1], phrase[-1][:cut])
            if shortened in beginnings:
                return beginnings[shortened]
            if len(phrase) == 2 and (stem := (phrase[0][:-1], phrase[1][:cut])) in beginnings:
                return beginnings[stem]
        return _VOID


def words(text: str) -> list[str]:
    """Folded words of a text or a phrase."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Without case, `ё`, and different spellings of one Devanagari letter."""
    return normalize("NFC", text).lower().replace("ё", "е").replace("–", "—")


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of the language."""
    text = (files("questions.checks.algebra") / "words" / f"{language.value}.txt").read_text("utf-8")
    phrases: dict[tuple[str, ...], frozenset[str]] = {}
    beginnings: dict[int, dict[tuple[str, ...], frozenset[str]]] = {}
    for line in text.splitlines():
        concept, _, listed = line.partition(":")
        if not line or line.startswith("#"):
            continue
        for phrase in listed.split(","):
            _enter(phrase.strip(), concept, phrases, beginnings)
    return Lexicon(phrases, beginnings)


def _enter(
    phrase: str,
    concept: str,
    phrases: dict[tuple[str, ...], frozenset[str]],
    beginnings: dict[int, dict[tuple[str, ...], frozenset[str]]],
) -> None:
    is_after = phrase.endswith("<")
    key = tuple(words(phrase.rstrip("<").replace("*", "")))
    if not key or any(character.isdecimal() for character in phrase.replace("^2", "").replace("^3", "")):
        raise ValueError(f"{phrase!r} of {concept} has no words, or digits, which are read as numbers")
    table = beginnings.setdefault(len(key), {}) if "*" in phrase else phrases
    meant = {concept, "after"} if is_after else {concept}
    table[key] = table.get(key, _VOID) | meant
