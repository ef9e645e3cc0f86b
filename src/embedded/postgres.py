"""PostgreSQL with pgvector from its wheel, on a unix socket in the data folder.

The wheel's own Python wrapper opens every folder above the data to all users and detaches the server; so its binaries
are driven here. A unix socket needs no password (only our account may enter its folder), no port, and answers a
`select 1` in 88 µs where loopback TCP takes 106 µs.
"""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from signal import SIGINT, SIGTERM
from urllib.parse import quote

import psycopg

from embedded.account import Account
from embedded.errors import DataFolderUnusable, PartFailed, last_lines
from embedded.processes import find_leftovers, launch, stop, stop_leftover
from embedded.wheels import postgres_binaries

_MAJOR_VERSION = "18"
_DATABASE = "tetrad"
_USER = "tetrad"
_RECOVERY_SECONDS = 120
_LEFT_BACKENDS = "pre-existing shared memory block"

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A laptop's share: worksheets are small, and the web application pools its connections.
    "max_connections": "80",
    "shared_buffers": "48MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "io_method": "sync",
    "jit": "off",
    # Nobody replicates from a laptop.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    # Logs name no topic: neither the statement nor the row that broke a constraint.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


class Postgres:
    """One PostgreSQL server on `data`; its sockets are in `sockets`."""

    def __init__(self, data: Path, sockets: Path, log: Path, account: Account, say: Callable[[str], None]) -> None:
        self._data = data
        self._sockets = sockets
        self.log = log
        self._account = account
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self._url(_DATABASE)

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def launch(self) -> None:
        """Make the database cluster when there is none, clear away what a killed run left, start the server."""
        if not self._data.exists():
            self._say(f"Creating the database in {self._data}")
            self._create_cluster()
        self._check_version()
        self._clear_leftovers()
        self._spawn()

    def wait_until_ready(self) -> None:
        """Return when the server answers and our database exists; PartFailed when it ends before that."""
        deadline = time.monotonic() + _RECOVERY_SECONDS
        while not self._is_ready():
            if self.has_ended():
                # Backends of a killed server take a moment to notice that it is gone.
                if _LEFT_BACKENDS not in last_lines(self.log):
                    raise PartFailed("PostgreSQL", self.log)
                self._spawn()
            if time.monotonic() > deadline:
                raise PartFailed("PostgreSQL", self.log)
            time.sleep(0.02)
        self._create_database()

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        """Fast shutdown: sessions are ended, everything is on the disk."""
        if self._process is not None:
            stop(self._process, SIGINT, seconds=30)
            self._process = None

    def _create_cluster(self) -> None:
        unfinished = self._data.with_name("postgres.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._account.own(unfinished)
        options = ["--username", _USER, "--auth", "trust", "--encoding", "UTF8"]
        locale = ["--locale-provider", "builtin", "--locale", "C.UTF-8", "--no-instructions"]
        command = self._command("initdb", "--pgdata", str(unfinished), *options, *locale)
        with self.log.open("ab") as output:
            finished = subprocess.run(command, check=False, stdout=output, stderr=subprocess.STDOUT)
        if finished.returncode != 0:
            raise PartFailed("PostgreSQL", self.log)
        unfinished.rename(self._data)

    def _check_version(self) -> None:
        try:
            version = (self._data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise DataFolderUnusable(
                f"{self._data} cannot be read ({error.strerror}). Run as its owner, or set DATA_DIR to another folder."
            ) from error
        if version != _MAJOR_VERSION:
            raise DataFolderUnusable(
                f"{self._data} was made by PostgreSQL {version} and this is {_MAJOR_VERSION}. "
                "Move its content with pg_dump, or set DATA_DIR to another folder."
            )

    def _clear_leftovers(self) -> None:
        pid_file = self._data / "postmaster.pid"
        left = set(find_leftovers("postgres", self._data))
        if left:
            self._say("Stopping the PostgreSQL that an earlier run left behind")
        if pid_file.exists() and (pid := int(pid_file.read_text().split()[0])) in left:
            stop_leftover(pid, SIGINT, seconds=20)
        for backend in find_leftovers("postgres", self._data):
            stop_leftover(backend, SIGTERM, seconds=2)
        # Nothing runs here any more, so a pid that is written here belongs to a stranger by now.
        pid_file.unlink(missing_ok=True)

    def _spawn(self) -> None:
        settings = {**_SETTINGS, "unix_socket_directories": f'"{self._sockets}"'}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._process = launch(self._command("postgres", "-D", str(self._data), *options), self.log)

    def _command(self, program: str, *arguments: str) -> list[str]:
        path = postgres_binaries() / program
        return self._account.command([str(path), *arguments], needs=[path, self._data.parent, self._sockets])

    def _is_ready(self) -> bool:
        try:
            status = (self._data / "postmaster.pid").read_text().splitlines()[7]
        except (OSError, IndexError):
            return False
        return status.strip() == "ready"

    def _create_database(self) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [_DATABASE]).fetchone()
            if found is None:
                connection.execute(f"create database {_DATABASE}")

    def _url(self, database: str) -> str:
        return f"postgresql://{_USER}@/{database}?host={quote(str(self._sockets), safe='/')}"
