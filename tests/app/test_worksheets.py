"""The way of a request: cache, generators, and what each answer says of itself."""

import asyncio
from uuid import UUID

import pytest

FRACTIONS = {
    "topic": "Adding fractions with unlike denominators",
    "grade": 5,
    "language": "en",
    "questions": {"count": 5},
}
FRACTIONS_RU = {"topic": "Сложение дробей с разными знаменателями", "grade": 6, "language": "ru"}
FRACTIONS_HI = {"topic": "भिन्नों का जोड़", "grade": 5, "language": "hi"}


async def ask(service, body: dict[str, object], **headers: str) -> dict[str, object]:
    reply = await service.client.post("/api/v1/worksheets", json=body, headers=headers)
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.mark.parametrize("request_body", [FRACTIONS, FRACTIONS_RU, FRACTIONS_HI], ids=["en", "ru", "hi"])
async def test_the_second_request_is_served_with_the_stored_worksheet(service, request_body) -> None:
    first = await ask(service, request_body)
    second = await ask(service, request_body)
    assert first["provenance"]["source"] == "generator"
    assert second["provenance"] | {"checked_by": []} == {
        "source": "cache",
        "match": "exact",
        "similarity": 1.0,
        "matched_topic": request_body["topic"],
        "checked_by": [],
        "model": None,
    }
    assert second["id"] == first["id"]
    assert second["questions"] == first["questions"]
    assert len(first["questions"]) == request_body.get("questions", {"count": 10})["count"]


async def test_every_question_says_what_checked_it(service) -> None:
    worksheet = await ask(service, FRACTIONS)
    assert all("computed" in question["checked_by"] for question in worksheet["questions"])
    assert [question["number"] for question in worksheet["questions"]] == [1, 2, 3, 4, 5]


async def test_a_rephrased_topic_finds_the_stored_worksheet(service) -> None:
    stored = await ask(service, FRACTIONS)
    found = await ask(service, FRACTIONS | {"topic": "fractions with unlike denominators: adding"})
    assert found["id"] == stored["id"]
    assert found["provenance"]["source"] == "cache"
    assert found["provenance"]["matched_topic"] == FRACTIONS["topic"]


@pytest.mark.parametrize(
    "change",
    [
        {"topic": "Subtracting fractions with unlike denominators"},
        {"topic": "Adding fractions with like denominators"},
        {"grade": 6},
        {"subject": "mathematics"},
        {"difficulty": "hard"},
        {"questions": {"count": 6}},
        {"questions": {"count": 5, "types": ["numeric"]}},
        {"bloom_levels": ["apply"]},
    ],
)
async def test_another_wish_never_gets_the_stored_worksheet(service, change) -> None:
    stored = await ask(service, FRACTIONS)
    other = await ask(service, FRACTIONS | change)
    assert other["id"] != stored["id"]
    assert other["provenance"]["source"] == "generator"


async def test_types_in_another_order_are_the_same_wish(service) -> None:
    wish = FRACTIONS | {"questions": {"count": 5, "types": ["numeric", "single_choice"]}}
    turned = FRACTIONS | {"questions": {"count": 5, "types": ["single_choice", "numeric"]}}
    assert (await ask(service, wish))["id"] == (await ask(service, turned))["id"]


async def test_refresh_makes_another_worksheet_and_stores_it(service) -> None:
    first = await ask(service, FRACTIONS)
    fresh = await ask(service, FRACTIONS | {"cache": "refresh"})
    assert fresh["id"] != first["id"]
    assert fresh["questions"] != first["questions"]
    assert (await ask(service, FRACTIONS))["id"] == fresh["id"]


async def test_a_stored_worksheet_is_served_when_only_stored_ones_are_wanted(service) -> None:
    stored = await ask(service, FRACTIONS)
    assert (await ask(service, FRACTIONS | {"cache": "only"}))["id"] == stored["id"]


async def test_a_worksheet_is_read_by_its_id(service) -> None:
    made = await ask(service, FRACTIONS)
    reply = await service.client.get(f"/api/v1/worksheets/{made['id']}")
    assert reply.status_code == 200
    assert reply.json() == made
    assert reply.headers["cache-control"].startswith("public, max-age=")


async def test_an_expired_worksheet_is_gone(service) -> None:
    made = await ask(service, FRACTIONS)
    async with service.services.pool.connection() as connection:
        await connection.execute("update worksheets set expires_at = now() - interval '1 second'")
    assert (await service.client.get(f"/api/v1/worksheets/{made['id']}")).status_code == 404
    assert (await ask(service, FRACTIONS))["id"] != made["id"]


async def test_an_idempotency_key_answers_once(service) -> None:
    first = await ask(service, FRACTIONS | {"cache": "refresh"}, **{"Idempotency-Key": "k1"})
    again = await ask(service, FRACTIONS | {"cache": "refresh"}, **{"Idempotency-Key": "k1"})
    other = await ask(service, FRACTIONS | {"cache": "refresh"}, **{"Idempotency-Key": "k2"})
    assert again["id"] == first["id"]
    assert other["id"] != first["id"]


async def test_an_idempotency_key_of_another_request_is_refused(service) -> None:
    await ask(service, FRACTIONS | {"cache": "refresh"}, **{"Idempotency-Key": "k1"})
    reply = await service.client.post("/api/v1/worksheets", json=FRACTIONS_RU, headers={"Idempotency-Key": "k1"})
    assert reply.status_code == 422
    assert "k1" in reply.json()["detail"]


async def test_concurrent_equal_requests_are_all_served(service) -> None:
    worksheets = await asyncio.gather(*(ask(service, FRACTIONS) for _ in range(20)))
    assert all(len(worksheet["questions"]) == 5 for worksheet in worksheets)
    assert (await ask(service, FRACTIONS))["provenance"]["source"] == "cache"


async def test_the_pdf_is_printed_with_and_without_the_key(service) -> None:
    made = await ask(service, FRACTIONS)
    with_key = await service.client.get(f"/api/v1/worksheets/{made['id']}/pdf")
    without = await service.client.get(f"/api/v1/worksheets/{made['id']}/pdf", params={"key": "false"})
    for reply in (with_key, without):
        assert reply.headers["content-type"] == "application/pdf"
        assert reply.content.startswith(b"%PDF-")
        assert "filename" in reply.headers["content-disposition"]
    assert len(without.content) < len(with_key.content)


async def test_the_topics_offered_can_be_computed(service) -> None:
    reply = await service.client.get("/api/v1/topics", params={"language": "ru", "grade": 4})
    topics = reply.json()["topics"]
    assert len(topics) >= 10
    made = await ask(service, {"topic": topics[0], "grade": 4, "language": "ru"})
    assert made["provenance"]["source"] == "generator"


async def test_an_unguessable_id_has_122_random_bits(service) -> None:
    made = await ask(service, FRACTIONS)
    assert UUID(made["id"]).version == 4
