"""The running service, with a model that does whatever it is told or with none."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from upstash_redis.asyncio import Redis

from app import settings
from app.addresses import Addresses
from attacks.attacks import Attacks, attacks_in
from cache.model import Language
from embedded.stack import Addresses as StackAddresses
from fakes.obeying_model import ObeyingModel
from fakes.running_service import Service, running_service

Running = Callable[..., contextlib.AbstractAsyncContextManager[Service]]


@pytest.fixture(params=list(Language), ids=str)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def attacks(language: Language) -> Attacks:
    return attacks_in(language)


@pytest.fixture
def model(attacks: Attacks) -> Iterator[ObeyingModel]:
    topics = {victim.topic for victim in attacks.victims}
    orders = {attack.order: attack.marker for attack in attacks.attacks}
    bribes = frozenset(
        attack.typed
        for attack in attacks.attacks
        if not attack.is_a_topic and attack.typed.strip() not in {"", *topics}
    )
    with ObeyingModel(orders, bribes) as model:
        yield model


@pytest.fixture
def running(stack: StackAddresses, database_url: str, redis: Redis, tmp_path: Path) -> Running:
    """A service without the limits that hold attackers back."""
    del redis
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    addresses = Addresses(database_url, database_url, stack.redis_url, stack.redis_token)
    environ = {
        "TETRAD_WEB_DIST": str(tmp_path),
        "TETRAD_REQUESTS_PER_MINUTE": "100000",
        "TETRAD_GENERATIONS_PER_HOUR": "100000",
        "TETRAD_GENERATIONS_AT_ONCE": "1000",
    }

    def run(*, worker: bool = False, **more: str) -> contextlib.AbstractAsyncContextManager[Service]:
        return running_service(settings.read(environ | more), addresses, worker=worker)

    return run


def leading_to(model: ObeyingModel) -> dict[str, str]:
    """Settings that lead to the model."""
    return {"OPENAI_BASE_URL": model.base_url, "OPENAI_MODEL": model.model, "OPENAI_API_KEY": "test"}


@pytest.fixture
async def service(running: Running, model: ObeyingModel) -> AsyncIterator[Service]:
    """The service with the model that obeys, and a worker."""
    async with running(worker=True, **leading_to(model)) as started:
        yield started


@pytest.fixture
async def workless(running: Running, model: ObeyingModel) -> AsyncIterator[Service]:
    """The same without a worker, so that what is asked for stays under way."""
    async with running(**leading_to(model)) as started:
        yield started


@pytest.fixture
async def unmodelled(running: Running) -> AsyncIterator[Service]:
    """The service without a model."""
    async with running() as started:
        yield started
