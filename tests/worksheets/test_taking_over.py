"""One generation, several workers: what the next one finds, and what the last one may still do."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from msgspec import json
from psycopg.sql import SQL, Composed, Identifier

from fakes.house import House, request
from fakes.openai_server import Behaviour
from fakes.worksheets_by_numbers import asked_of
from worksheets import ask
from worksheets.generations import store
from worksheets.generations.carrying_on import carry_on
from worksheets.generations.store import EventRow
from worksheets.model import GenerationState, GenerationStatus
from worksheets.sources import Served

SIX = request("The clove trade of Zanzibar", 6)


async def asked(house: House) -> UUID:
    """A generation that waits for a worker."""
    outcome = await house.ask(SIX)
    assert isinstance(outcome, GenerationState)
    house.queued.clear()
    return outcome.id


async def events(house: House, id: UUID) -> list[EventRow]:
    async with house.sources.pool.connection() as connection:
        return await store.find_events(connection, id, 0)


async def numbers(house: House, id: UUID) -> list[int]:
    """Of the questions, as they were told."""
    told = [row for row in await events(house, id) if row.event == "question"]
    return [json.decode(row.data)["question"]["number"] for row in told]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


async def begun(house: House, id: UUID) -> asyncio.Task[None]:
    """A worker at work, which has told some questions and waits for the rest."""
    working = asyncio.create_task(carry_on(id, house.workshop))
    async with asyncio.timeout(60):
        while not await numbers(house, id):
            await asyncio.sleep(0.02)
    return working


async def killed(working: asyncio.Task[None]) -> None:
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working


async def column(house: House, name: str, id: UUID) -> object:
    query: Composed = SQL("select {} from generations where id = %s").format(Identifier(name))
    async with house.sources.pool.connection() as connection:
        row = await (await connection.execute(query, [id])).fetchone()
    assert row is not None
    return row[0]


async def change(house: House, query: str, id: UUID) -> None:
    async with house.sources.pool.connection() as connection:
        await connection.execute(query, [id])


async def test_the_next_worker_asks_only_for_what_is_missing_and_tells_nothing_again(house: House) -> None:
    house.provider.script(Behaviour.HANG_IN_STREAM)
    id = await asked(house)
    await killed(await begun(house, id))
    told = await numbers(house, id)
    await carry_on(id, house.workshop)
    first, second = (asked_of(chat.messages[-1].content) for chat in house.provider.asked_for("worksheet"))
    assert (first.count, second.count) == (6, 6 - len(told))
    assert await numbers(house, id) == [1, 2, 3, 4, 5, 6]
    assert len(house.provider.asked_for("blueprint")) == 1
    rows = await events(house, id)
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-1].event == "done"


@pytest.mark.parametrize(("role", "queue"), [("blueprint", "blueprint"), ("worksheet", ""), ("answers", "answers")])
async def test_what_was_answered_is_not_asked_again(house: House, role: str, queue: str) -> None:
    house.provider.script(Behaviour.HANG_BEFORE, to=queue)
    id = await asked(house)
    working = asyncio.create_task(carry_on(id, house.workshop))
    await until(lambda: bool(house.provider.asked_for(role)))
    await killed(working)
    await carry_on(id, house.workshop)
    calls = {each: len(house.provider.asked_for(each)) for each in ("blueprint", "worksheet", "answers")}
    assert calls == {"blueprint": 1, "worksheet": 1, "answers": 1} | {role: 2}
    assert await numbers(house, id) == [1, 2, 3, 4, 5, 6]


async def test_a_worker_that_wakes_up_too_late_neither_tells_nor_stores_anything(house: House) -> None:
    house.provider.script(Behaviour.SLOW)
    id = await asked(house)
    sleeper = await begun(house, id)
    successor = asyncio.create_task(carry_on(id, house.workshop))
    await asyncio.wait_for(asyncio.gather(sleeper, successor), 60)
    assert await numbers(house, id) == [1, 2, 3, 4, 5, 6]
    rows = await events(house, id)
    assert [row.event for row in rows].count("done") == 1
    assert rows[-1].event == "done"
    assert await house.count("worksheets") == 1
    assert await column(house, "attempt", id) == 2


async def test_a_worker_that_wakes_up_too_late_hangs_up_on_its_model(house: House) -> None:
    house.provider.script(Behaviour.HANG_IN_STREAM)
    id = await asked(house)
    sleeper = await begun(house, id)
    await carry_on(id, house.workshop)
    await asyncio.wait_for(sleeper, 60)
    await until(lambda: house.provider.abandoned == 1)


async def test_a_failure_of_the_last_worker_does_not_end_what_the_next_one_does(house: House) -> None:
    house.provider.script(Behaviour.HANG_BEFORE, Behaviour.HANG_BEFORE)
    id = await asked(house)
    sleeper = asyncio.create_task(carry_on(id, house.workshop))
    await until(lambda: len(house.provider.asked_for("worksheet")) == 1)
    await change(house, "update generations set attempt = attempt + 1 where id = %s", id)
    await asyncio.wait_for(sleeper, 60)
    assert await column(house, "status", id) == "running"


async def test_a_checkpoint_goes_with_the_end_of_its_generation(house: House) -> None:
    house.provider.script(Behaviour.HANG_IN_STREAM)
    id = await asked(house)
    await killed(await begun(house, id))
    assert await column(house, "checkpoint", id) is not None
    await carry_on(id, house.workshop)
    assert await column(house, "checkpoint", id) is None


async def test_a_checkpoint_of_another_version_is_begun_anew(house: House) -> None:
    id = await asked(house)
    await change(house, """update generations set checkpoint = '{"places": 7}' where id = %s""", id)
    await carry_on(id, house.workshop)
    assert await numbers(house, id) == [1, 2, 3, 4, 5, 6]


async def test_a_successor_has_little_time_but_some(house: House) -> None:
    house.provider.script(Behaviour.HANG_IN_STREAM)
    id = await asked(house)
    await killed(await begun(house, id))
    await change(house, "update generations set claimed_at = now() - interval '1 day' where id = %s", id)
    await carry_on(id, house.workshop)
    assert isinstance(await ask.finished_or_state(id, house.sources), Served)


async def test_what_is_over_is_not_taken_up(house: House) -> None:
    id = await asked(house)
    await carry_on(id, house.workshop)
    calls = house.provider.calls
    await carry_on(id, house.workshop)
    assert house.provider.calls == calls
    state = await ask.finished_or_state(id, house.sources)
    assert not isinstance(state, GenerationState)
    assert await column(house, "status", id) == GenerationStatus.DONE


async def test_what_ended_a_week_ago_leaves_nothing_behind(house: House) -> None:
    id = await asked(house)
    await carry_on(id, house.workshop)
    async with house.sources.pool.connection() as connection:
        assert await store.delete_old(connection) == 0
        await change(house, "update generations set finished_at = now() - interval '169 hours' where id = %s", id)
        assert await store.delete_old(connection) == 1
    assert [await house.count(table) for table in ("generation_events", "generation_riders")] == [0, 0]
    assert await house.count("worksheets") == 1
