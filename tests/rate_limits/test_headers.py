"""A decision as HTTP fields."""

import pytest

from rate_limits.headers import render
from rate_limits.model import Backend, Decision, Rule, Standing

REQUESTS = Rule("requests", "ip:192.0.2.1", limit=60, period_seconds=60, burst=20)
GENERATIONS = Rule("generations", "ip:192.0.2.1", limit=10, period_seconds=3600)


def test_every_policy_and_its_standing_are_named() -> None:
    standings = (Standing(REQUESTS, 19, 0, 1.0), Standing(GENERATIONS, 9, 0, 359.2))
    assert render(Decision(standings, Backend.REDIS)) == {
        "RateLimit-Policy": '"requests";q=60;w=60, "generations";q=10;w=3600',
        "RateLimit": '"requests";r=19;t=1, "generations";r=9;t=360',
    }


@pytest.mark.parametrize(("wait", "seconds"), [(0.000001, "1"), (1.0, "1"), (1.000001, "2"), (359.2, "360")])
def test_a_denied_caller_is_told_to_wait_for_the_slowest_rule_rounded_up(wait: float, seconds: str) -> None:
    decision = Decision((Standing(REQUESTS, 0, wait / 2, 60), Standing(GENERATIONS, 0, wait, 60)), Backend.REDIS)
    assert not decision.is_allowed
    assert decision.denied_by == GENERATIONS
    assert render(decision)["Retry-After"] == seconds


def test_without_rules_there_is_nothing_to_say() -> None:
    decision = Decision((), Backend.LOCAL)
    assert decision.is_allowed
    assert render(decision) == {}
