"""Replies of the server as the JSON that Upstash clients read."""

from base64 import b64encode

from msgspec import Struct
from msgspec.json import encode

from embedded.gateway.resp import Reply, ReplyError, Status

Json = str | int | None | list["Json"]


class Result(Struct):
    result: Json


class Failure(Struct):
    error: str


def render(reply: Reply, *, base64: bool) -> Result | Failure:
    """One reply; with `base64` every string but the status `OK` is encoded."""
    if isinstance(reply, ReplyError):
        return Failure(str(reply))
    return Result(_render(reply, base64=base64))


def to_bytes(answer: Result | Failure | list[Result | Failure]) -> bytes:
    return encode(answer)


def _render(reply: Reply, *, base64: bool) -> Json:
    match reply:
        case Status() | ReplyError():
            return str(reply) if reply == "OK" else _text(reply.encode(), base64=base64)
        case bytes():
            return _text(reply, base64=base64)
        case list():
            return [_render(element, base64=base64) for element in reply]
        case _:
            return reply


def _text(value: bytes, *, base64: bool) -> str:
    return b64encode(value).decode() if base64 else value.decode(errors="replace")
