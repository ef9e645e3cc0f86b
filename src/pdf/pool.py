"""A pool of warm worker processes that is replaced when it breaks."""

import multiprocessing
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from threading import Lock, Thread

from pebble import ProcessPool

from pdf.errors import RendererStopped, UnprintableSheet
from pdf.order import Order, prepare, print_sheet, warm_up

_SHEETS_PER_WORKER = 500

Printed = bytes | UnprintableSheet


class WorkerPool:
    """Workers are forked from a server process that has loaded everything and shares no socket or thread with ours.

    A worker that dies while it waits breaks the whole pool of pebble; the next sheet then starts a new one. Forking
    from the loaded server gives its first sheet after 1.4 s, spawning after 2.5 s (two busy cores).
    """

    def __init__(self, workers: int, deadline: float) -> None:
        self._workers = workers
        self._deadline = deadline
        self._lock = Lock()
        self._pool: ProcessPool | None = None
        self._is_stopped = True

    def start(self) -> None:
        """Begin to warm the workers; returns at once."""
        self._is_stopped = False
        Thread(target=self._warm, name="pdf-warm-up", daemon=True).start()

    def schedule(self, order: Order) -> Future[Printed]:
        """Put a sheet in the queue; blocks while the workers start. Raises RendererStopped."""
        with self._lock:
            for _ in range(2):
                try:
                    return self._running().schedule(print_sheet, args=[order], timeout=self._deadline)
                except RuntimeError:
                    self._discard()
            raise BrokenProcessPool("the workers do not start")

    def replace(self) -> None:
        """Drop the pool with everything in it; the next sheet starts a new one."""
        with self._lock:
            self._discard()

    def stop(self) -> None:
        """End all workers; what they are printing is lost. Blocking."""
        with self._lock:
            self._is_stopped = True
            self._discard()

    def _warm(self) -> None:
        with self._lock:
            if not self._is_stopped:
                self._running().schedule(warm_up)

    def _running(self) -> ProcessPool:
        if self._is_stopped:
            raise RendererStopped
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["pdf.printing"])
            self._pool = ProcessPool(self._workers, max_tasks=_SHEETS_PER_WORKER, initializer=prepare, context=context)
        return self._pool

    def _discard(self) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None
