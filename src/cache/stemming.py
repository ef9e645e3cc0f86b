"""Words without their endings.

English loses inflection only (Porter, 1980, steps 1a–1c): the full stemmer makes one word of *multiple* and
*multiplication*, *position* and *positive*, *mean* and *meaning*, *capital* and *capitalization*. What derivation
connects in school use (*add*, *addition*) is said in the lexicon.
"""

import re
from functools import cache, lru_cache
from typing import Protocol, cast

from pymorphy3 import MorphAnalyzer  # pyright: ignore[reportMissingTypeStubs] — it ships none
from snowballstemmer import RussianStemmer  # pyright: ignore[reportMissingTypeStubs] — it ships none

_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_SHORT_BEFORE_E = re.compile("[^aeiou]?[aeiou][^aeiouwxy]")
_SHORTEST = 4


def _restore(stem: str) -> str:
    """The verb before `-ing` and `-ed`: `run(n)ing`, `nam(e)ing`."""
    if _DOUBLED.search(stem) and len(stem) > _SHORTEST - 1:
        return stem[:-1]
    return stem + "e" if _SHORT_BEFORE_E.fullmatch(stem) else stem


def _without_plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1 and _VOWEL.search(stem) and not word.endswith("eed"):
            return _restore(stem)
    return word


def stem_english(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    stem = _without_tense(_without_plural(word))
    if stem.endswith("e") and not stem.endswith("se") and len(stem) > _SHORTEST:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > _SHORTEST - 1 else stem


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 — the library's name


@cache
def _dictionary() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


def noun_in_dictionary_form(word: str) -> str:
    """`цветка` → `цветок`: nouns lose and gain vowels that no ending rule knows. Other words stay as they are."""
    best = _dictionary().parse(word)[0]
    return str(best.normal_form).replace("ё", "е") if best.is_known and "NOUN" in best.tag else word


_RUSSIAN = cast(_Stemmer, RussianStemmer())


@lru_cache(maxsize=20_000)
def stem_russian(word: str) -> str:
    if len(word) < _SHORTEST - 1:
        return word
    stem = _RUSSIAN.stemWord(noun_in_dictionary_form(word))
    return stem if len(stem) > 1 else word
