"""An exact hit over HTTP beside a bare key lookup over HTTP, on the same database in the same run.

    .venv/bin/python -m bench.hit_path [--seconds 3]

The floor is an ASGI application on the same server (Granian, one worker) that does one statement by primary key and
sends the stored text as it is: no routing, no limits, no canonical form. Ours is the whole service, limits included.
Both are asked over kept-alive connections; rounds alternate, so that a noisy machine is noisy for both.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from database.migrate import migrate
from embedded.stack import EmbeddedStack

CLIENTS = (1, 8, 32)
ROUNDS = 3
WISH = {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en"}


@dataclass(frozen=True)
class Target:
    """Where to send which bytes."""

    port: int
    request: bytes


@dataclass(frozen=True)
class Round:
    milliseconds: list[float]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=3, help="length of one round")
    seconds: float = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, EmbeddedStack(Path(folder)) as stack:
        migrate(stack.database_url)
        environment = os.environ | {
            "DATABASE_URL": stack.database_url,
            "UPSTASH_REDIS_REST_URL": stack.redis_url,
            "UPSTASH_REDIS_REST_TOKEN": stack.redis_token,
            "TETRAD_REQUESTS_PER_MINUTE": "10000000",
            "TETRAD_LOG_LEVEL": "warning",
        }
        with (
            _server(["-m", "app.cli", "web"], environment) as ours,
            _server(["-m", "bench.bare_lookup"], environment) as bare,
        ):
            asyncio.run(_compare(ours, bare, seconds))


async def _compare(ours: int, bare: int, seconds: float) -> None:
    for language in ("en", "ru", "hi"):  # the service loads what it knows of a language in the background, once
        await _once(Target(ours, _wish({"topic": "?1", "grade": 1, "language": language})))
    wish = Target(ours, _wish(WISH))
    made = json.loads(await _once(wish))
    # The near path has been paid for by now, and this asks for what is stored.
    assert json.loads(await _once(wish))["provenance"]["match"] == "exact"
    floor = Target(bare, f"GET /{made['id']} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert json.loads(await _once(floor))["id"] == made["id"]
    for clients in CLIENTS:
        rounds = [(await _round(wish, clients, seconds), await _round(floor, clients, seconds)) for _ in range(ROUNDS)]
        _print(clients, [ours for ours, _ in rounds], [bare for _, bare in rounds])


def _print(clients: int, ours: list[Round], bare: list[Round]) -> None:
    ours_ms, bare_ms = (_median(rounds) for rounds in (ours, bare))
    ours_rate, bare_rate = (_rate(rounds) for rounds in (ours, bare))
    print(
        f"{clients:>3} clients: exact hit {ours_ms:.2f} ms p50, {ours_rate:.0f}/s; "
        f"bare lookup {bare_ms:.2f} ms p50, {bare_rate:.0f}/s; "
        f"ratio {ours_ms / bare_ms:.2f} in time, {bare_rate / ours_rate:.2f} in rate"
    )


def _median(rounds: list[Round]) -> float:
    return statistics.median([spent for one in rounds for spent in one.milliseconds])


def _rate(rounds: list[Round]) -> float:
    return sum(len(one.milliseconds) for one in rounds) / sum(one.seconds for one in rounds)


async def _round(target: Target, clients: int, seconds: float) -> Round:
    started = perf_counter()
    spent = await asyncio.gather(*(_client(target, started + seconds) for _ in range(clients)))
    return Round([one for client in spent for one in client], perf_counter() - started)


async def _client(target: Target, end: float) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    spent: list[float] = []
    while (started := perf_counter()) < end:
        await _exchange(reader, writer, target.request)
        spent.append((perf_counter() - started) * 1000)
    writer.close()
    return spent


async def _once(target: Target) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    body = await _exchange(reader, writer, target.request)
    writer.close()
    return body


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
    return await reader.readexactly(int(length))


def _wish(wish: dict[str, object]) -> bytes:
    body = json.dumps(wish).encode()
    head = ("POST /api/v1/worksheets HTTP/1.1", "Host: localhost", "Content-Type: application/json")
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body


@contextmanager
def _server(arguments: list[str], environment: dict[str, str]) -> Iterator[int]:
    """A server process on a free port, up and listening."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, *arguments], env=environment | {"PORT": str(port)})
    try:
        _wait_until_listening(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_listening(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = perf_counter() + 60
    while perf_counter() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        # Nothing to wait on but the port itself.
        asyncio.run(asyncio.sleep(0.05))
    raise TimeoutError(f"Nothing listens on port {port}.")


if __name__ == "__main__":
    main()
