"""How far a database's schema is, told without loading the migration tool."""

from importlib.resources import files

from database.pool import Connection


def newest_revision() -> str:
    """The revision this code was written for: revisions are files named NNNN_subject.py, in one line."""
    versions = files("database") / "migrations" / "versions"
    return max(file.name for file in versions.iterdir() if file.name[:4].isdigit())[:4]


async def current_revision(connection: Connection) -> str | None:
    """The revision the database stands at, or None before the first migration."""
    cursor = await connection.execute("select to_regclass('alembic_version') is not null")
    row = await cursor.fetchone()
    if row is None or not row[0]:
        return None
    cursor = await connection.execute("select version_num from alembic_version")
    row = await cursor.fetchone()
    return None if row is None else str(row[0])
