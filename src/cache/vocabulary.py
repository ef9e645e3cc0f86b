"""Which words exist. A typo is forgiven only in a word that does not."""

from collections.abc import Callable
from functools import lru_cache

from simplemma import is_known

from cache.model import Language
from cache.morphology import is_russian
from cache.spelling import unify


def _english(word: str) -> bool:
    return is_known(word, lang="en")


def _hindi(word: str) -> bool:
    return is_known(word, lang="hi")


_DICTIONARIES: dict[Language, Callable[[str], bool]] = {
    Language.ENGLISH: _english,
    Language.RUSSIAN: is_russian,
    Language.HINDI: _hindi,
}


@lru_cache(maxsize=8192)
def exists(word: str, language: Language) -> bool:
    """Whether the dictionary of `language` has the word, in any inflection. Typed in lower case."""
    return _DICTIONARIES[language](word) or _DICTIONARIES[language](unify(word, language))
