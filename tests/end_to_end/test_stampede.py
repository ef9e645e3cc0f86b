"""Two hundred teachers want one worksheet at once, from two processes, in many words; and its writer dies."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle, islice
from pathlib import Path

import httpx
import psycopg
import pytest
from msgspec import json

from embedded.stack import Addresses
from fakes.instances import PATIENCE
from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.production import Production, production

# Any two are held for equal, whichever comes first: two different slips in one word would not be.
WORDINGS = [
    "The clove trade of Zanzibar",
    "Clove trade of Zanzibar",
    "the clove trade of Zanzibar.",
    "The clove trade of Zanzbiar",
    "The Clove Trade of Zanzibar?",
    "The clvoe trade of Zanzibar",
    "Worksheet on the clove trade of Zanzibar",
    "THE CLOVE TRADE OF ZANZIBAR",
]
CROWD = 200


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI(default=Behaviour.SLOW, pause=0.6) as fake:
        yield fake


@pytest.fixture
def service(stack: Addresses, database_url: str, provider: FakeOpenAI, tmp_path: Path) -> Iterator[Production]:
    """Two web processes and a worker whose work is taken over soon after it dies."""
    (tmp_path / "index.html").write_text("<!doctype html>")
    environ = {
        "TETRAD_REQUESTS_PER_MINUTE": "100000",
        "TETRAD_TAKEOVER_AFTER": "3",
        "TETRAD_WEB_DIST": str(tmp_path),
    }
    with production(stack, database_url, provider, "web", "web", "worker", **environ) as started:
        for address in started.addresses:
            warm(address)
        yield started


def warm(address: str) -> None:
    """Have a process load what its first requests wait for: on a busy machine that takes longer than a crowd waits."""
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        assert client.get("/api/v1/topics?language=en&grade=9").status_code == 200
        assert client.post("/api/v1/worksheets", json=wish("Rivers of Africa") | {"cache": "only"}).status_code == 404


@asynccontextmanager
async def clients(service: Production) -> AsyncIterator[list[httpx.AsyncClient]]:
    async with AsyncExitStack() as opened:
        limits = httpx.Limits(max_connections=None)
        yield [
            await opened.enter_async_context(httpx.AsyncClient(base_url=address, timeout=PATIENCE, limits=limits))
            for address in service.addresses
        ]


def wish(wording: str) -> dict[str, object]:
    return {"topic": wording, "grade": 9, "language": "en", "questions": {"count": 6}}


async def ask(client: httpx.AsyncClient, wording: str, **headers: str) -> httpx.Response:
    """Asked again as long as the service says that it is busy, which a crowd can make of a slow machine."""
    for _ in range(20):
        reply = await client.post("/api/v1/worksheets", json=wish(wording), headers=headers)
        if reply.status_code != 503 or not reply.json()["type"].endswith("/database-unavailable"):
            break
        await asyncio.sleep(float(reply.headers["Retry-After"]))
    return reply


async def last_event(client: httpx.AsyncClient, generation: dict[str, str]) -> tuple[str, dict[str, object]]:
    """What the generation's stream ends with, and a first question of it seen on the way."""
    name, data, seen = "", {}, set[str]()
    async with client.stream("GET", generation["events"]) as reply:
        async for line in reply.aiter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
                seen.add(name)
            elif line.startswith("data: "):
                data = json.decode(line.removeprefix("data: "))
    assert "question" in seen
    return name, data


def count(database_url: str, table: str) -> int:
    with psycopg.connect(database_url) as connection:
        return connection.execute(f"select count(*) from {table}").fetchall()[0][0]


def written(provider: FakeOpenAI, database_url: str) -> tuple[int, int, int]:
    """How often the author was called, how many generations there are, how many worksheets."""
    authors = len(provider.asked_for("worksheet"))
    return authors, count(database_url, "generations"), count(database_url, "worksheets")


async def test_a_stampede_is_one_generation_and_one_worksheet(
    service: Production, provider: FakeOpenAI, database_url: str
) -> None:
    async with clients(service) as both:
        crowd = zip(cycle(both), islice(cycle(WORDINGS), CROWD), strict=False)
        replies = await asyncio.gather(*(ask(client, wording, Prefer="wait=60") for client, wording in crowd))
    assert {reply.status_code: reply.text for reply in replies if reply.status_code != 200} == {}
    assert len({reply.json()["id"] for reply in replies}) == 1
    assert written(provider, database_url) == (1, 1, 1)


async def test_when_the_writing_worker_dies_another_finishes_and_everybody_gets_the_worksheet(
    service: Production, provider: FakeOpenAI, database_url: str
) -> None:
    provider.script(Behaviour.HANG_IN_STREAM, Behaviour.GOOD)
    async with clients(service) as both:
        crowd = list(zip(cycle(both), WORDINGS * 5, strict=False))
        replies = await asyncio.gather(*(ask(client, wording) for client, wording in crowd))
        assert {reply.status_code: reply.text for reply in replies if reply.status_code != 202} == {}
        (generation,) = {reply.json()["generation"]["id"]: reply.json()["generation"] for reply in replies}.values()
        watching = [asyncio.create_task(last_event(client, generation)) for client, _ in crowd]
        await first_question(both[1], generation)
        service.kill("worker")
        late = asyncio.create_task(ask(both[0], WORDINGS[3], Prefer="wait=60"))
        service.start("worker")
        ends = await asyncio.wait_for(asyncio.gather(*watching), PATIENCE)
    assert {name for name, _ in ends} == {"done"}
    assert {data["worksheet_id"] for _, data in ends} == {(await late).json()["id"]}
    assert written(provider, database_url) == (2, 1, 1)


async def first_question(client: httpx.AsyncClient, generation: dict[str, str]) -> None:
    """Return when the first question has been written."""
    async with client.stream("GET", generation["events"]) as reply:
        async for line in reply.aiter_lines():
            if line == "event: question":
                return
