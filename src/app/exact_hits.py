"""The short way of a request whose worksheet is stored under its very words.

Reading parameters, resolving dependencies and building a response cost more than finding such a worksheet. Whatever
cannot be answered here, errors included, goes on to the handler, which decides and explains.
"""

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from app.limits import asker_of
from worksheets import ask
from worksheets.errors import TextUnreadable
from worksheets.model import WorksheetRequest
from worksheets.reading import readable
from worksheets.routes import Desk
from worksheets.sources import Served

_ASKING = "/api/v1/worksheets"
_REQUEST = msgspec.json.Decoder(WorksheetRequest)
# What these ask for, or that they are wrong, is the handler's to say.
_WISHES = {b"idempotency-key", b"prefer"}


class ExactHits:
    """Answers a request for a worksheet that one statement finds; hands every other one on as it came."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_plain_wish(scope):
            await self._app(scope, receive, send)
        elif (served := await _stored(scope, receive)) is not None:
            await _send(served, send)
        else:
            await self._app(scope, receive, send)


def _is_plain_wish(scope: HTTPScope) -> bool:
    return (
        scope["method"] == "POST"
        and scope["path"] == _ASKING
        and not any(name in _WISHES for name, _ in scope["headers"])
    )


async def _stored(scope: HTTPScope, receive: Receive) -> Served | None:
    # Litestar keeps the body in the scope, and gives it to the handler from there.
    body = await Request[object, object, State](scope, receive).body()
    try:
        request = readable(_REQUEST.decode(body))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, TextUnreadable):
        return None
    desk: Desk = scope["litestar_app"].state.desk
    return await ask.at_once(request, asker_of(scope), desk.sources)


async def _send(served: Served, send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", b"application/json"),
                (b"cache-control", b"private, no-store"),
                (b"content-length", str(len(served.document)).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": served.document, "more_body": False})
