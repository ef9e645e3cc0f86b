"""The request as every role is told it. It travels as data in the user message, never as an instruction."""

from msgspec import Struct

from cache.model import Language
from questions.model import Difficulty, Subject
from worksheets.writing.model import Assignment
from worksheets.writing.told_topic import told_topic


class Told(Struct, frozen=True, omit_defaults=True):
    """`source` is the text that questions are to be about."""

    topic: str
    subject: Subject | None
    grade: int
    language: Language
    difficulty: Difficulty
    notes: str = ""
    source: str = ""


def told(assignment: Assignment) -> Told:
    """What a model may know of the request."""
    request = assignment.request
    return Told(
        topic=told_topic(request),
        subject=request.subject,
        grade=request.grade,
        language=request.language,
        difficulty=request.difficulty,
        notes=request.notes,
        source=assignment.source,
    )
