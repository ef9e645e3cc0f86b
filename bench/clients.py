"""HTTP clients and server processes for benchmarks that compare servers; by itself it does nothing.

The clients speak just enough HTTP/1.1 over kept-alive connections to cost little beside the servers.
"""

import asyncio
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

_STARTS_WITHIN = 60.0  # seconds


@dataclass(frozen=True)
class Target:
    """A server, and where the bytes of its next request come from. Answers that lack `expected` are not counted."""

    port: int
    next_request: Callable[[], bytes]
    expected: bytes = b""


@dataclass(frozen=True)
class Round:
    """Milliseconds of each counted answer, the answers that were not, and how long it all took."""

    milliseconds: list[float]
    uncounted: int
    seconds: float


@dataclass(frozen=True)
class Figures:
    """Several rounds together; times in milliseconds."""

    p50: float
    p95: float
    a_second: float
    uncounted: int


def summarise(rounds: Sequence[Round]) -> Figures:
    """The figures of all rounds."""
    spent = sorted(one for part in rounds for one in part.milliseconds)
    return Figures(
        p50=statistics.median(spent),
        p95=spent[int(len(spent) * 0.95)],
        a_second=len(spent) / sum(part.seconds for part in rounds),
        uncounted=sum(part.uncounted for part in rounds),
    )


def post(path: str, body: bytes) -> bytes:
    """A request with a JSON body."""
    head = (f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json")
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body


async def run_round(target: Target, clients: int, seconds: float) -> Round:
    """So many clients, each asking again as soon as it was answered."""
    started = perf_counter()
    answers = await asyncio.gather(*(_client(target, started + seconds) for _ in range(clients)))
    counted = [spent for client in answers for spent, is_expected in client if is_expected]
    return Round(counted, sum(map(len, answers)) - len(counted), perf_counter() - started)


async def ask_once(port: int, request: bytes) -> bytes:
    """The body of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = await _exchange(reader, writer, request)
    writer.close()
    return body


async def _client(target: Target, end: float) -> list[tuple[float, bool]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    answers: list[tuple[float, bool]] = []
    while perf_counter() < end:
        request = target.next_request()
        started = perf_counter()
        body = await _exchange(reader, writer, request)
        answers.append(((perf_counter() - started) * 1000, target.expected in body))
    writer.close()
    return answers


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
    return await reader.readexactly(int(length))


@contextmanager
def serving(arguments: list[str], environment: dict[str, str]) -> Iterator[int]:
    """A Python process that serves on the PORT in its environment: that port, once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment | {"PORT": str(port)}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_listening(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_listening(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = perf_counter() + _STARTS_WITHIN
    while perf_counter() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        # Nothing to wait on but the port itself.
        asyncio.run(asyncio.sleep(0.05))
    raise TimeoutError(f"Nothing listens on port {port}.")
