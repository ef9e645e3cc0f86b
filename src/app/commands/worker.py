"""`tetrad worker`: carries generations on; any number of them on any number of machines."""

import asyncio
import logging
import signal
from contextlib import suppress

from procrastinate.exceptions import ConnectorException

from app.addresses import configured
from app.services import Services, open_services
from app.settings import Settings
from observability import logs
from worksheets.writing.warming import warm

_DRAIN = 1.0  # seconds that running jobs get when the process is told to stop; another worker goes on with the rest
_LOOK = 1.0  # seconds between looks for jobs that were handed over, which nothing tells of
_BEATS = 3  # signs of life that must be missing in a row
_RECONNECT = 1.0  # seconds before the database is tried again

_log = logging.getLogger(__name__)


def worker(settings: Settings, *, concurrency: int = 8) -> None:
    """Work until SIGTERM or SIGINT, then hand over what does not end at once."""
    logs.configure(settings.log_level)
    with suppress(asyncio.CancelledError):
        asyncio.run(_work_until_stopped(settings, concurrency))


async def _work_until_stopped(settings: Settings, concurrency: int) -> None:
    stopping = _cancel_on_signal()
    warming = asyncio.create_task(asyncio.to_thread(warm), name="warming")
    while not stopping.is_set():
        with suppress(ConnectorException):
            async with open_services(settings, configured(settings)) as services, services.queue.open_async():
                await _work(services, concurrency)
        if not stopping.is_set():
            # The queue ends its worker when it loses the database; jobs that were running are taken up anew.
            _log.warning("worker_lost_the_database")
            await asyncio.sleep(_RECONNECT)
    await warming


def _cancel_on_signal() -> asyncio.Event:
    """Cancel the current task on SIGTERM and SIGINT; set when that has happened."""
    work, stopping = asyncio.current_task(), asyncio.Event()
    assert work is not None

    def stop() -> None:
        stopping.set()
        work.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    return stopping


async def _work(services: Services, concurrency: int) -> None:
    takeover_after = services.settings.takeover_after
    await services.queue.run_worker_async(
        concurrency=concurrency,
        fetch_job_polling_interval=_LOOK,
        shutdown_graceful_timeout=_DRAIN,
        install_signal_handlers=False,
        additional_context=services.job_context(),
        delete_jobs="successful",
        update_heartbeat_interval=takeover_after / _BEATS,
        stalled_worker_timeout=takeover_after,
    )
