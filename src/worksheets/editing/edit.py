"""The way of one edit: computed at once where a generator can, else begun to be written."""

import asyncio
from uuid import UUID

from database.pool import Connection, transaction
from questions.generators.model import Skill
from worksheets import keeping, serving, store
from worksheets.editing import making, starting, variants, wishes
from worksheets.editing.computing import compute, skill_of
from worksheets.editing.model import Anew, Edit, IntoLanguage, OneAnew, Rewriting, Translating, Variant, Varying
from worksheets.errors import EditImpossible, NothingCanServe, SpecificationImpossible, WritingPaused
from worksheets.generations.starting import Writer
from worksheets.keeping import Made
from worksheets.model import GenerationState, StoredWorksheet
from worksheets.origin import first_served
from worksheets.sources import Asker, Outcome, Served, Sources


async def regenerate_one(worksheet_id: UUID, number: int, body: OneAnew, asker: Asker, sources: Sources) -> Outcome:
    """A worksheet with that question made anew. Raises NoSuchQuestion and what `regenerate` raises."""
    stored = await serving.stored(worksheet_id, sources)
    return await _rewritten(wishes.one_anew(stored, number, body), stored, asker, sources)


async def regenerate(worksheet_id: UUID, body: Anew, asker: Asker, sources: Sources) -> Outcome:
    """A worksheet with all questions made anew that are not locked.

    Raises WorksheetNotFound, EditImpossible, SpecificationImpossible, NothingCanServe, TooManyAtOnce.
    """
    stored = await serving.stored(worksheet_id, sources)
    return await _rewritten(wishes.anew(stored, body), stored, asker, sources)


async def translate(worksheet_id: UUID, body: IntoLanguage, asker: Asker, sources: Sources) -> Outcome:
    """The worksheet in another language. Raises WorksheetNotFound, EditImpossible, NothingCanServe, TooManyAtOnce."""
    stored = await serving.stored(worksheet_id, sources)
    if body.language is stored.language:
        raise EditImpossible("language", f"The worksheet is in {stored.language} already. Name another language.")
    return await _begun(Translating(worksheet_id, body.language), stored, asker, sources)


async def vary(worksheet_id: UUID, count: int, asker: Asker, sources: Sources) -> list[Variant]:
    """Variants 2 to `count` + 1 of the worksheet: those that are there, made now, or begun; all of them or none.

    Raises WorksheetNotFound, SpecificationImpossible, NothingCanServe, TooManyAtOnce.
    """
    stored = await serving.stored(worksheet_id, sources)
    edits = [Varying(worksheet_id, variant) for variant in range(2, count + 2)]
    made = {edit: await _computed(edit, stored, sources) for edit in edits}
    async with transaction(sources.pool) as connection:
        return [await _variant(connection, edit, made[edit], stored, asker, sources) for edit in edits]


async def _variant(
    connection: Connection, edit: Varying, made: Made | None, stored: StoredWorksheet, asker: Asker, sources: Sources
) -> Variant:
    label = variants.label(stored.language, edit.variant)
    await starting.lock(connection, edit)
    new_id = variants.id_of(stored.id, edit.variant)
    if await store.find_worksheet(connection, new_id) is not None:
        return Variant(label, worksheet_id=new_id)
    if made is not None:
        await store.delete_if_expired(connection, new_id)
        await _keep(connection, made, edit, stored, sources)
        return Variant(label, worksheet_id=new_id)
    state = await starting.join_or_start(connection, await _writer(sources), edit, stored, asker.key)
    return Variant(label, generation=state)


async def _rewritten(edit: Rewriting, stored: StoredWorksheet, asker: Asker, sources: Sources) -> Outcome:
    made = await _computed(edit, stored, sources)
    if made is None:
        return await _begun(edit, stored, asker, sources)
    async with transaction(sources.pool) as connection:
        await _keep(connection, made, edit, stored, sources)
    return Served(made.worksheet.id, first_served(made.worksheet))


async def _computed(edit: Rewriting | Varying, stored: StoredWorksheet, sources: Sources) -> Made | None:
    """Made without a model, or None when only a model can. Raises SpecificationImpossible when there is none."""
    skill = skill_of(stored)
    if skill is None:
        return None
    try:
        return await asyncio.to_thread(_compute, edit, stored, skill)
    except SpecificationImpossible:
        if sources.writer is None:
            raise
        return None


def _compute(edit: Rewriting | Varying, stored: StoredWorksheet, skill: Skill) -> Made:
    return making.computed(edit, stored, compute(edit, stored, skill))


async def _keep(connection: Connection, made: Made, edit: Edit, stored: StoredWorksheet, sources: Sources) -> None:
    await keeping.keep(connection, sources.cache, making.request_for(edit, stored), made)


async def _begun(edit: Edit, stored: StoredWorksheet, asker: Asker, sources: Sources) -> GenerationState:
    writer = await _writer(sources)
    async with transaction(sources.pool) as connection:
        await starting.lock(connection, edit)
        return await starting.join_or_start(connection, writer, edit, stored, asker.key)


async def _writer(sources: Sources) -> Writer:
    """How it gets written. Raises NothingCanServe without a model, WritingPaused while today's budget is spent."""
    if sources.writer is None:
        raise NothingCanServe(
            "Changing a worksheet that was not computed needs a language model, and so does translating any; none is "
            "configured. Set OPENAI_API_KEY (or OPENAI_BASE_URL) and OPENAI_MODEL.",
            [],
        )
    if (spent := await sources.spent()) is not None:
        raise WritingPaused(spent.returns_at, [])
    return sources.writer
