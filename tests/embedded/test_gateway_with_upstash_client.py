"""The gateway as Upstash's own client sees it."""

import asyncio

import pytest
from upstash_redis.asyncio import Redis
from upstash_redis.errors import UpstashError


async def test_plain_values_and_expiry(redis: Redis) -> None:
    assert await redis.set("topic", "Дроби и भिन्न", ex=60)
    assert await redis.get("topic") == "Дроби и भिन्न"
    assert 0 < await redis.ttl("topic") <= 60
    assert await redis.get("missing") is None
    assert await redis.delete("topic", "missing") == 1


async def test_a_value_that_reads_ok_is_not_taken_for_a_status(redis: Redis) -> None:
    await redis.set("key", "OK")
    assert await redis.get("key") == "OK"


async def test_hashes_sets_and_sorted_sets(redis: Redis) -> None:
    await redis.hset("sheet", values={"grade": 5, "title": "Proportion"})
    assert await redis.hgetall("sheet") == {"grade": "5", "title": "Proportion"}
    await redis.sadd("grades", 1, 2, 2)
    assert await redis.scard("grades") == 2
    await redis.zadd("scores", {"a": 1.5, "b": 2})
    assert await redis.zrange("scores", 0, -1, withscores=True) == [("a", 1.5), ("b", 2.0)]


async def test_scripts_by_text_and_by_digest(redis: Redis) -> None:
    script = "return {KEYS[1], tonumber(ARGV[1]) + 1}"
    assert await redis.eval(script, keys=["k"], args=["4"]) == ["k", 5]
    digest = await redis.script_load(script)
    assert await redis.evalsha(digest, keys=["k"], args=["1"]) == ["k", 2]
    await redis.script_flush()
    with pytest.raises(UpstashError, match="NOSCRIPT"):
        await redis.evalsha(digest, keys=["k"], args=["1"])


async def test_pipelines_and_transactions(redis: Redis) -> None:
    for batch in (redis.pipeline(), redis.multi()):
        batch.set("n", 1)
        batch.incrby("n", 4)
        batch.get("n")
        assert await batch.exec() == [True, 5, "5"]  # pyright: ignore[reportUnknownMemberType] - a bare List there


async def test_many_callers_at_once_each_get_their_own_answer(redis: Redis) -> None:
    async def echo(number: int) -> bool:
        return await redis.echo(f"caller {number}") == f"caller {number}"

    assert all(await asyncio.gather(*(echo(number) for number in range(200))))
    counts = await asyncio.gather(*(redis.incr("n") for _ in range(100)))
    assert sorted(counts) == list(range(1, 101))
