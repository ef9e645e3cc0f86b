"""What browsers, clients and CDNs may keep, and whether what they kept still holds (RFC 9110 §13, RFC 9111)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from http import HTTPStatus

from litestar import Response
from litestar.response import Stream

PRIVATE = {"Cache-Control": "private, no-store"}

# A worksheet that is reported, purged or deleted is gone from every cache after that.
_LONGEST = timedelta(minutes=5)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def etag_of(*parts: bytes) -> str:
    """A strong entity tag: equal parts, equal bytes of the answer."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return f'"{digest.hexdigest()}"'


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Whether the caller says that it holds what has this tag."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or etag in _TAG.findall(if_none_match)


def lifetime(expires_at: datetime | None, *, is_public: bool, now: datetime | None = None) -> dict[str, str]:
    """How long what lives until `expires_at` may be kept; what is not everybody's is kept nowhere."""
    if not is_public:
        return PRIVATE
    left = _LONGEST if expires_at is None else min(_LONGEST, expires_at - (now or datetime.now(UTC)))
    seconds = max(0, int(left.total_seconds()))
    return {"Cache-Control": f"public, max-age={seconds}, must-revalidate"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How somebody asked for a document: GET or HEAD, and the tags of what they hold."""

    method: str
    if_none_match: str | None

    def answer(self, body: bytes, headers: Mapping[str, str], media_type: str) -> Response[bytes]:
        """The document, or what is left to say to somebody who holds it or wants the headers only."""
        if is_known(self.if_none_match, headers["ETag"]):
            return not_modified(headers)
        if self.method == "HEAD":
            sized = {**headers, "Content-Length": str(len(body))}
            return Response(b"", media_type=media_type, headers=sized)
        return Response(body, media_type=media_type, headers=headers)


def not_modified(headers: Mapping[str, str]) -> Response[bytes]:
    """The answer to whoever holds it already, with the headers that bring up to date what they hold."""
    kept = {name: value for name, value in headers.items() if name in {"ETag", "Cache-Control", "Vary"}}
    return Response(b"", status_code=HTTPStatus.NOT_MODIFIED, headers=kept)


def headers_only(headers: Mapping[str, str], media_type: str) -> Stream:
    """The answer to HEAD for a document whose length nobody knows before it is made."""
    return Stream(iter(()), media_type=media_type, headers=headers)
