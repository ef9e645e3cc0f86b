"""Plain text and Markdown, in the encodings that schools still have."""

import codecs
import re
from collections import Counter

from worksheets.source_texts.extraction.model import LONGEST_TEXT, CannotExtract, Fault

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCKS = frozenset({0x00, 0x04, 0x09, 0x20})  # the upper bytes of Latin, Cyrillic, Devanagari and punctuation
_MOSTLY = 0.95
MOST = 8 * LONGEST_TEXT
"""Bytes that are read: a character takes four at most, and cleaning may halve the text."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.001
_CYRILLIC = re.compile(rb"[\xc0-\xff\xa8\xb8]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")


def text_of(data: bytes) -> str:
    """The text in whichever encoding it is, as far as may be kept. Raises CannotExtract for what is no text."""
    data = data[:MOST]
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _plausible(_decoded(data, encoding))
    return _plausible(_unmarked(data))


def _unmarked(data: bytes) -> str:
    if (wide := _wide(data)) is not None:
        return _decoded(data[: len(data) // 2 * 2], wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.start > 0:  # cut off within its last character
            return data[: error.start].decode("utf-8")
    return _decoded(data, _narrow(data))


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is one of a few, and those of spaces are zero."""
    if b"\x00" not in data:
        return None
    for encoding, upper in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        counts = Counter(upper)
        if sum(counts[byte] for byte in _BLOCKS) > _MOSTLY * len(upper):
            return encoding
    return None


def _narrow(data: bytes) -> str:
    """Windows-1251 where letters above 127 stand together, else 1252, where they are accents and quotation marks."""
    together = sum(len(run) for run in _CYRILLIC.findall(data))
    return "cp1251" if together > len(_HIGH.findall(data)) / 2 else "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace")


def _plausible(text: str) -> str:
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if strange > _MOST_CONTROL * len(text) + 1:
        raise CannotExtract(Fault.UNKNOWN)
    return text
