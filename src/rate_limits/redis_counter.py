"""Counting in Redis: a hit alone is one REST call; hits that arrive while calls are under way share the next one."""

import asyncio
from collections import deque
from collections.abc import Sequence
from itertools import islice

from rate_limits.errors import RedisUnavailable
from rate_limits.model import Rule, Standing
from rate_limits.redis_script import RedisScript

# A call costs its process 2 ms whatever it carries, so a burst of hits must not become a burst of calls.
_MOST_CALLS = 4
_MOST_HITS = 64

_Answers = list[list[Standing]]
_Waiting = tuple[Sequence[Rule], int, "asyncio.Future[_Answers]"]


class RedisCounter:
    """Counts hits in the Redis at `url`. `deadline`: the seconds one hit may take, waiting for a call included."""

    def __init__(self, url: str, token: str, deadline: float) -> None:
        self._deadline = deadline
        self._script = RedisScript(url, token, deadline)
        self._waiting: deque[_Waiting] = deque()
        self._calls: set[asyncio.Task[None]] = set()

    async def hit(self, rules: Sequence[Rule]) -> list[Standing]:
        """Charge one hit to every rule, or none when one denies it. RedisUnavailable within the deadline."""
        return (await self.hits(rules, 1))[0]

    async def hits(self, rules: Sequence[Rule], times: int) -> list[list[Standing]]:
        """Charge several hits in one call, each on its own as `hit` does. RedisUnavailable within the deadline."""
        answer: asyncio.Future[_Answers] = asyncio.get_running_loop().create_future()
        self._waiting.append((rules, times, answer))
        if len(self._calls) < _MOST_CALLS:
            call = asyncio.create_task(self._work())
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
        try:
            async with asyncio.timeout(self._deadline):
                return await answer
        except TimeoutError:
            raise RedisUnavailable("timeout") from None

    async def close(self) -> None:
        """End the calls under way and close the connections."""
        calls = list(self._calls)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        await self._script.close()

    async def _work(self) -> None:
        while batch := self._take():
            try:
                answers = iter(await self._script.run([rules for rules, times, _ in batch for _ in range(times)]))
            except RedisUnavailable as error:
                _fail(batch, error)
            else:
                for _, times, answer in batch:
                    standings = list(islice(answers, times))
                    if not answer.done():
                        answer.set_result(standings)

    def _take(self) -> list[_Waiting]:
        """The next hits whose callers are still there."""
        batch: list[_Waiting] = []
        while self._waiting and len(batch) < _MOST_HITS:
            waiting = self._waiting.popleft()
            if not waiting[2].done():
                batch.append(waiting)
        return batch


def _fail(batch: Sequence[_Waiting], error: RedisUnavailable) -> None:
    for _, _, answer in batch:
        if not answer.done():
            answer.set_exception(RedisUnavailable(error.reason))
