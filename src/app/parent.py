"""A part that was started by `tetrad run` ends with it, even when that one is killed and cannot say so."""

import os
import signal
import threading


def end_with_parent() -> None:
    """Stop this process as SIGTERM would when the other end of standard input is closed."""
    threading.Thread(target=_wait_for_the_end, name="parent-watch", daemon=True).start()


def _wait_for_the_end() -> None:
    # The descriptor, not `sys.stdin`: a process forked from this one could never take that object's lock.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
