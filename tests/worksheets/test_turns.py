"""Of those who ask for the same in one process, one goes on at a time."""

import asyncio

import pytest

from worksheets.flights.turns import Turns


async def test_whoever_comes_while_the_first_is_at_it_waits_for_its_end() -> None:
    turns, may_end, order = Turns[str](), asyncio.Event(), list[str]()

    async def come(name: str) -> str | None:
        async with turns.take("key") as turn:
            if turn.is_mine:
                await may_end.wait()
                turn.got = f"made by {name}"
            order.append(name)
            return turn.got

    crowd = [asyncio.create_task(come(name)) for name in ("first", "second", "third")]
    await asyncio.sleep(0)
    may_end.set()
    assert await asyncio.gather(*crowd) == ["made by first"] * 3
    assert order[0] == "first"


async def test_another_key_waits_for_nobody() -> None:
    turns = Turns[str]()
    async with turns.take("one") as first, turns.take("other") as second:
        assert first.is_mine
        assert second.is_mine


async def test_a_first_that_fails_holds_nobody_up() -> None:
    turns = Turns[str]()
    with pytest.raises(ZeroDivisionError):
        async with turns.take("key"):
            raise ZeroDivisionError
    async with turns.take("key") as turn:
        assert turn.is_mine
