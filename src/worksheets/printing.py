"""From a stored worksheet to the sheet that is printed."""

import msgspec

from pdf.edition import edition
from pdf.model import Sheet
from questions.model import Question
from worksheets.conditional import etag_of
from worksheets.model import StoredWorksheet

_QUESTIONS = msgspec.json.Decoder(tuple[Question, ...])


def sheet_of(stored: StoredWorksheet) -> Sheet:
    """The sheet of this worksheet."""
    return Sheet(
        id=stored.id,
        title=stored.title,
        language=stored.language,
        subject=stored.subject,
        grade=stored.grade,
        questions=_QUESTIONS.decode(stored.questions),
        footer=stored.notice or "",
    )


def sheet_etag(sheet: Sheet, *, with_key: bool) -> str:
    """The tag of the sheet's PDF, known without printing it: the same sheet prints to the same bytes."""
    return etag_of(msgspec.json.encode(sheet), b"key" if with_key else b"", edition().encode())
