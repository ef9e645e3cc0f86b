"""`tetrad run`: everything on one machine, with one command."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from app.addresses import Ground, own_ground
from app.commands.parts import Part, Restarts
from app.commands.web import require_free_port
from app.errors import PartStopped
from app.settings import Settings
from database.migrate import migrate

_START = 60.0  # seconds within which the web part must answer


def run(settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM. Says on stderr what it is doing; a part that ends by itself is started again."""
    require_free_port(settings.host, settings.port)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _setting(stop))
    with own_ground(settings, say) as ground:
        say("Bringing the database to the newest schema")
        migrate(ground.addresses.direct_url)
        say("Starting the service")
        parts = [Part(name, settings, ground.addresses) for name in ("web", "worker")]
        with _running(parts):
            _wait_until_ready(settings, parts, stop)
            if not stop.is_set():
                say(f"\n  Tetrad is ready: http://{settings.host}:{settings.port}\n  Ctrl-C stops it.\n")
            _keep_running(parts, ground, stop, Restarts())
            say("Stopping: requests under way are finished first")
    say("Stopped")


def _setting(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return handle


def say(line: str) -> None:
    """One line for the person at the terminal."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _running(parts: Sequence[Part]) -> Generator[None]:
    try:
        for part in parts:
            part.start()
        yield
    finally:
        for part in parts:
            part.begin_to_stop()
        for part in parts:
            part.stop()


def _keep_running(parts: Sequence[Part], ground: Ground, stop: threading.Event, restarts: Restarts) -> None:
    while not stop.wait(0.5):
        for name, log in ground.revive():
            say(f"{name} had stopped by itself and runs again")
            restarts.count(name, log)
        for part in parts:
            if part.has_ended():
                restarts.count(part.name, part.log)
                say(f"The {part.name} process had stopped by itself and is started again")
                part.start()


def _wait_until_ready(settings: Settings, parts: Sequence[Part], stop: threading.Event) -> None:
    end = time.monotonic() + _START
    while not stop.is_set() and time.monotonic() < end:
        for part in parts:
            if part.has_ended():
                raise PartStopped(part.name, part.log)
        try:
            with urlopen(f"http://{settings.host}:{settings.port}/health/ready", timeout=2):
                return
        except (URLError, OSError):
            stop.wait(0.05)
    if not stop.is_set():
        raise PartStopped("web", parts[0].log)
