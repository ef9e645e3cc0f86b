"""The outermost layer: request id, access log, metrics and the headers every answer carries."""

import logging
from functools import cache
from time import perf_counter

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from observability import request_id
from observability.metrics import REQUESTS, SECONDS

_log = logging.getLogger("tetrad.access")

_CONTENT_SECURITY_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: list[tuple[bytes, bytes]] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", _CONTENT_SECURITY_POLICY),
]
# Finding the counter of some labels costs more than counting.
_requests = cache(REQUESTS.labels)
_seconds = cache(SECONDS.labels)


class RequestContext:
    """Wraps the whole application, so that even an answer to an unknown path is logged and counted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        offered = next((value for name, value in scope["headers"] if name == b"x-request-id"), None)
        chosen = request_id.choose(offered)
        token = request_id.current_request_id.set(chosen)
        status = 500
        started = perf_counter()

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *_HEADERS, (b"x-request-id", chosen.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        finally:
            seconds = perf_counter() - started
            route = scope.get("path_template") or "unknown"
            _requests(scope["method"], route, status).inc()
            _seconds(scope["method"], route).observe(seconds)
            _log.info(
                "request",
                extra={
                    "method": scope["method"],
                    "route": route,  # never the path: its ids open worksheets
                    "status": status,
                    "milliseconds": round(seconds * 1000, 1),
                },
            )
            request_id.current_request_id.reset(token)
