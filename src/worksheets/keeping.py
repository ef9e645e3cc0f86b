"""Keep a finished worksheet: store it and, when anybody may be served with it, admit it to the cache."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
from msgspec import Raw

from cache.model import Item, Scope, Wanted
from cache.semantic_cache import SemanticCache
from database.pool import Connection
from questions.model import Question
from worksheets import admission, store
from worksheets.admission import KEPT_PRIVATE, Reason
from worksheets.edition import edition_of
from worksheets.model import Source, StoredWorksheet, WorksheetRequest

VISITORS_KEEP = timedelta(days=7)
CACHE_KEEPS = timedelta(days=180)


def scope_of(request: WorksheetRequest) -> Scope:
    """Where the request may look, and where its worksheet is stored."""
    return Scope(language=request.language, grade=request.grade, subject=request.subject)


def specification_key(request: WorksheetRequest) -> str:
    """Everything beside the topic that makes two worksheets different; the order of types and levels does not."""
    types = ",".join(sorted(set(request.questions.types)))
    levels = ",".join(sorted(set(request.bloom_levels)))
    return f"{request.questions.count}|{types}|{request.difficulty}|{levels}"


def wanted_by(request: WorksheetRequest, viewer: str | None) -> Wanted:
    """Which stored worksheet of the topic answers the request."""
    return Wanted(specification_key(request), viewer)


def may_be_shared(request: WorksheetRequest) -> bool:
    """Whether what is made for this request, worksheet and questions, can be everybody's."""
    return admission.refusal(request) is None


def may_be_found(request: WorksheetRequest) -> bool:
    """Whether a stored worksheet can answer the request: none follows the wishes of its notes."""
    return not request.notes


def finish(
    request: WorksheetRequest,
    title: str,
    questions: tuple[Question, ...],
    source: Source,
    *,
    model: str | None = None,
    notice: str | None = None,
) -> StoredWorksheet:
    """A new worksheet with an unguessable id (122 random bits)."""
    checked_by = tuple(sorted({checker for question in questions for checker in question.checked_by}))
    return StoredWorksheet(
        id=uuid4(),
        title=title,
        topic=request.topic,
        language=request.language,
        subject=request.subject,
        grade=request.grade,
        difficulty=request.difficulty,
        questions=Raw(msgspec.json.encode(questions)),
        source=source,
        model=model,
        checked_by=checked_by,
        notice=notice,
        created_at=datetime.now(UTC),
    )


async def keep(
    connection: Connection, cache: SemanticCache, request: WorksheetRequest, worksheet: StoredWorksheet
) -> None:
    """Store the worksheet and admit it, in the caller's transaction. A short one is stored but admitted nowhere."""
    reason = admission.refusal(request) or (Reason.NOTICE if worksheet.notice else None)
    shared = reason is None
    if reason is not None:
        KEPT_PRIVATE.labels(reason).inc()
    keeps = CACHE_KEEPS if shared else VISITORS_KEEP
    expires_at = worksheet.created_at + keeps
    await store.insert_worksheet(connection, worksheet, expires_at)
    if shared:
        item = Item(worksheet.id, specification_key(request), edition_of(worksheet), expires_at)
        await cache.admit(connection, request.topic, scope_of(request), item)
