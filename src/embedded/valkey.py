"""Valkey from its wheel, on a unix socket, keeping an append-only file in the data folder."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from signal import SIGTERM

from embedded.account import Account
from embedded.processes import find_leftovers, launch, stop, stop_leftover
from embedded.wheels import valkey_server


class Valkey:
    """One Valkey server on `data`, listening on `socket` only."""

    def __init__(self, data: Path, sockets: Path, log: Path, account: Account, say: Callable[[str], None]) -> None:
        self.socket = sockets / "valkey.sock"
        self._data = data
        self.log = log
        self._account = account
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def launch(self) -> None:
        """Stop what a killed run left, start the server. It is ready when it answers PING."""
        self._data.mkdir(mode=0o700, exist_ok=True)
        self._account.own(self._data)
        for pid in find_leftovers("valkey-server", self._data):
            self._say("Stopping the Valkey that an earlier run left behind")
            stop_leftover(pid, SIGTERM, seconds=10)
        self.socket.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self._data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory": "64mb",
            "maxmemory-policy": "volatile-ttl",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        program = valkey_server()
        needs = [program, self._data, self.socket.parent]
        self._process = launch(self._account.command([str(program), *options], needs), self.log)

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        """Write everything and end."""
        if self._process is not None:
            stop(self._process, SIGTERM, seconds=10)
            self._process = None
