"""Every error is a problem+json document that says what is wrong and what to do."""

import json

import httpx
import pytest

FRACTIONS = {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en"}


def problem_of(reply: httpx.Response, status: int, name: str) -> dict[str, object]:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert problem["status"] == status
    assert problem["type"] == f"https://tetrad.example/problems/{name}"
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == reply.headers["x-request-id"]
    return problem


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"grade": 13}, "grade"),
        ({"grade": 0}, "grade"),
        ({"grade": "five"}, "grade"),
        ({"language": "fr"}, "language"),
        ({"topic": ""}, "topic"),
        ({"topic": "x" * 301}, "topic"),
        ({"questions": {"count": 0}}, "questions.count"),
        ({"questions": {"count": 41}}, "questions.count"),
        ({"questions": {"types": ["essay"]}}, "questions.types[0]"),
        ({"colour": "red"}, "colour"),
        ({"subject": "alchemy"}, "subject"),
    ],
)
async def test_a_field_out_of_range_is_named(service, change: dict[str, object], field: str) -> None:
    reply = await service.client.post("/api/v1/worksheets", json=FRACTIONS | change)
    problem = problem_of(reply, 400, "invalid-request")
    assert problem["errors"][0]["field"] == field, problem


@pytest.mark.parametrize("missing", ["topic", "grade", "language"])
async def test_a_missing_field_is_named(service, missing: str) -> None:
    body = {name: value for name, value in FRACTIONS.items() if name != missing}
    problem = problem_of(await service.client.post("/api/v1/worksheets", json=body), 400, "invalid-request")
    assert missing in json.dumps(problem["errors"])


@pytest.mark.parametrize("topic", ["   ", "\u200b\u200b", "???", "…"])
async def test_a_topic_without_a_word_is_refused(service, topic: str) -> None:
    reply = await service.client.post("/api/v1/worksheets", json=FRACTIONS | {"topic": topic})
    assert problem_of(reply, 400, "invalid-request")["errors"][0]["field"] == "topic"


async def test_a_nul_character_is_refused_before_it_reaches_the_database(service) -> None:
    reply = await service.client.post("/api/v1/worksheets", json=FRACTIONS | {"topic": "frac\x00tions"})
    assert "U+0000" in problem_of(reply, 400, "invalid-request")["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"topic": ', b"\xff\xfe", b"[]", b"null", b"7"])
async def test_a_body_that_is_no_request_is_refused(service, body: bytes) -> None:
    reply = await service.client.post("/api/v1/worksheets", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"


async def test_json_nested_a_hundred_thousand_deep_is_refused(service) -> None:
    body = b'{"topic":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    reply = await service.client.post("/api/v1/worksheets", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"


async def test_a_body_over_64_kib_is_refused(service) -> None:
    reply = await service.client.post("/api/v1/worksheets", json=FRACTIONS | {"notes": "x" * 70_000})
    problem_of(reply, 413, "request-entity-too-large")


@pytest.mark.parametrize("path", ["/api/nope", "/api/v1/worksheets/not-an-id", "/api/v1/nope/at/all", "/api"])
async def test_an_unknown_path_of_the_interface_is_a_problem(service, path: str) -> None:
    problem_of(await service.client.get(path), 404, "not-found")


async def test_an_unknown_worksheet_is_a_problem(service) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for path in (
        f"worksheets/{unknown}",
        f"worksheets/{unknown}/pdf",
        f"generations/{unknown}",
        f"generations/{unknown}/events",
    ):
        assert unknown in problem_of(await service.client.get(f"/api/v1/{path}"), 404, "not-found")["detail"]


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/v1/worksheets"), ("POST", "/health/live")])
async def test_a_wrong_method_says_which_are_right(service, method: str, path: str) -> None:
    reply = await service.client.request(method, path)
    problem_of(reply, 405, "method-not-allowed")
    assert reply.headers["allow"]


async def test_without_a_model_the_answer_names_what_can_be_done(service) -> None:
    reply = await service.client.post(
        "/api/v1/worksheets", json={"topic": "Fractions in ancient Egyptian art", "grade": 5, "language": "en"}
    )
    problem = problem_of(reply, 503, "no-source")
    assert "OPENAI_API_KEY" in problem["detail"]
    assert problem["nearest_topics"]


async def test_a_specification_that_the_topic_cannot_fill_names_the_field(service) -> None:
    reply = await service.client.post(
        "/api/v1/worksheets", json=FRACTIONS | {"bloom_levels": ["create"], "questions": {"types": ["true_false"]}}
    )
    problem = problem_of(reply, 422, "specification-impossible")
    assert problem["errors"][0]["field"] == "questions"


async def test_only_stored_worksheets_are_served_when_only_those_are_wanted(service) -> None:
    reply = await service.client.post("/api/v1/worksheets", json=FRACTIONS | {"cache": "only"})
    problem_of(reply, 404, "not-stored")


async def test_a_person_gets_a_page_for_an_unknown_address(service) -> None:
    reply = await service.client.get("/no/such/page", headers={"Accept": "text/html"})
    assert reply.status_code == 404
    assert 'id="root"' in reply.text
