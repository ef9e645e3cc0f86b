"""Changing worksheets over HTTP: every call makes a new one, at once or by a generation."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.running_service import Service

WAR = {"topic": "Causes of the First World War", "grade": 9, "language": "en", "questions": {"count": 3}}
FRACTIONS = {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en"}
WAIT = {"Prefer": "wait=40"}


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def model(provider: FakeOpenAI) -> dict[str, str]:
    """Settings that lead to the fake provider."""
    return {"OPENAI_BASE_URL": provider.base_url, "OPENAI_MODEL": provider.model, "OPENAI_API_KEY": "test"}


async def post(service: Service, path: str, body: object, wait: bool = True) -> httpx.Response:
    return await service.client.post(f"/api/v1/worksheets{path}", json=body, headers=WAIT if wait else {})


async def made(service: Service, body: dict[str, object]) -> dict[str, object]:
    reply = await post(service, "", body)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def test_a_question_of_a_computed_worksheet_is_made_anew_at_once(service) -> None:
    worksheet = await made(service, FRACTIONS)
    reply = await post(service, f"/{worksheet['id']}/questions/4/regenerate", {"wish": "harder"}, wait=False)
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "private, no-store"
    changed = reply.json()
    assert changed["provenance"]["edited_from"] == worksheet["id"]
    assert changed["questions"][3]["difficulty"] == "hard"
    del changed["questions"][3], worksheet["questions"][3]
    assert changed["questions"] == worksheet["questions"]
    read = await service.client.get(f"/api/v1/worksheets/{changed['id']}")
    assert read.headers["cache-control"] == "private, no-store"
    assert read.json()["provenance"] == changed["provenance"]
    assert "edited_from" not in worksheet["provenance"]


async def test_a_written_worksheet_is_changed_by_a_generation_that_can_be_watched(running, model) -> None:
    async with running(worker=True, **model) as service:
        worksheet = await made(service, WAR)
        reply = await post(service, f"/{worksheet['id']}/regenerate", {"locked": [1, 3]}, wait=False)
        assert reply.status_code == 202
        generation = reply.json()["generation"]
        assert reply.headers["location"] == f"/api/v1/generations/{generation['id']}"
        events = (await service.client.get(generation["events"], timeout=40)).text
        assert events.count("event: question") == 3
        assert "event: done" in events
        state = (await service.client.get(reply.headers["location"])).json()
        changed = (await service.client.get(f"/api/v1/worksheets/{state['worksheet_id']}")).json()
        assert [changed["questions"][at] for at in (0, 2)] == [worksheet["questions"][at] for at in (0, 2)]
        assert changed["questions"][1]["stem"] != worksheet["questions"][1]["stem"]


async def test_a_translation_is_waited_for(running, model) -> None:
    async with running(worker=True, **model) as service:
        worksheet = await made(service, WAR)
        reply = await post(service, f"/{worksheet['id']}/translate", {"language": "ru"})
        assert reply.status_code == 200, reply.text
        assert reply.headers["preference-applied"] == "wait=40"
        assert reply.json()["title"] == "Причины Первой мировой войны"
        assert [one["answer"] for one in reply.json()["questions"]] == [one["answer"] for one in worksheet["questions"]]


async def test_variants_come_at_once_or_as_generations(running, model) -> None:
    async with running(worker=True, **model) as service:
        computed = await post(service, f"/{(await made(service, FRACTIONS))['id']}/variants", {"count": 2}, wait=False)
        assert computed.status_code == 200
        assert [one["label"] for one in computed.json()["variants"]] == ["Version B", "Version C"]
        worksheet = await made(service, WAR)
        begun = await post(service, f"/{worksheet['id']}/variants", {}, wait=False)
        assert begun.status_code == 202
        (one,) = begun.json()["variants"]
        assert one["generation"]["events"].endswith("/events")
        there = await post(service, f"/{worksheet['id']}/variants", {"count": 1})
        assert there.status_code == 200
        variant = await service.client.get(f"/api/v1/worksheets/{there.json()['variants'][0]['worksheet_id']}")
        assert variant.json()["title"] == f"{worksheet['title']} – Version B"


async def test_an_edit_is_charged_like_a_worksheet_and_held_by_the_same_budget(running, model) -> None:
    async with running(worker=True, **model, TETRAD_GENERATIONS_PER_HOUR="2") as service:
        worksheet = await made(service, WAR)
        path = f"/{worksheet['id']}/questions/1/regenerate"
        assert (await post(service, path, {})).status_code == 200
        # The charge follows the worksheet, and the next request may come between the two.
        answers = [(await post(service, path, {})).status_code for _ in range(3)]
        assert answers[-1] == 429
        for other in ("regenerate", "translate", "variants"):
            assert (await post(service, f"/{worksheet['id']}/{other}", {})).status_code == 429


async def test_an_edit_that_fails_is_told_and_charged_to_nobody(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        worksheet = await made(service, WAR)
        provider.script(*[Behaviour.REFUSAL] * 4)
        failed = await post(service, f"/{worksheet['id']}/questions/1/regenerate", {"wish": "harder"})
        assert failed.status_code == 503
        assert failed.json()["type"].endswith("/refused")
        assert '"generations";r=59' in failed.headers["ratelimit"]


async def test_an_edit_can_be_cancelled(running, model) -> None:
    async with running(**model) as service:
        worksheet = await made(service, FRACTIONS)
        begun = await post(service, f"/{worksheet['id']}/translate", {"language": "hi"}, wait=False)
        assert begun.status_code == 202
        ended = await service.client.delete(begun.headers["location"])
        assert ended.json()["status"] == "cancelled"


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("questions/11/regenerate", {}, "question"),
        ("questions/1/regenerate", {"wish": "funnier"}, "wish"),
        ("questions/1/regenerate", {"wish": "easier", "type": "open"}, "type"),
        ("questions/1/regenerate", {"colour": "red"}, "colour"),
        ("regenerate", {"locked": [12]}, "locked"),
        ("regenerate", {"locked": list(range(1, 11))}, "locked"),
        ("translate", {"language": "en"}, "language"),
        ("translate", {}, "data"),
        ("variants", {"count": 5}, "count"),
        ("variants", {"count": 0}, "count"),
    ],
)
async def test_a_wrong_request_names_its_field(service, path: str, body: dict[str, object], field: str) -> None:
    worksheet = await made(service, FRACTIONS)
    reply = await post(service, f"/{worksheet['id']}/{path}", body)
    assert reply.status_code == 400, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"].endswith("/invalid-request")
    assert [error["field"] for error in reply.json()["errors"]] == [field]


async def test_without_a_model_only_what_can_be_computed_is_changed(service) -> None:
    worksheet = await made(service, FRACTIONS)
    reply = await post(service, f"/{worksheet['id']}/translate", {"language": "hi"})
    assert reply.status_code == 503
    assert reply.json()["type"].endswith("/no-source")
    impossible = await made(service, FRACTIONS | {"topic": "Simplifying fractions"})
    reply = await post(service, f"/{impossible['id']}/questions/1/regenerate", {"type": "numeric"})
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["field"] == "type"


@pytest.mark.parametrize("path", ["questions/1/regenerate", "regenerate", "translate", "variants"])
async def test_what_is_not_there_cannot_be_changed(service, path: str) -> None:
    reply = await post(service, f"/{uuid4()}/{path}", {"language": "en"} if path == "translate" else {})
    assert reply.status_code == 404
