"""What is killed while teachers work: by hand with `kill -9`, on real processes."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from msgspec import json

from embedded.stack import Addresses as StackAddresses
from fakes.instances import PATIENCE, Instance, free_port, kill, lives, running, start, until
from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.production import production

FRACTIONS = {"topic": "adding fractions", "grade": 5, "language": "en", "questions": {"count": 3}}
CLOVES = {"topic": "The clove trade of Zanzibar", "grade": 9, "language": "en", "questions": {"count": 4}}


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("failures") / "data"


@pytest.fixture(scope="module")
def service(provider: FakeOpenAI, data: Path) -> Iterator[Instance]:
    with running(data, OPENAI_BASE_URL=provider.base_url, OPENAI_MODEL=provider.model) as instance:
        yield instance


def ask(client: httpx.Client, body: dict[str, object], status: int = 200) -> dict[str, object]:
    reply = client.post("/api/v1/worksheets", json=body)
    assert reply.status_code == status, reply.text
    return reply.json()


def watch(client: httpx.Client, path: str, first: threading.Event | None = None) -> list[tuple[str, dict[str, object]]]:
    """Every event of a generation, on one connection."""
    seen: list[tuple[str, dict[str, object]]] = []
    name = ""
    with client.stream("GET", path, timeout=PATIENCE) as reply:
        for line in reply.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                seen.append((name, json.decode(line.removeprefix("data: "))))
                if first is not None and name == "question":
                    first.set()
    return seen


@pytest.mark.parametrize("part", ["postgres -D", "app.cli web", "every part"])
def test_a_part_that_is_killed_runs_again_and_nothing_is_lost(service: Instance, part: str) -> None:
    made = ask(service.client, FRACTIONS)
    names = ["postgres -D", "valkey-server", "embedded.gateway", "app.cli"] if part == "every part" else [part]
    victims = [pid for name in names for pid in service.pids(name)]
    kill(victims)
    until(lambda: not any(map(lives, victims)), service.logs)
    until(lambda: all(any(map(lives, service.pids(name))) for name in names), service.logs)
    service.until_ready()
    assert ask(service.client, FRACTIONS)["id"] == made["id"]
    assert service.process.poll() is None


def test_requests_are_answered_fast_while_redis_is_away(service: Instance) -> None:
    """The part is stopped, not killed, so that calls hang as on a black-holed network."""
    service.until_ready()
    (gateway,) = service.pids("embedded.gateway")
    ask(service.client, FRACTIONS)
    os.kill(gateway, signal.SIGSTOP)
    try:
        for _ in range(5):
            ask(service.client, FRACTIONS)
        assert service.client.get("/health/ready").json() == {
            "ready": True,
            "parts": {"database": "ok", "redis": "degraded", "model": "ok"},
        }
    finally:
        os.kill(gateway, signal.SIGCONT)


def test_a_worker_killed_in_the_middle_is_replaced_and_its_reader_reads_on(
    service: Instance, provider: FakeOpenAI
) -> None:
    service.until_ready()
    provider.script(Behaviour.HANG_IN_STREAM)
    events = ask(service.client, CLOVES, 202)["generation"]["events"]
    first_question = threading.Event()
    with ThreadPoolExecutor(1) as reader:
        watching: Future[list[tuple[str, dict[str, object]]]] = reader.submit(
            watch, service.client, events, first_question
        )
        assert first_question.wait(PATIENCE), service.logs()
        kill(service.pids("app.cli worker"))
        seen = watching.result(PATIENCE)
    assert [name for name, _ in seen].count("done") == 1
    assert seen[-1][0] == "done", seen
    assert ask(service.client, CLOVES)["id"] == seen[-1][1]["worksheet_id"]
    assert "Zanzibar" not in service.logs()


def test_a_second_service_on_the_folder_or_the_port_says_so(service: Instance, tmp_path: Path) -> None:
    for data, port, told in (
        (service.data, free_port(), f"in use by process {service.process.pid}"),
        (tmp_path / "other", service.client.base_url.port, "is in use by another program"),
    ):
        with (tmp_path / "said").open("wb") as output:
            second = start(data, port or 0, output.fileno())
        assert second.wait(PATIENCE) == 1
        (said,) = (tmp_path / "said").read_text().splitlines()
        assert told in said
    assert ask(service.client, FRACTIONS)


def test_stopping_ends_open_streams_and_prints_no_traceback(service: Instance, provider: FakeOpenAI) -> None:
    """The last test of this module that uses the service: SIGINT to the whole group, as Ctrl-C does it."""
    service.until_ready()
    made = ask(service.client, FRACTIONS)
    provider.script(Behaviour.HANG_IN_STREAM)
    events = ask(service.client, CLOVES | {"topic": "Monsoon winds"}, 202)["generation"]["events"]
    first_question = threading.Event()
    with ThreadPoolExecutor(1) as reader:
        watching = reader.submit(watch, service.client, events, first_question)
        assert first_question.wait(PATIENCE), service.logs()
        service.client.get(f"/api/v1/worksheets/{made['id']}/pdf")
        left = [service.process.pid, *service.pids("")]
        os.killpg(service.process.pid, signal.SIGINT)
        assert service.process.wait(PATIENCE) == 0
        watching.exception(PATIENCE)
    until(lambda: not any(map(lives, left)), lambda: str([pid for pid in left if lives(pid)]))
    assert "Traceback" not in service.said.read_text()
    assert "Traceback" not in (service.data / "logs" / "web.log").read_text()


def test_killing_the_whole_instance_loses_no_worksheet_and_leaves_no_process(data: Path, service: Instance) -> None:
    assert service.process.poll() is not None  # stopped above; its folder is taken over
    with running(data) as first:
        made = ask(first.client, FRACTIONS)
        left = first.pids("")
        kill([first.process.pid])
        first.process.wait(PATIENCE)
        ours = [pid for pid in left if lives(pid)]
        with running(data) as second:
            read = second.client.get(f"/api/v1/worksheets/{made['id']}")
            assert read.status_code == 200
            assert ask(second.client, FRACTIONS)["id"] == made["id"]
        until(lambda: not any(map(lives, ours)), lambda: str([pid for pid in ours if lives(pid)]))


def test_two_web_processes_share_a_generation_and_either_shows_its_progress(
    stack: StackAddresses, database_url: str, provider: FakeOpenAI
) -> None:
    written = len(provider.asked_for("worksheet"))
    provider.script(Behaviour.SLOW)
    with production(stack, database_url, provider, "web", "web", "worker") as service:
        here, there = (httpx.Client(base_url=address, timeout=30) for address in service.addresses)
        with here, there:
            started = [ask(client, CLOVES, 202)["generation"] for client in (here, there, here, there)]
            assert len({generation["id"] for generation in started}) == 1
            seen = watch(there, started[0]["events"])
            assert [name for name, _ in seen].count("question") == 4
            assert ask(here, CLOVES)["id"] == seen[-1][1]["worksheet_id"]
    assert len(provider.asked_for("worksheet")) == written + 1
