"""The judge in the way of a request: after everything that costs nothing, before a model writes."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import Raw

from cache.model import Item, Language, Scope
from database.pool import transaction
from fakes.openai_server import FakeOpenAI
from questions.model import Difficulty, Subject
from worksheets import keeping, store
from worksheets.edition import served_editions
from worksheets.model import QuestionsWanted, Source, StoredWorksheet, WorksheetRequest

STORED, MEANT = "The abolition of slavery in the British Empire", "How Britain ended the ownership of human beings"
ASKED = {"grade": 8, "language": "en", "subject": "history"}


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        fake.meant[MEANT] = STORED
        yield fake


@pytest.fixture
def model(fake: FakeOpenAI) -> dict[str, str]:
    """A model that has a minute to vote: a busy machine is no failure."""
    return {
        "OPENAI_API_KEY": "key",
        "OPENAI_BASE_URL": fake.base_url,
        "OPENAI_MODEL": fake.model,
        "TETRAD_JUDGE_MILLISECONDS": "60000",
    }


@pytest.fixture
async def service(running: Callable[..., Any], model: dict[str, str]) -> AsyncIterator[Any]:
    async with running(**model) as started:
        yield started


async def keep(service: Any, topic: str = STORED, count: int = 10) -> UUID:
    """A stored worksheet, as if a model had written it long ago."""
    request = WorksheetRequest(
        topic=topic, grade=8, language=Language.ENGLISH, subject=Subject.HISTORY, questions=QuestionsWanted(count)
    )
    made = StoredWorksheet(
        id=UUID(int=count),
        title=topic,
        topic=topic,
        language=request.language,
        subject=request.subject,
        grade=8,
        difficulty=Difficulty.MEDIUM,
        questions=Raw(b"[]"),
        source=Source.MODEL,
        model="fake",
        checked_by=(),
        notice=None,
        created_at=datetime.now(UTC),
    )
    expires_at = made.created_at + timedelta(days=1)
    item = Item(made.id, keeping.specification_key(request), served_editions()[-1], expires_at)
    async with transaction(service.services.pool) as connection:
        await store.insert_worksheet(connection, made, expires_at)
        scope = Scope(Language.ENGLISH, 8, Subject.HISTORY)
        assert await service.services.cache.admit(connection, topic, scope, item) is not None
    return made.id


async def ask(service: Any, **more: object) -> Any:
    return await service.client.post("/api/v1/worksheets", json={"topic": MEANT, **ASKED, **more})


async def test_a_topic_that_only_a_model_recognises_is_served_and_found_by_itself_from_then_on(
    service: Any, fake: FakeOpenAI
) -> None:
    worksheet = await keep(service)
    first = (await ask(service)).json()
    assert first["id"] == str(worksheet)
    assert (first["provenance"]["source"], first["provenance"]["match"]) == ("cache", "judged")
    assert first["provenance"]["matched_topic"] == STORED
    assert 0.8 <= first["provenance"]["similarity"] < 1
    second = (await ask(service)).json()
    assert (second["id"], second["provenance"]["match"]) == (str(worksheet), "alias")
    assert fake.calls == 2


@pytest.mark.parametrize("more", [{"cache": "only"}, {"cache": "refresh"}, {"notes": "for my pupils"}])
async def test_nobody_votes_where_nothing_is_written_or_nothing_may_be_shared(
    service: Any, fake: FakeOpenAI, more: dict[str, str]
) -> None:
    await keep(service)
    answer = await ask(service, **more)
    assert answer.status_code == (404 if "only" in more.values() else 202)
    assert fake.calls == 0


async def test_a_recognised_topic_without_such_a_worksheet_goes_on_to_writing(service: Any, fake: FakeOpenAI) -> None:
    await keep(service, count=20)
    assert (await ask(service)).status_code == 202
    assert fake.calls == 2


async def test_a_model_that_sees_no_equal_topic_lets_the_request_go_on_to_writing(
    service: Any, fake: FakeOpenAI
) -> None:
    await keep(service)
    fake.meant.clear()
    assert (await ask(service)).status_code == 202


async def test_the_judge_can_be_switched_off_and_have_a_model_of_its_own(
    running: Callable[..., Any], model: dict[str, str], fake: FakeOpenAI
) -> None:
    async with running(**model, TETRAD_JUDGE="0") as service:
        await keep(service)
        assert (await ask(service)).status_code == 202
        assert fake.calls == 0
    async with running(**model, TETRAD_JUDGE_MODEL="small") as service:
        assert (
            await ask(service, questions={"count": 10}, difficulty="medium", topic=MEANT + " again")
        ).status_code == 202
    assert {received.chat.model for received in fake.received} == {"small"}
