"""English words that no dictionary has, read as the one school word that was meant.

The verifier forgives a slip only beside the topic that it compares; here the words of the lexicon stand for that topic,
so that a mistyped request finds its worksheet by its key alone.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from cache.lexicon import reader_of
from cache.lexicon_files import lines
from cache.model import Language
from cache.typos import distance, is_slip
from cache.vocabulary import exists

_FILES = ("synonyms", "works", "people", "events", "redundant", "containers", "ordered", "fillers", "templates")
_WORD = re.compile("[a-z]+")
_SHORTEST = 5


@cache
def school_words() -> frozenset[str]:
    """Every English word of the lexicon as it is written there."""
    written = " ".join(line for name in _FILES for line in lines(Language.ENGLISH, name)).casefold()
    return frozenset(_WORD.findall(written))


def _shortened(word: str) -> set[str]:
    """The word, and the word without one of its letters: two words one slip apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _consonants(word: str) -> str:
    return word[0] + re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", word[1:]))


@cache
def _by_likeness() -> dict[str, frozenset[str]]:
    """School words by what a slip leaves of them."""
    found: dict[str, set[str]] = {}
    for word in school_words():
        if len(word) >= _SHORTEST:
            for left in {*_shortened(word), "=" + _consonants(word)}:
                found.setdefault(left, set()).add(word)
    return {left: frozenset(words) for left, words in found.items()}


def _one_meaning(words: Iterable[str]) -> str | None:
    """A word of those that are inflections of one; None where there are others."""
    stem = reader_of(Language.ENGLISH).stem
    by_stem = {stem(word): word for word in sorted(words)}
    return by_stem.popitem()[1] if len(by_stem) == 1 else None


def _nearest(typed: str, words: Iterable[str]) -> list[str]:
    """The words with the fewest edits: `prinicple` is nearer to *principle* than to *principal*."""
    edits = {word: distance(typed, word) for word in words}
    return [word for word in edits if edits[word] == min(edits.values())]


@lru_cache(maxsize=20_000)
def meant_by(typed: str) -> str:
    """The school word that `typed`, in lower case, is a slip of; else `typed` itself."""
    if (
        len(typed) < _SHORTEST - 1
        or not _WORD.fullmatch(typed)
        or typed in school_words()
        or exists(typed, Language.ENGLISH)
    ):
        return typed
    index = _by_likeness()
    if len(typed) < _SHORTEST:
        return _one_meaning(word for word in index.get(typed, ()) if word[0] == typed[0]) or typed
    alike = {word for left in (*_shortened(typed), "=" + _consonants(typed)) for word in index.get(left, ())}
    meant = [word for word in alike if word[0] == typed[0] and is_slip(typed, word, Language.ENGLISH)]
    return _one_meaning(_nearest(typed, meant)) or typed
