"""What a client sent, as commands for the server."""

from urllib.parse import unquote_plus, unquote_to_bytes

from msgspec import DecodeError, Raw
from msgspec.json import Decoder

from embedded.gateway.resp import Command

# These change the state of a connection that others use next, hold it for ever, or are the operator's business.
_REFUSED = frozenset(
    b"ACL AUTH BGREWRITEAOF BGSAVE BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN CLIENT CLUSTER CONFIG "
    b"DEBUG DISCARD EXEC FAILOVER HELLO LATENCY MIGRATE MODULE MONITOR MULTI PSUBSCRIBE PSYNC PUNSUBSCRIBE QUIT "
    b"READONLY READWRITE REPLCONF REPLICAOF RESET SAVE SELECT SHUTDOWN SLAVEOF SLOWLOG SSUBSCRIBE SUBSCRIBE "
    b"SUNSUBSCRIBE SWAPDB SYNC UNSUBSCRIBE UNWATCH WAIT WAITAOF WATCH".split()
)
_one = Decoder(list[Raw])
_many = Decoder(list[list[Raw]])
_text = Decoder(str)


class BadRequest(Exception):
    """The request is not a command. The message is an error reply."""


def read_command(body: bytes) -> Command:
    """`["SET", "key", 1]` as a command."""
    try:
        return _arguments(_one.decode(body))
    except (DecodeError, RecursionError) as error:
        raise BadRequest(f"ERR failed to parse command: {error}") from None


def read_commands(body: bytes) -> list[Command]:
    """`[["SET", "key", 1], ["GET", "key"]]` as commands."""
    try:
        return [_arguments(command) for command in _many.decode(body)]
    except (DecodeError, RecursionError) as error:
        raise BadRequest(f"ERR failed to parse pipeline request: {error}") from None


def read_path(raw_path: bytes, query: bytes, body: bytes) -> Command:
    """`/SET/key/value?EX=10` as a command; a body is the last argument before those of the query."""
    command = [unquote_to_bytes(part) for part in raw_path.strip(b"/").split(b"/")]
    if body:
        command.append(body)
    for pair in filter(None, query.decode("latin-1").split("&")):
        name, _, value = pair.partition("=")
        command += [unquote_plus(part).encode() for part in (name, value) if part]
    return command


def refusal(command: Command) -> str | None:
    """Why the gateway will not send this command, as an error reply."""
    if not command or not command[0]:
        return "ERR empty command"
    name = command[0].upper()
    if name in _REFUSED or (name in (b"XREAD", b"XREADGROUP") and b"BLOCK" in [part.upper() for part in command]):
        return f"ERR Command is not available: '{command[0].decode(errors='replace')}'"
    return None


def _arguments(elements: list[Raw]) -> Command:
    return [_argument(bytes(element)) for element in elements]


def _argument(literal: bytes) -> bytes:
    """Numbers keep the digits the client wrote: neither a large integer nor `1.10` may change on the way."""
    if literal.startswith(b'"'):
        return _text.decode(literal).encode("utf-8", "surrogatepass")
    if literal.startswith((b"[", b"{")) or literal == b"null":
        raise BadRequest("ERR failed to parse command: arguments are strings, numbers or booleans")
    return literal
