"""A provider's moderation over its real protocol, well and badly behaved."""

from collections.abc import AsyncIterator, Iterator

import pytest

from cache.model import Language
from fakes.moderation_server import FakeModeration, Trouble
from worksheets.errors import UnfitForSchool
from worksheets.model import WorksheetRequest
from worksheets.moderation.errors import ModerationUnavailable
from worksheets.moderation.model import Category, Unfit
from worksheets.moderation.moderation import UNAVAILABLE, Moderation
from worksheets.moderation.provider import ModerationProvider

TOPIC = ("topic", "Fractions")


@pytest.fixture
def fake() -> Iterator[FakeModeration]:
    with FakeModeration() as fake:
        yield fake


@pytest.fixture
async def provider(fake: FakeModeration) -> AsyncIterator[ModerationProvider]:
    provider = ModerationProvider("test", fake.base_url, deadline=0.5)
    yield provider
    await provider.close()


async def test_what_is_not_flagged_is_fit(provider: ModerationProvider) -> None:
    assert await provider.unfit([TOPIC, ("notes", "large print")]) is None


@pytest.mark.parametrize(
    ("flagged", "category"),
    [
        ("sexual", Category.SEXUAL),
        ("self-harm", Category.SELF_HARM),
        ("self-harm/intent", Category.SELF_HARM),
        ("hate", Category.HATE),
        ("harassment", Category.HATE),
        ("illicit", Category.CHEATING),
        ("illicit/violent", Category.WEAPONS),
        ("violence", Category.VIOLENCE),
    ],
)
async def test_a_flag_names_field_and_category(
    provider: ModerationProvider, fake: FakeModeration, flagged: str, category: Category
) -> None:
    fake.flag("gloop", flagged)
    assert await provider.unfit([TOPIC, ("notes", "all about gloop")]) == Unfit("notes", category)


async def test_violence_of_which_the_provider_is_not_sure_is_taught(
    provider: ModerationProvider, fake: FakeModeration
) -> None:
    fake.flag("trenches", "violence", 0.7)
    assert await provider.unfit([("topic", "Life in the trenches")]) is None


@pytest.mark.parametrize("trouble", list(Trouble), ids=str)
async def test_every_misbehaviour_ends_in_time_as_unavailable(
    provider: ModerationProvider, fake: FakeModeration, trouble: Trouble
) -> None:
    fake.script(trouble)
    with pytest.raises(ModerationUnavailable) as failure:
        await provider.unfit([TOPIC])
    assert "Fractions" not in str(failure.value)


async def test_an_address_where_nobody_listens_is_unavailable() -> None:
    provider = ModerationProvider("test", "http://127.0.0.1:9/v1")
    with pytest.raises(ModerationUnavailable):
        await provider.unfit([TOPIC])
    await provider.close()


async def test_while_the_provider_is_away_the_request_goes_on_and_is_counted(
    provider: ModerationProvider, fake: FakeModeration
) -> None:
    fake.script(Trouble.SERVER_ERROR)
    before = UNAVAILABLE.labels("http-500")._value.get()
    await Moderation(provider).refuse_flagged(WorksheetRequest("Fractions", 5, Language.ENGLISH))
    assert UNAVAILABLE.labels("http-500")._value.get() == before + 1


async def test_a_flagged_request_is_refused_by_its_field(provider: ModerationProvider, fake: FakeModeration) -> None:
    fake.flag("gloop", "hate")
    with pytest.raises(UnfitForSchool) as refusal:
        await Moderation(provider).refuse_flagged(WorksheetRequest("gloop", 5, Language.ENGLISH))
    assert refusal.value.field == "topic"
    assert "gloop" not in str(refusal.value)


async def test_the_provider_is_told_no_personal_data(provider: ModerationProvider, fake: FakeModeration) -> None:
    request = WorksheetRequest(
        "Fractions for my son Aarav", 5, Language.ENGLISH, notes="Mail emily@example.com or ask Emily Whitfield."
    )
    await Moderation(provider).refuse_flagged(request)
    assert fake.texts == ["Fractions for my son [name]", "Mail [e-mail] or ask [name]."]
