"""Write the best rated worksheets as examples, one a line, never all of them in memory."""

from collections.abc import Callable
from contextlib import aclosing
from typing import Protocol

from database.pool import Pool
from worksheets.fine_tuning import store
from worksheets.fine_tuning.model import Choice, Dropped, Example
from worksheets.fine_tuning.report import Report, Tally
from worksheets.fine_tuning.selection import Selection


class Lines(Protocol):
    """Where examples go."""

    def write(self, example: Example, /) -> None: ...


async def export(pool: Pool, choice: Choice, lines: Lines, tell: Callable[[int, int], None]) -> Report:
    """Write the examples, the best rated first. `tell` hears how many of how many worksheets were looked at."""
    selection, tally = Selection(choice), Tally()
    async with pool.connection() as connection:
        total = await store.count_rated(connection)
        async with aclosing(store.find_rated(connection)) as rows:
            considered = 0
            async for row in rows:
                weighed = selection.weigh(row)
                if not isinstance(weighed, Dropped):
                    lines.write(weighed)
                tally.count(weighed)
                considered += 1
                tell(considered, max(total, considered))
        return tally.report(await store.find_writers(connection))
