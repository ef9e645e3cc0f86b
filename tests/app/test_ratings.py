"""Ratings over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

ASKED = {
    "topic": "Adding numbers within 100",
    "grade": 3,
    "language": "en",
    "subject": "mathematics",
    "questions": {"count": 5},
}
OTHERS = {"TETRAD_TRUSTED_PROXIES": "127.0.0.0/8"}
ANN, BEN = "198.51.100.1", "198.51.100.2"
UNSEEN = {"average": None, "count": 0, "by_stars": [0, 0, 0, 0, 0]}


@pytest.fixture
async def service(running: Callable[..., Any]) -> AsyncIterator[Any]:
    async with running(**OTHERS) as started:
        yield started


@pytest.fixture
async def worksheet(service: Any) -> UUID:
    answer = await service.client.post("/api/v1/worksheets", json=ASKED)
    assert answer.status_code == 200, answer.text
    return UUID(answer.json()["id"])


async def rate(service: Any, worksheet: UUID, asker: str = ANN, **body: object) -> httpx.Response:
    headers = {"X-Forwarded-For": asker}
    return await service.client.post(f"/api/v1/worksheets/{worksheet}/rate", json=body, headers=headers)


async def ratings(service: Any, worksheet: UUID, asker: str = ANN) -> httpx.Response:
    return await service.client.get(f"/api/v1/worksheets/{worksheet}/ratings", headers={"X-Forwarded-For": asker})


async def is_served(service: Any) -> bool:
    answer = await service.client.post("/api/v1/worksheets", json=ASKED | {"cache": "only"})
    return answer.status_code == 200


async def test_a_rating_counts_at_once_and_is_told_with_what_all_think(service: Any, worksheet: UUID) -> None:
    await rate(service, worksheet, BEN, stars=2)
    answer = await rate(service, worksheet, stars=5, reasons=["great_questions"], comment=" Just right. ")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    mine = {"stars": 5, "reasons": ["great_questions"], "comment": "Just right."}
    assert answer.json() == {"average": 3.5, "count": 2, "mine": mine, "effect": "noted"}


async def test_a_second_rating_of_the_same_asker_replaces_the_first(service: Any, worksheet: UUID) -> None:
    await rate(service, worksheet, stars=1, reasons=["unclear"], comment="No.")
    answer = (await rate(service, worksheet, stars=4)).json()
    assert (answer["average"], answer["count"]) == (4.0, 1)
    assert answer["mine"] == {"stars": 4, "reasons": [], "comment": ""}


async def test_questions_are_rated_apart_from_the_worksheet(service: Any, worksheet: UUID) -> None:
    await rate(service, worksheet, stars=5)
    await rate(service, worksheet, stars=2, question=4)
    await rate(service, worksheet, BEN, stars=3, question=4, reasons=["too_easy"])
    told = (await ratings(service, worksheet)).json()
    assert (told["worksheet"]["average"], told["worksheet"]["by_stars"]) == (5.0, [0, 0, 0, 0, 1])
    (fourth,) = told["questions"]
    assert (fourth["number"], fourth["average"], fourth["count"]) == (4, 2.5, 2)
    assert fourth["mine"]["stars"] == 2


async def test_nobody_is_told_the_comment_of_another(service: Any, worksheet: UUID) -> None:
    await rate(service, worksheet, stars=3, comment="A remark of Ann's")
    assert "A remark of Ann's" in (await ratings(service, worksheet)).text
    answer = await ratings(service, worksheet, BEN)
    assert answer.headers["cache-control"] == "private, no-store"
    assert "remark" not in answer.text
    assert "mine" not in answer.json()["worksheet"]


async def test_a_worksheet_that_nobody_rated_has_no_average(service: Any, worksheet: UUID) -> None:
    assert (await ratings(service, worksheet)).json() == {"worksheet": UNSEEN, "questions": []}


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        ({"stars": 6}, "stars", "<= 5"),
        ({"stars": 0}, "stars", ">= 1"),
        ({"stars": 3, "reasons": ["boring"]}, "reasons", "boring"),
        ({"stars": 3, "question": 6}, "question", "no question 6: the worksheet has 5"),
        ({"stars": 3, "question": 0}, "question", ">= 1"),
        ({"stars": 3, "comment": "x" * 501}, "comment", "500"),
        ({"stars": 3, "comment": "a\x07b"}, "comment", "U+0007"),
        ({"stars": 3, "why": ""}, "why", "unknown field"),
    ],
)
async def test_a_rating_that_cannot_be_is_refused_by_its_field(
    service: Any, worksheet: UUID, body: dict[str, object], field: str, told: str
) -> None:
    answer = await rate(service, worksheet, **body)
    assert answer.status_code == 400
    (complaint,) = answer.json()["errors"]
    assert complaint["field"].startswith(field)
    assert told in complaint["message"]
    assert (await ratings(service, worksheet)).json() == {"worksheet": UNSEEN, "questions": []}


async def test_a_worksheet_that_is_not_there_is_neither_rated_nor_told_of(service: Any) -> None:
    missing = uuid4()
    for answer in (await rate(service, missing, stars=3), await ratings(service, missing)):
        assert answer.status_code == 404
        assert str(missing) in answer.json()["detail"]


async def test_a_wrong_key_that_two_askers_find_withdraws_the_worksheet(service: Any, worksheet: UUID) -> None:
    blame = {"stars": 1, "question": 2, "reasons": ["wrong_key"]}
    for _ in range(2):
        assert (await rate(service, worksheet, **blame)).json()["effect"] == "noted"
    assert await is_served(service)
    assert (await rate(service, worksheet, BEN, **blame)).json()["effect"] == "withdrawn"
    assert not await is_served(service)
    assert (await service.client.get(f"/api/v1/worksheets/{worksheet}")).status_code == 200


async def test_wrong_keys_of_different_questions_or_with_praise_are_no_agreement(service: Any, worksheet: UUID) -> None:
    await rate(service, worksheet, ANN, stars=1, question=2, reasons=["wrong_key"])
    await rate(service, worksheet, BEN, stars=1, question=3, reasons=["wrong_key"])
    await rate(service, worksheet, BEN, stars=5, question=2, reasons=["wrong_key"])
    assert await is_served(service)


async def test_two_who_find_a_wrong_key_at_the_same_moment_agree(service: Any, worksheet: UUID) -> None:
    blame = {"stars": 1, "reasons": ["wrong_key"]}
    answers = await asyncio.gather(*(rate(service, worksheet, asker, **blame) for asker in (ANN, BEN)))
    assert sorted(answer.json()["effect"] for answer in answers) == ["noted", "withdrawn"]


async def test_ratings_have_a_budget_of_their_own(running: Callable[..., Any]) -> None:
    async with running(TETRAD_RATINGS_PER_HOUR="2", TETRAD_REPORTS_PER_HOUR="1", **OTHERS) as service:
        made = UUID((await service.client.post("/api/v1/worksheets", json=ASKED)).json()["id"])
        codes = [(await rate(service, made, stars=stars)).status_code for stars in (3, 4, 5)]
        assert codes == [200, 200, 429]
        assert (await ratings(service, made)).json()["worksheet"]["average"] == 4.0
        assert (await rate(service, made, BEN, stars=1)).status_code == 200
