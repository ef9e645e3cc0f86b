"""The language that a text seems to be in, by its letters and smallest words."""

import re
from collections import Counter

from cache.model import Language

_SAMPLE = 20_000  # characters
_LETTERS = {
    Language.ENGLISH: re.compile("[A-Za-z]"),
    Language.RUSSIAN: re.compile("[А-Яа-яЁё]"),
    Language.HINDI: re.compile("[\u0900-\u097f]"),
}
_MOST = 0.6  # of all letters
# Other languages have the same letters; these words and letters tell.
_SMALL_WORDS = {
    Language.ENGLISH: frozenset(["the", "of", "and", "to", "in", "is", "that", "it", "for", "are", "was", "with"]),
    Language.RUSSIAN: frozenset(["и", "в", "не", "на", "что", "с", "по", "это", "как", "из", "к", "от", "для"]),
    Language.HINDI: frozenset(["है", "के", "में", "की", "का", "और", "से", "को", "हैं", "यह", "पर", "एक"]),
}
_LEAST_SMALL = 0.05  # of all words; texts of schoolbooks have 0.15 to 0.4
_WORD = re.compile("[^\\W\\d_]+(?:[\u0900-\u0903\u093a-\u094f]+[^\\W\\d_]*)*")


def guess_language(text: str) -> Language | None:
    """The language, or None when the text mixes scripts or is in another language."""
    sample = text[:_SAMPLE]
    letters = {language: len(pattern.findall(sample)) for language, pattern in _LETTERS.items()}
    language = max(letters, key=lambda each: letters[each])
    if letters[language] <= _MOST * sum(letters.values()):
        return None
    words = Counter(_WORD.findall(sample.casefold()))
    small = sum(words[word] for word in _SMALL_WORDS[language])
    return language if small >= _LEAST_SMALL * words.total() else None
