"""The id that ties one request's log lines, its error page and its answer together."""

import re
from contextvars import ContextVar
from secrets import token_hex

current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)

_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._-]{8,64}")


def choose(offered: bytes | None) -> str:
    """The id a proxy offered when it is a plain token, else a new one of 128 bits."""
    if offered is not None and _ACCEPTABLE.fullmatch(offered):
        return offered.decode()
    return token_hex(16)
