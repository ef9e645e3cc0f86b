"""The commands of production as real processes, on services that run already."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import httpx

from embedded.stack import Addresses
from fakes.instances import PATIENCE, free_port, until
from fakes.openai_server import FakeOpenAI


@dataclass
class Production:
    """Processes by command; `addresses` are those of the ones that serve."""

    environ: dict[str, str]
    processes: dict[str, list[subprocess.Popen[bytes]]] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    output: IO[bytes] = field(default_factory=TemporaryFile)

    def start(self, *parts: str) -> None:
        """Start `tetrad web` or `tetrad worker` for each; those that serve are awaited."""
        started = [(part, free_port()) for part in parts]
        for part, port in started:
            command = [sys.executable, "-m", "app.cli", part]
            process = subprocess.Popen(command, env=self.environ | {"PORT": str(port)}, stdout=self.output)
            self.processes.setdefault(part, []).append(process)
        for port in (port for part, port in started if part == "web"):
            address = f"http://127.0.0.1:{port}"
            until(lambda address=address: self._has_ended() or _answers(address), lambda: "It does not listen.")
            assert not self._has_ended(), "A part did not start."
            self.addresses.append(address)

    def kill(self, part: str) -> None:
        """`kill -9` every process of this command."""
        for process in tuple(self.processes[part]):
            self.end(process, signal.SIGKILL)

    def end(self, process: subprocess.Popen[bytes], with_signal: signal.Signals) -> None:
        """End one process, and forget it and its address."""
        process.send_signal(with_signal)
        process.wait(PATIENCE)
        part = next(part for part, processes in self.processes.items() if process in processes)
        place = self.processes[part].index(process)
        del self.processes[part][place]
        if part == "web":
            del self.addresses[place]

    def logs(self) -> str:
        """Everything that the processes wrote."""
        return Path(f"/proc/self/fd/{self.output.fileno()}").read_text(errors="replace")

    def _has_ended(self) -> bool:
        return any(process.poll() is not None for processes in self.processes.values() for process in processes)

    def stop(self) -> None:
        """Stop whatever runs, in order."""
        running = [process for processes in self.processes.values() for process in processes]
        for process in running:
            process.terminate()
        for process in running:
            process.wait(PATIENCE)
        self.output.close()


@contextmanager
def production(
    stack: Addresses, database_url: str, provider: FakeOpenAI, *parts: str, **environ: str
) -> Iterator[Production]:
    """These commands, stopped at the end."""
    services = {
        "DATABASE_URL": database_url,
        "UPSTASH_REDIS_REST_URL": stack.redis_url,
        "UPSTASH_REDIS_REST_TOKEN": stack.redis_token,
        "OPENAI_BASE_URL": provider.base_url,
        "OPENAI_MODEL": provider.model,
    }
    started = Production(os.environ | services | environ)
    try:
        started.start(*parts)
        yield started
    finally:
        started.stop()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/ready").status_code == 200
    except httpx.TransportError:
        return False
