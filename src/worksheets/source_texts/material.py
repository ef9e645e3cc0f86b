"""What a job is given of the source text of its request."""

import asyncio

from database.pool import Connection
from worksheets.model import WorksheetRequest
from worksheets.source_texts import store
from worksheets.source_texts.errors import SourceNotFound
from worksheets.source_texts.passages import passages


async def material(connection: Connection, request: WorksheetRequest) -> str:
    """The passages that the questions are to be about; empty without a source.

    Raises SourceNotFound when its owner has removed the text meanwhile.
    """
    if request.source_id is None:
        return ""
    text = await store.find(connection, request.source_id)
    if text is None:
        raise SourceNotFound(request.source_id)
    return await asyncio.to_thread(passages, text, request.topic, request.language)
