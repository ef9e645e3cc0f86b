"""The server protocol (RESP2, https://valkey.io/topics/protocol/) as far as a gateway needs it."""

from asyncio import StreamReader
from collections.abc import Sequence

Command = Sequence[bytes]


class Status(str):
    """A simple string, such as `OK`."""

    __slots__ = ()


class ReplyError(str):
    """An error with its prefix, such as `NOSCRIPT No matching script.`; a value, as it can stand inside an array."""

    __slots__ = ()


Reply = Status | ReplyError | bytes | int | None | list["Reply"]


class ProtocolBroken(Exception):
    """The server sent what is not RESP2."""


def encode(command: Command) -> bytes:
    """One command as an array of bulk strings."""
    parts = [b"*%d\r\n" % len(command)]
    parts += [b"$%d\r\n%b\r\n" % (len(argument), argument) for argument in command]
    return b"".join(parts)


async def read_reply(reader: StreamReader) -> Reply:
    """The next reply. IncompleteReadError when the server closes the connection."""
    line = (await reader.readuntil(b"\r\n"))[:-2]
    kind, rest = line[:1], line[1:]
    match kind:
        case b"+":
            return Status(rest.decode(errors="replace"))
        case b"-":
            return ReplyError(rest.decode(errors="replace"))
        case b":":
            return int(rest)
        case b"$":
            return None if rest == b"-1" else (await reader.readexactly(int(rest) + 2))[:-2]
        case b"*":
            return None if rest == b"-1" else [await read_reply(reader) for _ in range(int(rest))]
        case _:
            raise ProtocolBroken(f"Not a RESP2 reply: {line[:40]!r}")
