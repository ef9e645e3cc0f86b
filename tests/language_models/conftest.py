import socket
from collections.abc import AsyncIterator, Iterator

import pytest

from fakes.openai_server import FakeOpenAI
from language_models.model import Prompt
from language_models.openai_compatible import OpenAICompatible


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
async def model(fake: FakeOpenAI) -> AsyncIterator[OpenAICompatible]:
    model = OpenAICompatible("key-123", fake.base_url, fake.model)
    yield model
    await model.close()


@pytest.fixture
def prompt() -> Prompt:
    data = '{"about": {"topic": "Подлежащее и сказуемое", "language": "ru"}, "count": 6}'
    return Prompt("Пишите задания.", data, "worksheet", {"type": "object"}, max_tokens=4000)


@pytest.fixture
def unused_tcp_port_address() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
