"""`tetrad worksheet --source FILE`: the text that questions are to be about, from a file."""

from pathlib import Path

from msgspec.structs import replace

from app.commands.run import say
from app.errors import CallInvalid
from app.services import Services
from worksheets.model import WorksheetRequest
from worksheets.source_texts import taking
from worksheets.source_texts.extraction.reader import Reader
from worksheets.source_texts.taking import SourceDesk


def bytes_of(file: Path) -> bytes:
    """The file's content. Raises CallInvalid before anything is started for nothing."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CallInvalid(f"{file} cannot be read: {error.strerror}. Choose another --source.") from error


async def with_source(request: WorksheetRequest, data: bytes, owner: str, services: Services) -> WorksheetRequest:
    """The request about the text of this file. Raises a SourceError."""
    taken = await taking.take_file(data, owner, SourceDesk(services.pool, Reader()))
    say(f"Read {taken.characters:,} characters")
    if taken.notice is not None:
        say(taken.notice)
    return replace(request, source_id=taken.id)
