"""Texts that are written so that a list would not know them: other signs for letters, gaps, doublings, slips."""

import re
from collections.abc import Iterable
from functools import lru_cache

from cache.model import Language
from cache.typos import distance
from cache.vocabulary import exists

_LIKE_LETTERS = str.maketrans("013457@$!€", "oieastasie")
_MIXED_WITH_SIGNS = re.compile(r"(?<![a-z@$!\d])[a-z@$!\d]*(?:[a-z][\d@$!]|[\d@$!][a-z])[a-z@$!\d]*", re.IGNORECASE)
_RUSSIAN_SIGNS = str.maketrans("0346", "озчб")
_RUSSIAN_WITH_SIGNS = re.compile(r"(?<![а-яё\d])[а-яё\d]*(?:[а-яё]\d|\d[а-яё])[а-яё\d]*", re.IGNORECASE)
_SPELLED_OUT = re.compile(r"(?<!\w)[^\W\d_](?:[\s.\-_*]{1,3}[^\W\d_]){2,}(?!\w)")
_RUN = re.compile(r"([^\W\d_])\1{2,}")
_BOTH_SCRIPTS = re.compile(r"(?<!\w)\w*(?:[a-z][а-яё]|[а-яё][a-z])\w*", re.IGNORECASE)
_LATIN_LIKE = str.maketrans("аеорсухіковмтнАЕОРСУХКВМТН", "aeopcyxikobmthAEOPCYXKBMTH")
_CYRILLIC_LIKE = str.maketrans("aeopcyxkbmthnuAEOPCYXKBMTH", "аеорсухквмтнпиАЕОРСУХКВМТН")
_MASKED = re.compile(r"(?<!\S)[^\W\d_]+[*#]+[^\W\d_]+")
_SHORTEST = 4
_LONGEST_BEGINNING = 7


def undisguised(text: str) -> tuple[str, ...]:
    """The text with letters for the signs that stand for them, runs of letters shortened; none where nothing hides."""
    plain = _BOTH_SCRIPTS.sub(_in_one_script, text)
    plain = _MIXED_WITH_SIGNS.sub(lambda found: found[0].translate(_LIKE_LETTERS), plain)
    plain = _RUSSIAN_WITH_SIGNS.sub(lambda found: found[0].translate(_RUSSIAN_SIGNS), plain)
    plain = _SPELLED_OUT.sub(_joined, plain)
    if _RUN.search(plain):
        return _RUN.sub(r"\1", plain), _RUN.sub(r"\1\1", plain)
    return () if plain == text else (plain,)


def _in_one_script(found: re.Match[str]) -> str:
    word = found[0]
    as_latin = word.translate(_LATIN_LIKE)
    return as_latin if as_latin.isascii() else word.translate(_CYRILLIC_LIKE)


def _joined(found: re.Match[str]) -> str:
    """Letters as one word, and without the first, which may be an article: `a b o m b`."""
    word = "".join(character for character in found[0] if character.isalpha())
    return f"{word} {word[1:]}"


class Slips:
    """Words of a list, and beginnings of words with a `*`, by what a slip leaves of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, set[str]] = {}
        self._words = frozenset(word for word in words if len(_letters(word)) >= _SHORTEST and _letters(word).isalpha())
        for word in self._words:
            for rest in _rests(_letters(word)[:_LONGEST_BEGINNING]):
                self._by_rest.setdefault(rest, set()).add(word)
        self.mended = lru_cache(maxsize=20_000)(self._mended)

    def _mended(self, word: str, language: Language) -> str:
        """The word of the list that `word`, which no dictionary has, is one slip away from; else `word`."""
        if len(word) < _SHORTEST:
            return word
        rests = {rest for length in _lengths(word) for rest in _rests(word[:length])}
        alike = {other for rest in rests for other in self._by_rest.get(rest, ())}
        meant = [_letters(other) for other in sorted(alike) if _is_slip(word, other)]
        return meant[0] if meant and not exists(word, language) else word

    def unmasked(self, text: str) -> str:
        """The text with the words of the list that `f**k` and the like stand for."""
        return (
            _MASKED.sub(lambda found: self._behind(found[0].casefold()), text) if "*" in text or "#" in text else text
        )

    def _behind(self, masked: str) -> str:
        return next((_letters(word) for word in sorted(self._words) if _masks(masked, word)), masked)


def _letters(word: str) -> str:
    return word.removesuffix("*")


def _masks(masked: str, word: str) -> bool:
    letters = _letters(word)
    has_length = len(masked) >= len(letters) if word.endswith("*") else len(masked) == len(letters)
    return has_length and all(sign in "*#" or sign == letter for sign, letter in zip(masked, letters, strict=False))


def _lengths(word: str) -> Iterable[int]:
    longest = min(len(word), _LONGEST_BEGINNING + 1)
    return range(max(_SHORTEST, longest - 2), longest + 1)


def _rests(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_slip(typed: str, word: str) -> bool:
    meant = _letters(word)
    if typed[0] != meant[0] or typed.startswith(meant) or len(typed) + len(meant) <= 2 * _SHORTEST:
        return False
    if not word.endswith("*"):
        return distance(typed, meant) == 1
    return any(distance(typed[: len(meant) + more], meant) == 1 for more in (-1, 0, 1))
