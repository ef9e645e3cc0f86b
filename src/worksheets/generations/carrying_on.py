"""Carry a generation to its end: write, check, store, admit, and tell the watchers at every step."""

import logging
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import msgspec
from psycopg import OperationalError
from psycopg.errors import IdleInTransactionSessionTimeout
from psycopg_pool import PoolTimeout

from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction
from language_models import store as calls_store
from language_models.model import Models
from questions.bank import bank
from worksheets import assembling, edition, keeping
from worksheets import store as worksheets_store
from worksheets.editing.carrying import carry_out
from worksheets.editing.model import Edit
from worksheets.errors import WorksheetNotFound
from worksheets.generations import store
from worksheets.generations.claims import store as claims_store
from worksheets.generations.claims.holding import while_held
from worksheets.generations.claims.reporting import Reporter
from worksheets.generations.claims.store import Claim, WorkRow
from worksheets.generations.ending import end_without
from worksheets.generations.errors import EndedElsewhere
from worksheets.generations.feed import Feed
from worksheets.keeping import Made
from worksheets.model import CachePolicy, Source, WorksheetRequest
from worksheets.source_texts.errors import SourceNotFound
from worksheets.source_texts.material import material
from worksheets.writing.errors import WritingFailed
from worksheets.writing.model import Assignment, Checkpoint, Draft, Stage, Stock
from worksheets.writing.write import write

_log = logging.getLogger(__name__)

ABANDONED_AFTER = 900.0  # seconds; far above any model deadline and its takeover by another worker
_LEAST_FOR_A_SUCCESSOR = 30.0  # seconds, when a worker dies shortly before the deadline


