"""Migrations from an empty database to the newest schema."""

import subprocess
import sys

import psycopg
import pytest
from sqlalchemy.exc import ProgrammingError

from database.migrate import migrate
from database.pool import create_pool
from database.revision import current_revision, newest_revision

SCHEMA = """
select relname, relkind, oid, relfilenode from pg_class where relnamespace = 'public'::regnamespace order by oid
"""
MIGRATE = "import sys; from database.migrate import migrate; migrate(sys.argv[1])"


def read_schema(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(SCHEMA).fetchall()


async def read_revision(url: str) -> str | None:
    async with create_pool(url) as pool, pool.connection() as connection:
        return await current_revision(connection)


async def test_an_empty_database_has_no_revision(empty_database_url: str) -> None:
    assert await read_revision(empty_database_url) is None


async def test_an_empty_database_is_brought_to_the_newest_revision(empty_database_url: str) -> None:
    migrate(empty_database_url)
    assert await read_revision(empty_database_url) == newest_revision()
    tables = {name for name, kind, *_ in read_schema(empty_database_url) if kind == "r"}
    assert {"cache_topics", "worksheets", "generations", "procrastinate_jobs"} <= tables


def test_a_second_run_touches_nothing(empty_database_url: str) -> None:
    migrate(empty_database_url)
    first = read_schema(empty_database_url)
    migrate(empty_database_url)
    assert read_schema(empty_database_url) == first


async def test_migrators_that_start_together_take_turns(empty_database_url: str) -> None:
    command = [sys.executable, "-W", "error", "-c", MIGRATE, empty_database_url]
    together = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    complaints = [migrator.communicate()[1].decode() for migrator in together]
    assert [migrator.returncode for migrator in together] == [0, 0, 0], complaints
    assert await read_revision(empty_database_url) == newest_revision()


def test_a_migration_that_fails_leaves_no_half_of_itself(empty_database_url: str) -> None:
    with psycopg.connect(empty_database_url, autocommit=True) as connection:
        connection.execute("create table generations (id integer)")  # in the way of revision 0003
    before = read_schema(empty_database_url)
    with pytest.raises(ProgrammingError, match="generations"):
        migrate(empty_database_url)
    names = {name for name, *_ in read_schema(empty_database_url)}
    assert {name for name, *_ in before} <= names
    assert "worksheets" not in names
    assert "cache_topics" in names
