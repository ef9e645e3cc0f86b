"""The data folder: who holds it, what lies where in it, and the token made for it."""

import fcntl
import os
import secrets
from contextlib import suppress
from pathlib import Path

from embedded.errors import DataFolderInUse, DataFolderUnusable


class DataFolder:
    """One folder with everything the stack keeps. Locked by one process at a time; the kernel frees it at any death."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self.postgres = self.path / "postgres"
        self.valkey = self.path / "valkey"
        self.logs = self.path / "logs"
        self._lock: int | None = None

    def lock(self) -> None:
        """Take the folder for this process, or raise DataFolderInUse. Makes the folder when it is missing.

        Raises DataFolderUnusable when it cannot be written.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.logs.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DataFolderUnusable(
                f"The data folder {self.path} cannot be written ({error.strerror}). "
                "Run as its owner, or set DATA_DIR to another folder."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _read_pid(descriptor)
            os.close(descriptor)
            raise DataFolderInUse(self.path, pid) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._lock = descriptor
        # A forked child would hold the lock too, and on after our death.
        os.register_at_fork(after_in_child=self._forget_lock)

    def unlock(self) -> None:
        """Leave the folder to others. Does nothing when it is not held."""
        self._forget_lock()

    def token(self) -> str:
        """The bearer token of this folder's gateway: 256 random bits, made once, readable by the owner only."""
        path = self.path / "redis_token"
        with suppress(FileNotFoundError):
            return path.read_text()
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
        fresh.rename(path)
        return path.read_text()

    def _forget_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _read_pid(descriptor: int) -> int | None:
    written = os.pread(descriptor, 32, 0).strip()
    return int(written) if written.isdigit() else None
