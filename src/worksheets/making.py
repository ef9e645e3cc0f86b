"""Make what is not stored: put together, computed, judged to be stored after all, or begun to be written."""

from dataclasses import dataclass, replace

from cache import canonical
from cache.model import Found
from database.pool import Connection, transaction
from language_models.errors import BudgetSpent
from questions.model import Subject
from worksheets import assembling, computing, idempotency, keeping
from worksheets.errors import NothingCanServe, WritingPaused
from worksheets.flights import joining
from worksheets.flights.joining import Wish
from worksheets.generations import starting
from worksheets.idempotency import Repeat
from worksheets.keeping import Made
from worksheets.model import CachePolicy, WorksheetRequest
from worksheets.moderation.moderation import refuse_unfit, texts_of
from worksheets.origin import assembled, first_served
from worksheets.serving import as_recognised, finished, from_cache, recognise, remember
from worksheets.sources import Asker, Outcome, Served, Sources


@dataclass(frozen=True, slots=True)
class Making:
    """What has to be known to make a worksheet. `found` is the stored topic that the wish means."""

    wish: Wish
    asker: Asker
    sources: Sources
    found: Found | None
    repeat: Repeat | None


async def make(wish: Wish, asker: Asker, sources: Sources, found: Found | None, repeat: Repeat | None) -> Outcome:
    """Put together, computed, judged to be the same as something stored, or begun to be written.

    Raises UnfitForSchool: what is stored came through here, so that only what is made is looked at.
    """
    refuse_unfit(texts_of(wish.request))
    return await _made(wish, asker, sources, found, repeat)


async def _made(wish: Wish, asker: Asker, sources: Sources, found: Found | None, repeat: Repeat | None) -> Outcome:
    making = Making(wish, asker, sources, found, repeat)
    served = await _assembled(making) or await _computed(making)
    if served is not None:
        return served
    if sources.writer is None:
        raise await _nothing_can_serve(wish.request, sources)
    if (spent := await sources.spent()) is not None:
        return await _without_a_model(making, spent)
    await sources.moderation.refuse_flagged(wish.request)
    if found is None and sources.judge is not None and _may_be_judged(wish.request):
        found = await recognise(wish.request, asker, sources, sources.judge.find)
        if found is not None:
            return await _made_as_judged(wish, asker, sources, found, repeat)
    state = await starting.join_or_start(sources.pool, sources.cache, sources.writer, wish, found, repeat)
    return await finished(state, sources)


async def _without_a_model(making: Making, spent: BudgetSpent) -> Served:
    """As many questions as the bank has. Raises WritingPaused when it has none."""
    wish, sources, found = making.wish, making.sources, making.found
    if found is not None and wish.request.cache is not CachePolicy.REFRESH:
        made = await assembling.assemble_short(sources.pool, wish.request, found, wish.viewer)
        if made is not None:
            return await _keep(making, made) or Served(made.worksheet.id, assembled(made.worksheet, found))
    raise WritingPaused(spent.returns_at, await _nearest(wish.request, sources))


async def _made_as_judged(wish: Wish, asker: Asker, sources: Sources, found: Found, repeat: Repeat | None) -> Outcome:
    if (served := await from_cache(found, sources)) is not None:
        await remember(repeat, served, sources)
        return served
    request = as_recognised(wish.request, found)
    meant = replace(wish, request=request, topic=canonical.read(request.topic, request.language))
    return await _made(meant, asker, sources, found, repeat)


def _may_be_judged(request: WorksheetRequest) -> bool:
    """Only what looks like a topic is put to a model's vote, which is remembered for everybody."""
    return request.cache is CachePolicy.PREFER and keeping.may_be_shared(request)


async def _assembled(making: Making) -> Served | None:
    wish, sources, found = making.wish, making.sources, making.found
    # A worksheet of the same questions would not be a fresh one.
    if found is None or wish.request.cache is CachePolicy.REFRESH:
        return None
    made = await assembling.assemble(sources.pool, wish.request, found, wish.viewer)
    if made is None:
        return None
    return await _keep(making, made) or Served(made.worksheet.id, assembled(made.worksheet, found))


async def _computed(making: Making) -> Served | None:
    request = making.wish.request
    # Notes are wishes in free words, which only a model can follow; so is a text to be asked about.
    if request.notes or request.has_source or request.subject not in (None, Subject.MATHEMATICS):
        return None
    made = await computing.compute(request, making.wish.topic, refuse=making.sources.writer is None)
    if made is None:
        return None
    return await _keep(making, made) or Served(made.worksheet.id, first_served(made.worksheet))


async def _keep(making: Making, made: Made) -> Served | None:
    """Keep what was made; when an equivalent request has stored one meanwhile, that one is served instead."""
    request, viewer, sources = making.wish.request, making.wish.viewer, making.sources
    async with transaction(sources.pool) as connection:
        meanwhile = await _stored_meanwhile(connection, request, making.asker, sources)
        if meanwhile is None or meanwhile.item_id is None:
            topic = None if making.found is None else making.found.matched_topic
            await keeping.keep(connection, sources.cache, request, made, topic)
        worksheet_id = (meanwhile and meanwhile.item_id) or made.worksheet.id
        if viewer is not None:
            await sources.cache.mark_seen(connection, viewer, worksheet_id)
        if making.repeat is not None:
            await idempotency.remember(connection, making.repeat, worksheet_id=worksheet_id)
    return await from_cache(meanwhile, sources)


async def _stored_meanwhile(
    connection: Connection, request: WorksheetRequest, asker: Asker, sources: Sources
) -> Found | None:
    """What the cache finds now that no equivalent request can be storing."""
    if request.cache is CachePolicy.REFRESH:
        return None
    await joining.lock(connection, request)
    wanted = keeping.wanted_by(request, asker.viewer)
    return await sources.cache.find_again(connection, request.topic, keeping.scope_of(request), wanted)


async def _nothing_can_serve(request: WorksheetRequest, sources: Sources) -> NothingCanServe:
    if request.notes:
        detail = "Notes need a language model, and none is configured. Remove the notes, or set OPENAI_API_KEY."
    else:
        detail = (
            "Nothing stored or computable covers this topic, and no language model is configured to write it. "
            "Choose one of the nearest topics, or set OPENAI_API_KEY (or OPENAI_BASE_URL) and OPENAI_MODEL."
        )
    return NothingCanServe(detail, await _nearest(request, sources))


async def _nearest(request: WorksheetRequest, sources: Sources) -> list[str]:
    """Topics that can be served without a model."""
    nearest = await sources.cache.nearest(request.topic, keeping.scope_of(request), limit=5)
    return nearest + computing.near_topics(request, known=nearest)
