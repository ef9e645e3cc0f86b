"""Bring a database to the newest schema, or say how far it is."""

from importlib.resources import files

from alembic.command import upgrade
from alembic.config import Config
from alembic.script import ScriptDirectory

from database.pool import Connection

_MIGRATIONS = str(files("database") / "migrations")


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Apply every revision that `url` lacks. Blocking; safe to run from several machines at once."""
    upgrade(_config(url), "head")


def newest_revision() -> str:
    """The revision this code was written for."""
    head = ScriptDirectory(_MIGRATIONS).get_current_head()
    assert head is not None
    return head


async def current_revision(connection: Connection) -> str | None:
    """The revision the database stands at, or None before the first migration."""
    cursor = await connection.execute("select to_regclass('alembic_version') is not null")
    row = await cursor.fetchone()
    if row is None or not row[0]:
        return None
    cursor = await connection.execute("select version_num from alembic_version")
    row = await cursor.fetchone()
    return None if row is None else str(row[0])
