"""Sheets printed in worker processes, each within a deadline."""

import asyncio
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired

from pdf.errors import RendererBusy, RendererCrashed, RenderTimeout, UnprintableSheet
from pdf.model import Sheet
from pdf.order import Order
from pdf.pool import Printed, WorkerPool

_LONGEST_QUEUE = 32
_SECONDS_TO_START = 15.0


class Renderer:
    """Prints sheets. A worker that dies or is too slow is replaced, and the others go on.

    `deadline` is in seconds, from the moment a worker takes the sheet; `page_limit` counts the key.
    """

    def __init__(self, workers: int = 1, deadline: float = 20.0, page_limit: int = 60) -> None:
        self._pool = WorkerPool(workers, deadline)
        self._workers = workers
        self._deadline = deadline
        self._page_limit = page_limit
        self._waiting = 0

    def start(self) -> None:
        """Begin to warm the workers in the background."""
        self._pool.start()

    async def render(self, sheet: Sheet, with_key: bool = True) -> bytes:
        """The PDF. Raises a `pdf.errors.PdfError`."""
        if self._waiting >= _LONGEST_QUEUE:
            raise RendererBusy(self._waiting)
        self._waiting += 1
        try:
            printed = await self._print(Order(sheet, with_key, self._page_limit))
        finally:
            self._waiting -= 1
        if isinstance(printed, UnprintableSheet):
            raise printed
        return printed

    async def stop(self) -> None:
        """End all workers."""
        await asyncio.to_thread(self._pool.stop)

    async def _print(self, order: Order) -> Printed:
        try:
            return await self._attempt(order)
        except BrokenProcessPool:
            await asyncio.to_thread(self._pool.replace)
        try:
            return await self._attempt(order)
        except BrokenProcessPool as error:
            raise RendererCrashed(1) from error

    async def _attempt(self, order: Order) -> Printed:
        future = await asyncio.to_thread(self._pool.schedule, order)
        try:
            async with asyncio.timeout(self._patience()):
                return await _result(future)
        except ProcessExpired as error:
            raise RendererCrashed(error.exitcode) from error
        except MemoryError as error:
            raise RendererCrashed(1) from error
        except TimeoutError as error:
            if not future.done():
                await asyncio.to_thread(self._pool.replace)
            raise RenderTimeout(self._deadline) from error

    def _patience(self) -> float:
        """How long this sheet may take with those before it; pebble's own deadline comes first unless it hangs."""
        return self._deadline * (1 + self._waiting / self._workers) + _SECONDS_TO_START


async def _result(future: Future[Printed]) -> Printed:
    """What the worker gives. When the asker goes away, a waiting sheet is dropped but a worker is not killed for it."""
    try:
        return await asyncio.shield(asyncio.wrap_future(future))
    finally:
        if not future.running():
            future.cancel()
