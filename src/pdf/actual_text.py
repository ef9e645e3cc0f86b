"""Make Devanagari come out of the PDF as it went in.

A PDF font maps each glyph to one text, but a glyph of Devanagari stands for different letters in different clusters,
and vowel signs are drawn before the letter they follow. So each drawn line carries its source text as `ActualText`
(ISO 32000-2, 14.9.4), which poppler and screen readers prefer to that of the glyphs.
"""

import re
from typing import Protocol

import pydyf
from weasyprint.draw import text as drawing

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_draw_line = drawing.draw_first_line


class _Line(Protocol):
    text: str


def install() -> None:
    """Wrap WeasyPrint's drawing of a line, once per process."""
    drawing.draw_first_line = _draw_with_actual_text


def _draw_with_actual_text(
    stream: pydyf.Stream, textbox: _Line, text_overflow: object, block_ellipsis: object, matrix: object
) -> object:
    if not _DEVANAGARI.search(textbox.text):
        return _draw_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)}))
    try:
        return _draw_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    finally:
        stream.end_marked_content()
