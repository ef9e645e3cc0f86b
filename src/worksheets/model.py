"""The request for a worksheet, the worksheet, and the generation that is on its way to one."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from cache.model import Language, Match
from questions.model import BloomLevel, Checker, Difficulty, Question, QuestionType, Subject

MAX_QUESTIONS = 40

Topic = Annotated[str, Meta(min_length=1, max_length=300, description="What the worksheet is about, in its language.")]
Grade = Annotated[int, Meta(ge=1, le=12)]


class CachePolicy(StrEnum):
    """`prefer` serves a stored worksheet when there is one, `refresh` makes a new one, `only` never makes one."""

    PREFER = "prefer"
    REFRESH = "refresh"
    ONLY = "only"


class QuestionsWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """How many questions, and of which types; with no types named the source chooses what suits the topic."""

    count: Annotated[int, Meta(ge=1, le=MAX_QUESTIONS)] = 10
    types: Annotated[tuple[QuestionType, ...], Meta(max_length=len(QuestionType))] = ()


class WorksheetRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets`."""

    topic: Topic
    grade: Grade
    language: Language
    subject: Subject | None = None
    questions: QuestionsWanted = QuestionsWanted()
    difficulty: Difficulty = Difficulty.MEDIUM
    bloom_levels: Annotated[tuple[BloomLevel, ...], Meta(max_length=len(BloomLevel))] = ()
    notes: Annotated[str, Meta(max_length=1000)] = ""
    cache: CachePolicy = CachePolicy.PREFER


class Source(StrEnum):
    CACHE = "cache"
    BANK = "bank"
    GENERATOR = "generator"
    MODEL = "model"


class Provenance(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a worksheet came from. `similarity` is the cosine to `matched_topic`; null when nothing was matched."""

    source: Source
    match: Match
    similarity: float | None
    matched_topic: str | None
    checked_by: tuple[Checker, ...]
    model: str | None = None


class Worksheet(Struct, frozen=True, forbid_unknown_fields=True):
    id: UUID
    title: str
    topic: str
    language: Language
    subject: Subject | None
    grade: int
    difficulty: Difficulty
    questions: tuple[Question, ...]
    provenance: Provenance
    created_at: datetime
    notice: str | UnsetType = UNSET


class GenerationStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
