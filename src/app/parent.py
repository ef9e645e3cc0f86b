"""A part that was started by `tetrad run` ends with it, even when that one is killed and cannot say so."""

import os
import signal
import sys
import threading


def end_with_parent() -> None:
    """Stop this process as SIGTERM would when the other end of standard input is closed."""
    threading.Thread(target=_wait_for_the_end, name="parent-watch", daemon=True).start()


def _wait_for_the_end() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
