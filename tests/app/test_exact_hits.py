"""The short way of an exact hit answers as the handler does, and leaves to it whatever is not one."""

import re

import pytest

WORKSHEETS = "/api/v1/worksheets"
SUMS = {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en"}
# A request with this wish goes the whole way.
WHOLE_WAY = {"Prefer": "wait=1"}
OF_ONE_ANSWER = {"x-request-id", "ratelimit", "date"}


async def lookups(service, match: str) -> float:
    text = (await service.client.get("/metrics")).text
    found = re.search(rf'^tetrad_cache_lookups_total{{match="{match}"}} (\S+)', text, re.MULTILINE)
    return 0.0 if found is None else float(found[1])


async def test_both_ways_give_the_same_answer(service) -> None:
    await service.client.post(WORKSHEETS, json=SUMS)
    short = await service.client.post(WORKSHEETS, json=SUMS)
    whole = await service.client.post(WORKSHEETS, json=SUMS, headers=WHOLE_WAY)
    assert short.json()["provenance"]["match"] == "exact"
    assert short.content == whole.content
    for name in (short.headers.keys() | whole.headers.keys()) - OF_ONE_ANSWER:
        assert short.headers.get(name) == whole.headers.get(name), name


async def test_a_body_that_was_looked_at_reaches_the_handler_whole(service) -> None:
    made = await service.client.post(WORKSHEETS, json=SUMS)
    assert made.json()["topic"] == SUMS["topic"]
    assert made.json()["provenance"]["source"] == "generator"


@pytest.mark.parametrize("change", [{"cache": "refresh"}, {"questions": {"count": 7}}, {"difficulty": "hard"}])
async def test_a_wish_for_another_worksheet_is_not_cut_short(service, change) -> None:
    stored = await service.client.post(WORKSHEETS, json=SUMS)
    other = await service.client.post(WORKSHEETS, json=SUMS | change)
    assert other.status_code == 200
    assert other.json()["id"] != stored.json()["id"]


async def test_a_repeat_of_a_key_gets_the_answer_that_it_got(service) -> None:
    key = {"Idempotency-Key": "once"}
    first = await service.client.post(WORKSHEETS, json=SUMS, headers=key)
    newer = await service.client.post(WORKSHEETS, json=SUMS | {"cache": "refresh"})
    assert newer.json()["id"] != first.json()["id"]
    again = await service.client.post(WORKSHEETS, json=SUMS, headers=key)
    assert again.json()["id"] == first.json()["id"]


@pytest.mark.parametrize("way", [{}, WHOLE_WAY], ids=["short", "whole"])
async def test_a_lookup_is_counted_once(service, way) -> None:
    before = [await lookups(service, match) for match in ("exact", "none")]
    await service.client.post(WORKSHEETS, json=SUMS, headers=way)
    await service.client.post(WORKSHEETS, json=SUMS, headers=way)
    after = [await lookups(service, match) for match in ("exact", "none")]
    assert [later - earlier for later, earlier in zip(after, before, strict=True)] == [1, 1]


async def test_the_answer_is_counted_under_its_route(service) -> None:
    for _ in range(2):
        await service.client.post(WORKSHEETS, json=SUMS)
    text = (await service.client.get("/metrics")).text
    assert f'tetrad_http_requests_total{{method="POST",route="{WORKSHEETS}",status="200"}}' in text
