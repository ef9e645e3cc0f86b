"""From the last byte of a question, as the provider sent it, to that question in the reader's hands.

    .venv/bin/python -m bench.first_question [--worksheets 20]

Web, worker, Postgres and provider are processes and servers of their own, as in production; the reader watches the
server-sent events. The floor, in the same run and in turn with it, is a reader that holds the provider's own stream and
sees the same question end in it. The provider pauses after the first question, so that nothing else is under way then.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import httpx
import msgspec

from cache.model import Language
from database.migrate import migrate
from embedded.stack import EmbeddedStack
from worksheets.writing.question_stream import QuestionStream

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.chat_completions import Chat, schema_name
from fakes.openai_server import Connection, FakeOpenAI
from fakes.production import production
from fakes.worksheets_by_numbers import Json

PAUSE = 0.5  # seconds behind the first question
QUESTIONS = 4
WARMING = 2


class TimedConnection(Connection):
    """Notes when the last byte of the first question had been sent."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fake: "TimedProvider") -> None:
        super().__init__(reader, writer, fake)
        self._timed = fake
        self._questions = QuestionStream()

    async def _delta(self, chat: Chat, delta: dict[str, Json]) -> None:
        await super()._delta(chat, delta)
        if schema_name(chat) != "worksheet" or self._timed.first_sent:
            return
        if self._questions.feed(str(delta.get("content") or "")):
            self._timed.first_sent = perf_counter()
            self._questions = QuestionStream()
            await asyncio.sleep(PAUSE)


class TimedProvider(FakeOpenAI):
    """`first_sent` is the time at which the first question of the last worksheet had been sent."""

    def __init__(self) -> None:
        super().__init__()
        self.first_sent = 0.0

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await TimedConnection(reader, writer, self).serve()


async def through_the_service(client: httpx.AsyncClient, provider: TimedProvider, topic: str) -> float:
    """Milliseconds from the question's last byte to its event."""
    provider.first_sent = 0.0
    body = {"topic": topic, "grade": 9, "language": Language.ENGLISH, "questions": {"count": QUESTIONS}}
    started = await client.post("/api/v1/worksheets", json=body | {"cache": "refresh"})
    assert started.status_code == 202, started.text
    address = started.json()["generation"]["events"]
    spent = 0.0
    async with client.stream("GET", address) as events:
        async for line in events.aiter_lines():
            if line == "event: question" and not spent:
                spent = perf_counter() - provider.first_sent
            if line in ("event: done", "event: failed"):
                assert line == "event: done"
                break
    return spent * 1000


async def from_the_provider(provider: TimedProvider, topic: str) -> float:
    """Milliseconds from the question's last byte until a reader of the bare stream has the whole of it."""
    provider.first_sent = 0.0
    slot = {"type": "single_choice", "bloom_level": "apply", "difficulty": "medium", "points": 1, "tests": ""}
    told = {"about": {"topic": topic, "language": "en"}, "slots": [slot] * QUESTIONS}
    chat = {
        "model": provider.model,
        "messages": [{"role": "user", "content": json.dumps(told)}],
        "stream": True,
        "response_format": {"type": "json_schema", "json_schema": {"name": "worksheet"}},
    }
    stream, spent = QuestionStream(), 0.0
    address = f"{provider.base_url}/chat/completions"
    async with httpx.AsyncClient() as client, client.stream("POST", address, json=chat) as reply:
        async for line in reply.aiter_lines():
            if not spent and _holds_a_question(line, stream):
                spent = perf_counter() - provider.first_sent
    return spent * 1000


def _holds_a_question(line: str, stream: QuestionStream) -> bool:
    """Whether this line of the stream finishes a question."""
    if not line.startswith("data: {"):
        return False
    choices = msgspec.json.decode(line.removeprefix("data: "))["choices"]
    return bool(choices and stream.feed(choices[0]["delta"].get("content") or ""))


async def compare(address: str, provider: TimedProvider, worksheets: int) -> None:
    service, bare = list[float](), list[float]()
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        for number in range(worksheets + WARMING):
            topic = f"Village legends of region {number}"
            service.append(await through_the_service(client, provider, topic))
            bare.append(await from_the_provider(provider, topic))
    ours, floor = service[WARMING:], bare[WARMING:]
    print(f"{len(ours)} worksheets, milliseconds from the last byte of the first question")
    print(f"  as an event of the service: {_times(ours)}")
    print(f"  in the provider's own stream: {_times(floor)}")
    ratio = statistics.median(ours) / statistics.median(floor)
    print(f"  ratio {ratio:.1f}, {statistics.median(ours) - statistics.median(floor):+.1f} ms")


def _times(spent: Sequence[float]) -> str:
    ordered = sorted(spent)
    return f"{statistics.median(ordered):.1f} p50, {ordered[int(len(ordered) * 0.95)]:.1f} p95, {ordered[-1]:.1f} most"


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the first question from the provider to the reader.")
    parser.add_argument("--worksheets", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, EmbeddedStack(Path(folder)) as stack, TimedProvider() as provider:
        migrate(stack.database_url)
        limits = {"TETRAD_REQUESTS_PER_MINUTE": "100000", "TETRAD_GENERATIONS_PER_HOUR": "100000"}
        with production(stack, stack.database_url, provider, "web", "worker", **limits) as running:
            asyncio.run(compare(running.addresses[0], provider, arguments.worksheets))


if __name__ == "__main__":
    main()
