"""What a statement makes of the rows it gets."""

from enum import StrEnum
from uuid import UUID, uuid4

import pytest
from msgspec import Struct, ValidationError

from database.errors import RowMissing
from database.pool import Pool
from database.statement import Command, Statement


class Status(StrEnum):
    QUEUED = "queued"
    DONE = "done"


class Wish(Struct, frozen=True, forbid_unknown_fields=True):
    topic: str
    counts: tuple[int, ...]


class GenerationRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: UUID
    status: Status
    request: Wish


ADD = Command(
    "insert into generations (id, flight_key, status, request) values (%(id)s, %(key)s, %(status)s, %(request)s::jsonb)"
)
FIND = Statement("select id, status, request from generations where flight_key = %(key)s", GenerationRow)
LIST = Statement("select id, status, request from generations order by flight_key", GenerationRow)
FINISH = Command("update generations set status = 'done'")
REQUEST = '{"topic": "Дроби", "counts": [1, 2]}'


def parameters(key: str, status: str = "queued", request: str = REQUEST) -> dict[str, object]:
    return {"id": uuid4(), "key": key, "status": status, "request": request}


async def test_text_becomes_an_enum_and_json_a_struct(pool: Pool) -> None:
    wanted = parameters("a")
    async with pool.connection() as connection:
        assert await ADD.execute(connection, wanted) == 1
        row = await FIND.fetch_one(connection, {"key": "a"})
    assert isinstance(wanted["id"], UUID)
    assert row == GenerationRow(wanted["id"], Status.QUEUED, Wish("Дроби", (1, 2)))


async def test_a_row_that_its_struct_cannot_hold_is_an_error(pool: Pool) -> None:
    async with pool.connection() as connection:
        await ADD.execute(connection, parameters("a", request='{"topic": 5, "counts": []}'))
        with pytest.raises(ValidationError, match="request.topic"):
            await FIND.fetch_one(connection, {"key": "a"})


async def test_no_row_is_none_where_it_is_optional_and_an_error_where_it_is_not(pool: Pool) -> None:
    async with pool.connection() as connection:
        assert await FIND.fetch_optional(connection, {"key": "secret"}) is None
        with pytest.raises(RowMissing, match="from generations") as missing:
            await FIND.fetch_one(connection, {"key": "secret"})
    assert "secret" not in str(missing.value)


async def test_many_sets_of_parameters_run_in_one_batch_and_stream_back_in_order(pool: Pool) -> None:
    async with pool.connection() as connection:
        await ADD.execute_many(connection, [parameters(key) for key in "cab"])
        assert await FINISH.execute(connection) == 3
        listed = await LIST.fetch_all(connection)
        assert [row async for row in LIST.stream(connection)] == listed
    assert [row.status for row in listed] == [Status.DONE] * 3
