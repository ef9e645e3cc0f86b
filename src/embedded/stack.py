"""Everything a service needs to run on one machine, from one folder."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from embedded.account import account_for
from embedded.folder import DataFolder
from embedded.gateway.process import GatewayProcess
from embedded.postgres import Postgres
from embedded.production import refuse_production
from embedded.sockets import make_socket_folder, remove_socket_folder
from embedded.valkey import Valkey


@dataclass(frozen=True)
class Addresses:
    """Where the parts answer: a libpq URL, the gateway's HTTP address, and its bearer token."""

    database_url: str
    redis_url: str
    redis_token: str


class EmbeddedStack:
    """PostgreSQL with pgvector, Valkey and the REST gateway on `data_dir`, set up at the first start.

    Everything is kept in the folder and survives a stop or a `kill -9` of any part. Use as a context manager, or call
    `start` and `stop`; both may be repeated. `progress` gets one line per step that takes a while.
    """

    def __init__(self, data_dir: Path, *, progress: Callable[[str], None] | None = None) -> None:
        self._folder = DataFolder(data_dir)
        self._say = progress or _say_nothing
        self._parts: _Parts | None = None
        self._turn = threading.Lock()

    def start(self) -> Addresses:
        """Start what does not run yet and return when all of it answers. Blocking, 1 to 3 seconds.

        Raises DataFolderInUse when another process runs on this folder, NotForProduction, or another EmbeddedError.
        """
        refuse_production()
        with self._turn:
            if self._parts is None:
                self._parts = self._start_parts()
            return self._parts.addresses(self._folder.token())

    def stop(self) -> None:
        """Stop all parts in order and free the folder. Does nothing when they do not run."""
        with self._turn:
            if self._parts is not None:
                self._parts.stop()
                self._parts = None
                self._folder.unlock()

    def revive(self) -> list[tuple[str, Path]]:
        """Start anew, under the same addresses, what has ended by itself; the names and logs of those parts.

        Raises PartFailed when one does not start. Does nothing when the stack does not run.
        """
        with self._turn:
            return [] if self._parts is None else self._parts.revive()

    def __enter__(self) -> Addresses:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pids(self) -> dict[str, int]:
        """Process ids of the running parts, by name."""
        return {} if self._parts is None else self._parts.pids()

    def _start_parts(self) -> "_Parts":
        self._folder.lock()
        try:
            return _Parts.start(self._folder, self._say)
        except BaseException:
            self._folder.unlock()
            raise


@dataclass(frozen=True)
class _Parts:
    postgres: Postgres
    valkey: Valkey
    gateway: GatewayProcess

    @classmethod
    def start(cls, folder: DataFolder, say: Callable[[str], None]) -> "_Parts":
        account = account_for(folder.postgres)
        sockets = make_socket_folder(folder.path, account)
        valkey = Valkey(folder.valkey, sockets, folder.logs / "valkey.log", account, say)
        postgres = Postgres(folder.postgres, sockets, folder.logs / "postgres.log", account, say)
        parts = cls(postgres, valkey, GatewayProcess(valkey.socket, folder.token(), folder.logs / "gateway.log"))
        try:
            parts._launch(say)
        except BaseException:
            parts.stop()
            raise
        return parts

    def _launch(self, say: Callable[[str], None]) -> None:
        say("Starting PostgreSQL, Valkey and the Redis gateway")
        self.valkey.launch()
        self.gateway.launch()
        self.postgres.launch()
        self.postgres.wait_until_ready()
        self.gateway.wait_until_ready(self.valkey.has_ended)

    def revive(self) -> list[tuple[str, Path]]:
        dead: list[tuple[str, Path]] = []
        if self.postgres.has_ended():
            self.postgres.launch()
            self.postgres.wait_until_ready()
            dead.append(("PostgreSQL", self.postgres.log))
        if self.valkey.has_ended():
            self.valkey.launch()
            dead.append(("Valkey", self.valkey.log))
        if self.gateway.has_ended():
            self.gateway.relaunch()
            dead.append(("The Redis gateway", self.gateway.log))
        if dead:
            self.gateway.wait_until_ready(self.valkey.has_ended)
        return dead

    def addresses(self, token: str) -> Addresses:
        return Addresses(self.postgres.url, self.gateway.url, token)

    def pids(self) -> dict[str, int]:
        found = {"postgres": self.postgres.pid, "valkey": self.valkey.pid, "gateway": self.gateway.pid}
        return {name: pid for name, pid in found.items() if pid is not None}

    def stop(self) -> None:
        self.gateway.stop()
        self.valkey.stop()
        self.postgres.stop()
        remove_socket_folder(self.valkey.socket.parent)


def _say_nothing(_: str) -> None:
    pass
