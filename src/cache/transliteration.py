"""Romanised Hindi read as the Devanagari words of school.

People who type Hindi in Latin letters show neither vowel length nor doubled consonants (`bhinno`, `samsthanik`), so one
romanised word may stand for several Hindi ones. It is read as a known school word when exactly one can be spelled so,
and else stays a word of its own: `kaal` is काल, `kal` may be कल or काल and is neither.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

_CONSONANTS = {
    "क": "k|q|c", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch|c", "छ": "chh|ch", "ज": "j|z", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d|r", "ढ": "dh|rh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph|f", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "व": "v|w",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h", "ळ": "l",
}  # fmt: skip
_VOWELS = {
    "अ": "a", "आ": "aa|a", "इ": "i", "ई": "ee|ii|i", "उ": "u", "ऊ": "oo|uu|u", "ऋ": "ri|r",
    "ए": "e", "ऐ": "ai|ei", "ओ": "o", "औ": "au|ou",
}  # fmt: skip
_MARKS = dict(zip("ािीुूृेैोौ", (_VOWELS[vowel] for vowel in "आइईउऊऋएऐओऔ"), strict=True))
_REST = {"ं": "n|m", "ः": "h|", "ऽ": ""}
_VIRAMA = "्"
_LIGATURES = (("क्ष", "ksh|x"), ("ज्ञ", "gy|gny"))
_DEVANAGARI = re.compile("[\u0900-\u097f]+")
_WEAK = re.compile("[aeiouhywv]")
_SAME_SOUND = str.maketrans({"q": "k", "c": "k", "z": "j", "m": "n", "r": "d"})
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS = (
    (re.compile("iyon$|iyo$|iyan$|iyaan$|iyaa$"), ("i", "ee")),
    (re.compile("aon$|aen$"), ("a",)),
    (re.compile("on$|o$"), ("", "a")),
    (re.compile("en$|ein$"), ("",)),
    (re.compile("e$"), ("a",)),
)


class _Entry(Struct, frozen=True):
    word: str
    spellings: re.Pattern[str]


class RomanisedWords(Struct, frozen=True):
    """Known Devanagari words by the consonants that any spelling of them shows."""

    by_sound: dict[str, tuple[_Entry, ...]]

    def read(self, typed: str) -> str | None:
        """The one known word that `typed`, in lower case, can be a spelling of."""
        for spelled in ((typed,), *_without_endings(typed)):
            found = {entry.word for form in spelled for entry in self._entries(form)}
            if len(found) == 1:
                return found.pop()
            if found:
                return None
        return None

    def _entries(self, form: str) -> Iterator[_Entry]:
        return (entry for entry in self.by_sound.get(_sound(form), ()) if entry.spellings.fullmatch(form))


def is_devanagari(word: str) -> bool:
    return _DEVANAGARI.search(word) is not None


def romanised_words(words: Iterable[str]) -> RomanisedWords:
    """An index of `words`, which are spelled as `cache.spelling.unify` leaves them."""
    by_sound: defaultdict[str, list[_Entry]] = defaultdict(list)
    for word in sorted(set(words)):
        pattern = _spellings(word)
        by_sound[_sound(_plainest(word))].append(_Entry(word, re.compile(pattern)))
    return RomanisedWords({sound: tuple(entries) for sound, entries in by_sound.items()})


def _without_endings(typed: str) -> Iterator[tuple[str, ...]]:
    """What the word may be without its case and number."""
    for ending, replacements in _ENDINGS:
        stem = ending.sub("", typed)
        if stem != typed and len(stem) > 1:
            yield tuple(stem + replacement for replacement in replacements)


def _sound(spelled: str) -> str:
    spelled = spelled.replace("x", "ks").replace("ph", "f").replace("gny", "gy")
    return _DOUBLED.sub(r"\1", _WEAK.sub("", spelled.translate(_SAME_SOUND)))


def _units(word: str) -> list[str]:
    """The word cut into letters, ligatures being one."""
    ligatures = "|".join(ligature for ligature, _ in _LIGATURES)
    return re.findall(f"{ligatures}|.", word)


def _plainest(word: str) -> str:
    """The first of all spellings, in which nothing is left out but inherent vowels."""
    sounds = _CONSONANTS | _VOWELS | _MARKS | _REST | dict(_LIGATURES)
    return "".join(sounds.get(unit, "").partition("|")[0] for unit in _units(word))


def _spellings(word: str) -> str:
    """A pattern of every spelling of the word in Latin letters."""
    consonants = _CONSONANTS | dict(_LIGATURES)
    units = _units(word)
    written: list[str] = []
    for position, unit in enumerate(units):
        following = units[position + 1] if position + 1 < len(units) else ""
        if unit in consonants:
            is_joined = position > 0 and units[position - 1] == _VIRAMA
            written.append(_consonant(consonants[unit], is_doubled=is_joined and unit == units[position - 2]))
            written.append(_inherent(following, is_joined=is_joined))
        else:
            written.append(f"(?:{_VOWELS.get(unit) or _MARKS.get(unit) or _REST.get(unit, '')})")
    return "".join(written)


def _consonant(sounds: str, *, is_doubled: bool) -> str:
    """People write one letter for a doubled consonant more often than not."""
    return f"(?:{sounds}){'?' if is_doubled else ''}"


def _inherent(following: str, *, is_joined: bool) -> str:
    """The vowel that Devanagari does not write: at the end it is heard after a cluster only."""
    if following == _VIRAMA or following in _MARKS:
        return ""
    return "a?" if following or is_joined else ""
