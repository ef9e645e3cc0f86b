"""Keep a finished worksheet: store it and, when anybody may be served with it, admit it to the cache."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
from msgspec import Raw, Struct

from cache.model import Item, Scope, Wanted
from cache.semantic_cache import SemanticCache
from database.pool import Connection
from questions.bank import store as bank_store
from questions.bank.model import Banked, Deposit
from questions.model import Question
from worksheets import admission, store
from worksheets.admission import KEPT_PRIVATE, Reason
from worksheets.edition import of_worksheet
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
    """Whether a stored worksheet can answer the request: none follows its notes or is about its source text."""
    return not request.notes and not request.has_source


def finish(
    request: WorksheetRequest,
    title: str,
    questions: tuple[Question, ...],
    source: Source,
    *,
    model: str | None = None,
    notice: str | None = None,
    from_bank: int = 0,
    objectives: tuple[str, ...] = (),
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
        from_bank=from_bank,
        objectives=objectives,
        notes=request.notes,
        source_id=request.source_id,
    )


class Made(Struct, frozen=True):
    """A worksheet that is not kept yet: its `fresh` questions, of one `edition`, and those taken from the bank.

    Unless it `is_checked`, nobody stands for one of its keys. It `is_paid` when a model wrote something for it.
    """

    worksheet: StoredWorksheet
    edition: str
    fresh: tuple[Question, ...] = ()
    banked: tuple[Banked, ...] = ()
    is_checked: bool = True
    is_paid: bool = False


async def keep(
    connection: Connection, cache: SemanticCache, request: WorksheetRequest, made: Made, topic: str | None = None
) -> None:
    """Store the worksheet, admit it and bank its questions, in the caller's transaction.

    It hangs on the stored `topic`, when the cache has recognised one. One that is short, that was made from another
    worksheet, or of which a key is nobody's word but the author's, is stored but admitted nowhere.
    """
    worksheet = made.worksheet
    reason = admission.refusal(request) or _shortcoming(made)
    if reason is not None:
        KEPT_PRIVATE.labels(reason).inc()
        await store.insert_worksheet(connection, worksheet, worksheet.created_at + VISITORS_KEEP)
        return
    expires_at = min([worksheet.created_at + CACHE_KEEPS, *(banked.expires_at for banked in made.banked)])
    await store.insert_worksheet(connection, worksheet, expires_at)
    editions = [banked.edition for banked in made.banked] + [made.edition] * bool(made.fresh)
    item = Item(worksheet.id, specification_key(request), of_worksheet(editions), expires_at)
    topic_id = await cache.admit(connection, topic or request.topic, scope_of(request), item)
    if topic_id is not None:
        await _bank(connection, topic_id, made, expires_at)


def _shortcoming(made: Made) -> Reason | None:
    if made.worksheet.edited_from is not None:
        return Reason.EDITED
    if made.worksheet.notice:
        return Reason.NOTICE
    return None if made.is_checked else Reason.UNCHECKED


async def _bank(connection: Connection, topic_id: int, made: Made, expires_at: datetime) -> None:
    worksheet = made.worksheet
    if made.banked:
        await bank_store.use(connection, [banked.id for banked in made.banked], worksheet.id)
    if made.fresh:
        model = worksheet.model
        deposit = Deposit(made.fresh, worksheet.id, worksheet.title, made.edition, model, expires_at)
        await bank_store.deposit(connection, topic_id, deposit)
