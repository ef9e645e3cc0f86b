"""A text in pieces of a size that can be shown or left out."""

import re
from collections.abc import Iterator

LONGEST = 1_500
"""Characters of one piece."""

_PARAGRAPH_END = re.compile("\n\n+")
_SENTENCE_END = re.compile("(?<=[.!?…।॥])\\s+")


def pieces_of(text: str) -> Iterator[str]:
    """Paragraphs; a long one by its lines, and a long line by its sentences."""
    for paragraph in _PARAGRAPH_END.split(text):
        if len(paragraph) <= LONGEST:
            yield paragraph
            continue
        for line in paragraph.split("\n"):
            yield from _sentences(line)


def _sentences(line: str) -> Iterator[str]:
    """Sentences of the line, as many together as a piece holds."""
    held = ""
    for sentence in _SENTENCE_END.split(line):
        if held and len(held) + len(sentence) >= LONGEST:
            yield held
            held = ""
        held = f"{held} {sentence}" if held else sentence
        while len(held) > LONGEST:
            yield held[:LONGEST]
            held = held[LONGEST:]
    if held:
        yield held
