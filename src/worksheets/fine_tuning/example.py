"""A worksheet as the exchange in which the author would have written it.

System: the author's instructions of today. User: the data object that the author gets. Assistant: the worksheet in the
shape of the author's reply. What was planned before is not kept, so no slot says what its question tests.
"""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct, ValidationError

from cache import canonical
from language_models.model import Role
from questions.model import Question
from worksheets.fine_tuning.model import Chat, Example, Message, estimate_tokens
from worksheets.model import QuestionsWanted, StoredWorksheet, WorksheetRequest
from worksheets.writing.authoring import Wanted
from worksheets.writing.instructions import as_data, instructions
from worksheets.writing.model import Assignment, Slot
from worksheets.writing.told import told
from worksheets.writing.unwritten import unwritten
from worksheets.writing.written import Short, WrittenQuestion


class Reply(Struct, frozen=True):
    """What the author answers."""

    title: Short
    questions: tuple[WrittenQuestion, ...]


_REPLY = msgspec.json.Decoder(Reply)


def request_of(worksheet: StoredWorksheet, questions: Sequence[Question]) -> WorksheetRequest:
    """A request that the worksheet answers; what the asker wrote beside the topic is not kept."""
    return WorksheetRequest(
        topic=worksheet.topic,
        grade=worksheet.grade,
        language=worksheet.language,
        subject=worksheet.subject,
        questions=QuestionsWanted(len(questions)),
        difficulty=worksheet.difficulty,
    )


def example_of(
    worksheet: StoredWorksheet, questions: Sequence[Question], stars: float, ratings: int, holdout: float
) -> Example | None:
    """The worksheet as an example; None when its questions are not of the author's shapes."""
    try:
        reply = Reply(worksheet.title, tuple(unwritten(question) for question in questions))
        answer = msgspec.json.encode(reply)
        _REPLY.decode(answer)
    except (ValueError, KeyError, StopIteration, ValidationError):
        return None
    told_rules = instructions(Role.AUTHOR, worksheet.language)
    chat = Chat(
        (
            Message("system", told_rules.text),
            Message("user", _user(worksheet, questions)),
            Message("assistant", answer.decode()),
        )
    )
    return Example(
        line=msgspec.json.encode(chat) + b"\n",
        tokens=estimate_tokens(chat),
        stars=stars,
        ratings=ratings,
        language=worksheet.language,
        subject=worksheet.subject,
        grade=worksheet.grade,
        types=tuple(question.type for question in questions),
        instructions=told_rules.version,
        is_held_out=_is_held_out(worksheet, holdout),
    )


def _user(worksheet: StoredWorksheet, questions: Sequence[Question]) -> str:
    slots = tuple(_slot(question) for question in questions)
    return as_data(Wanted(told(Assignment(request_of(worksheet, questions))), slots))


def _slot(question: Question) -> Slot:
    return Slot(question.type, question.bloom_level, question.difficulty, question.points, tests="")


def _is_held_out(worksheet: StoredWorksheet, share: float) -> bool:
    """Whether the topic, with all its worksheets, belongs to the held-out share; the same in every export."""
    key = f"{worksheet.language}|{canonical.read(worksheet.topic, worksheet.language).key}"
    digest = blake2b(key.encode(), digest_size=8, person=b"holdout").digest()
    return int.from_bytes(digest, "big") < share * 2**64
