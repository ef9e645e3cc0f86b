"""Leave a model alone that does not answer in time: every question to it makes somebody wait for nothing."""

import time
from collections.abc import Callable

from cache.judging.model import Judgement, VoteOutcome

PATIENCE = 5
_SHORTEST = 60.0  # seconds
_LONGEST = 3600.0
_NO_ANSWER = {VoteOutcome.LATE, VoteOutcome.FAILED}


class Rest:
    """After five questions in a row with a late or failed vote it rests a minute, then twice as long, up to an hour.

    Each process finds out by itself: the provider may be slow for one of them alone.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._in_a_row = 0
        self._seconds = _SHORTEST
        self._until = float("-inf")

    @property
    def is_on(self) -> bool:
        return self._clock() < self._until

    def hear(self, judgement: Judgement) -> None:
        """Take in how a question went; one that is answered in full ends it."""
        if all(vote.outcome not in _NO_ANSWER for vote in judgement.votes):
            self._in_a_row, self._seconds = 0, _SHORTEST
            return
        self._in_a_row += 1
        if self._in_a_row >= PATIENCE:
            self._until = self._clock() + self._seconds
            self._seconds = min(2 * self._seconds, _LONGEST)
