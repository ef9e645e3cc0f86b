"""SQL of worksheets and idempotency keys."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.model import StoredWorksheet

_STORED = msgspec.json.Decoder(StoredWorksheet)


class ContentRow(Struct, frozen=True):
    content: str
    expires_at: datetime | None


class Answered(Struct, frozen=True):
    """What an idempotency key was answered with: a worksheet, or a generation on its way to one."""

    request_digest: bytes
    worksheet_id: UUID | None
    generation_id: UUID | None


INSERT_WORKSHEET = Command("""
    insert into worksheets (id, content, created_at, expires_at)
    values (%(id)s, %(content)s, %(created_at)s, %(expires_at)s)
""")

FIND_WORKSHEET = Statement(
    """
    select content, expires_at
    from worksheets
    where id = %(id)s
      and (expires_at is null or expires_at > now())
    """,
    ContentRow,
)

DELETE_IF_EXPIRED = Command("""
    delete from worksheets
    where id = %(id)s
      and expires_at <= now()
""")

DELETE_EXPIRED_WORKSHEETS = Command("""
    delete from worksheets
    where expires_at < now()
""")

FIND_IDEMPOTENCY_KEY = Statement(
    """
    select request_digest, worksheet_id, generation_id
    from idempotency_keys
    where asker = %(asker)s
      and key = %(key)s
      and created_at > now() - interval '24 hours'
    """,
    Answered,
)

INSERT_IDEMPOTENCY_KEY = Command("""
    insert into idempotency_keys (asker, key, request_digest, worksheet_id, generation_id)
    values (%(asker)s, %(key)s, %(request_digest)s, %(worksheet_id)s, %(generation_id)s)
    on conflict (asker, key) do update
    set request_digest = excluded.request_digest,
        worksheet_id   = excluded.worksheet_id,
        generation_id  = excluded.generation_id,
        created_at     = now()
    where idempotency_keys.created_at <= now() - interval '24 hours'
""")

DELETE_OLD_IDEMPOTENCY_KEYS = Command("""
    delete from idempotency_keys
    where created_at <= now() - interval '24 hours'
""")


async def insert_worksheet(connection: Connection, worksheet: StoredWorksheet, expires_at: datetime) -> None:
    """Keep a new worksheet until `expires_at`."""
    parameters = {
        "id": worksheet.id,
        "content": msgspec.json.encode(worksheet).decode(),
        "created_at": worksheet.created_at,
        "expires_at": expires_at,
    }
    await INSERT_WORKSHEET.execute(connection, parameters)


async def find_worksheet(connection: Connection, worksheet_id: UUID) -> StoredWorksheet | None:
    """The worksheet with this id, unless it has expired."""
    found = await find_kept(connection, worksheet_id)
    return None if found is None else found[0]


async def find_kept(connection: Connection, worksheet_id: UUID) -> tuple[StoredWorksheet, datetime | None] | None:
    """The worksheet with this id, unless it has expired, and until when it is kept; None is for ever."""
    row = await FIND_WORKSHEET.fetch_optional(connection, {"id": worksheet_id})
    return None if row is None else (_STORED.decode(row.content), row.expires_at)


async def delete_if_expired(connection: Connection, worksheet_id: UUID) -> None:
    """Make room for a worksheet whose id is not drawn at random, when one that was there has expired."""
    await DELETE_IF_EXPIRED.execute(connection, {"id": worksheet_id})


async def find_idempotency_key(connection: Connection, asker: str, key: str) -> Answered | None:
    """What this asker's key was answered with in the last 24 hours."""
    return await FIND_IDEMPOTENCY_KEY.fetch_optional(connection, {"asker": asker, "key": key})


async def insert_idempotency_key(
    connection: Connection,
    asker: str,
    key: str,
    request_digest: bytes,
    worksheet_id: UUID | None,
    generation_id: UUID | None,
) -> None:
    """Tie the key to its answer; the first answer of a day stands."""
    parameters = {
        "asker": asker,
        "key": key,
        "request_digest": request_digest,
        "worksheet_id": worksheet_id,
        "generation_id": generation_id,
    }
    await INSERT_IDEMPOTENCY_KEY.execute(connection, parameters)


async def delete_expired(connection: Connection) -> int:
    """Remove worksheets and idempotency keys whose time is over; the number of worksheets."""
    await DELETE_OLD_IDEMPOTENCY_KEYS.execute(connection)
    return await DELETE_EXPIRED_WORKSHEETS.execute(connection)
