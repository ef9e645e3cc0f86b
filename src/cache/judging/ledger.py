"""Whether the judge pays, scope by scope, agreed between machines through the database.

One question costs two votes of about 550 tokens; a generation about 1,300 tokens in and 2,500 out, and an output token
costs about four input ones: 1,100 against 11,300, so with the same model a question pays when one in ten is served,
with a model at half the price when one in twenty is. In time, twenty questions of at most 1.5 s are the half minute
that one generation takes. So less than one in twenty does not pay.
"""

import time
from collections.abc import Callable

from cache.judging import metrics, store
from cache.judging.model import Judgement
from cache.model import Scope
from database.pool import Connection, Pool

FEWEST_QUESTIONS = 30
ONE_IN = 20
_READ_EVERY = 60.0  # seconds


class Ledger:
    """Counts questions and what came of them; switches a scope off for a day where too few are served."""

    def __init__(self, pool: Pool, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._clock = clock
        self._read_at = float("-inf")
        self._off: frozenset[Scope] = frozenset()

    async def is_off(self, scope: Scope) -> bool:
        """Whether no question may be put for this scope. Reads the database once a minute, for all scopes."""
        if self._clock() - self._read_at >= _READ_EVERY:
            self._read_at = self._clock()
            async with self._pool.connection() as connection:
                self._know({_scope(row) for row in await store.find_off(connection)})
        return scope in self._off

    async def record(self, connection: Connection, scope: Scope, judgement: Judgement) -> None:
        """Count the question, in the caller's transaction."""
        agreed = judgement.agreed
        window = await store.record(
            connection,
            scope,
            votes=len(judgement.votes),
            is_served=agreed is not None,
            is_saved=agreed is not None and agreed.item_id is not None,
            prompt_tokens=judgement.prompt_tokens,
            completion_tokens=judgement.completion_tokens,
        )
        if window.window_questions >= FEWEST_QUESTIONS and window.window_served * ONE_IN < window.window_questions:
            await store.switch_off(connection, scope)
            self._know({*self._off, scope})

    def _know(self, off: set[Scope]) -> None:
        self._off = frozenset(off)
        metrics.SCOPES_OFF.set(len(off))


def _scope(row: store.ScopeRow) -> Scope:
    return Scope(row.language, row.grade, row.subject or None, row.visibility)
