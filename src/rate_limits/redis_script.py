"""The script that counts, as one REST call with one deadline."""

import asyncio
from collections.abc import Iterator, Sequence
from hashlib import sha1
from importlib.resources import files

import httpx
from msgspec import MsgspecError, convert
from upstash_redis.asyncio import Redis
from upstash_redis.errors import UpstashError

from rate_limits.errors import RedisUnavailable
from rate_limits.model import Rule, Standing

_SCRIPT = (files("rate_limits") / "gcra.lua").read_text()
_DIGEST = sha1(_SCRIPT.encode(), usedforsecurity=False).hexdigest()
_MICROSECONDS = 1_000_000

# What the client lets through when the far side is away, speaks no JSON, or JSON of another shape.
_FAILURES = (httpx.HTTPError, OSError, UpstashError, MsgspecError, ValueError, KeyError, TypeError, AttributeError)

Rules = Sequence[Rule]


class RedisScript:
    """`gcra.lua` in the Redis at `url`. `deadline`: the seconds one call may take in all, connecting included."""

    def __init__(self, url: str, token: str, deadline: float) -> None:
        self._deadline = deadline
        # A retry could charge a hit twice.
        self._redis = Redis(
            url, token, rest_encoding=None, rest_retries=0, allow_telemetry=False, read_your_writes=False
        )
        # The client has no timeout and no setting for one.
        self._redis._http._client.timeout = httpx.Timeout(deadline)  # pyright: ignore[reportPrivateUsage]

    async def run(self, hits: Sequence[Rules]) -> list[list[Standing]]:
        """Decide over hits in order, each on its own. RedisUnavailable within the deadline."""
        try:
            async with asyncio.timeout(self._deadline):
                answer = await self._call(hits)
            answers = convert(answer, list[list[tuple[int, int, int]]])
            return [_standings(rules, times) for rules, times in zip(hits, answers, strict=True)]
        except TimeoutError:
            raise RedisUnavailable("timeout") from None
        except _FAILURES as error:
            raise RedisUnavailable(type(error).__name__) from error

    async def close(self) -> None:
        await self._redis.close()

    async def _call(self, hits: Sequence[Rules]) -> object:
        keys = [f"limit:{rule.name}:{rule.key}" for rules in hits for rule in rules]
        arguments = [str(len(keys)), *keys, *(f"{number:.17g}" for number in _numbers(hits))]
        try:
            return await self._send(["EVALSHA", _DIGEST, *arguments])
        except UpstashError as error:
            if not str(error).startswith("NOSCRIPT"):
                raise
        return await self._send(["EVAL", _SCRIPT, *arguments])

    async def _send(self, command: list[str]) -> object:
        return await self._redis.execute(command)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - a bare List there


def _numbers(hits: Sequence[Rules]) -> Iterator[float]:
    for rules in hits:
        yield len(rules)
        for rule in rules:
            yield from (rule.emission_interval * _MICROSECONDS, rule.at_once, rule.charge)


def _standings(rules: Rules, answers: Sequence[tuple[int, int, int]]) -> list[Standing]:
    return [
        Standing(rule, remaining, retry_after / _MICROSECONDS, reset_after / _MICROSECONDS)
        for rule, (remaining, retry_after, reset_after) in zip(rules, answers, strict=True)
    ]
