"""`tetrad worker`: carries generations on; any number of them on any number of machines."""

import asyncio

from app.addresses import configured
from app.services import open_services
from app.settings import Settings
from observability import logs

_DRAIN = 20.0  # seconds that running jobs get when the process is told to stop


def worker(settings: Settings, *, concurrency: int = 8) -> None:
    """Work until SIGTERM or SIGINT, then let running jobs end; what does not end is taken over by another worker."""
    logs.configure(settings.log_level)
    asyncio.run(_work(settings, concurrency))


async def _work(settings: Settings, concurrency: int) -> None:
    async with open_services(settings, configured(settings)) as services:
        await services.queue.run_worker_async(
            concurrency=concurrency,
            shutdown_graceful_timeout=_DRAIN,
            additional_context={"workshop": services.workshop()},
            delete_jobs="successful",
        )
