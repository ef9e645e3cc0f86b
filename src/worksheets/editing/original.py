"""The worksheet that is to be changed: its questions, and the request that asks for one like it."""

import msgspec

from questions.model import Checker, Question
from worksheets.model import QuestionsWanted, Source, StoredWorksheet, WorksheetRequest

_QUESTIONS = msgspec.json.Decoder(tuple[Question, ...])


def questions_of(stored: StoredWorksheet) -> tuple[Question, ...]:
    """Its questions, numbered from 1."""
    return _QUESTIONS.decode(stored.questions)


def request_like(stored: StoredWorksheet) -> WorksheetRequest:
    """What would have to be asked for a worksheet like this one, of as many questions, with its notes and source."""
    return WorksheetRequest(
        topic=stored.topic,
        grade=stored.grade,
        language=stored.language,
        subject=stored.subject,
        questions=QuestionsWanted(count=len(questions_of(stored))),
        difficulty=stored.difficulty,
        notes=stored.notes,
        source_id=stored.source_id,
    )


def is_computed(stored: StoredWorksheet) -> bool:
    """Whether no model had a part in it."""
    return stored.source is Source.GENERATOR or all(
        Checker.COMPUTED in question.checked_by for question in questions_of(stored)
    )
