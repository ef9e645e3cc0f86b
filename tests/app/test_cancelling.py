"""Cancel: who waits no longer, what is not written then, and what it costs."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack

import httpx
import pytest

from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.streams import Event, read_events

WAR = {"topic": "Causes of the First World War", "grade": 9, "language": "en", "questions": {"count": 4}}
ANNA, BORIS, STRANGER = ({"X-Forwarded-For": f"192.0.2.{last}"} for last in (1, 2, 3))
WAITING = "select count(*) from procrastinate_jobs where task_name = 'worksheets:write' and status = 'todo'"


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def environ(provider: FakeOpenAI) -> dict[str, str]:
    """Settings that lead to the fake provider, and let a test say which address it asks from."""
    return {
        "OPENAI_BASE_URL": provider.base_url,
        "OPENAI_MODEL": provider.model,
        "TETRAD_TRUSTED_PROXIES": "127.0.0.0/8",
    }


async def ask(service, who: dict[str, str] = ANNA, body: dict[str, object] = WAR) -> str:
    """The address of the generation that writes the worksheet."""
    reply = await service.client.post("/api/v1/worksheets", json=body, headers=who)
    assert reply.status_code == 202, reply.text
    return reply.headers["location"]


async def cancel(service, address: str, who: dict[str, str] = ANNA) -> str:
    """How the generation stands afterwards."""
    reply = await service.client.delete(address, headers=who)
    assert reply.status_code == 200, reply.text
    return reply.json()["status"]


async def watch(service, address: str) -> list[Event]:
    return [event async for event in read_events(service.client, f"{address}/events")]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


async def count(service, query: str) -> int:
    async with service.services.pool.connection() as connection:
        row = await (await connection.execute(query)).fetchone()
    return row[0]


@pytest.mark.parametrize("role", ["blueprint", "worksheet", "answers"])
async def test_a_worker_that_waits_for_a_model_hangs_up_and_is_free(running, environ, provider, role: str) -> None:
    provider.script(Behaviour.HANG_BEFORE, to="" if role == "worksheet" else role)
    async with running(worker=True, **environ) as service:
        address = await ask(service)
        await until(lambda: bool(provider.asked_for(role)))
        assert await cancel(service, address) == "cancelled"
        await until(lambda: provider.abandoned == 1)
        seen = await watch(service, address)
        assert seen[-1].name == "cancelled"
        assert seen[-1].data == {}
        assert (await watch(service, await ask(service, body=WAR | {"topic": "Volcanoes"})))[-1].name == "done"
        assert await watch(service, address) == seen
        assert await count(service, WAITING) == 0
        assert await count(service, "select count(*) from generations where checkpoint is not null") == 0


async def test_a_reply_that_is_coming_in_is_broken_off(running, environ, provider) -> None:
    provider.script(Behaviour.SLOW)
    async with running(worker=True, **environ) as service:
        address = await ask(service)
        async for event in read_events(service.client, f"{address}/events"):
            if event.name == "question":
                assert await cancel(service, address) == "cancelled"
        assert event.name == "cancelled"
        assert len(provider.asked_for("answers")) == 0
        assert await count(service, "select count(*) from worksheets") == 0


async def test_what_waits_in_the_queue_leaves_it(running, environ) -> None:
    async with running(**environ) as service:
        address = await ask(service)
        assert await cancel(service, address) == "cancelled"
        assert (await service.client.get(address)).json()["stage"] == "cancelled"
        assert await count(service, WAITING) == 0
        assert [event.name for event in await watch(service, address)] == ["cancelled"]


async def test_cancelling_twice_is_cancelling_once(running, environ) -> None:
    async with running(**environ) as service:
        address = await ask(service)
        assert [await cancel(service, address) for _ in range(3)] == ["cancelled"] * 3
        assert len(await watch(service, address)) == 1


async def test_what_others_wait_for_goes_on(running, environ) -> None:
    async with running(**environ) as service:
        address = await ask(service, ANNA)
        assert await ask(service, BORIS, WAR | {"topic": "Cuases of the First World War"}) == address
        assert await cancel(service, address, ANNA) == "queued"
        assert await cancel(service, address, ANNA) == "queued"
        assert await cancel(service, address, BORIS) == "cancelled"


async def test_whoever_comes_back_is_waited_for_again(running, environ) -> None:
    async with running(**environ) as service:
        address = await ask(service, ANNA)
        assert await ask(service, BORIS) == address
        assert await cancel(service, address, ANNA) == "queued"
        assert await ask(service, ANNA) == address
        assert await cancel(service, address, BORIS) == "queued"
        assert await cancel(service, address, ANNA) == "cancelled"


async def test_the_next_request_starts_anew(running, environ) -> None:
    async with running(**environ, TETRAD_GENERATIONS_AT_ONCE="1") as service:
        first = await ask(service)
        await cancel(service, first)
        assert await ask(service) != first


async def test_a_stranger_learns_nothing_and_stops_nothing(running, environ) -> None:
    async with running(**environ) as service:
        address = await ask(service)
        unknown = address[:-12] + "0" * 12
        for target in (address, unknown):
            reply = await service.client.delete(target, headers=STRANGER)
            assert (reply.status_code, reply.json()["type"].rpartition("/")[2]) == (404, "not-found")
        assert (await service.client.get(address)).json()["status"] == "queued"


async def test_a_finished_generation_stays_as_it_ended(running, environ) -> None:
    async with running(worker=True, **environ) as service:
        address = await ask(service)
        seen = await watch(service, address)
        reply = await service.client.delete(address, headers=ANNA)
        assert reply.json()["status"] == "done"
        assert reply.json()["worksheet_id"] == seen[-1].data["worksheet_id"]
        assert await watch(service, address) == seen


async def test_whoever_waits_with_the_request_is_told_that_it_was_cancelled(running, environ) -> None:
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(running(**environ))
        waiting = asyncio.create_task(
            service.client.post("/api/v1/worksheets", json=WAR, headers={**ANNA, "Prefer": "wait=50"})
        )
        stack.callback(waiting.cancel)
        while (started := await count(service, "select count(*) from generations")) == 0:
            await asyncio.sleep(0.02)
        assert started == 1
        await cancel(service, await ask(service))
        reply: httpx.Response = await waiting
        assert (reply.status_code, reply.json()["type"].rpartition("/")[2]) == (409, "generation-cancelled")


async def test_crowds_that_come_and_go_leave_nobody_waiting_for_what_was_cancelled(running, environ) -> None:
    """Whoever gets an address either finds it under way, or has cancelled it too."""
    crowd = [{"X-Forwarded-For": f"198.51.100.{last}"} for last in range(16)]
    async with running(**environ) as service:
        for _ in range(3):
            await asyncio.gather(*(come_and_go(service, who) for who in crowd))
        stays = await ask(service, BORIS)
        leaving = asyncio.gather(*(come_and_go(service, who) for who in crowd))
        addresses = [await ask(service, BORIS) for _ in range(5)]
        await leaving
        assert set(addresses) == {stays}
        assert (await service.client.get(stays)).json()["status"] == "queued"


async def come_and_go(service, who: dict[str, str]) -> None:
    await cancel(service, await ask(service, who), who)
