"""Which words exist. A typo is forgiven only in a word that does not."""

from collections.abc import Callable
from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer  # pyright: ignore[reportMissingTypeStubs] — it ships none
from simplemma import is_known

from cache.model import Language
from cache.spelling import unify


def _english(word: str) -> bool:
    return is_known(word, lang="en")


@cache
def _russian_dictionary() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


def _russian(word: str) -> bool:
    return bool(_russian_dictionary().word_is_known(word))


def _hindi(word: str) -> bool:
    return is_known(word, lang="hi")


_DICTIONARIES: dict[Language, Callable[[str], bool]] = {
    Language.ENGLISH: _english,
    Language.RUSSIAN: _russian,
    Language.HINDI: _hindi,
}


@lru_cache(maxsize=8192)
def exists(word: str, language: Language) -> bool:
    """Whether the dictionary of `language` has the word, in any inflection. Typed in lower case."""
    return _DICTIONARIES[language](word) or _DICTIONARIES[language](unify(word, language))
