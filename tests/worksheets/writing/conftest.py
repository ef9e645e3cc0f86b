from collections.abc import AsyncIterator, Iterator

import pytest

from fakes.one_model import OneModel
from fakes.openai_server import FakeOpenAI
from language_models.openai_compatible import OpenAICompatible
from worksheets.writing.warming import warm


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
async def model(fake: FakeOpenAI) -> AsyncIterator[OneModel]:
    model = OpenAICompatible("key", fake.base_url, fake.model)
    yield OneModel(model)
    await model.close()


@pytest.fixture(scope="session", autouse=True)
def warmed() -> None:
    """Deadlines are for models, not for dictionaries that a process loads once."""
    warm()
