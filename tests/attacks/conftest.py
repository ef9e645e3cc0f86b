"""The running service, with a model that does whatever it is told."""

import contextlib
from collections.abc import AsyncIterator, Iterator
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


@pytest.fixture(params=list(Language), ids=str)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def attacks(language: Language) -> Attacks:
    return attacks_in(language)


@pytest.fixture
def model(attacks: Attacks) -> Iterator[ObeyingModel]:
    orders = {attack.order: attack.marker for attack in attacks.attacks}
    topics = {victim.topic for victim in attacks.victims}
    bribes = frozenset(
        attack.typed
        for attack in attacks.attacks
        if not attack.is_a_topic and attack.typed.strip() not in {"", *topics}
    )
    with ObeyingModel(orders, bribes) as model:
        yield model


@pytest.fixture
async def service(
    stack: StackAddresses, database_url: str, redis: Redis, model: ObeyingModel, tmp_path: Path
) -> AsyncIterator[Service]:
    """A service and a worker, without the limits that hold attackers back."""
    del redis
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    chosen = settings.read(
        {
            "TETRAD_WEB_DIST": str(tmp_path),
            "TETRAD_REQUESTS_PER_MINUTE": "100000",
            "TETRAD_GENERATIONS_PER_HOUR": "100000",
            "TETRAD_GENERATIONS_AT_ONCE": "1000",
            "OPENAI_BASE_URL": model.base_url,
            "OPENAI_MODEL": model.model,
            "OPENAI_API_KEY": "test",
        }
    )
    addresses = Addresses(database_url, database_url, stack.redis_url, stack.redis_token)
    async with contextlib.AsyncExitStack() as opened:
        yield await opened.enter_async_context(running_service(chosen, addresses, worker=True))
