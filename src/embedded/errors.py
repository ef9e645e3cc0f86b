"""Errors of the embedded stack.

EmbeddedError
├── DataFolderInUse        another process runs its stack in this data folder
├── DataFolderUnusable     the data folder exists, and this version or this user cannot work with it
├── NotForProduction       the embedded stack was asked to run where real services belong
└── PartFailed             PostgreSQL, Valkey or the gateway did not start
"""

from pathlib import Path


class EmbeddedError(Exception):
    """Any error of this package. The message says what to do."""


class DataFolderInUse(EmbeddedError):
    """Another process runs its stack in this data folder. `pid` is None in the instant before it has written it."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        holder = "another process" if pid is None else f"process {pid}"
        super().__init__(
            f"The data folder {folder} is in use by {holder}. Stop that process, or set DATA_DIR to another folder."
        )
        self.folder = folder
        self.pid = pid


class DataFolderUnusable(EmbeddedError):
    """The data folder exists, and this version or this user cannot work with it."""


class NotForProduction(EmbeddedError):
    """The embedded stack was asked to run where real services belong."""

    def __init__(self) -> None:
        super().__init__(
            "TETRAD_ENVIRONMENT is production; the embedded PostgreSQL and Redis gateway are for laptops and tests. "
            "Set DATABASE_URL, UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN."
        )


class PartFailed(EmbeddedError):
    """PostgreSQL, Valkey or the gateway did not start. The message ends with the last lines of its log."""

    def __init__(self, part: str, log: Path) -> None:
        super().__init__(f"{part} did not start; its log {log} ends with:\n{last_lines(log)}")
        self.part = part
        self.log = log


def last_lines(log: Path, count: int = 8) -> str:
    """The last lines of a log, or nothing when there is no log yet."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
