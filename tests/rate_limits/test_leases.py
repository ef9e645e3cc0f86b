"""Hits bought in advance: fewer calls for hot callers, never one hit more than the rules allow."""

import pytest

from embedded.stack import Addresses
from fakes.clock import Clock
from rate_limits.leases import LARGEST, Leases
from rate_limits.limiter import RateLimiter
from rate_limits.model import Rule, Standing

WIDE = Rule("requests", "somebody", 2000, 60)
NARROW = Rule("requests", "somebody", 9, 60)


def bought(rule: Rule, times: int) -> list[list[Standing]]:
    return [[Standing(rule, 100 - number, 0, 1)] for number in range(times)]


def test_a_caller_who_keeps_coming_back_buys_twice_as_many_each_time() -> None:
    leases = Leases(Clock())
    sizes = []
    for _ in range(9):
        sizes.append(leases.begin([WIDE]))
        leases.end([WIDE], bought(WIDE, sizes[-1]))
    assert sizes == [1, 2, 4, 8, 16, 32, 64, LARGEST, LARGEST]


def test_a_caller_who_comes_at_leisure_buys_one() -> None:
    clock = Clock()
    leases = Leases(clock)
    leases.end([WIDE], bought(WIDE, 1))
    clock.now += 0.6
    assert leases.begin([WIDE]) == 1


def test_a_small_quota_is_counted_hit_by_hit() -> None:
    leases = Leases(Clock())
    leases.end([NARROW], bought(NARROW, 1))
    assert leases.begin([NARROW]) == 1


def test_bought_hits_are_taken_once_each_and_in_order() -> None:
    leases = Leases(Clock())
    leases.end([WIDE], bought(WIDE, 3))
    taken = [leases.take([WIDE]) for _ in range(3)]
    assert [hit and hit[0].remaining for hit in taken] == [99, 98, None]


def test_a_bought_hit_is_lost_after_a_second() -> None:
    clock = Clock()
    leases = Leases(clock)
    leases.end([WIDE], bought(WIDE, 2))
    clock.now += 1.1
    assert leases.take([WIDE]) is None


def test_a_denied_hit_of_a_purchase_is_not_kept() -> None:
    leases = Leases(Clock())
    leases.end([WIDE], [*bought(WIDE, 1), [Standing(WIDE, 0, 3.0, 60)]])
    assert leases.take([WIDE]) is None


def test_one_large_purchase_at_a_time_is_under_way() -> None:
    leases = Leases(Clock())
    leases.end([WIDE], bought(WIDE, 4))
    assert [leases.begin([WIDE]), leases.begin([WIDE])] == [8, 1]
    leases.end([WIDE], bought(WIDE, 8))
    leases.end([WIDE], bought(WIDE, 1))
    assert [leases.take([WIDE]) is not None for _ in range(11)] == [True] * 10 + [False]


def test_more_are_bought_when_half_of_them_went_fast() -> None:
    leases = Leases(Clock())
    leases.end([WIDE], bought(WIDE, 8))
    lows = []
    for _ in range(3):
        lows.append(leases.runs_low([WIDE]))
        leases.take([WIDE])
    assert lows == [False, False, False]
    assert leases.runs_low([WIDE])
    leases.begin([WIDE])
    assert not leases.runs_low([WIDE])


def test_nothing_is_bought_ahead_for_a_caller_who_took_its_time() -> None:
    clock = Clock()
    leases = Leases(clock)
    leases.end([WIDE], bought(WIDE, 2))
    clock.now += 0.6
    leases.take([WIDE])
    assert not leases.runs_low([WIDE])


def test_what_is_bought_ahead_joins_what_is_left() -> None:
    clock = Clock()
    leases = Leases(clock)
    leases.end([WIDE], bought(WIDE, 3))
    clock.now += 0.9
    leases.end([WIDE], bought(WIDE, 2), used=0)
    assert leases.take([WIDE]) is not None
    clock.now += 0.2  # the older ones have been kept too long by now
    assert [leases.take([WIDE]) is not None for _ in range(3)] == [True, True, False]


def test_a_purchase_that_failed_is_forgotten() -> None:
    leases = Leases(Clock())
    leases.end([WIDE], bought(WIDE, 4))
    leases.begin([WIDE])
    leases.fail([WIDE])
    assert leases.begin([WIDE]) == 1


def test_nobody_uses_what_another_bought() -> None:
    leases = Leases(Clock())
    leases.end([WIDE], bought(WIDE, 2))
    assert leases.take([Rule("requests", "another", 1000, 60)]) is None


@pytest.mark.usefixtures("redis")
async def test_two_hot_processes_together_never_pass_the_limit(stack: Addresses) -> None:
    rule = Rule("requests", "hot", 200, 3600)
    limiters = [RateLimiter(stack.redis_url, stack.redis_token, deadline=5) for _ in range(2)]
    allowed = 0
    for _ in range(150):
        for limiter in limiters:
            allowed += (await limiter.hit([rule])).is_allowed
    for limiter in limiters:
        await limiter.close()
    assert 180 <= allowed <= 200
