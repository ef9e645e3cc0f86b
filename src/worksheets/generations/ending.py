"""End a generation that brings no worksheet."""

from uuid import UUID

from database.pool import Pool, transaction
from worksheets.generations import store
from worksheets.model import Problem


async def end_without(generation_id: UUID, pool: Pool, reason: str, detail: str, attempt: int | None = None) -> None:
    """End it with a problem that its watchers are told, unless it is over or in another `attempt` than this."""
    problem = Problem(
        type=f"https://tetrad.example/problems/{reason.replace('_', '-')}",
        title="The worksheet could not be written",
        status=503,
        detail=detail,
    )
    async with transaction(pool) as connection:
        if await store.fail(connection, generation_id, problem, attempt):
            await store.append_event(connection, generation_id, "failed", {"problem": problem})
