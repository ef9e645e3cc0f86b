"""`tetrad run`: everything on one machine, with one command."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from app.addresses import own_ground
from app.commands.web import require_free_port
from app.errors import PartStopped
from app.services import Addresses
from app.settings import Settings
from database.migrate import migrate

_START = 60.0  # seconds within which the web part must answer
_STOP = 30.0  # seconds that a part gets to stop


def run(settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM. Says on stderr what it is doing."""
    require_free_port(settings.host, settings.port)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _setting(stop))
    with own_ground(settings, say) as addresses:
        say("Bringing the database to the newest schema")
        migrate(addresses.direct_url)
        say("Starting the service")
        with _part("web", settings, addresses) as web, _part("worker", settings, addresses) as worker:
            parts = {"web": web, "worker": worker}
            _wait_until_ready(settings, parts, stop)
            if not stop.is_set():
                say(f"\n  Tetrad is ready: http://{settings.host}:{settings.port}\n  Ctrl-C stops it.\n")
            while not stop.wait(0.5):
                _require_running(settings, parts)
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
def _part(name: str, settings: Settings, addresses: Addresses) -> Generator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "DATABASE_URL": addresses.database_url,
        "DATABASE_DIRECT_URL": addresses.direct_url,
        "UPSTASH_REDIS_REST_URL": addresses.redis_url,
        "UPSTASH_REDIS_REST_TOKEN": addresses.redis_token,
    }
    with _log(settings, name).open("ab") as log:
        # A session of its own keeps the terminal's Ctrl-C from it, so that the parts stop in order.
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", name, "--with-parent"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(settings: Settings, parts: dict[str, subprocess.Popen[bytes]], stop: threading.Event) -> None:
    end = time.monotonic() + _START
    while not stop.is_set() and time.monotonic() < end:
        _require_running(settings, parts)
        try:
            with urlopen(f"http://{settings.host}:{settings.port}/health/ready", timeout=2):
                return
        except (URLError, OSError):
            stop.wait(0.05)
    if not stop.is_set():
        raise PartStopped("web", _log(settings, "web"))


def _require_running(settings: Settings, parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in parts.items():
        if process.poll() is not None:
            raise PartStopped(name, _log(settings, name))


def _log(settings: Settings, part: str) -> Path:
    folder = settings.data_dir / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{part}.log"
