"""The processes of `tetrad run`: kept running, and given up when one does not stay."""

import os
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path

from app.addresses import Addresses
from app.errors import PartStopped
from app.settings import Settings

_STOP = 30.0  # seconds that a part gets to stop
_MOST_RESTARTS, _WITHIN = 5, 120.0  # a part that ends more often than this, in seconds, is broken


class Part:
    """One command of ours as a process that logs to `log` and ends with us."""

    def __init__(self, name: str, settings: Settings, addresses: Addresses) -> None:
        self.name = name
        self.log = _log(settings, name)
        self._environment = os.environ | {
            "DATABASE_URL": addresses.database_url,
            "DATABASE_DIRECT_URL": addresses.direct_url,
            "UPSTASH_REDIS_REST_URL": addresses.redis_url,
            "UPSTASH_REDIS_REST_TOKEN": addresses.redis_token,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, in place of one that has ended."""
        self._forget()
        with self.log.open("ab") as log:
            # A session of its own keeps the terminal's Ctrl-C from it, so that the parts stop in order.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", self.name, "--with-parent"],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def begin_to_stop(self) -> None:
        """Take nothing new up; returns at once."""
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """Let what is under way end; after half a minute no longer."""
        if self._process is None:
            return
        self.begin_to_stop()
        try:
            self._process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._forget()

    def _forget(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            # What the ended process may have left running watches the other end of this pipe.
            self._process.stdin.close()
        self._process = None


class Restarts:
    """How often each part had to be started again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: defaultdict[str, deque[float]] = defaultdict(deque)

    def count(self, name: str, log: Path) -> None:
        """Note a restart. Raises PartStopped when this part has ended too often of late."""
        times, now = self._times[name], self._clock()
        while times and times[0] < now - _WITHIN:
            times.popleft()
        times.append(now)
        if len(times) > _MOST_RESTARTS:
            raise PartStopped(name, log)


def _log(settings: Settings, part: str) -> Path:
    folder = settings.data_dir / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{part}.log"
