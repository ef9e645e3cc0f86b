"""What can go wrong before a request reaches its domain.

AppError
├── SettingInvalid        an environment variable holds a value that cannot be used
│   └── ProvidersFileInvalid  the file that it names says something that cannot be used
├── ModelsDoNotAnswer     of the models that were checked, some do not work
├── CallInvalid           the command line asks for something that is not possible
├── ServicesMissing       a production process was started without the addresses of its services
├── PartStopped           a part of the running service ended by itself
├── WebAppMissing         the web app has not been built
├── DatabaseUnreachable   the configured database does not answer
└── PortTaken             another program listens where the service should
"""

from pathlib import Path


class AppError(Exception):
    """Root of this package's errors."""


class SettingInvalid(AppError):
    def __init__(self, name: str, value: str | None, expected: str) -> None:
        # A secret may stand in the wrong variable: values of keys and tokens are not repeated.
        shown = "" if not value or name.endswith(("_KEY", "_TOKEN", "_URL")) else f" is {value!r}, but"
        super().__init__(f"The environment variable {name}{shown} must be {expected}.")
        self.name = name


class ProvidersFileInvalid(SettingInvalid):
    """`place` is the part of the file that is meant, such as `models.large`."""

    def __init__(self, file: Path, place: str, complaint: str) -> None:
        AppError.__init__(self, f"{file}, {place}: {complaint}.")
        self.name = "TETRAD_PROVIDERS"


class ModelsDoNotAnswer(AppError):
    def __init__(self, names: list[str], checked: int) -> None:
        super().__init__(f"{len(names)} of {checked} models do not work: {', '.join(names)}.")


class PortTaken(AppError):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is in use by another program. Stop it, or choose another: PORT={port + 1} make run"
        )


class WebAppMissing(AppError):
    def __init__(self, dist: Path) -> None:
        super().__init__(f"There is no built web app in {dist}. Build it with `make web`, or set TETRAD_WEB_DIST.")


class ServicesMissing(AppError):
    def __init__(self) -> None:
        super().__init__(
            "Set DATABASE_URL, UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN, "
            "or use `tetrad run`, which brings its own."
        )


class PartStopped(AppError):
    def __init__(self, part: str, log: Path) -> None:
        super().__init__(f"The {part} process has stopped by itself. Its log says why: {log}")


class DatabaseUnreachable(AppError):
    def __init__(self) -> None:
        super().__init__("The database does not answer. Start it, or correct DATABASE_URL and DATABASE_DIRECT_URL.")


class CallInvalid(AppError):
    """The command line asks for something that is not possible."""
