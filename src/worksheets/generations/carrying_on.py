"""Carry a generation to its end: write, check, store, admit, and tell the watchers at every step."""

import logging
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction
from language_models.model import LanguageModel
from questions.bank import bank
from questions.model import Question
from worksheets import assembling, edition, keeping
from worksheets.generations import store
from worksheets.generations.store import WorkRow
from worksheets.keeping import Made
from worksheets.model import CachePolicy, Problem, Source, WorksheetRequest
from worksheets.writing.errors import WritingFailed
from worksheets.writing.model import Corrected, Draft, Stage, Stock
from worksheets.writing.write import write

_log = logging.getLogger(__name__)

ABANDONED_AFTER = 900.0  # seconds; far above any model deadline and its takeover by another worker


class Charge(Protocol):
    """Counts a stored worksheet against the budget of its asker."""

    async def __call__(self, asker: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a worker needs to carry generations on. `deadline` is in seconds for all calls to the model together."""

    pool: Pool
    cache: SemanticCache
    model: LanguageModel | None
    deadline: float
    charge: Charge


@dataclass(frozen=True, slots=True)
class _Reporter:
    """Tells the watchers of one generation what has happened."""

    pool: Pool
    generation_id: UUID
    count: int

    async def __call__(self, news: Stage | Question | Corrected, /) -> None:
        match news:
            case Stage():
                await self._stage(news)
            case Question():
                await self._append("question", {"question": news, "count": self.count})
            case Corrected():
                await self._append("corrected", {"kept": news.kept, "dropped": news.dropped})

    async def _stage(self, stage: Stage) -> None:
        async with transaction(self.pool) as connection:
            await store.set_stage(connection, self.generation_id, stage)
            await store.append_event(connection, self.generation_id, "stage", {"stage": stage})

    async def _append(self, event: str, data: dict[str, object]) -> None:
        async with transaction(self.pool) as connection:
            await store.append_event(connection, self.generation_id, event, data)


async def carry_on(generation_id: UUID, workshop: Workshop) -> None:
    """Bring the generation to its end. Does nothing when it is over: a job may be run twice.

    Raises psycopg's OperationalError or PoolTimeout when the database goes away, with the generation under way.
    """
    async with workshop.pool.connection() as connection:
        work = await store.claim(connection, generation_id)
    if work is None:
        return
    if workshop.model is None:
        await end_without(generation_id, workshop.pool, "no_model", "No language model is configured for the workers.")
        return
    reporter = _Reporter(workshop.pool, generation_id, work.request.questions.count)
    try:
        stock = await _stock(work, workshop)
        draft = await write(work.request, workshop.model, reporter, stock, deadline=workshop.deadline)
        await reporter(Stage.STORING)
        await _store(generation_id, work, stock, draft, workshop)
    except _EndedElsewhere:
        _log.info("generation_ended_elsewhere", extra={"generation": str(generation_id)})
    except WritingFailed as failure:
        _log.warning("generation_failed", extra={"generation": str(generation_id), "reason": failure.reason})
        await end_without(generation_id, workshop.pool, failure.reason, str(failure))
    except (OperationalError, PoolTimeout):
        raise  # the queue tries again when the database is back
    except Exception:
        _log.exception("generation_crashed", extra={"generation": str(generation_id)})
        await end_without(generation_id, workshop.pool, "internal", "The service made a mistake. Please try again.")


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


async def _store(generation_id: UUID, work: WorkRow, stock: Stock, draft: Draft, workshop: Workshop) -> None:
    made = _made(work.request, stock, draft)
    async with transaction(workshop.pool) as connection:
        await keeping.keep(connection, workshop.cache, work.request, made, work.topic)
        viewers = await store.finish(connection, generation_id, made.worksheet.id)
        if viewers is None:
            raise _EndedElsewhere
        for viewer in viewers:
            await workshop.cache.mark_seen(connection, viewer, made.worksheet.id)
        await store.append_event(connection, generation_id, "done", {"worksheet_id": made.worksheet.id})
    if draft.calls:
        await workshop.charge(work.asker)


def _made(request: WorksheetRequest, stock: Stock, draft: Draft) -> Made:
    banked, fresh = stock.banked, draft.questions[len(stock.banked) :]
    worksheet = keeping.finish(
        request,
        draft.title,
        draft.questions,
        Source.BANK if banked else Source.MODEL,
        model=assembling.writers_of(banked, draft.model),
        notice=draft.notice,
        from_bank=len(banked),
    )
    return Made(worksheet, edition.written(request.language), fresh, banked)


async def end_without(generation_id: UUID, pool: Pool, reason: str, detail: str) -> None:
    """End a generation with a problem that its watchers are told."""
    problem = Problem(
        type=f"https://tetrad.example/problems/{reason.replace('_', '-')}",
        title="The worksheet could not be written",
        status=503,
        detail=detail,
    )
    async with transaction(pool) as connection:
        if await store.fail(connection, generation_id, problem):
            await store.append_event(connection, generation_id, "failed", {"problem": problem})


class _EndedElsewhere(Exception):
    """Another worker took this generation over and ended it; what this one has is rolled back."""
