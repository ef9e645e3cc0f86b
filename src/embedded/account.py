"""The account the servers run under: ours, or an unprivileged one when we are root, which PostgreSQL refuses."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from embedded.errors import EmbeddedError

_NAME = "tetrad"


@dataclass(frozen=True)
class Account:
    """`uid` and `gid` that servers run with."""

    uid: int
    gid: int

    def own(self, path: Path) -> None:
        """Give `path` to this account."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def command(self, arguments: Sequence[str], needs: Sequence[Path]) -> list[str]:
        """`arguments` such that they run under this account and reach every path in `needs`.

        A checkout or data folder below `/root` is closed to other users. Rather than open it to all, the server gets
        the one capability that lets it through.
        """
        if os.geteuid() != 0:
            return list(arguments)
        switch = ["setpriv", "--reuid", str(self.uid), "--regid", str(self.gid), "--clear-groups", "--no-new-privs"]
        if not all(self._reaches(path) for path in needs):
            switch += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
        return [*switch, *arguments]

    def _reaches(self, path: Path) -> bool:
        steps = [step.stat() for step in (path.resolve(), *path.resolve().parents)]
        return all(step.st_mode & (0o100 if step.st_uid == self.uid else 0o001) for step in steps)


def account_for(data: Path) -> Account:
    """The account for servers whose files are in `data`: its owner when it exists, so that root can serve anyone's."""
    if os.geteuid() != 0:
        return Account(os.getuid(), os.getgid())
    if data.exists() and (found := data.stat()).st_uid != 0:
        return Account(found.st_uid, found.st_gid)
    entry = _find_entry() or _add_entry()
    return Account(entry.pw_uid, entry.pw_gid)


def _find_entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(_NAME)
    except KeyError:
        return None


def _add_entry() -> pwd.struct_passwd:
    nowhere = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    command = ["useradd", "--system", "--user-group", *nowhere, _NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedError(
            f"PostgreSQL cannot run as root, and the system user {_NAME} could not be added. Run as an ordinary user."
        ) from error
    return pwd.getpwnam(_NAME)
