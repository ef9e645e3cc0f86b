import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack

import pytest
from msgspec import Struct

from database.pool import Pool
from database.statement import Statement
from fakes.clock import Clock
from fakes.lineups import lineup_of
from fakes.openai_server import FakeOpenAI
from language_models.breakers import Breakers, Tolerance
from language_models.configured_models import ConfiguredModels
from language_models.lineup import Lineup
from language_models.model import Prompt, Role
from language_models.openai_compatible import OpenAICompatible

Configure = Callable[..., Awaitable[ConfiguredModels]]


class Booked(Struct, frozen=True):
    """What a test reads of a stored call."""

    model: str
    outcome: str
    prompt_tokens: int
    completion_tokens: int
    is_estimate: bool
    milliseconds: int
    cost: int | None


_BOOKED = Statement(
    """
    select model, outcome, prompt_tokens, completion_tokens, is_estimate, milliseconds, cost
    from model_calls
    order by at
    """,
    Booked,
)


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def fakes() -> Iterator[tuple[FakeOpenAI, FakeOpenAI]]:
    """Two providers."""
    with ExitStack() as stack:
        yield stack.enter_context(FakeOpenAI()), stack.enter_context(FakeOpenAI())


@pytest.fixture
async def model(fake: FakeOpenAI) -> AsyncIterator[OpenAICompatible]:
    model = OpenAICompatible("key-123", fake.base_url, fake.model)
    yield model
    await model.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def configure(pool: Pool, clock: Clock) -> AsyncIterator[Configure]:
    """Models of a lineup, loaded and closed afterwards. A silence of any length counts against a model."""
    async with AsyncExitStack() as stack:

        async def configured(lineup: Lineup, budget: int | None = None) -> ConfiguredModels:
            breakers = Breakers(Tolerance(slow=0.0), clock)
            models = ConfiguredModels(lineup, pool, budget=budget, breakers=breakers)
            stack.push_async_callback(models.close)
            await models.connect(Role.AUTHOR)
            return models

        yield configured


@pytest.fixture
async def models(configure: Configure, fakes: tuple[FakeOpenAI, FakeOpenAI]) -> ConfiguredModels:
    """Two models at two providers, in this order."""
    return await configure(lineup_of(*fakes))


@pytest.fixture
def booked(pool: Pool) -> Callable[[ConfiguredModels], Awaitable[list[Booked]]]:
    """All calls that are stored, oldest first."""

    async def read(models: ConfiguredModels) -> list[Booked]:
        await models.books.settle()
        async with pool.connection() as connection:
            return await _BOOKED.fetch_all(connection)

    return read


@pytest.fixture
def prompt() -> Prompt:
    data = '{"about": {"topic": "Подлежащее и сказуемое", "language": "ru"}, "count": 6}'
    return Prompt("Пишите задания.", data, "worksheet", {"type": "object"}, max_tokens=4000)


@pytest.fixture
def unused_tcp_port_address() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
