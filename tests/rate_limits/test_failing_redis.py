"""A Redis that is slow, cut off, wrong or gone: the limiter answers all the same, and returns to it by itself."""

import asyncio
import signal
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from os import kill
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from upstash_redis.asyncio import Redis

from embedded.account import account_for
from embedded.gateway.process import GatewayProcess
from embedded.sockets import make_socket_folder
from embedded.stack import Addresses
from embedded.valkey import Valkey
from fakes.clock import Clock
from fakes.redis_road import Road, Way
from rate_limits.breaker import BreakerState, CircuitBreaker
from rate_limits.limiter import RateLimiter
from rate_limits.model import Backend, Decision, Rule

RULE = Rule("requests", "ip:192.0.2.1", limit=10, period_seconds=3600)
FAILING = [way for way in Way if way is not Way.OPEN]


@asynccontextmanager
async def limiter_at(url: str, token: str, clock: Clock, deadline: float = 0.15) -> AsyncGenerator[RateLimiter]:
    """A limiter on `clock`. Where an answer of Redis is expected, a busy machine gets a `deadline` it can keep."""
    limiter = RateLimiter(url, token, deadline=deadline, breaker=CircuitBreaker(clock=clock))
    yield limiter
    await limiter.close()


async def hits(limiter: RateLimiter, count: int) -> list[Decision]:
    # A hit that waited for Redis longer than its deadline would show here.
    async with asyncio.timeout(60):
        return [await limiter.hit([RULE]) for _ in range(count)]


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.mark.parametrize("way", FAILING)
async def test_every_kind_of_failure_is_answered_locally_at_half_quota(
    road: Road, stack: Addresses, redis: Redis, clock: Clock, way: Way
) -> None:
    road.way = way
    async with limiter_at(road.url, stack.redis_token, clock) as limiter:
        decisions = await hits(limiter, 8)
    assert {decision.backend for decision in decisions} == {Backend.LOCAL}
    assert [decision.is_allowed for decision in decisions] == [True] * 5 + [False] * 3
    assert decisions[-1].retry_after > 0


@pytest.mark.parametrize("way", FAILING)
async def test_after_three_failures_redis_is_left_alone(
    road: Road, stack: Addresses, redis: Redis, clock: Clock, way: Way
) -> None:
    road.way = way
    async with limiter_at(road.url, stack.redis_token, clock) as limiter:
        await hits(limiter, 20)
        assert road.connections == 3
        assert limiter.breaker_state is BreakerState.OPEN
        assert count("tetrad_rate_limit_breaker_open") == 1


@pytest.mark.parametrize("way", FAILING)
async def test_it_returns_to_redis_by_itself(
    road: Road, stack: Addresses, redis: Redis, clock: Clock, way: Way
) -> None:
    async with limiter_at(road.url, stack.redis_token, clock, deadline=30) as limiter:
        assert [decision.backend for decision in await hits(limiter, 2)] == [Backend.REDIS] * 2
    road.way = way
    async with limiter_at(road.url, stack.redis_token, clock, deadline=1) as limiter:
        await hits(limiter, 5)
        road.way = Way.OPEN
        assert {decision.backend for decision in await hits(limiter, 2)} == {Backend.LOCAL}
        clock.now += 5
        (decision,) = await hits(limiter, 1)
        assert decision.backend is Backend.REDIS
        assert decision.standings[0].remaining == 7
        assert limiter.breaker_state is BreakerState.CLOSED
        assert count("tetrad_rate_limit_breaker_open") == 0


async def test_a_probe_that_fails_costs_one_call_and_the_next_pause(
    road: Road, stack: Addresses, redis: Redis, clock: Clock
) -> None:
    road.way = Way.SILENT
    async with limiter_at(road.url, stack.redis_token, clock) as limiter:
        await hits(limiter, 5)
        for probes in range(1, 4):
            clock.now += 5
            await hits(limiter, 5)
            assert road.connections == 3 + probes


