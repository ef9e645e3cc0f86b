"""Cache tables of one's own beside the live ones, for as long as a block lasts."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import uuid4

from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from database.pool import Pool, create_pool

_TABLES = (
    "cache_topics",
    "cache_vectors",
    "cache_items",
    "cache_aliases",
    "cache_quarantine",
    "cache_seen",
    "cache_judge_scopes",
    "cache_answers",
)
_OF_A_TOPIC = ("cache_vectors", "cache_items", "cache_aliases")
_LINK = SQL("alter table {}.{} add foreign key (topic_id) references {}.cache_topics on delete cascade")


@asynccontextmanager
async def scratch_pool(pool: Pool) -> AsyncGenerator[Pool]:
    """A pool whose connections see empty cache tables in a schema that is dropped at the end.

    The search path is an option of each connection, never a SET, and live tables are only read for their shape.
    Needs a direct connection: PgBouncer refuses start-up options.
    """
    schema = f"cache_evaluation_{uuid4().hex[:12]}"
    await _create(pool, schema)
    try:
        url = make_conninfo(str(pool.conninfo), options=f"-c search_path={schema},public")
        async with create_pool(url, max_size=2) as scratch:
            yield scratch
    finally:
        async with pool.connection() as connection:
            await connection.execute(SQL("drop schema {} cascade").format(Identifier(schema)))


async def _create(pool: Pool, schema: str) -> None:
    name = Identifier(schema)
    async with pool.connection() as connection, connection.transaction():
        await connection.execute(SQL("create schema {}").format(name))
        for table in _TABLES:
            copy = SQL("create table {}.{} (like public.{} including all)")
            await connection.execute(copy.format(name, Identifier(table), Identifier(table)))
        for table in _OF_A_TOPIC:
            await connection.execute(_LINK.format(name, Identifier(table), name))
