"""The request as every role is told it. It travels as data in the user message, never as an instruction."""

from msgspec import Struct

from cache.model import Language
from questions.model import Difficulty, Subject
from worksheets.personal_data.withholding import withhold, withhold_in_topic
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
    """What a model may know of the request: no names of private people, no addresses, no numbers that lead to them."""
    request = assignment.request
    return Told(
        topic=withhold_in_topic(told_topic(request), request.language).text,
        subject=request.subject,
        grade=request.grade,
        language=request.language,
        difficulty=request.difficulty,
        notes=withhold(request.notes, request.language).text,
        source=withhold(assignment.source, request.language).text,
    )
