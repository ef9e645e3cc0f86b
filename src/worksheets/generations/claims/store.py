"""SQL of claims: what a worker may do with the generation that it has taken up, as long as nobody else has."""

from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.types.json import Jsonb

from database.pool import Connection
from database.statement import Command, Statement
from worksheets.editing.model import Edit
from worksheets.model import WorksheetRequest


class WorkRow(Struct, frozen=True):
    """A generation as the worker that carries it on sees it. `topic` is the stored one that the request means.

    `edit` is there when it changes a stored worksheet. `checkpoint` is JSON of `worksheets.writing.model.Checkpoint`;
    `age` is in seconds since the first attempt began.
    """

    request: WorksheetRequest
    asker: str
    topic_id: int | None
    topic: str | None
    viewers: tuple[str, ...]
    edit: Edit | None
    attempt: int
    checkpoint: str | None
    age: float


class Claim(Struct, frozen=True):
    """The right to carry a generation on. It is lost to whoever claims the generation after that."""

    id: UUID
    attempt: int


class ViewersRow(Struct, frozen=True):
    viewers: tuple[str, ...]


class HeldRow(Struct, frozen=True):
    is_held: bool


CLAIM = Statement(
    """
    update generations
    set status = 'running', attempt = attempt + 1, claimed_at = coalesce(claimed_at, clock_timestamp())
    where id = %(id)s
      and status in ('queued', 'running')
    returning request, asker, topic_id, topic, viewers, edit, attempt, checkpoint,
              extract(epoch from clock_timestamp() - claimed_at)::float8 as age
    """,
    WorkRow,
)

IS_HELD = Statement(
    """
    select exists (
        select from generations
        where id = %(id)s
          and status = 'running'
          and attempt = %(attempt)s
    ) as is_held
    """,
    HeldRow,
)

# The row stays locked until the event is there, so that none can follow it under the same number or after the last one.
SAVE = Command("""
    with held as (
        update generations
        set stage = coalesce(%(stage)s, stage), checkpoint = coalesce(%(checkpoint)s, checkpoint)
        where id = %(id)s
          and status = 'running'
          and attempt = %(attempt)s
        returning id
    )
    insert into generation_events (generation_id, sequence, event, data)
    select id, (select coalesce(max(sequence), 0) + 1 from generation_events where generation_id = id),
           %(event)s, %(data)s
    from held
""")

# A worker that stands still in its last transaction holds what its successor needs.
NEVER_STAND_STILL = Command("""
    set local idle_in_transaction_session_timeout = '10s'
""")

FINISH = Statement(
    """
    update generations
    set status = 'done', stage = 'done', checkpoint = null, worksheet_id = %(worksheet_id)s,
        finished_at = clock_timestamp()
    where id = %(id)s
      and status = 'running'
      and attempt = %(attempt)s
    returning viewers
    """,
    ViewersRow,
)


async def claim(connection: Connection, id: UUID) -> WorkRow | None:
    """Take the generation up, for the first time or after a worker died; None when it is over."""
    return await CLAIM.fetch_optional(connection, {"id": id})


async def is_held(connection: Connection, claim: Claim) -> bool:
    """Whether the generation is still under way in this attempt."""
    return (await IS_HELD.fetch_one(connection, {"id": claim.id, "attempt": claim.attempt})).is_held


async def save(
    connection: Connection, claim: Claim, event: str, data: Struct, *, stage: str | None, checkpoint: str | None
) -> bool:
    """Add an event, with the stage and the checkpoint that it brings; False, and nothing done, when it is not held."""
    parameters = {
        "id": claim.id,
        "attempt": claim.attempt,
        "event": event,
        "data": Jsonb(data, dumps=msgspec.json.encode),
        "stage": stage,
        "checkpoint": checkpoint,
    }
    return await SAVE.execute(connection, parameters) == 1


async def never_stand_still(connection: Connection) -> None:
    """Have the caller's transaction rolled back when the worker does nothing in it for ten seconds."""
    await NEVER_STAND_STILL.execute(connection)


async def finish(connection: Connection, claim: Claim, worksheet_id: UUID) -> tuple[str, ...] | None:
    """End the generation with its worksheet; who is given it, or None when the claim is lost."""
    parameters = {"id": claim.id, "attempt": claim.attempt, "worksheet_id": worksheet_id}
    row = await FINISH.fetch_optional(connection, parameters)
    return None if row is None else row.viewers