async def test_only_one_of_many_concurrent_callers_waits_for_the_probe(
    road: Road, stack: Addresses, redis: Redis, clock: Clock
) -> None:
    road.way = Way.SILENT
    async with limiter_at(road.url, stack.redis_token, clock) as limiter:
        await hits(limiter, 3)
        clock.now += 5
        await asyncio.gather(*(limiter.hit([RULE]) for _ in range(50)))
        assert road.connections == 4


async def test_a_caller_that_goes_away_during_the_probe_does_not_block_the_next_one(
    road: Road, stack: Addresses, redis: Redis, clock: Clock
) -> None:
    road.way = Way.RESET
    async with limiter_at(road.url, stack.redis_token, clock, deadline=30) as limiter:
        await hits(limiter, 3)
        clock.now += 5
        road.way = Way.SILENT
        probe = asyncio.create_task(limiter.hit([RULE]))
        while road.connections < 4:
            await asyncio.sleep(0)
        probe.cancel()
        with pytest.raises(asyncio.CancelledError):
            await probe
        road.way = Way.OPEN
        assert (await hits(limiter, 1))[0].backend is Backend.REDIS


async def test_a_refused_connection_is_answered_locally(stack: Addresses, clock: Clock) -> None:
    failures = count("tetrad_rate_limit_redis_failures_total", reason="ConnectError")
    async with limiter_at("http://127.0.0.1:1", stack.redis_token, clock) as limiter:
        assert {decision.backend for decision in await hits(limiter, 10)} == {Backend.LOCAL}
    assert count("tetrad_rate_limit_redis_failures_total", reason="ConnectError") == failures + 3


async def test_a_wrong_token_is_answered_locally_and_never_logged(
    stack: Addresses, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    async with limiter_at(stack.redis_url, "secret-but-wrong", clock) as limiter:
        assert {decision.backend for decision in await hits(limiter, 4)} == {Backend.LOCAL}
    assert "redis gave no usable answer" in caplog.text
    for private in ("secret", "192.0.2.1", stack.redis_url):
        assert private not in caplog.text


async def test_denials_are_counted_by_rule_and_hits_by_backend(stack: Addresses, redis: Redis, clock: Clock) -> None:
    before = count("tetrad_rate_limit_denied_total", rule="requests")
    served = count("tetrad_rate_limit_hits_total", backend="redis")
    async with limiter_at(stack.redis_url, stack.redis_token, clock, deadline=30) as limiter:
        await hits(limiter, 12)
    assert count("tetrad_rate_limit_denied_total", rule="requests") == before + 2
    assert count("tetrad_rate_limit_hits_total", backend="redis") == served + 12


@contextmanager
def own_valkey(folder: Path) -> Generator[tuple[Valkey, GatewayProcess, Callable[[], None]]]:
    """A Valkey and its gateway, and how to start the Valkey again."""
    account = account_for(folder / "valkey")
    valkey = Valkey(folder / "valkey", make_socket_folder(folder, account), folder / "valkey.log", account, print)
    gateway = GatewayProcess(valkey.socket, "token", folder / "gateway.log")

    def start_again() -> None:
        valkey.stop()
        valkey.launch()
        gateway.wait_until_ready(valkey.has_ended)

    valkey.launch()
    gateway.launch()
    gateway.wait_until_ready(valkey.has_ended)
    yield valkey, gateway, start_again
    gateway.stop()
    valkey.stop()


async def test_a_valkey_that_was_killed_and_restarted_still_knows_the_count(tmp_path: Path, clock: Clock) -> None:
    with own_valkey(tmp_path) as (valkey, gateway, start_again):
        async with limiter_at(gateway.url, "token", clock, deadline=30) as limiter:
            assert [decision.standings[0].remaining for decision in await hits(limiter, 3)] == [9, 8, 7]
            assert valkey.pid is not None
            kill(valkey.pid, signal.SIGKILL)
            assert {decision.backend for decision in await hits(limiter, 5)} == {Backend.LOCAL}
            start_again()
            clock.now += 5
            (decision,) = await hits(limiter, 1)
            assert (decision.backend, decision.standings[0].remaining) == (Backend.REDIS, 6)
