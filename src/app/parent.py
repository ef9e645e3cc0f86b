"""A process of ours ends with the one that started it, even when that one is killed and cannot say so."""

import os
import select
import signal
import threading
import time
from collections.abc import Callable

DRAIN = 15  # seconds that open requests get when a process of the web part is told to stop


def end_with_parent() -> None:
    """Stop this process as SIGTERM would when the other end of standard input is closed."""
    _watch(_wait_for_standard_input_to_end)


def end_with_forking_parent(*, drain: float) -> None:
    """Stop this process as SIGTERM would when the one that forked it dies; for certain `drain` seconds later."""
    parent = os.getppid()
    watched = os.pidfd_open(parent)

    def wait() -> None:
        select.select([watched], [], [])

    _watch(wait, drain)


def _watch(wait: Callable[[], None], drain: float | None = None) -> None:
    def end() -> None:
        wait()
        os.kill(os.getpid(), signal.SIGTERM)
        if drain is not None:
            time.sleep(drain)
            os._exit(1)

    threading.Thread(target=end, name="parent-watch", daemon=True).start()


def _wait_for_standard_input_to_end() -> None:
    # The descriptor, not `sys.stdin`: a process forked from this one could never take that object's lock.
    while os.read(0, 4096):
        pass
