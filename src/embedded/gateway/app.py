"""The gateway itself: a plain ASGI application.

Source: https://upstash.com/docs/redis/features/restapi
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from embedded.gateway.replies import Failure, Result, render, to_bytes
from embedded.gateway.requests import BadRequest, read_command, read_commands, read_path, refusal
from embedded.gateway.resp import Command, ProtocolBroken, Reply, ReplyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litestar.types import HTTPScope, Receive, Send

    from embedded.gateway.connections import Connections

_LARGEST_BODY = 1024 * 1024
_METHODS = ("GET", "POST", "PUT", "HEAD")

Answer = tuple[int, "Result | Failure | list[Result | Failure]"]


class BodyTooLarge(Exception):
    """The request body is longer than the gateway takes."""


class Gateway:
    """Speaks the Upstash REST protocol to clients that know `token`, and RESP2 to the server."""

    def __init__(self, connections: Connections, token: str) -> None:
        self._connections = connections
        self._bearer = f"Bearer {token}".encode()

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        status, answer = await self._answer(scope, receive)
        body = b"" if scope["method"] == "HEAD" else to_bytes(answer)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _answer(self, scope: HTTPScope, receive: Receive) -> Answer:
        headers = dict(scope["headers"])
        if not compare_digest(headers.get(b"authorization", b""), self._bearer):
            return 401, Failure("Unauthorized")
        if scope["method"] not in _METHODS:
            return 405, Failure("ERR method not allowed")
        try:
            body = await _read_body(receive)
            return await self._route(scope, body, base64=headers.get(b"upstash-encoding", b"").lower() == b"base64")
        except BadRequest as error:
            return 400, Failure(str(error))
        except BodyTooLarge:
            return 413, Failure(f"ERR max request size exceeded: {_LARGEST_BODY} bytes")
        except (OSError, EOFError, ProtocolBroken):
            return 503, Failure("ERR the database is not reachable")

    async def _route(self, scope: HTTPScope, body: bytes, *, base64: bool) -> Answer:
        match scope["path"]:
            case "/" | "":
                return await self._single(read_command(body), base64=base64)
            case "/pipeline":
                return await self._pipeline(read_commands(body), base64=base64)
            case "/multi-exec":
                return await self._transaction(read_commands(body), base64=base64)
            case _:
                command = read_path(scope["raw_path"], scope["query_string"], body)
                return await self._single(command, base64=base64)

    async def _single(self, command: Command, *, base64: bool) -> Answer:
        (reply,) = await self._run([command])
        answer = render(reply, base64=base64)
        return (400 if isinstance(answer, Failure) else 200), answer

    async def _pipeline(self, commands: Sequence[Command], *, base64: bool) -> Answer:
        return 200, [render(reply, base64=base64) for reply in await self._run(commands)]

    async def _transaction(self, commands: Sequence[Command], *, base64: bool) -> Answer:
        for command in commands:
            if (why := refusal(command)) is not None:
                return 400, Failure(f"EXECABORT Transaction discarded because of: {why}")
        *queued, replies = await self._connections.run([[b"MULTI"], *commands, [b"EXEC"]])
        if not isinstance(replies, list):
            why = next((reply for reply in queued if isinstance(reply, ReplyError)), replies)
            return 400, Failure(f"EXECABORT Transaction discarded because of: {why}")
        return 200, [render(reply, base64=base64) for reply in replies]

    async def _run(self, commands: Sequence[Command]) -> list[Reply]:
        """Replies in order; a refused command gets its error and is not sent."""
        refusals = [refusal(command) for command in commands]
        allowed = [command for command, why in zip(commands, refusals, strict=True) if why is None]
        replies = iter(await self._connections.run(allowed) if allowed else [])
        return [next(replies) if why is None else ReplyError(why) for why in refusals]


async def _read_body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    length = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise BadRequest("ERR the client went away")
        chunks.append(message["body"])
        length += len(message["body"])
        if length > _LARGEST_BODY:
            raise BodyTooLarge
        more = message["more_body"]
    return b"".join(chunks)
