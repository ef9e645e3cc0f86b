"""The whole service on a real port, and a worker beside it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
from granian.constants import Interfaces
from granian.server.embed import Server

from app.addresses import Addresses
from app.application import create_app
from app.services import Services, open_services
from app.settings import Settings


@dataclass(frozen=True)
class Service:
    """A service that answers, a client of it, and the parts behind it."""

    client: httpx.AsyncClient
    services: Services


@contextlib.asynccontextmanager
async def running_service(settings: Settings, addresses: Addresses, *, worker: bool = False) -> AsyncIterator[Service]:
    """Serve until the block ends; `worker` carries generations on."""
    async with contextlib.AsyncExitStack() as stack:
        port = await stack.enter_async_context(_serving(settings, addresses))
        client = await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60))
        services = await stack.enter_async_context(open_services(settings, addresses))
        if worker:
            await stack.enter_async_context(_working(services))
        yield Service(client, services)


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
        install_signal_handlers=False, additional_context=services.job_context(), concurrency=4
    )
    async with services.queue.open_async():
        task = asyncio.create_task(work)
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
