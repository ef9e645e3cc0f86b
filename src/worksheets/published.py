"""A worksheet as it is read by its id: how long it lives, and whether it is everybody's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from worksheets import conditional, store
from worksheets.errors import WorksheetNotFound
from worksheets.model import StoredWorksheet
from worksheets.sources import Sources


@dataclass(frozen=True, slots=True)
class Published:
    """`is_public` is true while the cache serves the worksheet to whoever asks for its topic."""

    worksheet: StoredWorksheet
    expires_at: datetime | None
    is_public: bool

    def headers(self, etag: str) -> dict[str, str]:
        """What the answer says of itself to those who may keep it."""
        lifetime = conditional.lifetime(self.expires_at, is_public=self.is_public)
        return {**lifetime, "ETag": etag, "Content-Language": self.worksheet.language.value}


async def find(worksheet_id: UUID, sources: Sources) -> Published:
    """The worksheet with this id, or WorksheetNotFound."""
    async with sources.pool.connection() as connection:
        found = await store.find_kept(connection, worksheet_id)
        if found is None:
            raise WorksheetNotFound(worksheet_id)
        is_public = await sources.cache.holds(connection, worksheet_id)
    return Published(*found, is_public)
