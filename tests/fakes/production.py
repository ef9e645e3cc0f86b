"""The commands of production as real processes, on services that run already."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

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

    def start(self, part: str) -> None:
        """Start `tetrad web` or `tetrad worker`; one that serves is awaited."""
        port = free_port()
        command = [sys.executable, "-m", "app.cli", part]
        process = subprocess.Popen(command, env=self.environ | {"PORT": str(port)}, stdout=subprocess.DEVNULL)
        self.processes.setdefault(part, []).append(process)
        if part == "web":
            address = f"http://127.0.0.1:{port}"
            until(lambda: process.poll() is not None or _answers(address), lambda: "The service does not listen.")
            assert process.poll() is None, "The service did not start."
            self.addresses.append(address)

    def kill(self, part: str) -> None:
        """`kill -9` every process of this command."""
        for process in self.processes.pop(part):
            process.kill()
            process.wait(PATIENCE)

    def stop(self) -> None:
        """Stop whatever runs, in order."""
        running = [process for processes in self.processes.values() for process in processes]
        for process in running:
            process.terminate()
        for process in running:
            process.wait(PATIENCE)


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
        for part in parts:
            started.start(part)
        yield started
    finally:
        started.stop()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/ready").status_code == 200
    except httpx.TransportError:
        return False
