"""The text of a PDF, by PDFium. Scripts and forms are never started."""

import re
from collections.abc import Iterator
from typing import Protocol, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs] — it ships none
from msgspec import Struct

from worksheets.source_texts.extraction.model import LONGEST_TEXT, CannotExtract, Fault

_MOST_PAGES = 2_000
_LONGEST_PAGE = 50_000  # characters; a page that is read holds 3,000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LINE_ENDS = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029]")
_HYPHEN = re.compile("[\u0002\ufffe]")  # PDFium's sign for a hyphen at the end of a line, and for the end itself


class _TextPage(Protocol):
    def count_chars(self) -> int: ...
    def get_text_bounded(self) -> str: ...
    def close(self) -> None: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def close(self) -> None: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> _Page: ...


class Pages(Struct, frozen=True):
    """The lines of each page that was read, and how many there are; `is_whole` when none was left unread."""

    lines: list[list[str]]
    count: int
    is_whole: bool


def pages_of(data: bytes) -> Pages:
    """The pages as far as the longest text goes. Raises CannotExtract."""
    document = _opened(data)
    pages: list[list[str]] = []
    length = 0
    for lines in _lines(document):
        pages.append(lines)
        length += sum(map(len, lines))
        if length > LONGEST_TEXT * 1.1:
            return Pages(pages, len(document), is_whole=False)
    return Pages(pages, len(document), is_whole=len(document) <= _MOST_PAGES)


def _opened(data: bytes) -> _Document:
    try:
        return cast(_Document, pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        is_locked = cast("int | None", error.err_code) == _PASSWORD  # pyright: ignore[reportUnknownMemberType]
        raise CannotExtract(Fault.ENCRYPTED if is_locked else Fault.DAMAGED) from error


def _lines(document: _Document) -> Iterator[list[str]]:
    """Page by page; one that cannot be read is passed over, but not all may be."""
    has_read = False
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        has_read = True
        if text.count_chars() <= _LONGEST_PAGE:
            yield [line.strip() for line in _LINE_ENDS.split(_HYPHEN.sub("-\n", text.get_text_bounded()))]
        text.close()
        page.close()
    if not has_read:
        raise CannotExtract(Fault.DAMAGED)
