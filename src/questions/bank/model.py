"""A question in the bank, and what a worksheet that is put together needs of it."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import Struct

from cache.model import Language
from questions.checks.reading import folded, options
from questions.model import Question, Specification


class Banked(Struct, frozen=True):
    """A question of the bank. `title` is its first worksheet's, `model` wrote it; None when it was computed."""

    id: int
    question: Question
    title: str
    edition: str
    model: str | None
    expires_at: datetime


class Selection(Struct, frozen=True):
    """Which questions of a topic are looked for: none that one of `viewers` was given, none of another edition."""

    specification: Specification
    language: Language
    grade: int
    editions: Sequence[str]
    viewers: Sequence[str] = ()


class Deposit(Struct, frozen=True):
    """Accepted questions on their way into the bank, and the opaque id of the worksheet in which they stand."""

    questions: Sequence[Question]
    worksheet_id: UUID
    title: str
    edition: str
    model: str | None
    expires_at: datetime


def digest(question: Question) -> bytes:
    """Equal for questions that no sheet may hold both: the same text and the same options, in whatever order."""
    parts = (folded(question.stem), sorted(folded(option.text) for option in options(question)))
    return sha256(msgspec.json.encode(parts)).digest()
