"""From a stored worksheet to the document that is sent, whichever way it was found."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, Raw, Struct

from cache.model import Found, Language, Match
from questions.model import Difficulty, Subject
from worksheets.model import Provenance, Source, StoredWorksheet

JSON = msgspec.json.Encoder()


class _Document(Struct, omit_defaults=True):
    """`worksheets.model.Worksheet` with its questions still encoded, since nobody has to look at them to send them."""

    id: UUID
    title: str
    topic: str
    language: Language
    subject: Subject | None
    grade: int
    difficulty: Difficulty
    questions: Raw
    provenance: Provenance
    created_at: datetime
    notice: str | None = None
    objectives: tuple[str, ...] = ()


def first_served(stored: StoredWorksheet) -> bytes:
    """The worksheet as it is sent by its id, and to whoever had it made."""
    return _document(stored, stored.source, Match.NONE, None, None)


def found_in_cache(stored: StoredWorksheet, found: Found) -> bytes:
    """The worksheet as it is sent to somebody for whom it was found."""
    return _document(stored, Source.CACHE, found.match, found.similarity, found.matched_topic)


def assembled(stored: StoredWorksheet, found: Found) -> bytes:
    """The worksheet as it is sent to the one for whom it was put together, from the questions of the topic found."""
    return _document(stored, Source.BANK, found.match, found.similarity, found.matched_topic)


def _document(
    stored: StoredWorksheet, source: Source, match: Match, similarity: float | None, matched_topic: str | None
) -> bytes:
    provenance = Provenance(
        source=source,
        match=match,
        similarity=similarity,
        matched_topic=matched_topic,
        checked_by=stored.checked_by,
        model=stored.model,
        from_bank=stored.from_bank or UNSET,
        edited_from=stored.edited_from or UNSET,
    )
    return JSON.encode(
        _Document(
            id=stored.id,
            title=stored.title,
            topic=stored.topic,
            language=stored.language,
            subject=stored.subject,
            grade=stored.grade,
            difficulty=stored.difficulty,
            questions=stored.questions,
            provenance=provenance,
            created_at=stored.created_at,
            notice=stored.notice,
            objectives=stored.objectives,
        )
    )
