"""`Idempotency-Key`: the same key from the same asker answers the same request once.

Source: draft-ietf-httpapi-idempotency-key-header.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import msgspec

from database.pool import Connection, Pool
from worksheets import store
from worksheets.errors import IdempotencyKeyReused
from worksheets.model import WorksheetRequest
from worksheets.store import Answered


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that its asker sent, and the digest of the request it came with."""

    asker: str
    key: str
    request_digest: bytes


def repeat_of(asker: str, key: str, request: WorksheetRequest) -> Repeat:
    """The request under its key. Equal requests have equal digests, however their JSON was spaced."""
    return Repeat(asker, key, sha256(msgspec.json.encode(request, order="sorted")).digest())


async def answered_before(pool: Pool, repeat: Repeat) -> Answered | None:
    """What the key was answered with, or None when it is new. Raises IdempotencyKeyReused for another request."""
    async with pool.connection() as connection:
        answered = await store.find_idempotency_key(connection, repeat.asker, repeat.key)
    if answered is not None and answered.request_digest != repeat.request_digest:
        raise IdempotencyKeyReused(repeat.key)
    return answered


async def remember(
    connection: Connection, repeat: Repeat, *, worksheet_id: UUID | None = None, generation_id: UUID | None = None
) -> None:
    """Tie the key to its answer, in the transaction that makes the answer."""
    await store.insert_idempotency_key(
        connection, repeat.asker, repeat.key, repeat.request_digest, worksheet_id, generation_id
    )
