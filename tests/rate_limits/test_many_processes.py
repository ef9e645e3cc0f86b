"""Several machines, one limit."""

import subprocess
import sys

import pytest
from upstash_redis.asyncio import Redis

from embedded.stack import Addresses

HIT = """
import asyncio, sys, time

url, token, limit, hits, skew = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
honest = time.time
time.time = lambda: honest() + skew

from rate_limits.limiter import RateLimiter
from rate_limits.model import Backend, Rule


async def main():
    limiter = RateLimiter(url, token, deadline=60)
    rules = [Rule("requests", "everyone", limit, 86400), Rule("generations", "everyone", limit, 86400)]
    sys.stdin.readline()
    decisions = await asyncio.gather(*(limiter.hit(rules) for _ in range(hits)))
    assert {decision.backend for decision in decisions} == {Backend.REDIS}
    print(sum(decision.is_allowed for decision in decisions))
    await limiter.close()


print("ready", flush=True)
asyncio.run(main())
"""


@pytest.mark.parametrize("skews", [(0, 0, 0, 0), (-86400, 86400, 3600, -7)], ids=["equal clocks", "skewed clocks"])
def test_four_processes_get_the_limit_and_not_one_more(stack: Addresses, redis: Redis, skews: tuple[int, ...]) -> None:
    limit, hits = 40, 25
    command = [sys.executable, "-c", HIT, stack.redis_url, stack.redis_token, str(limit), str(hits)]
    processes = [
        subprocess.Popen([*command, str(skew)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for skew in skews
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    allowed = [int(process.communicate()[0]) for process in processes]
    assert sum(allowed) == limit
