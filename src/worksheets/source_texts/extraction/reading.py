"""The text of a file of any kind that is read here."""

from worksheets.source_texts.cleaning import clean, cut, has_word
from worksheets.source_texts.extraction import docx, pdf, plain
from worksheets.source_texts.extraction.kinds import recognise
from worksheets.source_texts.extraction.model import LONGEST_TEXT, CannotExtract, Extracted, Fault, Kind
from worksheets.source_texts.extraction.page_furniture import without_furniture
from worksheets.source_texts.extraction.paragraphs import flowing

_LEAST_LETTERS = 20  # in a whole PDF; scanners print less on their pictures of pages
_CLEANED = LONGEST_TEXT * 2  # characters; more than this are not kept whatever cleaning takes away


def read(data: bytes) -> Extracted:
    """The text of the file. Raises CannotExtract."""
    kind = recognise(data)
    match kind:
        case Kind.PDF:
            return _pdf(data)
        case Kind.DOCX:
            text = docx.text_of(data)
            return _extracted(kind, text, is_whole=len(text) <= docx.MOST)
        case Kind.PLAIN:
            return _extracted(kind, plain.text_of(data), is_whole=len(data) <= plain.MOST)


def _pdf(data: bytes) -> Extracted:
    pages = pdf.pages_of(data)
    text = flowing(without_furniture(pages.lines))
    if sum(character.isalpha() for character in text) < _LEAST_LETTERS:
        raise CannotExtract(Fault.SCANNED)
    return _extracted(Kind.PDF, text, is_whole=pages.is_whole, pages=pages.count)


def _extracted(kind: Kind, raw: str, *, is_whole: bool, pages: int | None = None) -> Extracted:
    text, is_cut = cut(clean(raw[:_CLEANED]))
    if not has_word(text):
        raise CannotExtract(Fault.EMPTY)
    return Extracted(kind, text, pages, is_cut or not is_whole or len(raw) > _CLEANED)
