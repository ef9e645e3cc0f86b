"""What goes into the process that reads a file, and what comes back."""

from enum import StrEnum

from msgspec import Struct

LONGEST_FILE = 10 * 1024 * 1024
"""Bytes."""

LONGEST_TEXT = 200_000
"""Characters that are kept of a text: 80 to 100 pages of a textbook."""


class Kind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    PLAIN = "plain"


class Fault(StrEnum):
    """Why a file gave no text."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    DAMAGED = "damaged"
    TOO_COMPLEX = "too_complex"
    OLD_WORD = "old_word"
    PICTURE = "picture"
    WEB_PAGE = "web_page"
    UNKNOWN = "unknown"


class Extracted(Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """The text of a file, clean. `pages` counts those of a PDF; `is_cut` when it went on after what is kept."""

    kind: Kind
    text: str
    pages: int | None = None
    is_cut: bool = False


class Refused(Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """The process could not read the file."""

    fault: Fault


Reply = Extracted | Refused


class CannotExtract(Exception):
    """Raised where a file cannot be read, caught where the process answers."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
