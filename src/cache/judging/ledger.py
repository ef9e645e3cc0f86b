"""Whether the judge pays, scope by scope, agreed between machines through the database.

One question costs two votes of about 330 tokens in and 8 out, a generation about 1,300 in and 2,500 out. When a token
out costs four times one in, that is 720 against 11,300: with one model for both a question pays when one in sixteen is
served, with a judge at half the price when one in thirty-two is. In time, twenty questions of at most 1.5 s take as
long as the generation that they save. Less than one in twenty is too little by either count.
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
