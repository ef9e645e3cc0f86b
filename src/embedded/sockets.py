"""Where the unix sockets lie. Their addresses hold 107 bytes at most, so a deep data folder needs a short neighbour."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from embedded.account import Account
from embedded.errors import DataFolderUnusable

_LONGEST_NAME = len("/.s.PGSQL.5432.lock")
_ADDRESS_LIMIT = 107  # sun_path of unix(7) without its closing zero


def make_socket_folder(data: Path, account: Account) -> Path:
    """`run` in the data folder, or a folder of its own under /tmp when that would be no address."""
    folder = data / "run"
    # libpq and PostgreSQL read a comma as the end of an address and a quote as its border.
    if len(os.fsencode(folder)) + _LONGEST_NAME > _ADDRESS_LIMIT or set(',"') & set(str(folder)):
        folder = Path("/tmp") / f"tetrad-{sha256(os.fsencode(data)).hexdigest()[:16]}"  # noqa: S108 - checked below
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in (os.geteuid(), account.uid):
        raise DataFolderUnusable(f"{folder} belongs to another user. Remove it, or set DATA_DIR to another folder.")
    folder.chmod(0o700)
    account.own(folder)
    for left in folder.iterdir():
        left.unlink()
    return folder


def remove_socket_folder(folder: Path) -> None:
    """Leave nothing behind, above all not in /tmp."""
    shutil.rmtree(folder, ignore_errors=True)
