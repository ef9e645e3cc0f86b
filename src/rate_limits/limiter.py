"""The limiter that the edge asks: Redis for everybody's count, this process's own count while Redis is away."""

import asyncio
import logging
from collections.abc import Sequence

from rate_limits.breaker import BreakerState, CircuitBreaker
from rate_limits.errors import RedisUnavailable, RuleInvalid
from rate_limits.leases import Leases
from rate_limits.local_counter import LocalCounter
from rate_limits.metrics import BREAKER_OPEN, DENIED, FAILURES, HITS
from rate_limits.model import Backend, Decision, Rule, Standing
from rate_limits.redis_counter import RedisCounter

_log = logging.getLogger(__name__)


class RateLimiter:
    """Decides over hits. One instance serves one event loop.

    A hit waits for Redis `deadline` seconds at most; after three failures in a row Redis is left alone for some
    seconds. Meanwhile every process counts for itself at half of each quota, so that a lost Redis neither stops
    teachers nor opens the door.
    """

    def __init__(self, url: str, token: str, *, deadline: float = 0.150, breaker: CircuitBreaker | None = None) -> None:
        self._redis = RedisCounter(url, token, deadline)
        self._breaker = breaker or CircuitBreaker()
        self._local = LocalCounter()
        self._leases = Leases()
        self._purchases: set[asyncio.Task[None]] = set()

    async def hit(self, rules: Sequence[Rule]) -> Decision:
        """Charge one hit to every rule, or none when one denies it. Never raises for the sake of Redis.

        Raises RuleInvalid when two rules count under the same name and key.
        """
        _refuse_doubles(rules)
        decision = await self._decide(rules)
        HITS.labels(decision.backend).inc()
        if (denied_by := decision.denied_by) is not None:
            DENIED.labels(denied_by.name).inc()
        return decision

    async def close(self) -> None:
        """End purchases under way and close the connections to Redis."""
        for purchase in self._purchases:
            purchase.cancel()
        await self._redis.close()

    @property
    def breaker_state(self) -> BreakerState:
        """Whether Redis is being asked; for readiness."""
        return self._breaker.state

    async def _decide(self, rules: Sequence[Rule]) -> Decision:
        if (bought := self._leases.take(rules)) is not None:
            if self._leases.runs_low(rules) and self._breaker.state is BreakerState.CLOSED:
                self._buy_ahead(rules)
            return Decision(tuple(bought), Backend.REDIS)
        if rules and self._breaker.state is not BreakerState.OPEN:
            answers = await self._buy(rules, self._leases.begin(rules))
            if answers is not None:
                self._leases.end(rules, answers)
                return Decision(tuple(answers[0]), Backend.REDIS)
        return Decision(tuple(self._local.hit([rule.halved() for rule in rules])), Backend.LOCAL)

    async def _buy(self, rules: Sequence[Rule], times: int) -> list[list[Standing]] | None:
        """Hits from Redis; None when it gives no usable answer."""
        try:
            with self._breaker.call():
                return await self._redis.hits(rules, times)
        except RedisUnavailable as error:
            self._leases.fail(rules)
            FAILURES.labels(error.reason).inc()
            _log.warning("rate limits count locally: redis gave no usable answer (%s)", error.reason)
            return None
        finally:
            BREAKER_OPEN.set(self._breaker.state is not BreakerState.CLOSED)

    def _buy_ahead(self, rules: Sequence[Rule]) -> None:
        """Buy the next hits of a hot caller while it still has some, so that it waits for none."""
        purchase = asyncio.create_task(self._keep(rules, self._leases.begin(rules)), name="rate limit purchase")
        self._purchases.add(purchase)
        purchase.add_done_callback(self._purchases.discard)

    async def _keep(self, rules: Sequence[Rule], times: int) -> None:
        answers = await self._buy(rules, times)
        if answers is not None:
            self._leases.end(rules, answers, used=0)


def _refuse_doubles(rules: Sequence[Rule]) -> None:
    if len({(rule.name, rule.key) for rule in rules}) < len(rules):
        raise RuleInvalid(f"Rules of one hit share a name and a key: {', '.join(rule.name for rule in rules)}.")
