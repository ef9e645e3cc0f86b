"""The source text of a request for a worksheet: whose it is, and where it is kept while the worksheet is written."""

from msgspec.structs import replace

from worksheets.errors import NothingCanServe, SpecificationImpossible
from worksheets.model import CachePolicy, WorksheetRequest
from worksheets.source_texts import store
from worksheets.source_texts.errors import SourceNotFound
from worksheets.source_texts.taking import take_inline
from worksheets.sources import Asker, Sources


async def attach(request: WorksheetRequest, asker: Asker, sources: Sources) -> WorksheetRequest:
    """The request with its source text kept and named by `source_id`; a generation holds no long text.

    Raises SourceNotFound, SpecificationImpossible, TextUnreadable, UnfitForSchool, and NothingCanServe without a model.
    """
    if not request.has_source:
        return request
    _refuse_what_cannot_be(request, sources)
    if request.source_id is None:
        kept = await take_inline(request.source_text, asker.key, sources.pool)
        return replace(request, source_id=kept, source_text="")
    async with sources.pool.connection() as connection:
        if not await store.owns(connection, request.source_id, asker.key):
            raise SourceNotFound(request.source_id)
    return request


def _refuse_what_cannot_be(request: WorksheetRequest, sources: Sources) -> None:
    if request.source_id is not None and request.source_text:
        raise SpecificationImpossible("source_text", "A request has one source: source_id or source_text, not both.")
    if request.cache is CachePolicy.ONLY:
        raise SpecificationImpossible(
            "cache", "No stored worksheet is about your source text. Leave the source out, or ask with cache: prefer."
        )
    if sources.writer is None:
        raise NothingCanServe(
            "Questions about a source text need a language model, and none is configured. "
            "Leave the source out, or set OPENAI_API_KEY (or OPENAI_BASE_URL) and OPENAI_MODEL.",
            [],
        )
