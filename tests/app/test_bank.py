"""Partial hits over HTTP, and generations that lost their job."""

from collections.abc import Iterator

import pytest

from fakes.openai_server import FakeOpenAI
from worksheets import tasks

PATIENT = {"Prefer": "wait=60"}


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def model(provider: FakeOpenAI) -> dict[str, str]:
    """Settings that lead to the fake provider."""
    return {"OPENAI_BASE_URL": provider.base_url, "OPENAI_MODEL": provider.model, "OPENAI_API_KEY": "test"}


def war(count: int) -> dict[str, object]:
    return {"topic": "Causes of the First World War", "grade": 9, "language": "en", "questions": {"count": count}}


async def test_of_a_stored_topic_only_missing_questions_are_paid_for(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        ten = await service.client.post("/api/v1/worksheets", json=war(10), headers=PATIENT)
        assert (ten.status_code, len(provider.told())) == (200, 1)

        calls = provider.calls
        five = await service.client.post("/api/v1/worksheets", json=war(5))
        assert (five.status_code, provider.calls) == (200, calls)
        assert five.json()["provenance"]["source"] == "bank"
        assert five.json()["provenance"]["from_bank"] == 5
        assert '"generations";r=59' in five.headers["ratelimit"]

        fifteen = await service.client.post("/api/v1/worksheets", json=war(15), headers=PATIENT)
        assert (fifteen.status_code, len(provider.told())) == (200, 2)
        assert len(provider.told()[-1]["slots"]) == 5
        assert fifteen.json()["provenance"]["from_bank"] == 10
        stems = [question["stem"] for question in fifteen.json()["questions"]]
        assert set(stems) > {question["stem"] for question in ten.json()["questions"]}

        printed = await service.client.get(f"/api/v1/worksheets/{five.json()['id']}/pdf")
        assert printed.content.startswith(b"%PDF-")


async def test_a_generation_whose_job_is_lost_is_written_all_the_same(running, model, provider) -> None:
    async with running(**model) as service:
        started = await service.client.post("/api/v1/worksheets", json=war(3))
        services = service.services
        async with services.pool.connection() as connection:
            await connection.execute("delete from procrastinate_jobs")
        async with running(worker=True, **model):
            await tasks.revive(services.queue, services.pool, 0)
            await tasks.revive(services.queue, services.pool, 0)  # it has a job now
            made = await service.client.post("/api/v1/worksheets", json=war(3), headers=PATIENT)
    assert (made.status_code, len(provider.told())) == (200, 1)
    assert started.status_code == 202