class Charge(Protocol):
    """Counts a stored worksheet against the budget of its asker."""

    async def __call__(self, asker: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a worker needs to carry generations on. `deadline` is in seconds for all calls to models together."""

    pool: Pool
    cache: SemanticCache
    models: Models | None
    deadline: float
    charge: Charge
    feed: Feed


async def carry_on(generation_id: UUID, workshop: Workshop) -> None:
    """Bring the generation to its end, from where the worker before left it. Does nothing when it is over.

    Raises psycopg's OperationalError or PoolTimeout when the database goes away, with the generation under way.
    """
    async with workshop.pool.connection() as connection:
        work = await claims_store.claim(connection, generation_id)
    if work is None:
        return
    try:
        await _carry_on(Claim(generation_id, work.attempt), work, workshop)
    except EndedElsewhere:
        _log.info("generation_ended_elsewhere", extra={"generation": str(generation_id)})
    except WritingFailed as failure:
        _log.warning("generation_failed", extra={"generation": str(generation_id), "reason": failure.reason})
        await end_without(generation_id, workshop.pool, failure.reason, str(failure), work.attempt)
    except SourceNotFound as missing:
        await end_without(generation_id, workshop.pool, "source_not_found", str(missing), work.attempt)
    except WorksheetNotFound as missing:
        await end_without(generation_id, workshop.pool, "not_found", str(missing), work.attempt)
    except (OperationalError, PoolTimeout, IdleInTransactionSessionTimeout):
        raise  # the queue tries again when the database is back
    except Exception:
        _log.exception("generation_crashed", extra={"generation": str(generation_id)})
        problem = "The service made a mistake. Please try again."
        await end_without(generation_id, workshop.pool, "internal", problem, work.attempt)


async def _carry_on(claim: Claim, work: WorkRow, workshop: Workshop) -> None:
    if workshop.models is None:
        problem = "No language model is configured for the workers."
        await end_without(claim.id, workshop.pool, "no_model", problem, claim.attempt)
        return
    reporter = Reporter(workshop.pool, claim, work.request.questions.count)
    async with while_held(claim, workshop.feed):
        assignment = await _assignment(claim, work, workshop)
        if work.edit is None:
            made = await _written(work, assignment, workshop, workshop.models, reporter)
        else:
            made = await _edited(work.edit, work, assignment, workshop, workshop.models, reporter)
        await reporter(Stage.STORING)
    await _store(claim, work, made, workshop)


async def _written(
    work: WorkRow, assignment: Assignment, workshop: Workshop, models: Models, reporter: Reporter
) -> Made:
    checkpoint = _left_by_the_last(work) or Checkpoint(stock=await _stock(work, workshop))
    seconds = _seconds_left(workshop.deadline, work.age)
    draft = await write(assignment, models, reporter, checkpoint, deadline=seconds)
    return _made(work.request, checkpoint.stock, draft)


async def _edited(
    edit: Edit, work: WorkRow, assignment: Assignment, workshop: Workshop, models: Models, reporter: Reporter
) -> Made:
    async with workshop.pool.connection() as connection:
        stored = await worksheets_store.find_worksheet(connection, edit.worksheet_id)
    if stored is None:
        raise WorksheetNotFound(edit.worksheet_id)
    seconds = _seconds_left(workshop.deadline, work.age)
    return await carry_out(edit, stored, assignment, models, reporter, _left_by_the_last(work), deadline=seconds)


async def _assignment(claim: Claim, work: WorkRow, workshop: Workshop) -> Assignment:
    async with workshop.pool.connection() as connection:
        source = await material(connection, work.request)
    return Assignment(work.request, source, work.asker, claim.id)


def _left_by_the_last(work: WorkRow) -> Checkpoint | None:
    """What the worker before has paid for; None when there was none, or when another version wrote it."""
    if work.checkpoint is None:
        return None
    try:
        return msgspec.json.decode(work.checkpoint, type=Checkpoint)
    except msgspec.DecodeError:
        _log.warning("generation_begun_anew", extra={"attempt": work.attempt})
        return None


def _seconds_left(deadline: float, age: float) -> float:
    """Of the time that a worksheet may take, however many workers carry it on."""
    return max(deadline - age, min(deadline, _LEAST_FOR_A_SUCCESSOR))


async def _stock(work: WorkRow, workshop: Workshop) -> Stock:
    """What the bank has for the worksheet; nothing for a fresh one, which only must not repeat what there is."""
    if work.topic_id is None:
        return Stock()
    async with workshop.pool.connection() as connection:
        avoid = await bank.stems_to_avoid(connection, work.topic_id)
        if work.request.cache is CachePolicy.REFRESH:
            return Stock(avoid=avoid)
        selection = assembling.selection_of(work.request, work.viewers)
        return Stock(tuple(await bank.assemble(connection, work.topic_id, selection)), avoid)


async def _store(claim: Claim, work: WorkRow, made: Made, workshop: Workshop) -> None:
    async with transaction(workshop.pool) as connection:
        await claims_store.never_stand_still(connection)
        if work.edit is not None:
            await worksheets_store.delete_if_expired(connection, made.worksheet.id)
        await keeping.keep(connection, workshop.cache, work.request, made, work.topic)
        viewers = await claims_store.finish(connection, claim, made.worksheet.id)
        if viewers is None:
            raise EndedElsewhere
        await calls_store.book_worksheet(connection, claim.id, made.worksheet.id)
        for viewer in viewers:
            await workshop.cache.mark_seen(connection, viewer, made.worksheet.id)
        await store.append_event(connection, claim.id, "done", {"worksheet_id": made.worksheet.id})
    if made.is_paid:
        await workshop.charge(work.asker)


def _made(request: WorksheetRequest, stock: Stock, draft: Draft) -> Made:
    banked = stock.banked
    worksheet = keeping.finish(
        request,
        draft.title,
        draft.questions,
        Source.BANK if banked else Source.MODEL,
        model=assembling.writers_of(banked, draft.model),
        notice=draft.notice,
        from_bank=len(banked),
        objectives=draft.objectives,
    )
    return Made(
        worksheet, edition.written(request.language), draft.fresh, banked, draft.is_checked, draft.model is not None
    )
