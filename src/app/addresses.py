"""Where the state lives: in the services that the environment names, or in the embedded stack."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.errors import ServicesMissing
from app.settings import Settings
from embedded.errors import DataFolderInUse
from embedded.stack import EmbeddedStack

_FILE = "addresses.json"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts that hold state answer. `direct_url` reaches Postgres past any PgBouncer."""

    database_url: str
    direct_url: str
    redis_url: str
    redis_token: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Addresses to work on. `is_shared` when a running service lives there too, with workers of its own.

    `revive` starts anew what has ended of the parts that are ours, and answers their names and logs.
    """

    addresses: Addresses
    is_shared: bool
    revive: Callable[[], list[tuple[str, Path]]] = list


def configured(settings: Settings) -> Addresses:
    """The addresses that the environment names. Raises ServicesMissing when it does not name all of them."""
    if settings.database_url is None or settings.redis_url is None or settings.redis_token is None:
        raise ServicesMissing
    direct_url = settings.database_direct_url or settings.database_url
    return Addresses(settings.database_url, direct_url, settings.redis_url, settings.redis_token)


@contextmanager
def own_ground(settings: Settings, say: Callable[[str], None]) -> Generator[Ground]:
    """The configured addresses, with the embedded stack in the place of those that are missing.

    Raises DataFolderInUse when another service runs on the same data folder.
    """
    if settings.database_url is not None and settings.redis_url is not None:
        yield Ground(configured(settings), is_shared=True)
        return
    stack = EmbeddedStack(settings.data_dir, progress=say)
    with stack as embedded:
        database_url = settings.database_url or embedded.database_url
        addresses = Addresses(
            database_url=database_url,
            direct_url=settings.database_direct_url or database_url,
            redis_url=settings.redis_url or embedded.redis_url,
            redis_token=settings.redis_token or embedded.redis_token,
        )
        file = settings.data_dir / _FILE
        _write_privately(file, msgspec.json.encode(addresses))
        try:
            yield Ground(addresses, is_shared=settings.database_url is not None, revive=stack.revive)
        finally:
            file.unlink(missing_ok=True)


@contextmanager
def any_ground(settings: Settings, say: Callable[[str], None]) -> Generator[Ground]:
    """As `own_ground`, or the ground of the service that already runs on this data folder."""
    try:
        with own_ground(settings, say) as ground:
            yield ground
    except DataFolderInUse:
        file = settings.data_dir / _FILE
        if not file.is_file():
            raise
        yield Ground(msgspec.json.decode(file.read_bytes(), type=Addresses), is_shared=True)


def _write_privately(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(content)
