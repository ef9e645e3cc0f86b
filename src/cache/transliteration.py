"""Romanised Hindi read as the Devanagari words of school.

People who type Hindi in Latin letters show neither vowel length nor doubled consonants (`bhinno`, `samsthanik`), so one
romanised word may stand for several Hindi ones. It is read as a known school word when exactly one can be spelled so,
or is spelled so letter by letter: `kaal` is काल, `kal` is कल.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from cache.spelling import sound_of

_CONSONANTS = {
    "क": "k|q|c", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch|c", "छ": "chh|ch", "ज": "j|z", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d|r", "ढ": "dh|rh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph|f", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "व": "v|w",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h", "ळ": "l",
}  # fmt: skip
_VOWELS = {
    "अ": "a", "आ": "aa|a", "इ": "i", "ई": "ee|ii|i", "उ": "u", "ऊ": "oo|uu|u", "ऋ": "ri|r|ru",
    "ए": "e|ye", "ऐ": "ai|ei", "ओ": "o", "औ": "au|ou",
}  # fmt: skip
_LONG = {"आ": "aa", "ई": "ee|ii", "ऊ": "oo|uu"}
_LOOSE_CONSONANTS = {
    "क": "kh?|q|c|ck", "ख": "kh?", "ग": "gh?", "घ": "gh?", "च": "chh?|c", "छ": "chh?", "ज": "jh?|z", "झ": "jh?",
    "ट": "th?", "ठ": "th?", "ड": "dh?|r", "ढ": "dh?|rh?", "त": "th?", "थ": "th?", "द": "dh?", "ध": "dh?", "फ": "ph|f",
    "ब": "bh?", "भ": "bh?", "य": "y|i", "श": "sh?", "ष": "sh?", "स": "sh?",
}  # fmt: skip
_LOOSE_VOWELS = {
    "अ": "a", "आ": "aa|a", "इ": "i|ee|e", "ई": "ee|ii|i|e", "उ": "u|oo|uu", "ऊ": "oo|uu|u", "ऋ": "ri|r|ru",
    "ए": "e|ai|ei|ay", "ऐ": "ai|ei|e|ay", "ओ": "o|au", "औ": "au|ou|o|ow",
}  # fmt: skip
_SIGNS = dict(zip("ािीुूृेैोौ", "आइईउऊऋएऐओऔ", strict=True))
_REST = {"ं": "n|m", "ः": "h|", "ऽ": ""}
_VIRAMA = "्"
_LIGATURES = {"क्ष": "ksh|x|kch", "ज्ञ": "gy|gny|jn|gn|dny"}
_LOOSE_LIGATURES = {"क्ष": "kshh?|x|kch|chh|ks", "ज्ञ": "gy|gny|jny?|gn|dny"}
_ASPIRATED = dict(zip("कगचजटडतदपब", "खघछझठढथधफभ", strict=True))
_UNIT = re.compile("क्ष|ज्ञ|.")
_DEVANAGARI = re.compile("[\u0900-\u097f]+")
_WEAK = re.compile("[aeiouhywv]")
_SAME_SOUND = str.maketrans({"q": "k", "c": "k", "z": "j", "m": "n", "r": "d"})
_KNOWING = re.compile("dny|gny|gy|jn|gn")
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS = (
    (re.compile("iyon$|iyo$|iyan$|iyaan$|iyaa$"), ("i", "ee")),
    (re.compile("a+(?:on|yon|en|yen|yein|ye)$"), ("a",)),
    (re.compile("on$|o$"), ("", "a")),
    (re.compile("en$|ein$"), ("",)),
    (re.compile("e$"), ("a",)),
)
_SHORTEST_LOOSE = 5
_PLAINER = (
    (re.compile("aa+"), "a"), (re.compile("ee|ii"), "i"), (re.compile("oo|uu"), "u"), (re.compile("w"), "v"),
    (re.compile("ph"), "f"), (re.compile("x"), "ksh"), (re.compile("z"), "j"), (re.compile("q"), "k"),
    (re.compile("chh"), "ch"), (re.compile("(?:jn|gny|dny)"), "gy"), (re.compile(r"([^aeiou])\1"), r"\1"),
    (re.compile("(?<=...[^aeiou])a$"), ""),
)  # fmt: skip


class Manner(Enum):
    """How narrowly a spelling in Latin letters follows the word."""

    LETTER_BY_LETTER = 0
    EXACT = 1
    USUAL = 2
    LOOSE = 3


class RomanisedWords(Struct, frozen=True):
    """Known Devanagari words by the consonants that any spelling of them shows."""

    by_sound: dict[str, tuple[str, ...]]

    def read(self, typed: str, widest: Manner = Manner.LOOSE) -> str | None:
        """The one known word that `typed`, in lower case, can be a spelling of; of several, the one spelled exactly."""
        for manner in (Manner.USUAL, Manner.LOOSE)[: widest.value - 1]:
            for forms in _forms(typed, manner):
                found = {word for form in forms for word in self._spelled(form, manner)}
                if found:
                    return _nearest(found, forms)
        return None

    def _spelled(self, form: str, manner: Manner) -> Iterator[str]:
        return (word for word in self.by_sound.get(_sound(form), ()) if spells(form, word, manner))


def _nearest(found: set[str], forms: Sequence[str]) -> str | None:
    """The word that the forms spell most exactly, if there is one; words that sound alike are one."""
    for manner in (Manner.EXACT, Manner.LETTER_BY_LETTER):
        if len(found) > 1:
            found = {word for word in found if any(spells(form, word, manner) for form in forms)} or found
    return min(found) if len({sound_of(word) for word in found}) == 1 else None


def is_devanagari(word: str) -> bool:
    return _DEVANAGARI.search(word) is not None


def romanised_words(words: Iterable[str]) -> RomanisedWords:
    """An index of `words`, which are spelled as `cache.spelling.unify` leaves them."""
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        for sound in {_sound(spelled) for spelled in _plainest(word)}:
            by_sound[sound].append(word)
    return RomanisedWords({sound: tuple(found) for sound, found in by_sound.items()})


def spells(typed: str, word: str, manner: Manner = Manner.USUAL) -> bool:
    """Whether `typed`, in lower case, is a spelling of the Devanagari word."""
    return _spellings(word, manner).fullmatch(typed) is not None


def plain(typed: str) -> str:
    """A romanised word that no lexicon knows, without the differences that writers do not agree about."""
    for spelling, plainer in _PLAINER:
        typed = spelling.sub(plainer, typed)
    return typed


def _forms(typed: str, manner: Manner) -> Iterator[tuple[str, ...]]:
    """The word as typed, then what it may be without its case and number."""
    if manner is Manner.LOOSE and len(typed) < _SHORTEST_LOOSE:
        return
    yield (typed,)
    for ending, replacements in _ENDINGS:
        stem = ending.sub("", typed)
        if stem != typed and len(stem) > 1:
            yield tuple(stem + replacement for replacement in replacements)


def _sound(spelled: str) -> str:
    spelled = _KNOWING.sub("gy", spelled.replace("x", "ks").replace("ph", "f").replace("kch", "ks"))
    return _DOUBLED.sub(r"\1", _WEAK.sub("", spelled.translate(_SAME_SOUND)))


def _units(word: str) -> list[str]:
    """The word cut into letters, ligatures being one."""
    return [found[0] for found in _UNIT.finditer(word)]


def _vowel(unit: str) -> str:
    """The vowel that a sign stands for; any other letter as it is."""
    return _SIGNS.get(unit) or unit


def _plainest(word: str) -> tuple[str, str]:
    """The first of all spellings, with every inherent vowel and with none."""
    sounds = _CONSONANTS | _VOWELS | _REST | _LIGATURES
    units = _units(word)
    letters = [sounds.get(_vowel(unit), "").partition("|")[0] for unit in units]
    full = [
        letter + ("a" if _has_inherent(unit, following) else "")
        for letter, unit, following in zip(letters, units, [*units[1:], ""], strict=True)
    ]
    return "".join(full), "".join(letters)


def _has_inherent(unit: str, following: str) -> bool:
    return (unit in _CONSONANTS or unit in _LIGATURES) and following != _VIRAMA and following not in _SIGNS


@lru_cache(maxsize=20_000)
def _spellings(word: str, manner: Manner) -> re.Pattern[str]:
    """A pattern of every spelling of the word in Latin letters."""
    consonants, vowels = _letters(manner)
    units = _units(word)
    written: list[str] = []
    for position, unit in enumerate(units):
        following = units[position + 1] if position + 1 < len(units) else ""
        if unit in consonants:
            is_joined = position > 0 and units[position - 1] == _VIRAMA
            is_doubled = is_joined and unit == units[position - 2]
            is_doubled |= manner.value > Manner.EXACT.value and units[position + 1 : position + 3] == [
                _VIRAMA,
                _ASPIRATED.get(unit, ""),
            ]
            written.append(_consonant(consonants[unit], manner, is_doubled=is_doubled))
            written.append(_inherent(following, manner, is_joined=is_joined))
        else:
            vowel = _vowel(unit)
            is_long = manner is Manner.EXACT and following
            written.append(f"(?:{(is_long and _LONG.get(vowel)) or vowels.get(vowel) or _REST.get(unit, '')})")
    return re.compile("".join(written))


def _letters(manner: Manner) -> tuple[dict[str, str], dict[str, str]]:
    if manner is Manner.LOOSE:
        return _CONSONANTS | _LOOSE_CONSONANTS | _LOOSE_LIGATURES, _LOOSE_VOWELS
    return _CONSONANTS | _LIGATURES, _VOWELS


def _consonant(sounds: str, manner: Manner, *, is_doubled: bool) -> str:
    """People write one letter for a doubled consonant more often than not, and sometimes two for one."""
    written = f"(?:{sounds}){'?' if is_doubled else ''}"
    return f"{written}{{1,2}}" if manner is Manner.LOOSE and not is_doubled else written


def _inherent(following: str, manner: Manner, *, is_joined: bool) -> str:
    """The vowel that Devanagari does not write: at the end it is heard after a cluster only."""
    if following == _VIRAMA or following in _SIGNS:
        return ""
    if manner is Manner.LETTER_BY_LETTER:
        return "a" if following else "a?"
    return "a?" if following or is_joined or manner is Manner.LOOSE else ""
