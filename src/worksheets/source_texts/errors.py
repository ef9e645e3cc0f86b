"""What can go wrong with a source text.

SourceError (a WorksheetError)
├── SourceUnreadable    a file of a known kind gives no text
├── SourceKindUnknown   a file is of a kind that is not read
├── SourceTooLarge      a file has more bytes than are read
├── SourceNotFound      no source text of this asker has this id, or it has expired
└── ReaderBusy          too many files wait to be read
"""

from uuid import UUID

from worksheets.errors import WorksheetError
from worksheets.source_texts.extraction.model import LONGEST_FILE, Fault

_MEGABYTES = LONGEST_FILE // (1024 * 1024)

_UNREADABLE = {
    Fault.EMPTY: "The file holds no words. Choose another file, or paste the text.",
    Fault.ENCRYPTED: "The file is protected with a password. Save it without one, or paste the text.",
    Fault.SCANNED: "The PDF holds pictures of pages and no text. Choose a PDF with text, or type in what matters.",
    Fault.DAMAGED: "The file is damaged or incomplete. Save or download it again, or paste the text.",
    Fault.TOO_COMPLEX: "The file takes too much time or memory to be read. Save only the pages that matter, or paste "
    "their text.",
}
_UNKNOWN = {
    Fault.OLD_WORD: "This is an old Word file (.doc) or rich text (.rtf). Save it as .docx, or paste the text.",
    Fault.PICTURE: "This is a picture, and pictures are not read. Choose a PDF or Word file with text, or type in what "
    "matters.",
    Fault.WEB_PAGE: "This is a web page. Copy its text and paste it, or print the page to a PDF.",
    Fault.UNKNOWN: "This is no PDF, Word (.docx) or plain text file, whatever its name says. Save it as one of these, "
    "or paste the text.",
}


class SourceError(WorksheetError):
    """Root of this package's errors."""


class SourceUnreadable(SourceError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(_UNREADABLE[fault])
        self.fault = fault


class SourceKindUnknown(SourceError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(_UNKNOWN[fault])
        self.fault = fault


class SourceTooLarge(SourceError):
    def __init__(self) -> None:
        super().__init__(f"A file may have {_MEGABYTES} MB. Save only the pages that matter, or paste their text.")


class SourceNotFound(SourceError):
    """`field` is where a request names its source text."""

    field = "source_id"

    def __init__(self, source_id: UUID) -> None:
        super().__init__(f"You have no source text {source_id}; it may have expired. Upload it again.")


class ReaderBusy(SourceError):
    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} files are waiting to be read. Try again in a few seconds.")


def refused(fault: Fault) -> SourceUnreadable | SourceKindUnknown:
    """The error that a fault in a file is."""
    return SourceUnreadable(fault) if fault in _UNREADABLE else SourceKindUnknown(fault)
