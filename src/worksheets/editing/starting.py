"""Start the generation that carries an edit out, or join the one that carries an equal edit out already."""

from hashlib import sha256
from uuid import uuid4

import msgspec

from database.pool import Connection
from worksheets.editing.making import request_for
from worksheets.editing.model import Edit
from worksheets.flights import store as flights_store
from worksheets.generations import starting, store
from worksheets.generations.starting import Writer
from worksheets.generations.store import NewGeneration
from worksheets.model import GenerationState, StoredWorksheet


def flight_key(edit: Edit) -> str:
    """Equal for equal edits of the same worksheet, and for nothing else."""
    return sha256(b"edit " + msgspec.json.encode(edit)).hexdigest()


async def lock(connection: Connection, edit: Edit) -> None:
    """Be the only one, on all machines, with this edit until the caller's transaction ends."""
    await flights_store.lock_group(connection, flight_key(edit))


async def join_or_start(
    connection: Connection, writer: Writer, edit: Edit, stored: StoredWorksheet, asker: str
) -> GenerationState:
    """The generation of this edit, with the asker on board; the caller holds its lock. Raises TooManyAtOnce."""
    key = flight_key(edit)
    flight = await store.find_flight(connection, key)
    if flight is not None and await flights_store.ride(connection, flight.id, asker):
        return starting.state_of(flight)
    new = NewGeneration(
        id=uuid4(),
        request=request_for(edit, stored),
        flight_key=key,
        flight_group=key,
        asker=asker,
        viewer=None,
        edit=edit,
    )
    return starting.state_of(await starting.start(connection, writer, new))
