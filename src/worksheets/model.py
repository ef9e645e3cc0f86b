"""The request for a worksheet, the worksheet, and the generation that is on its way to one."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from cache.model import Language, Match
from questions.model import BloomLevel, Checker, Difficulty, Question, QuestionType, Subject

MAX_QUESTIONS = 40
MAX_SOURCE_TEXT = 20_000  # characters; longer ones are uploaded

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
    source_id: Annotated[
        UUID | None, Meta(description="The source text, uploaded before, that the questions are to be about.")
    ] = None
    source_text: Annotated[
        str, Meta(max_length=MAX_SOURCE_TEXT, description="A short source text itself, instead of `source_id`.")
    ] = ""

    @property
    def has_source(self) -> bool:
        """Whether the questions are to be about a text of the asker's own."""
        return self.source_id is not None or self.source_text != ""


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
    from_bank: Annotated[int | UnsetType, Meta(description="How many questions were taken from the bank.")] = UNSET
    edited_from: Annotated[UUID | UnsetType, Meta(description="The worksheet that this one was made from.")] = UNSET


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
    objectives: Annotated[tuple[str, ...] | UnsetType, Meta(description="What its questions are to show.")] = UNSET


class GenerationStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = frozenset({GenerationStatus.QUEUED, GenerationStatus.RUNNING})


class FieldError(Struct, frozen=True):
    """What is wrong with one field of the request; `field` is a dotted path."""

    field: str
    message: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """The body of every answer that is an error (RFC 9457). `nearest_topics` are some that can be served instead."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    request_id: str | None = None
    errors: list[FieldError] | None = None
    nearest_topics: list[str] | None = None


class GenerationState(Struct, frozen=True, omit_defaults=True):
    """A worksheet on its way. `events` is the address of its live progress."""

    id: UUID
    status: GenerationStatus
    stage: str
    events: str
    worksheet_id: UUID | None = None
    problem: Problem | None = None


class GenerationStarted(Struct, frozen=True):
    """The body of a 202 answer."""

    generation: GenerationState


class StoredWorksheet(Struct, frozen=True):
    """A worksheet as it is kept, immutable, apart from the way in which it was found. `questions` is encoded JSON.

    `notes` and `source_id` are those of its request, for whoever has it changed; they are not sent with it.
    """

    id: UUID
    title: str
    topic: str
    language: Language
    subject: Subject | None
    grade: int
    difficulty: Difficulty
    questions: Raw
    source: Source
    model: str | None
    checked_by: tuple[Checker, ...]
    notice: str | None
    created_at: datetime
    from_bank: int = 0
    objectives: tuple[str, ...] = ()
    edited_from: UUID | None = None
    notes: str = ""
    source_id: UUID | None = None
