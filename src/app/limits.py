"""Limits at the edge: one hit a request on the interface, before anything is read or looked up."""

from collections.abc import Sequence
from hashlib import blake2s
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network

import msgspec
from litestar import Litestar
from litestar.types import HTTPScope, Message, Receive, Scope, Send
from litestar.utils.path import normalize_path

from app.budgets import generations_rule, ratings_rule, reports_rule, requests_rule, sources_rule
from app.problems import MEDIA_TYPE, PROBLEMS
from app.settings import LimitSettings
from observability.request_id import current_request_id
from rate_limits import headers
from rate_limits.addresses import address_key, client_address
from rate_limits.limiter import RateLimiter
from rate_limits.model import Decision, Rule
from worksheets.model import Problem
from worksheets.sources import Asker

_LIMITED = "/api/"
_GENERATING = "/api/v1/worksheets"
_EDITING = ("/regenerate", "/translate", "/variants")
_REPORTING = ("/report", "/same")
_RATING = "/rate"
_UPLOADING = "/api/v1/sources"
_ASKER = "asker"  # where the key of the caller stands in the state of a request


class Limits:
    """Lets a request of the interface through, with `RateLimit` headers on its answer, or answers 429."""

    def __init__(self, app: Litestar, settings: LimitSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # As it is routed: slashes more or less change nothing.
        if scope["type"] != "http" or not (path := normalize_path(scope["path"])).startswith(_LIMITED):
            await self._app(scope, receive, send)
            return
        limiter: RateLimiter = self._app.state.services.limiter
        key = scope.setdefault("state", {})[_ASKER] = caller_key(scope, self._settings.trusted_proxies)
        decision = await limiter.hit(self._rules(scope["method"], path, key))
        fields = _encoded(headers.render(decision))
        if decision.is_allowed:
            await self._app(scope, receive, _adding(fields, send))
        else:
            await _refuse(scope, decision, fields, send)

    def _rules(self, method: str, path: str, key: str) -> Sequence[Rule]:
        rules = [requests_rule(key, self._settings)]
        if method != "POST":
            return rules
        if path == _GENERATING or path.endswith(_EDITING):
            # Charged when a written worksheet has been stored, so that hits and failures cost nothing.
            rules.append(generations_rule(key, self._settings, charge=0))
        elif path.endswith(_REPORTING):
            rules.append(reports_rule(key, self._settings))
        elif path.endswith(_RATING):
            rules.append(ratings_rule(key, self._settings))
        elif path == _UPLOADING:
            rules.append(sources_rule(key, self._settings))
        return rules


def caller_key(scope: HTTPScope, trusted_proxies: Sequence[IPv4Network | IPv6Network]) -> str:
    """Who is calling, as limits count them: a digest, so that no address is kept anywhere."""
    address = address_key(client_address(scope, trusted_proxies))
    return blake2s(address.encode(), digest_size=16, person=b"asker").hexdigest()


def asker_of(scope: HTTPScope) -> Asker:
    """The asker of this request, which `Limits` has let through."""
    return Asker(scope["state"][_ASKER])


def _encoded(fields: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in fields.items()]


def _adding(fields: list[tuple[bytes, bytes]], send: Send) -> Send:
    async def send_with_fields(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *fields]
        await send(message)

    return send_with_fields


async def _refuse(scope: HTTPScope, decision: Decision, fields: list[tuple[bytes, bytes]], send: Send) -> None:
    seconds = headers.render(decision)["Retry-After"]
    problem = Problem(
        type=f"{PROBLEMS}too-many-requests",
        title="Too many requests",
        status=HTTPStatus.TOO_MANY_REQUESTS,
        detail=f"This address has made too many requests. Try again in {seconds} s.",
        instance=scope["path"],
        request_id=current_request_id.get(),
    )
    body = msgspec.json.encode(problem)
    length = (b"content-length", str(len(body)).encode())
    start: Message = {
        "type": "http.response.start",
        "status": HTTPStatus.TOO_MANY_REQUESTS,
        "headers": [(b"content-type", MEDIA_TYPE.encode()), (b"cache-control", b"no-store"), length, *fields],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})
