"""Worksheets that a model writes: one job for equal requests, live progress, and every way it can end."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import httpx
import pytest

from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.streams import Event, read_events

WAR = {"topic": "Causes of the First World War", "grade": 9, "language": "en", "questions": {"count": 4}}


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def model(provider: FakeOpenAI) -> dict[str, str]:
    """Settings that lead to the fake provider."""
    return {"OPENAI_BASE_URL": provider.base_url, "OPENAI_MODEL": provider.model, "OPENAI_API_KEY": "test"}


async def start(service, body: dict[str, object] = WAR) -> dict[str, object]:
    reply = await service.client.post("/api/v1/worksheets", json=body)
    assert reply.status_code == 202, reply.text
    generation = reply.json()["generation"]
    assert reply.headers["location"] == f"/api/v1/generations/{generation['id']}"
    return generation


def events(service, generation: dict[str, object], after: int = 0) -> AsyncIterator[Event]:
    return read_events(service.client, generation["events"], after)


async def test_a_worksheet_is_written_question_by_question(running, model) -> None:
    async with running(worker=True, **model) as service:
        seen = [event async for event in events(service, await start(service))]
        assert [event.id for event in seen] == list(range(1, len(seen) + 1))
        assert [event.name for event in seen if event.name != "stage"] == ["question"] * 4 + ["corrected", "done"]
        worksheet = (await service.client.get(f"/api/v1/worksheets/{seen[-1].data['worksheet_id']}")).json()
        assert worksheet["provenance"]["source"] == "model"
        assert worksheet["provenance"]["model"]
        assert [question["stem"] for question in worksheet["questions"]] == [
            event.data["question"]["stem"] for event in seen if event.name == "question"
        ]


async def test_the_model_is_never_paid_twice_for_the_same_worksheet(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        first = await service.client.post("/api/v1/worksheets", json=WAR, headers={"Prefer": "wait=30"})
        calls = provider.calls
        assert first.status_code == 200
        assert first.headers["preference-applied"] == "wait=30"
        second = await service.client.post("/api/v1/worksheets", json=WAR)
        assert second.status_code == 200
        assert second.json()["id"] == first.json()["id"]
        assert second.json()["provenance"]["source"] == "cache"
        assert second.json()["provenance"]["model"] == first.json()["provenance"]["model"]
        assert provider.calls == calls


async def test_equal_requests_at_once_share_one_generation(running, model, provider) -> None:
    provider.script(Behaviour.SLOW)
    async with running(worker=True, **model) as service:
        generations = await asyncio.gather(*(start(service) for _ in range(12)))
        assert len({generation["id"] for generation in generations}) == 1
        assert [event async for event in events(service, generations[0])][-1].name == "done"
        assert len(provider.asked_for("worksheet")) == 1


async def test_a_reader_resumes_where_the_stream_was_cut(running, model) -> None:
    async with running(worker=True, **model) as service:
        generation = await start(service)
        whole = [event async for event in events(service, generation)]
        rest = [event async for event in events(service, generation, after=3)]
        assert rest == whole[3:]
        assert [event async for event in events(service, generation, after=whole[-1].id)] == []


async def test_a_stream_tells_how_it_is_to_be_read(running, model) -> None:
    async with running(worker=True, **model) as service:
        generation = await start(service)
        whole = [event async for event in events(service, generation)]
        for method in ("GET", "HEAD"):
            reply = await service.client.request(method, generation["events"])
            assert reply.status_code == 200
            assert reply.headers["content-type"].startswith("text/event-stream")
            assert (reply.headers["cache-control"], reply.headers["x-accel-buffering"]) == ("private, no-store", "no")
            assert reply.text.startswith(": tetrad\nretry: 1000\n\n" if method == "GET" else "")
            assert reply.text.count("\nid: ") == (len(whole) if method == "GET" else 0)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_there_is_no_stream_of_what_does_not_exist(running, model, method: str) -> None:
    async with running(**model) as service:
        generation = await start(service)
        unknown = generation["events"].replace(generation["id"], "00000000-0000-4000-8000-000000000000")
        assert (await service.client.request(method, unknown)).status_code == 404
        reply = await service.client.request(method, generation["events"], headers={"Last-Event-ID": "the third"})
        assert reply.status_code == 400


async def test_a_stream_without_news_shows_that_it_lives_and_ends_with_its_time(running, model) -> None:
    async with running(**model) as service:
        id = UUID((await start(service))["id"])
        assert [row async for row in service.services.feed.events(id, 0, lifetime=0.1)] == [None]
        assert [row async for row in service.services.feed.events(id, 99, lifetime=0.1)] == [None]


async def test_a_reader_who_waits_for_a_worker_is_told_when_it_comes(running, model, addresses) -> None:
    async with running(**model) as service:
        generation = await start(service)
        reader = asyncio.create_task(anext(aiter(events(service, generation))))
        async with running(worker=True, **model):
            first = await asyncio.wait_for(reader, 30)
        assert first.name == "stage"


async def test_a_refusal_of_the_model_is_a_problem_and_costs_no_quota(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        provider.script(Behaviour.REFUSAL, Behaviour.REFUSAL)
        seen = [event async for event in events(service, await start(service))]
        assert seen[-1].name == "failed"
        problem = seen[-1].data["problem"]
        assert problem["status"] == 503
        assert problem["type"].endswith("/refused")
        reply = await service.client.post("/api/v1/worksheets", json=WAR)
        assert '"generations";r=60' in reply.headers["ratelimit"]


async def test_a_written_worksheet_is_charged_to_its_asker(running, model) -> None:
    async with running(worker=True, **model, TETRAD_GENERATIONS_PER_HOUR="1") as service:
        first = await service.client.post("/api/v1/worksheets", json=WAR, headers={"Prefer": "wait=30"})
        assert first.status_code == 200
        refused = await service.client.post(
            "/api/v1/worksheets", json=WAR | {"topic": "Causes of the Second World War"}
        )
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 60


async def test_only_so_many_generations_are_under_way_for_one_asker(running, model) -> None:
    async with running(**model, TETRAD_GENERATIONS_AT_ONCE="2") as service:
        for topic in ("Volcanoes", "Earthquakes"):
            await start(service, WAR | {"topic": topic})
        reply = await service.client.post("/api/v1/worksheets", json=WAR | {"topic": "Glaciers"})
        assert reply.status_code == 429
        assert reply.json()["type"].endswith("/too-many-at-once")


async def test_a_failed_generation_that_was_waited_for_is_answered_with_its_problem(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        provider.script(Behaviour.UNAUTHORIZED)
        reply = await service.client.post("/api/v1/worksheets", json=WAR, headers={"Prefer": "wait=30"})
        assert reply.status_code == 503
        assert reply.headers["content-type"] == "application/problem+json"
        assert "test" not in reply.json()["detail"]


async def test_a_wait_that_is_too_short_says_how_far_it_is(running, model) -> None:
    async with running(**model) as service:
        reply = await service.client.post("/api/v1/worksheets", json=WAR, headers={"Prefer": "wait=1"})
        assert reply.status_code == 202
        assert reply.json()["generation"]["status"] == "queued"


async def test_notes_shape_a_worksheet_that_nobody_else_is_served_with(running, model) -> None:
    async with running(worker=True, **model) as service:
        noted = WAR | {"notes": "Mention the football club of our village."}
        mine = await service.client.post("/api/v1/worksheets", json=noted, headers={"Prefer": "wait=30"})
        assert mine.status_code == 200
        only_stored = await service.client.post("/api/v1/worksheets", json=WAR | {"cache": "only"})
        assert only_stored.status_code == 404


async def test_a_short_worksheet_says_so_and_is_not_stored_for_everybody(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        provider.script(Behaviour.FLAWED, *[Behaviour.ALL_FLAWED] * 2)
        short = await service.client.post("/api/v1/worksheets", json=WAR, headers={"Prefer": "wait=30"})
        assert short.status_code == 200
        assert short.json()["notice"]
        assert 0 < len(short.json()["questions"]) < 4
        only_stored = await service.client.post("/api/v1/worksheets", json=WAR | {"cache": "only"})
        assert only_stored.status_code == 404


async def test_no_topic_and_no_note_reaches_a_log(running, model, caplog, capfd) -> None:
    caplog.set_level("DEBUG")
    secret = WAR | {"topic": "Zanzibar clove trade", "notes": "for Petya Kuznetsov"}
    async with running(worker=True, **model) as service:
        await service.client.post("/api/v1/worksheets", json=secret, headers={"Prefer": "wait=30"})
    written = capfd.readouterr()
    for text in (caplog.text, written.out, written.err):
        assert "Zanzibar" not in text
        assert "Petya" not in text


async def test_a_lost_listening_connection_is_opened_again(running, model) -> None:
    async with running(worker=True, **model) as service:
        async with service.services.pool.connection() as connection:
            await connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen generation%'"
            )
        seen = [event async for event in events(service, await start(service))]
        assert seen[-1].name == "done"


async def test_a_stranger_reads_no_generation_by_guessing(running, model) -> None:
    async with running(**model) as service:
        reply: httpx.Response = await service.client.get("/api/v1/generations/1")
        assert reply.status_code == 404
