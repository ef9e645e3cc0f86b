"""Letters and signs that a topic of a language is written with. Anything else is somebody's play with the cache.

The canonical form leaves signs and accents out of its key, so that what stands here must not be able to say anything.
"""

import re
import unicodedata

from cache.model import Language
from cache.vocabulary import exists

_LATIN_ENDS = 0x250  # behind Latin Extended-B; further on come phonetic and compatibility letters
_PHONETIC = range(0x250, 0x2B0)
_DEVANAGARI = range(0x900, 0x980)
_LONGEST_WORD = 40
_LONGEST_SYMBOL = 3
_MOST_MARKS = 3

_SIGNS = frozenset(" ?!.,;:'\"()[]«»„“”‘’‹›-‐‑–—−/&%°′″…_=+*×÷·∙⋅±<>≤≥≠≈~^√∛→←↔⇒⇌∠⊥∥△∆∞∩∪∈⊂∅∫∑$¢€£₹№#|§ˈː।॥")
_NUMBERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋ₙₐᵢₓ½⅓⅔¼¾⅛")
_MARKUP = re.compile(r"<[/!|?]|<[a-z]{2,}|<[a-z]\s*/?>|&#|&\w+;|\$[({$]|<<|>>|\|\||--\s|/\*|\*/|;--|__", re.IGNORECASE)
_SHARP = re.compile(r"(?<![A-Ha-h])#|#(?=\w)")
_RUN_OF_SIGNS = re.compile(r"([^\w\s.])\1{2,}|[^\w\s.\u0900-\u097f]{5,}|\.{4,}")
_RUN_OF_LETTERS = re.compile(r"([^\W\d])\1{3,}")
_SPELLED_OUT = re.compile(r"(?:(?<!\w)[^\W\d_][\s.\-_*]+){5,}")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957])*")
_NUKTA_LETTERS = frozenset("कखगजडढफय")
_OWN_SCRIPT = {Language.ENGLISH: "LATIN", Language.RUSSIAN: "CYRILLIC", Language.HINDI: "DEVANAGARI"}


def is_written_plainly(topic: str, language: Language) -> bool:
    """Whether the topic holds only what a topic in this language is written with."""
    topic = unicodedata.normalize("NFC", topic)
    return (
        all(_is_allowed(character, language) for character in topic)
        and not any(
            pattern.search(topic) for pattern in (_MARKUP, _SHARP, _RUN_OF_SIGNS, _RUN_OF_LETTERS, _SPELLED_OUT)
        )
        and all(_is_word(found[0]) for found in _WORD.finditer(topic))
        and _marks_sit_well(unicodedata.normalize("NFD", topic), language)
    )


def _is_allowed(character: str, language: Language) -> bool:
    if character in _SIGNS or character in _NUMBERS or (character.isascii() and character.isalnum()):
        return True
    if ord(character) in _DEVANAGARI or character in "\u200c\u200d":
        return language is Language.HINDI
    return character.isalpha() and _script(character) in {"LATIN", "GREEK", _OWN_SCRIPT[language]}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_word(word: str) -> bool:
    """No scripts in one word that look alike, Greek and phonetic letters as symbols only, accents where they belong."""
    letters = [letter for letter in word if letter.isalpha() and letter not in _NUMBERS]
    scripts = {_script(letter) for letter in letters}
    if len(word) > _LONGEST_WORD or {"LATIN", "CYRILLIC"} <= scripts or {"GREEK", "CYRILLIC"} <= scripts:
        return False
    if "GREEK" in scripts or any(ord(letter) in _PHONETIC for letter in letters):
        return len(letters) <= _LONGEST_SYMBOL
    if any(_script(letter) == "LATIN" and ord(letter) >= _LATIN_ENDS for letter in letters) or _is_decorated(word):
        return False
    return all(_is_russian(letter) for letter in letters if _script(letter) == "CYRILLIC")


def _is_decorated(word: str) -> bool:
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return plain != word and exists(plain.casefold(), Language.ENGLISH)


def _is_russian(letter: str) -> bool:
    return "а" <= letter.casefold() <= "я" or letter in "ёЁ"


def _marks_sit_well(decomposed: str, language: Language) -> bool:
    """Vowel signs and the like in the numbers and places of Hindi; no floods of accents."""
    marks = 0
    before = ""
    for character in decomposed:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks > (_MOST_MARKS if language is Language.HINDI else 1) or (marks > 1 and character == before):
            return False
        if character == "\u093c" and before not in _NUKTA_LETTERS:
            return False
        before = character
    return True
