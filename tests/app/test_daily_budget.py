"""What is served when a day's budget for language models is spent, and what calls are booked under."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from fakes.openai_server import FakeOpenAI
from language_models import store
from language_models.store import CallRow

PATIENT = {"Prefer": "wait=60"}
SPENT = {"TETRAD_DAILY_BUDGET": "0.000001"}


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def model(provider: FakeOpenAI, tmp_path: Path) -> dict[str, str]:
    """A model with a price for every role."""
    file = tmp_path / "providers.toml"
    file.write_text(f"""
        [providers.fake]
        base_url = "{provider.base_url}"
        [models.fake]
        provider = "fake"
        name = "{provider.model}"
        price = {{ input = 1, output = 4, date = 2026-11-01 }}
        [roles.default]
        models = ["fake"]
    """)
    return {"TETRAD_PROVIDERS": str(file)}


def war(count: int, **more: object) -> dict[str, object]:
    asked = {"topic": "Causes of the First World War", "grade": 9, "language": "en", "questions": {"count": count}}
    return asked | more


def spent_elsewhere() -> CallRow:
    """What another machine has paid today."""
    return CallRow(
        id=uuid4(),
        at=datetime.now(UTC),
        role="author",
        provider="fake",
        model="fake",
        asker=None,
        generation_id=None,
        language="en",
        outcome="ok",
        prompt_tokens=1,
        cached_tokens=0,
        completion_tokens=1,
        reasoning_tokens=0,
        is_estimate=False,
        milliseconds=1,
        cost=5,
        currency="USD",
        input_price=None,
        cached_input_price=None,
        output_price=None,
        price_date=None,
    )


async def ask(service: Any, body: dict[str, object]) -> Any:
    return await service.client.post("/api/v1/worksheets", json=body, headers=PATIENT)


async def test_a_spent_budget_leaves_bank_and_generators_and_says_so(running, model, provider: FakeOpenAI) -> None:
    async with running(worker=True, **model) as service:
        assert (await ask(service, war(5))).status_code == 200
    calls = provider.calls

    async with running(worker=True, **model, **SPENT) as service:
        stored = await ask(service, war(5))
        assert (stored.status_code, stored.json()["provenance"]["source"]) == (200, "cache")
        fewer = await ask(service, war(3))
        assert (fewer.status_code, fewer.json()["provenance"]["source"]) == (200, "bank")
        computed = await ask(service, {"topic": "7 times table", "grade": 3, "language": "en"})
        assert (computed.status_code, computed.json()["provenance"]["source"]) == (200, "generator")

        short = await ask(service, war(8))
        assert short.status_code == 200
        assert len(short.json()["questions"]) == 5
        assert short.json()["notice"].startswith("Only 5 of the 8 questions: the budget")
        kept = await service.client.get(f"/api/v1/worksheets/{short.json()['id']}")
        assert kept.headers["cache-control"] == "private, no-store"

    assert provider.calls == calls


async def test_what_would_have_to_be_written_is_refused_until_the_budget_returns(
    running, model, provider: FakeOpenAI
) -> None:
    async with running(worker=True, **model) as service:
        made = await ask(service, war(5))
        assert made.status_code == 200
    calls = provider.calls

    async with running(**model, **SPENT) as service:
        address = f"/api/v1/worksheets/{made.json()['id']}/questions/1/regenerate"
        changed = await service.client.post(address, json={})
        assert (changed.status_code, changed.json()["type"].rpartition("/")[2]) == (503, "budget-spent")
        for body in (
            war(5, topic="The causes of the French Revolution"),
            war(5, cache="refresh"),
            war(5, notes="short"),
        ):
            refused = await ask(service, body)
            problem = refused.json()
            assert (refused.status_code, problem["type"].rpartition("/")[2]) == (503, "budget-spent")
            assert "UTC" in problem["detail"]
            assert problem["nearest_topics"]
            assert 0 < int(refused.headers["retry-after"]) <= 24 * 3600

    assert provider.calls == calls


async def test_a_generation_that_begins_when_the_budget_is_spent_says_so(running, model, provider: FakeOpenAI) -> None:
    async with running(**model) as service:
        started = await service.client.post("/api/v1/worksheets", json=war(4))
        async with service.services.pool.connection() as connection:
            await store.book(connection, spent_elsewhere())
        async with running(worker=True, **model, **SPENT):
            ended = await ask(service, war(4))

    assert started.status_code == 202
    assert (ended.status_code, ended.json()["type"].rpartition("/")[2]) == (503, "budget-spent")
    assert provider.calls == 0


async def test_calls_are_booked_for_the_worksheet_and_whoever_asked(running, model) -> None:
    async with running(worker=True, **model) as service:
        made = (await ask(service, war(4))).json()
        await service.services.models.books.settle()
        today = datetime.now(UTC).date()
        async with service.services.pool.connection() as connection:
            (worksheet,) = await store.sum_by_worksheet(connection, today, today)
            (user,) = await store.sum_by_user(connection, today, today)
            roles = await store.sum_by_role(connection, today, today)

    assert worksheet.name == made["id"]
    assert worksheet.cost == user.cost == sum(row.cost for row in roles) > 0
    assert user.name
    assert {row.name for row in roles} >= {"author"}
