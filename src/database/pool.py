"""The connection pool and the transaction that a unit of work runs in."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

Connection = AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]


def create_pool(url: str, *, min_size: int = 1, max_size: int = 8, behind_pgbouncer: bool = False) -> Pool:
    """A closed pool on `url`; open it with `await pool.open(wait=True, timeout=seconds)`.

    Connections autocommit, so a single read costs one round trip; work of several statements goes through
    `transaction`. Behind PgBouncer in transaction mode prepared statements are switched off.
    """
    options: dict[str, Any] = {"autocommit": True, "application_name": "tetrad"}
    if behind_pgbouncer:
        options["prepare_threshold"] = None
    return AsyncConnectionPool(
        url, connection_class=Connection, kwargs=options, min_size=min_size, max_size=max_size, open=False, timeout=5
    )


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncGenerator[Connection]:
    """One connection in one transaction: committed at the end of the block, rolled back on any exception."""
    async with pool.connection() as connection, connection.transaction():
        yield connection
