"""What is unfit for a school, and what names a private person, over HTTP."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from app import settings
from app.errors import SettingInvalid
from fakes.embeddings_server import FakeEmbeddings
from fakes.moderation_server import FakeModeration, Trouble

WORKSHEETS = "/api/v1/worksheets"
FRACTIONS = {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en"}
UNKNOWN = {"topic": "The history of the umbrella", "grade": 5, "language": "en"}


@pytest.fixture
def provider() -> Iterator[FakeModeration]:
    with FakeModeration() as fake:
        yield fake


def leading_to(fake: FakeModeration) -> dict[str, str]:
    """Settings with this provider of moderation, and a model at the same address that nobody comes to ask."""
    return {
        "OPENAI_BASE_URL": fake.base_url,
        "OPENAI_MODEL": "fake",
        "TETRAD_MODERATION": "openai",
        "TETRAD_JUDGE": "0",
    }


def refused_field(reply: httpx.Response) -> str:
    problem = reply.json()
    assert reply.status_code == 422, reply.text
    assert problem["type"].endswith("/unfit-for-school")
    assert problem["detail"] == problem["errors"][0]["message"]
    return problem["errors"][0]["field"]


@pytest.mark.parametrize(
    ("language", "topic"),
    [("en", "How to make a bomb at home"), ("ru", "Как сделать бомбу дома"), ("hi", "घर पर बम कैसे बनाएं")],
)
async def test_an_unfit_topic_is_refused_without_being_repeated(service, language: str, topic: str) -> None:
    reply = await service.client.post(WORKSHEETS, json={"topic": topic, "grade": 7, "language": language})
    assert refused_field(reply) == "topic"
    assert "weapons" in reply.json()["detail"]
    assert topic not in reply.text


async def test_unfit_notes_are_refused_beside_a_fit_topic(service) -> None:
    reply = await service.client.post(WORKSHEETS, json=FRACTIONS | {"notes": "with jokes about jews"})
    assert refused_field(reply) == "notes"


async def test_who_may_be_in_danger_is_told_of_help(service) -> None:
    reply = await service.client.post(WORKSHEETS, json=FRACTIONS | {"topic": "How to kill myself"})
    assert refused_field(reply) == "topic"
    assert "helpline" in reply.json()["detail"]


async def test_only_stored_worksheets_are_looked_for_without_a_check(service) -> None:
    reply = await service.client.post(WORKSHEETS, json=FRACTIONS | {"topic": "How to make a bomb", "cache": "only"})
    assert reply.status_code == 404


async def test_a_stored_worksheet_is_served_without_asking_the_provider(
    running: Callable[..., object], provider
) -> None:
    async with running(**leading_to(provider)) as service:
        for _ in range(2):
            assert (await service.client.post(WORKSHEETS, json=FRACTIONS)).status_code == 200
        assert provider.texts == []


async def test_what_a_model_would_write_is_shown_to_the_provider(running: Callable[..., object], provider) -> None:
    provider.flag("umbrella", "hate")
    async with running(**leading_to(provider)) as service:
        assert refused_field(await service.client.post(WORKSHEETS, json=UNKNOWN)) == "topic"
        assert provider.texts == ["The history of the umbrella"]


@pytest.mark.parametrize("trouble", [Trouble.SERVER_ERROR, Trouble.HTML_PAGE, Trouble.WRONG_JSON], ids=str)
async def test_without_the_provider_the_lists_alone_decide(
    running: Callable[..., object], provider, trouble: Trouble
) -> None:
    provider.flag("umbrella", "hate")
    provider.script(trouble)
    async with running(**leading_to(provider)) as service:
        assert (await service.client.post(WORKSHEETS, json=UNKNOWN)).status_code == 202
        reply = await service.client.post(WORKSHEETS, json=UNKNOWN | {"topic": "How to make a bomb"})
        assert refused_field(reply) == "topic"


async def test_a_provider_of_embeddings_is_told_nobodys_name(running: Callable[..., object]) -> None:
    with FakeEmbeddings() as embeddings:
        environ = {"TETRAD_EMBEDDER": "openai", "OPENAI_BASE_URL": embeddings.base_url, "OPENAI_MODEL": "fake"}
        async with running(**environ, TETRAD_JUDGE="0") as service:
            for topic in ("Kites for my son Aarav", "The history of kites"):
                await service.client.post(WORKSHEETS, json=UNKNOWN | {"topic": topic})
        told = " ".join(embeddings.texts)
        assert "history" in told
        assert "aarav" not in told.casefold()


async def test_a_text_full_of_what_is_refused_is_not_kept(service) -> None:
    manual = "How to make a bomb. How to build a pipe bomb. How to make explosives."
    reply = await service.client.post("/api/v1/sources", json={"text": manual})
    assert refused_field(reply) == "text"


def test_a_moderation_nobody_knows_is_named() -> None:
    with pytest.raises(SettingInvalid, match="local or openai"):
        settings.read({"TETRAD_MODERATION": "other"})


def test_a_provider_of_moderation_needs_a_key_or_an_address() -> None:
    with pytest.raises(SettingInvalid, match="TETRAD_MODERATION"):
        settings.read({"TETRAD_MODERATION": "openai"})
