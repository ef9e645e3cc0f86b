"""What both counters promise: the one in Redis and the one in this process."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from inspect import isawaitable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from upstash_redis.asyncio import Redis

from embedded.stack import Addresses
from fakes.redis_road import Road
from rate_limits.errors import RuleInvalid
from rate_limits.limiter import RateLimiter
from rate_limits.local_counter import LocalCounter
from rate_limits.model import Rule, Standing
from rate_limits.redis_counter import RedisCounter

Hit = Callable[[Sequence[Rule]], Awaitable[list[Standing]]]
PER_HOUR = Rule("requests", "ip:192.0.2.1", limit=5, period_seconds=3600)


@pytest.fixture(params=["redis", "local"])
async def hit(request: pytest.FixtureRequest, stack: Addresses, redis: Redis) -> AsyncIterator[Hit]:
    counter = RedisCounter(stack.redis_url, stack.redis_token, deadline=30)
    local = LocalCounter()

    async def count(rules: Sequence[Rule]) -> list[Standing]:
        answer = counter.hit(rules) if request.param == "redis" else local.hit(rules)
        return await answer if isawaitable(answer) else answer

    yield count
    await counter.close()


async def test_the_limit_is_served_and_not_one_hit_more(hit: Hit) -> None:
    standings = [(await hit([PER_HOUR]))[0] for _ in range(7)]
    assert [standing.retry_after > 0 for standing in standings] == [False] * 5 + [True] * 2
    assert [standing.remaining for standing in standings] == [4, 3, 2, 1, 0, 0, 0]


async def test_a_denied_hit_says_when_to_come_back_and_pushes_nothing_further_away(hit: Hit) -> None:
    for _ in range(5):
        await hit([PER_HOUR])
    (first,) = await hit([PER_HOUR])
    for _ in range(20):
        await hit([PER_HOUR])
    (last,) = await hit([PER_HOUR])
    assert 0 < last.retry_after <= first.retry_after <= 720
    assert last.reset_after <= first.reset_after <= 3600


async def test_all_rules_are_charged_or_none(hit: Hit) -> None:
    strict = Rule("generations", "ip:192.0.2.1", limit=2, period_seconds=3600)
    for _ in range(2):
        await hit([PER_HOUR, strict])
    for _ in range(4):
        requests, generations = await hit([PER_HOUR, strict])
        assert (requests.retry_after, generations.retry_after > 0) == (0, True)
        assert requests.remaining == 3
    (requests,) = await hit([PER_HOUR])
    assert requests.remaining == 2


async def test_a_rule_that_charges_nothing_takes_no_hit_and_still_denies_when_none_is_left(hit: Hit) -> None:
    asking = Rule("generations", "ip:192.0.2.1", limit=2, period_seconds=3600, charge=0)
    doing = Rule("generations", "ip:192.0.2.1", limit=2, period_seconds=3600)
    for left in (2, 1):
        for _ in range(3):
            (standing,) = await hit([asking])
            assert (standing.remaining, standing.retry_after) == (left, 0)
        await hit([doing])
    requests, generations = await hit([PER_HOUR, asking])
    assert (requests.remaining, generations.retry_after > 0) == (5, True)


async def test_a_burst_smaller_than_the_limit_spreads_the_hits(hit: Hit) -> None:
    rule = Rule("pdf", "ip:192.0.2.1", limit=3600, period_seconds=3600, burst=2)
    standings = [(await hit([rule]))[0] for _ in range(3)]
    assert [standing.remaining for standing in standings] == [1, 0, 0]
    assert 0 < standings[-1].retry_after <= 1


async def test_keys_and_names_count_apart(hit: Hit) -> None:
    for _ in range(6):
        await hit([PER_HOUR])
    for other in (Rule("requests", "ip:192.0.2.2", 5, 3600), Rule("exports", "ip:192.0.2.1", 5, 3600)):
        assert (await hit([other]))[0].remaining == 4


@pytest.mark.parametrize(("limit", "period"), [(3, 10_000), (7, 86_400), (49, 1_000_000), (1, 86_400)])
async def test_intervals_that_are_no_whole_number_still_give_the_whole_limit(hit: Hit, limit: int, period: int) -> None:
    rule = Rule("requests", "ip:192.0.2.1", limit, period)
    standings = [(await hit([rule]))[0] for _ in range(limit + 1)]
    assert [standing.retry_after == 0 for standing in standings] == [True] * limit + [False]


async def test_a_lower_limit_holds_at_once_for_keys_that_had_a_higher_one(hit: Hit) -> None:
    for _ in range(50):
        await hit([Rule("requests", "ip:192.0.2.1", limit=100, period_seconds=3600)])
    (standing,) = await hit([Rule("requests", "ip:192.0.2.1", limit=10, period_seconds=3600)])
    assert standing.remaining <= 5


async def test_redis_keeps_no_key_longer_than_it_matters(stack: Addresses, redis: Redis) -> None:
    counter = RedisCounter(stack.redis_url, stack.redis_token, deadline=30)
    await counter.hit([PER_HOUR])
    await counter.close()
    (key,) = await redis.keys("*")
    assert 0 < await redis.pttl(key) <= 3600 / 5 * 1000 + 1


async def test_a_flushed_script_is_sent_again_and_the_count_goes_on(stack: Addresses, redis: Redis) -> None:
    counter = RedisCounter(stack.redis_url, stack.redis_token, deadline=30)
    await counter.hit([PER_HOUR])
    await redis.script_flush()
    assert [(await counter.hit([PER_HOUR]))[0].remaining for _ in range(2)] == [3, 2]
    await counter.close()


async def test_hits_that_share_a_call_are_decided_one_by_one(stack: Addresses, redis: Redis, road: Road) -> None:
    counter = RedisCounter(road.url, stack.redis_token, deadline=30)
    callers = [Rule("requests", f"caller {number}", limit=3, period_seconds=3600) for number in range(20)]
    everyone = Rule("generations", "everyone", limit=50, period_seconds=3600)
    answers = await asyncio.gather(*(counter.hit([caller, everyone]) for _ in range(5) for caller in callers))
    allowed = [own.rule.key for own, shared in answers if own.retry_after == shared.retry_after == 0]
    assert len(allowed) == 50
    assert max(Counter(allowed).values()) == 3
    assert road.connections <= 4
    await counter.close()


async def test_a_caller_that_gives_up_takes_no_other_callers_answer_along(stack: Addresses, redis: Redis) -> None:
    counter = RedisCounter(stack.redis_url, stack.redis_token, deadline=30)
    hits = [asyncio.create_task(counter.hit([PER_HOUR])) for _ in range(8)]
    await asyncio.sleep(0)
    for hit in hits[::2]:
        hit.cancel()
    answers = await asyncio.gather(*hits, return_exceptions=True)
    assert [isinstance(answer, list) for answer in answers] == [False, True] * 4
    await counter.close()


@given(
    gaps=st.lists(st.floats(0, 20), min_size=1, max_size=80),
    limit=st.integers(1, 20),
    period=st.integers(1, 60),
    burst=st.one_of(st.none(), st.integers(1, 20)),
)
def test_no_stretch_of_time_ever_holds_more_than_the_burst_and_what_was_earned_in_it(
    gaps: list[float], limit: int, period: int, burst: int | None
) -> None:
    now = 0.0
    counter = LocalCounter(clock=lambda: now)
    rule = Rule("requests", "ip:192.0.2.1", limit, period, burst)
    allowed: list[float] = []
    for gap in gaps:
        now += gap
        if counter.hit([rule])[0].retry_after == 0:
            allowed.append(now)
    for first, start in enumerate(allowed):
        for count, end in enumerate(allowed[first:], start=1):
            assert count <= rule.at_once + (end - start) / rule.emission_interval + 1e-3


@given(limit=st.integers(1, 50), period=st.integers(1, 1000))
def test_who_waits_as_told_is_served(limit: int, period: int) -> None:
    now = 0.0
    counter = LocalCounter(clock=lambda: now)
    rule = Rule("requests", "ip:192.0.2.1", limit, period)
    while (standing := counter.hit([rule])[0]).retry_after == 0:
        pass
    now += standing.retry_after
    assert counter.hit([rule])[0].retry_after == 0


def test_the_local_table_is_bounded_and_forgets_who_was_not_seen_for_longest() -> None:
    counter = LocalCounter(most_keys=2)

    def hit(name: str) -> int:
        return counter.hit([Rule("requests", name, 5, 3600)])[0].remaining

    assert [hit(name) for name in ("a", "b", "a", "c", "a", "b")] == [4, 4, 3, 4, 2, 4]


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        (("requests", "k", 0, 60), "limit is 0"),
        (("requests", "k", 5, -1), "period_seconds is -1"),
        (("requests", "k", 5, 60, 0), "at_once is 0"),
        (('bad"name', "k", 5, 60), "bad"),
        (("Имя", "k", 5, 60), "Имя"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(rule: tuple[str, str, int, int], complaint: str) -> None:
    with pytest.raises(RuleInvalid, match=complaint):
        Rule(*rule)


async def test_one_hit_cannot_count_twice_under_one_key(stack: Addresses) -> None:
    limiter = RateLimiter(stack.redis_url, stack.redis_token)
    with pytest.raises(RuleInvalid, match="requests"):
        await limiter.hit([PER_HOUR, PER_HOUR])
    await limiter.close()
