"""The whole service on a real port, with a database of the test's own."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from upstash_redis.asyncio import Redis

from app import settings as settings_reader
from app.addresses import Addresses
from app.application import create_app
from app.services import Services, open_services
from app.settings import Settings
from embedded.stack import Addresses as StackAddresses

Running = Callable[..., contextlib.AbstractAsyncContextManager["Service"]]


@dataclass(frozen=True)
class Service:
    """A service that answers, a client of it, and the parts behind it."""

    client: httpx.AsyncClient
    services: Services


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
        chosen = configured(**environ)
        async with contextlib.AsyncExitStack() as stack:
            port = await stack.enter_async_context(_serving(chosen, on))
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60))
            services = await stack.enter_async_context(open_services(chosen, on))
            if worker:
                await stack.enter_async_context(_working(services))
            yield Service(client, services)

    return run


@pytest.fixture
async def service(running: Running) -> AsyncIterator[Service]:
    """A service without a language model."""
    async with running() as started:
        yield started


@contextlib.asynccontextmanager
async def _serving(settings: Settings, addresses: Addresses) -> AsyncIterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = Server(create_app(settings, addresses), port=port, interface=Interfaces.ASGI, log_enabled=False)
    task = asyncio.create_task(server.serve())
    try:
        await _until_listening(port, task)
        yield port
    finally:
        server.stop()
        await task


async def _until_listening(port: int, server: asyncio.Task[None]) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(500):
            with contextlib.suppress(httpx.TransportError):
                await client.get(f"http://127.0.0.1:{port}/health/live")
                return
            if server.done():
                server.result()
            await asyncio.sleep(0.02)
    raise TimeoutError("The service does not listen.")


@contextlib.asynccontextmanager
async def _working(services: Services) -> AsyncIterator[None]:
    work = services.queue.run_worker_async(
        install_signal_handlers=False, additional_context={"workshop": services.workshop()}, concurrency=4
    )
    async with services.queue.open_async():
        task = asyncio.create_task(work)
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
