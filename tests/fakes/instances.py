"""`tetrad run` as a real process, for tests that kill it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE = 90  # seconds: a busy machine is no failure


@dataclass
class Instance:
    """A running service: its process, its address and what it said so far."""

    process: subprocess.Popen[bytes]
    client: httpx.Client
    data: Path
    said: Path

    def pids(self, part: str) -> list[int]:
        """Processes started by this service whose command line holds `part`."""
        return [pid for pid in descendants(self.process.pid) if part in command_line(pid)]

    def logs(self) -> str:
        """Everything that the service and its parts wrote."""
        files = [self.said, *(self.data / "logs").glob("*.log")]
        return "\n".join(file.read_text(errors="replace") for file in files)

    def until_ready(self) -> None:
        """Return when every part answers, asked anew after whatever happened."""
        until(self._is_ready, self.logs)

    def _is_ready(self) -> bool:
        with suppress(httpx.TransportError):
            self.client.get("/api/v1/topics?language=en&grade=5")  # Redis is asked again only for a request
            parts = self.client.get("/health/ready").json()["parts"]
            return parts["database"] == parts["redis"] == "ok"
        return False


@contextmanager
def running(data: Path, **environ: str) -> Iterator[Instance]:
    """A service on `data` with the given environment variables; stopped at the end if it still runs."""
    port = free_port()
    said = data.with_name(f"{data.name}-{port}.log")
    with said.open("wb") as output:
        process = start(data, port, output.fileno(), **environ)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        instance = Instance(process, client, data, said)
        try:
            until(lambda: "Tetrad is ready" in said.read_text() or process.poll() is not None, instance.logs)
            assert process.poll() is None, instance.logs()
            yield instance
        finally:
            process.terminate()
            process.wait(PATIENCE)


def start(data: Path, port: int, output: int, **environ: str) -> subprocess.Popen[bytes]:
    """`tetrad run` in a process group of its own, as a terminal starts it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "TETRAD_"))}
    settings = {"PORT": str(port), "DATA_DIR": str(data), "TETRAD_REQUESTS_PER_MINUTE": "100000"}
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", "run"],
        env=plain | settings | environ,
        stdout=output,
        stderr=subprocess.STDOUT,
        process_group=0,
    )


def until(holds: Callable[[], bool], tell: Callable[[], str]) -> None:
    """Return as soon as `holds()`; fail with what `tell()` says when it does not in time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, tell()
        time.sleep(0.05)


def kill(pids: list[int]) -> None:
    """`kill -9`, of at least one process."""
    assert pids
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def lives(pid: int) -> bool:
    """Whether the process runs; one that only waits to be fetched by its parent does not."""
    try:
        return re.search(r"^State:\s+Z", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE) is None
    except OSError:
        return False


def descendants(pid: int) -> list[int]:
    """Children of the process, and theirs."""
    try:
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    except OSError:
        return []
    return [found for child in children for found in (child, *descendants(child))]


def command_line(pid: int) -> str:
    """How the process was started; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def free_port() -> int:
    """A port where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except OSError:
        return []
