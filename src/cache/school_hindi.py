"""The Hindi words of school, however they are written: misspelt, or in Latin letters."""

import re
from collections import Counter
from functools import cache, lru_cache

from msgspec import Struct

from cache.lexicon_files import lines
from cache.model import Language
from cache.spelling import sound_of, unify
from cache.stemming import is_hindi, stem_english, stem_hindi
from cache.transliteration import Manner, RomanisedWords, is_devanagari, plain, romanised_words
from cache.vocabulary import exists

_WORD = re.compile("[\u0900-\u097f]+")
_FILES = (
    *("words", "synonyms", "fillers", "function_words", "ordered", "roles", "redundant"),
    *("questions", "works", "people", "actions"),
)
_SHORTEST = 4
_ENGLISH_PLURALS = ("्स", "ेज", "ेस")


class _SchoolWords(Struct, frozen=True):
    """Words in dictionary form, by how people write them."""

    words: frozenset[str]
    romanised: RomanisedWords
    by_sound: dict[str, str]

    def respell(self, typed: str, stem: str) -> str:
        """A word that no dictionary has, as the one school word that sounds like it."""
        if stem in self.words or is_hindi(typed):
            return stem
        if (borrowed := self._without_english_plural(stem)) is not None:
            return borrowed
        return self.by_sound.get(sound_of(stem), stem)

    def _without_english_plural(self, word: str) -> str | None:
        """`वर्ब` of `वर्ब्स`, `डिवाइस` of `डिवाइसेज`."""
        singulars = (word.removesuffix(ending) for ending in _ENGLISH_PLURALS if word.endswith(ending))
        return next((singular for singular in singulars if singular in self.words), None)


@cache
def _school_words() -> _SchoolWords:
    """Every Devanagari word that the lexicon of Hindi holds, in any inflection."""
    text = " ".join(line for name in _FILES for line in lines(Language.HINDI, name))
    words = frozenset(stem_hindi(word) for word in _WORD.findall(unify(text, Language.HINDI)))
    sounds = Counter(sound_of(word) for word in words)
    by_sound = {sound: word for word in words if sounds[sound := sound_of(word)] == 1 and len(word) >= _SHORTEST}
    return _SchoolWords(words, romanised_words(words), by_sound)


def is_school_hindi(word: str) -> bool:
    """Whether the lexicon has the word although it may be in no dictionary."""
    return stem_hindi(unify(word, Language.HINDI)) in _school_words().words


@lru_cache(maxsize=20_000)
def stem_either_script(word: str) -> str:
    """A Hindi word in Devanagari, also where it was romanised; Latin words that are English are read as English."""
    if is_devanagari(word):
        return _school_words().respell(word, stem_hindi(word))
    if len(word) == 1:
        return word
    is_english = exists(word, Language.ENGLISH)
    hindi = _school_words().romanised.read(word, Manner.USUAL if is_english else Manner.LOOSE)
    return hindi or (stem_english(word) if is_english else plain(word))
