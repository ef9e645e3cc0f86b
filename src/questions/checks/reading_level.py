"""The grade in which a text is read with ease, by one formula for each language.

English: J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom (1975), "Derivation of new readability formulas for
Navy enlisted personnel": `0.39 · words/sentence + 11.8 · syllables/word − 15.59`.

Russian: I. V. Oborneva (2006), the same measure fitted to parallel English and Russian texts:
`0.5 · words/sentence + 8.4 · syllables/word − 15.59`.

Hindi: no formula gives grades. M. Sinha, S. Sharma, T. Dasgupta, A. Basu (2012), "New readability measures for Bangla
and Hindi texts" (COLING), found the length of words in aksharas to decide, long words next:
`−2.34 + 2.14 · aksharas/word + 0.01 · words of more than two aksharas in a hundred`, a difficulty from 1 to 10. Here it
is stretched to grades, and the length of sentences counts as it does in the other two.

A word counts once for the length of words: what a lesson is about is said again and again.
A text of a few sentences gives a rough figure: some two grades up or down at a hundred words, more below.
"""

import re

from cache.model import Language
from questions.checks.reading import plain

_SENTENCE_END = re.compile(r"[.!?…।;:]+(?=\s|$)|\n+")
_WORD = {
    Language.ENGLISH: re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*"),
    Language.RUSSIAN: re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*"),
    Language.HINDI: re.compile(r"[\u0900-\u0963\u0970-\u097F]+"),
}
_VOWELS_EN = re.compile(r"[aeiouy]+")
_SILENT_EN = re.compile(r"(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$")
_VOWELS_RU = re.compile(r"[аеёиоуыэюя]")
# A consonant with what follows it up to the next one that has a vowel, or a vowel by itself.
_AKSHARA = re.compile(
    r"(?:[\u0915-\u0939\u0958-\u095F]\u093C?\u094D)*[\u0915-\u0939\u0958-\u095F]\u093C?|[\u0904-\u0914\u0960\u0961]"
)
LONG_WORD = 2


def syllables(word: str, language: Language) -> int:
    """Syllables of an English or Russian word, aksharas of a Hindi one; at least one."""
    match language:
        case Language.ENGLISH:
            return max(1, sum(_english(part) for part in re.split(r"['’-]", word.casefold()) if part))
        case Language.RUSSIAN:
            return max(1, len(_VOWELS_RU.findall(word.casefold())))
        case Language.HINDI:
            return max(1, len(_AKSHARA.findall(word)))


def _english(part: str) -> int:
    vowels = len(_VOWELS_EN.findall(part))
    return vowels - 1 if vowels > 1 and _SILENT_EN.search(part) else vowels


def words_of(text: str, language: Language) -> list[str]:
    """The words of the text in the language's own script; formulas, numbers and foreign words are none."""
    return _WORD[language].findall(plain(text))


def reading_grade(text: str, language: Language) -> float | None:
    """The grade of the text, below 1 and above 12 as the formula gives it; None for a text without words."""
    words = words_of(text, language)
    if not words:
        return None
    sentences = sum(bool(words_of(part, language)) for part in _SENTENCE_END.split(plain(text)))
    lengths = [syllables(word, language) for word in {word.casefold() for word in words}]
    a_sentence, a_word = len(words) / sentences, sum(lengths) / len(lengths)
    match language:
        case Language.ENGLISH:
            return 0.39 * a_sentence + 11.8 * a_word - 15.59
        case Language.RUSSIAN:
            return 0.5 * a_sentence + 8.4 * a_word - 15.59
        case Language.HINDI:
            long_words = 100 * sum(length > LONG_WORD for length in lengths) / len(lengths)
            return 0.4 * a_sentence + 3 * (-2.34 + 2.14 * a_word + 0.01 * long_words) - 7
