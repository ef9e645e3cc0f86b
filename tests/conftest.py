"""Real PostgreSQL, Valkey and gateway for every test: one embedded stack a run, a fresh database a test."""

import os
from collections.abc import AsyncIterator, Iterator
from itertools import count
from urllib.parse import urlsplit

import hypothesis
import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from upstash_redis.asyncio import Redis

from database.migrate import migrate
from database.pool import Pool, create_pool
from embedded.stack import Addresses, EmbeddedStack

# A busy machine is no failure.
# The run that guards the main branch tries the same examples every time; every other run looks for new ones.
hypothesis.settings.register_profile("tetrad", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("tetrad")

_TEMPLATE = "migrated_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """Addresses of an embedded stack that lives as long as the run."""
    with EmbeddedStack(tmp_path_factory.mktemp("stack")) as addresses:
        yield addresses


@pytest.fixture(scope="session")
def template_url(stack: Addresses) -> str:
    """The migrated database that tests are cloned from. Close every connection to it, or the next clone fails."""
    with psycopg.connect(stack.database_url, autocommit=True) as connection:
        connection.execute(SQL("create database {}").format(Identifier(_TEMPLATE)))
    url = _database_at(stack.database_url, _TEMPLATE)
    migrate(url)
    return url


@pytest.fixture
def database_url(stack: Addresses, template_url: str) -> Iterator[str]:
    """A migrated database of the test's own, dropped afterwards."""
    yield from _database(stack.database_url, _TEMPLATE)


@pytest.fixture(scope="module")
def module_database_url(stack: Addresses, template_url: str) -> Iterator[str]:
    """A migrated database for all tests of a module, dropped afterwards."""
    yield from _database(stack.database_url, _TEMPLATE)


@pytest.fixture
def empty_database_url(stack: Addresses) -> Iterator[str]:
    """A database without any migration, dropped afterwards."""
    yield from _database(stack.database_url, "template1")


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    """An open pool on the test's database."""
    async with create_pool(database_url) as opened:
        yield opened


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    """A client of the gateway, on an empty Valkey."""
    async with Redis(
        stack.redis_url, stack.redis_token, rest_retries=0, allow_telemetry=False, read_your_writes=False
    ) as client:
        await client.flushall()
        yield client


def _database_at(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _database(server: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        copy = SQL("create database {} template {} strategy wal_log")
        connection.execute(copy.format(Identifier(name), Identifier(template)))
        yield _database_at(server, name)
        connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))
