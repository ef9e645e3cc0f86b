"""Cancel: an asker waits no longer, and what nobody waits for is not written."""

from uuid import UUID

from msgspec import Struct

from database.pool import Connection, Pool, transaction
from jobs import store as jobs_store
from worksheets.errors import GenerationNotFound
from worksheets.flights import store as flights_store
from worksheets.generations import starting, store
from worksheets.model import UNDER_WAY, GenerationState


class Cancelled(Struct, frozen=True):
    """What the event `cancelled` says: nothing but that."""


async def cancel(pool: Pool, generation_id: UUID, asker: str) -> GenerationState:
    """Take the asker off the generation, which ends when nobody else waits for it; how it stands then.

    One that is over stays as it ended. Raises GenerationNotFound, also when the asker has no part in it.
    """
    async with transaction(pool) as connection:
        row = await store.lock(connection, generation_id)
        if row is None or not await flights_store.leave(connection, generation_id, asker):
            raise GenerationNotFound(generation_id)
        if row.status in UNDER_WAY and not await flights_store.is_waited_for(connection, generation_id):
            await _end(connection, generation_id)
    return await starting.state(pool, generation_id)


async def _end(connection: Connection, generation_id: UUID) -> None:
    """A worker that is at it notices by the event; a job that waits is taken out of the queue."""
    await store.cancel(connection, generation_id)
    await store.append_event(connection, generation_id, "cancelled", Cancelled())
    await jobs_store.drop_waiting(connection, str(generation_id))
