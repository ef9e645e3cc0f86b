"""The gateway's process as the stack sees it."""

import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from msgspec import json

from embedded.errors import PartFailed
from embedded.gateway.settings import GatewaySettings

_READY_SECONDS = 60  # Valkey answers LOADING while it reads a long append-only file


class GatewayProcess:
    """One gateway in front of the Valkey on `socket`."""

    def __init__(self, socket: Path, token: str, log: Path) -> None:
        self._socket = str(socket)
        self._token = token
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def launch(self) -> None:
        """Start the process, on the port it had before if any: clients keep the address.

        It takes its settings on stdin, where `ps` does not show the token.
        """
        command = [sys.executable, "-m", "embedded.gateway"]
        with self.log.open("ab") as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
            )
        assert self._process.stdin is not None
        settings = GatewaySettings(self._socket, self._token, self._port)
        self._process.stdin.write(json.encode(settings) + b"\n")
        self._process.stdin.flush()

    def wait_until_ready(self, server_has_ended: Callable[[], bool]) -> None:
        """Return when a command goes through to Valkey; PartFailed when either ends before that."""
        assert self._process is not None
        self._port = self._port or self._read_port(self._process)
        deadline = time.monotonic() + _READY_SECONDS
        while not self._answers():
            if self._process.poll() is not None:
                raise PartFailed("The Redis gateway", self.log)
            if server_has_ended() or time.monotonic() > deadline:
                raise PartFailed("Valkey", self.log.with_name("valkey.log"))
            time.sleep(0.01)

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        """End the process. Callers have gone by then."""
        self._end()
        self._port = 0

    def relaunch(self) -> None:
        """Start a process that has ended anew."""
        self._end()
        self.launch()

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()
        self._process = None

    def _read_port(self, process: subprocess.Popen[bytes]) -> int:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise PartFailed("The Redis gateway", self.log)
        return int(line)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=2)
        try:
            connection.request("POST", "/", b'["PING"]', {"Authorization": f"Bearer {self._token}"})
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
