"""Text as it may be kept: one spelling of each letter, nothing that cannot be seen, no space without a use."""

import re
import unicodedata
from collections.abc import Iterator

from worksheets.source_texts.extraction.model import LONGEST_TEXT

_LINE_END = re.compile(r"\r\n|[\r\f\v\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")
_JOINERS = "\u200c\u200d"  # behind a virama they are the business of letters
_VIRAMA = "\u094d"
_NOTHING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MOST_MARKS = 30  # on one letter (UAX #15, stream-safe text); sorting more of them takes the square of their number
_PARAGRAPH_WITHIN = 2_000  # characters before the longest text in which a good place to cut is looked for


def clean(text: str) -> str:
    """The text in NFC without control, invisible and private characters, and with single spaces."""
    text = _LINE_END.sub("\n", text)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", "".join(_shown(text)))
    text = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def _shown(text: str) -> Iterator[str]:
    """The characters that can be seen, and those between lines and letters that have a meaning."""
    marks = 0
    before = ""
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        is_joiner = character in _JOINERS and before == _VIRAMA
        if is_joiner or (marks <= _MOST_MARKS and _is_shown(character)):
            yield character
        before = character


def _is_shown(character: str) -> bool:
    return character in "\n\t" or (character != "\ufffd" and unicodedata.category(character) not in _NOTHING)


def cut(text: str) -> tuple[str, bool]:
    """The text up to the longest that is kept, ended at a paragraph where one ends there, and whether it was longer."""
    if len(text) <= LONGEST_TEXT:
        return text, False
    end = text.rfind("\n", LONGEST_TEXT - _PARAGRAPH_WITHIN, LONGEST_TEXT)
    return text[: end if end > 0 else LONGEST_TEXT].rstrip(), True


def has_word(text: str) -> bool:
    """Whether there is anything to be read in it."""
    return any(character.isalnum() for character in text)
