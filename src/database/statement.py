"""One SQL statement with the Struct its rows fill.

The convention of every `store.py`: a statement is a module constant in upper case, lower-case SQL with named parameters
`%(name)s`, and one function runs it and says what it answers.

    class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
        id: int
        topic: str

    FIND_TOPIC = Statement(
        "select id, topic from cache_topics where canonical_key = %(key)s",
        TopicRow,
    )
    DROP_TOPIC = Command("delete from cache_topics where id = %(id)s")

    async def find_topic(connection: Connection, key: str) -> TopicRow | None:
        \"\"\"The stored topic with this canonical key.\"\"\"
        return await FIND_TOPIC.fetch_optional(connection, {"key": key})

`tests/database/test_statements.py` finds every `Statement` and `Command` in `src/**/store.py`, prepares it on the
migrated database, and compares the result columns (names, order, types, nullability) with the fields of the Struct.
"""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, LiteralString, TypeVar

from msgspec import Struct, convert
from psycopg import AsyncCursor, Cursor

from database.errors import RowMissing
from database.pool import Connection

Row = TypeVar("Row", bound=Struct)
Parameters = Mapping[str, object]


@dataclass(frozen=True)
class Statement(Generic[Row]):
    """A statement that returns rows. Columns fill the fields of `row` by name; text becomes enums, jsonb Structs."""

    sql: LiteralString
    row: type[Row]

    async def fetch_optional(self, connection: Connection, parameters: Parameters | None = None) -> Row | None:
        """The first row, or None."""
        cursor = connection.cursor(row_factory=self._make_row)
        await cursor.execute(self.sql, parameters)
        return await cursor.fetchone()

    async def fetch_one(self, connection: Connection, parameters: Parameters | None = None) -> Row:
        """The first row; RowMissing when there is none."""
        row = await self.fetch_optional(connection, parameters)
        if row is None:
            raise RowMissing(self.sql)
        return row

    async def fetch_all(self, connection: Connection, parameters: Parameters | None = None) -> list[Row]:
        """All rows, in the statement's order."""
        cursor = connection.cursor(row_factory=self._make_row)
        await cursor.execute(self.sql, parameters)
        return await cursor.fetchall()

    async def stream(self, connection: Connection, parameters: Parameters | None = None) -> AsyncGenerator[Row, None]:
        """Rows one by one, never all in memory. The connection is busy until the last."""
        async with connection.cursor(row_factory=self._make_row) as cursor:
            async for row in cursor.stream(self.sql, parameters):
                yield row

    def _make_row(self, cursor: AsyncCursor[Any] | Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
        # Not from `cursor.description`, which makes an object of each column: 45 of the 230 µs of a lookup.
        result = cursor.pgresult
        columns = range(0 if result is None else result.nfields)
        names = [(result.fname(column) or b"").decode() for column in columns] if result else []
        row = self.row
        return lambda values: convert(dict(zip(names, values, strict=True)), row)


@dataclass(frozen=True)
class Command:
    """A statement that returns no rows."""

    sql: LiteralString

    async def execute(self, connection: Connection, parameters: Parameters | None = None) -> int:
        """Run it; the number of rows it touched."""
        return (await connection.execute(self.sql, parameters)).rowcount

    async def execute_many(self, connection: Connection, parameters: Sequence[Parameters]) -> None:
        """Run it once for each set of parameters, in one batch."""
        async with connection.cursor() as cursor:
            await cursor.executemany(self.sql, parameters)
