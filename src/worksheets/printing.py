"""From a stored worksheet to the sheet that is printed."""

import msgspec

from pdf.model import Sheet
from questions.model import Question
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
