"""The whole service on a real port, with a database of the test's own."""

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from upstash_redis.asyncio import Redis

from app import settings as settings_reader
from app.addresses import Addresses
from app.settings import Settings
from embedded.stack import Addresses as StackAddresses
from fakes.running_service import Service, running_service

Running = Callable[..., contextlib.AbstractAsyncContextManager[Service]]


@pytest.fixture
def addresses(stack: StackAddresses, database_url: str, redis: Redis) -> Addresses:
    """A database of the test's own and a Valkey that nobody has been counted in yet."""
    del redis
    return Addresses(database_url, database_url, stack.redis_url, stack.redis_token)


@pytest.fixture
def web_dist(tmp_path: Path) -> Path:
    """A web app of one page and one asset."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<!doctype html><div id="root"></div>')
    (tmp_path / "assets" / "app-1a2b3c.js").write_text("console.log(1)")
    return tmp_path


@pytest.fixture
def configured(web_dist: Path) -> Callable[..., Settings]:
    """Settings from environment variables given by name."""

    def configure(**environ: str) -> Settings:
        defaults = {"TETRAD_WEB_DIST": str(web_dist), "TETRAD_REQUESTS_PER_MINUTE": "100000"}
        return settings_reader.read(defaults | environ)

    return configure


@pytest.fixture
def running(addresses: Addresses, configured: Callable[..., Settings]) -> Running:
    """A context manager that serves with the given environment variables; `worker=True` carries generations on."""

    @contextlib.asynccontextmanager
    async def run(*, worker: bool = False, on: Addresses = addresses, **environ: str) -> AsyncIterator[Service]:
        async with running_service(configured(**environ), on, worker=worker) as started:
            yield started

    return run


@pytest.fixture
async def service(running: Running) -> AsyncIterator[Service]:
    """A service without a language model."""
    async with running() as started:
        yield started
