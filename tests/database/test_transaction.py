"""The transaction a unit of work runs in."""

import pytest
from msgspec import Struct

from database.pool import Pool, transaction
from database.statement import Command, Statement


class CountRow(Struct, frozen=True, forbid_unknown_fields=True):
    count: int


ADD = Command("insert into wishes values (%(content)s)")
COUNT = Statement("select count(*) from wishes", CountRow)


@pytest.fixture(autouse=True)
async def wishes(pool: Pool) -> None:
    async with pool.connection() as connection:
        await connection.execute("create table wishes (content text)")


async def count_wishes(pool: Pool) -> int:
    async with pool.connection() as connection:
        return (await COUNT.fetch_one(connection)).count


async def test_a_block_that_ends_well_is_committed_as_a_whole(pool: Pool) -> None:
    async with transaction(pool) as connection:
        await ADD.execute(connection, {"content": "{}"})
        await ADD.execute(connection, {"content": "{}"})
        assert await count_wishes(pool) == 0
    assert await count_wishes(pool) == 2


async def add_and_fail(pool: Pool) -> None:
    async with transaction(pool) as connection:
        await ADD.execute(connection, {"content": "{}"})
        raise ZeroDivisionError


async def test_an_exception_rolls_everything_back(pool: Pool) -> None:
    with pytest.raises(ZeroDivisionError):
        await add_and_fail(pool)
    assert await count_wishes(pool) == 0


async def test_a_connection_is_usable_after_a_rollback(pool: Pool) -> None:
    for _ in range(20):  # more often than the pool has connections
        with pytest.raises(ZeroDivisionError):
            await add_and_fail(pool)
    async with transaction(pool) as connection:
        await ADD.execute(connection, {"content": "{}"})
    assert await count_wishes(pool) == 1
