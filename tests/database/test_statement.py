"""What a statement makes of the rows it gets."""

from collections.abc import AsyncIterator
from enum import StrEnum
from uuid import UUID, uuid4

import pytest
from msgspec import Struct, ValidationError

from database.errors import RowMissing
from database.pool import Connection, Pool
from database.statement import Command, Statement


class Status(StrEnum):
    QUEUED = "queued"
    DONE = "done"


class Wish(Struct, frozen=True, forbid_unknown_fields=True):
    topic: str
    counts: tuple[int, ...]


class WishRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: UUID
    status: Status
    request: Wish


ADD = Command("insert into wishes values (%(id)s, %(key)s, %(status)s, %(request)s::jsonb)")
FIND = Statement("select id, status, request from wishes where key = %(key)s", WishRow)
LIST = Statement("select id, status, request from wishes order by key", WishRow)
FINISH = Command("update wishes set status = 'done'")
REQUEST = '{"topic": "Дроби", "counts": [1, 2]}'


@pytest.fixture
async def connection(pool: Pool) -> AsyncIterator[Connection]:
    async with pool.connection() as opened:
        await opened.execute("create table wishes (id uuid, key text, status text, request jsonb)")
        yield opened


def parameters(key: str, status: str = "queued", request: str = REQUEST) -> dict[str, object]:
    return {"id": uuid4(), "key": key, "status": status, "request": request}


async def test_text_becomes_an_enum_and_json_a_struct(connection: Connection) -> None:
    wanted = parameters("a")
    assert await ADD.execute(connection, wanted) == 1
    row = await FIND.fetch_one(connection, {"key": "a"})
    assert isinstance(wanted["id"], UUID)
    assert row == WishRow(wanted["id"], Status.QUEUED, Wish("Дроби", (1, 2)))


async def test_a_row_that_its_struct_cannot_hold_is_an_error(connection: Connection) -> None:
    await ADD.execute(connection, parameters("a", request='{"topic": 5, "counts": []}'))
    with pytest.raises(ValidationError, match="topic"):
        await FIND.fetch_one(connection, {"key": "a"})


async def test_no_row_is_none_where_it_is_optional_and_an_error_where_it_is_not(connection: Connection) -> None:
    assert await FIND.fetch_optional(connection, {"key": "secret"}) is None
    with pytest.raises(RowMissing, match="from wishes") as missing:
        await FIND.fetch_one(connection, {"key": "secret"})
    assert "secret" not in str(missing.value)


async def test_many_sets_of_parameters_run_in_one_batch_and_stream_back_in_order(connection: Connection) -> None:
    await ADD.execute_many(connection, [parameters(key) for key in "cab"])
    assert await FINISH.execute(connection) == 3
    listed = await LIST.fetch_all(connection)
    assert [row async for row in LIST.stream(connection)] == listed
    assert [row.status for row in listed] == [Status.DONE] * 3
