"""SQL of source texts."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement


class TextRow(Struct, frozen=True):
    """A text with what its owner is told of it."""

    id: UUID
    text: str
    pages: int | None
    is_cut: bool
    expires_at: datetime


class IdRow(Struct, frozen=True):
    id: UUID


class JustTextRow(Struct, frozen=True):
    text: str


KEEP = Statement(
    """
    insert into source_texts (id, owner, digest, text, pages, is_cut, expires_at)
    values (%(id)s, %(owner)s, %(digest)s, %(text)s, %(pages)s, %(is_cut)s, now() + interval '7 days')
    on conflict (owner, digest) do update
    set expires_at = excluded.expires_at,
        created_at = now()
    returning id, text, pages, is_cut, expires_at
    """,
    TextRow,
)

DELETE_SURPLUS = Command("""
    delete from source_texts
    where id in (
        select id
        from source_texts
        where owner = %(owner)s
        order by created_at desc
        offset %(most)s
    )
""")

FIND_OWN = Statement(
    """
    select id, text, pages, is_cut, expires_at
    from source_texts
    where id = %(id)s
      and owner = %(owner)s
      and expires_at > now()
    """,
    TextRow,
)

OWNS = Statement(
    """
    select id
    from source_texts
    where id = %(id)s
      and owner = %(owner)s
      and expires_at > now()
    """,
    IdRow,
)

FIND = Statement(
    """
    select text
    from source_texts
    where id = %(id)s
    """,
    JustTextRow,
)

DELETE_OWN = Command("""
    delete from source_texts
    where id = %(id)s
      and owner = %(owner)s
""")

# An hour later than they can be used: what was asked in time is written in time.
DELETE_EXPIRED = Command("""
    delete from source_texts
    where expires_at < now() - interval '1 hour'
""")


class NewText(Struct, frozen=True):
    """A text to be kept. `digest` is its SHA-256."""

    id: UUID
    owner: str
    digest: bytes
    text: str
    pages: int | None
    is_cut: bool


async def keep(connection: Connection, new: NewText) -> TextRow:
    """Keep the text for a week; the same text of the same owner is the one kept before, for another week."""
    parameters = {
        "id": new.id,
        "owner": new.owner,
        "digest": new.digest,
        "text": new.text,
        "pages": new.pages,
        "is_cut": new.is_cut,
    }
    return await KEEP.fetch_one(connection, parameters)


async def delete_surplus(connection: Connection, owner: str, most: int) -> int:
    """Remove all but the newest texts of an owner; their number."""
    return await DELETE_SURPLUS.execute(connection, {"owner": owner, "most": most})


async def find_own(connection: Connection, source_id: UUID, owner: str) -> TextRow | None:
    """The text with this id, when it is the owner's and has not expired."""
    return await FIND_OWN.fetch_optional(connection, {"id": source_id, "owner": owner})


async def owns(connection: Connection, source_id: UUID, owner: str) -> bool:
    """Whether the owner has a text with this id."""
    return await OWNS.fetch_optional(connection, {"id": source_id, "owner": owner}) is not None


async def find(connection: Connection, source_id: UUID) -> str | None:
    """The text with this id, for a job that its owner has started."""
    row = await FIND.fetch_optional(connection, {"id": source_id})
    return None if row is None else row.text


async def delete_own(connection: Connection, source_id: UUID, owner: str) -> bool:
    """Remove the owner's text; False when there is none."""
    return await DELETE_OWN.execute(connection, {"id": source_id, "owner": owner}) == 1


async def delete_expired(connection: Connection) -> int:
    """Remove the texts that nobody can use any more; their number."""
    return await DELETE_EXPIRED.execute(connection)
