"""Take a text in: from a file or as it was pasted, cleaned, kept for its owner."""

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from database.pool import Connection, Pool, transaction
from worksheets.errors import TextUnreadable
from worksheets.moderation.moderation import refuse_unfit_source
from worksheets.source_texts import store
from worksheets.source_texts.cleaning import clean, has_word
from worksheets.source_texts.errors import SourceNotFound
from worksheets.source_texts.extraction.model import LONGEST_TEXT
from worksheets.source_texts.extraction.reader import Reader
from worksheets.source_texts.model import SourceText
from worksheets.source_texts.script import guess_language
from worksheets.source_texts.store import NewText, TextRow

_MOST = 50  # texts that one asker has at a time; an older one makes room
_EXCERPT = 300  # characters


@dataclass(frozen=True, slots=True)
class SourceDesk:
    """What source texts are taken in with."""

    pool: Pool
    reader: Reader


async def take_file(data: bytes, owner: str, desk: SourceDesk) -> SourceText:
    """Read a file and keep its text. Raises a SourceError, and UnfitForSchool."""
    read = await desk.reader.read(data)
    await refuse_unfit_source("file", read.text)
    async with transaction(desk.pool) as connection:
        return _shown(await _keep(connection, owner, read.text, read.pages, is_cut=read.is_cut))


async def take_pasted(text: str, owner: str, desk: SourceDesk) -> SourceText:
    """Keep a text that was pasted. Raises UnfitForSchool, and TextUnreadable when there is no word in it."""
    readable = await _readable("text", text)
    async with transaction(desk.pool) as connection:
        return _shown(await _keep(connection, owner, readable))


async def take_inline(text: str, owner: str, pool: Pool) -> UUID:
    """Keep the text that came within a request for a worksheet; its id. Raises UnfitForSchool, TextUnreadable."""
    readable = await _readable("source_text", text)
    async with transaction(pool) as connection:
        return (await _keep(connection, owner, readable)).id


async def show(source_id: UUID, owner: str, desk: SourceDesk) -> SourceText:
    """What was kept. Raises SourceNotFound, also for the text of somebody else."""
    async with desk.pool.connection() as connection:
        row = await store.find_own(connection, source_id, owner)
    if row is None:
        raise SourceNotFound(source_id)
    return _shown(row)


async def forget(source_id: UUID, owner: str, desk: SourceDesk) -> None:
    """Remove the text. Raises SourceNotFound."""
    async with desk.pool.connection() as connection:
        if not await store.delete_own(connection, source_id, owner):
            raise SourceNotFound(source_id)


async def _readable(field: str, text: str) -> str:
    cleaned = await asyncio.to_thread(clean, text)  # 0.1 s for the longest
    if not has_word(cleaned):
        raise TextUnreadable(field, f"The {field} has no word in it. Paste what the questions are to be about.")
    await refuse_unfit_source(field, cleaned)
    return cleaned


async def _keep(
    connection: Connection, owner: str, text: str, pages: int | None = None, *, is_cut: bool = False
) -> TextRow:
    new = NewText(uuid4(), owner, sha256(text.encode()).digest(), text, pages, is_cut)
    kept = await store.keep(connection, new)
    await store.delete_surplus(connection, owner, _MOST)
    return kept


def _shown(row: TextRow) -> SourceText:
    notice = f"Only the beginning was kept, at most {LONGEST_TEXT:,} characters. Upload what matters by itself."
    return SourceText(
        id=row.id,
        characters=len(row.text),
        excerpt=_excerpt(row.text),
        expires_at=row.expires_at,
        pages=row.pages,
        language_guess=guess_language(row.text),
        notice=notice if row.is_cut else None,
    )


def _excerpt(text: str) -> str:
    """The beginning in one line, up to the end of a word."""
    line = " ".join(text[: _EXCERPT * 2].split())
    if len(line) <= _EXCERPT:
        return line
    end = line.rfind(" ", _EXCERPT // 2, _EXCERPT)
    return line[: end if end > 0 else _EXCERPT].rstrip() + "…"
