"""Words without their endings.

English loses inflection only (Porter, 1980, steps 1a–1c): the full stemmer makes one word of *multiple* and
*multiplication*, *position* and *positive*, *mean* and *meaning*, *capital* and *capitalization*. What derivation
connects in school use (*add*, *addition*) is said in the lexicon.
"""

import re
from functools import cache, lru_cache
from threading import Lock
from typing import Protocol, cast

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from snowballstemmer import RussianStemmer  # pyright: ignore[reportMissingTypeStubs] — it ships none

from cache.morphology import noun_in_dictionary_form
from cache.spelling import unify_devanagari

_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_SHORT_BEFORE_E = re.compile("[^aeiou]?[aeiou][^aeiouwxy]")
_SHORTEST = 4
_AMERICAN = re.compile("(?<=[a-z]{3})iz(?=(?:e|es|ed|ing|er|ers|ation|ations)$)")


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
    stem = _without_tense(_without_plural(_AMERICAN.sub("is", word)))
    if stem.endswith("e") and not stem.endswith("se") and len(stem) > _SHORTEST:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > _SHORTEST - 1 else stem


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 — the library's name


_ADJECTIVAL = re.compile("(?:ое|ее|ый|ий|ой|ая|яя|ые|ие)$")
_RUSSIAN = cast(_Stemmer, RussianStemmer())
_STEMMING = Lock()  # the stemmer keeps its word in itself, and warming reads topics beside the event loop


@lru_cache(maxsize=20_000)
def stem_russian(word: str) -> str:
    """Nouns as the dictionary has them, for an ending rule would cut `объём` and `размах`; other words by rule.

    A noun that is declined like an adjective (`среднее`) goes with its adjective.
    """
    if len(word) < _SHORTEST - 1:
        return word
    noun = noun_in_dictionary_form(word)
    if noun is not None and not _ADJECTIVAL.search(noun):
        return noun
    with _STEMMING:
        stem = _RUSSIAN.stemWord(word)
    return stem if len(stem) > 1 else word


@cache
def _hindi_lemmas() -> dict[str, str]:
    """Dictionary forms by inflected form, both in one spelling."""
    lemmas = DefaultDictionaryFactory().get_dictionary("hi")
    forms, originals = (unify_devanagari("\n".join(words)).split("\n") for words in (lemmas.keys(), lemmas.values()))
    return dict(zip(forms, originals, strict=True))


def is_hindi(word: str) -> bool:
    return word in _hindi_lemmas()


_HINDI_ENDINGS = (
    ("ियों", ("ी", "ि")),
    ("ियां", ("ी", "ि")),
    ("ाओं", ("ा",)),
    ("ाएं", ("ा",)),
    ("ओं", ("",)),
    ("ों", ("", "ा")),
    ("ें", ("",)),
    ("े", ("ा",)),
)
_DEGREES = ("तर", "तम")
_INFINITIVES = ("ना", "ने", "नी")


def _without_hindi_ending(word: str) -> str:
    """A noun that no dictionary has, in the direct singular: `पहाड़े` → `पहाड़ा`."""
    for ending, replacements in _HINDI_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            known = [stem + replacement for replacement in replacements if is_hindi(stem + replacement)]
            return (known or [stem + replacements[0]])[0]
    return word


@lru_cache(maxsize=20_000)
def stem_hindi(word: str) -> str:
    """A word in Devanagari without its inflection, every vowel kept; of verbs only infinitives change."""
    lemma = _hindi_lemmas().get(word)
    if lemma is None:
        return _without_hindi_ending(word)
    if not word.startswith(lemma[:-1]):
        return word
    if word.endswith(_DEGREES) and not lemma.endswith(_DEGREES):
        return word
    is_verb = lemma.endswith("ना") and lemma != word
    if len(lemma) > len(word) + 1 or (is_verb and not word.endswith(_INFINITIVES)):
        return word
    return lemma
