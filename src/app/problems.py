"""Every error as one `application/problem+json` document (RFC 9457).

`type` is an address that names the kind of problem, `detail` says what happened, with which value, and what to do.
"""

import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus
from math import ceil

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotFoundException, ValidationException
from psycopg import OperationalError
from psycopg_pool import PoolClosed, PoolTimeout

from cache.errors import CacheError
from observability.request_id import current_request_id
from pdf.errors import PdfError, UnprintableSheet
from rate_limits.errors import RateLimitError
from worksheets import errors as worksheets
from worksheets.model import FieldError, Problem
from worksheets.source_texts import errors as sources

_log = logging.getLogger(__name__)

PROBLEMS = "https://tetrad.example/problems/"
MEDIA_TYPE = "application/problem+json"


class RequestProblem(Exception):
    """A request that the edge refuses. `name` becomes the last part of the problem's type."""

    def __init__(
        self, status: HTTPStatus, name: str, title: str, detail: str, *, errors: list[FieldError] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.name, self.title, self.errors = status, name, title, errors
        self.headers: dict[str, str] = {}


_OF_A_FIELD = (
    worksheets.SpecificationImpossible
    | worksheets.TextUnreadable
    | worksheets.UnfitForSchool
    | worksheets.NoSuchQuestion
    | worksheets.EditImpossible
    | sources.SourceNotFound
)

# Each error of a domain, and how it looks from outside: status, name, title.
_DOMAIN: dict[type[Exception], tuple[HTTPStatus, str, str]] = {
    worksheets.TextUnreadable: (HTTPStatus.BAD_REQUEST, "invalid-request", "The request is not valid"),
    worksheets.UnfitForSchool: (HTTPStatus.UNPROCESSABLE_ENTITY, "unfit-for-school", "Not for a school worksheet"),
    worksheets.NoSuchQuestion: (HTTPStatus.BAD_REQUEST, "invalid-request", "The request is not valid"),
    worksheets.EditImpossible: (HTTPStatus.BAD_REQUEST, "invalid-request", "The request is not valid"),
    worksheets.WorksheetNotFound: (HTTPStatus.NOT_FOUND, "not-found", "No such worksheet"),
    worksheets.GenerationNotFound: (HTTPStatus.NOT_FOUND, "not-found", "No such generation"),
    worksheets.NotStored: (HTTPStatus.NOT_FOUND, "not-stored", "Nothing stored matches"),
    worksheets.NothingCanServe: (HTTPStatus.SERVICE_UNAVAILABLE, "no-source", "No source can serve this topic"),
    worksheets.WritingPaused: (HTTPStatus.SERVICE_UNAVAILABLE, "budget-spent", "The day's budget for writing is spent"),
    worksheets.SpecificationImpossible: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "specification-impossible",
        "The worksheet cannot be made as asked",
    ),
    worksheets.IdempotencyKeyReused: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "The key was used for another request",
    ),
    worksheets.GenerationCancelled: (HTTPStatus.CONFLICT, "generation-cancelled", "The worksheet was cancelled"),
    worksheets.TooManyAtOnce: (HTTPStatus.TOO_MANY_REQUESTS, "too-many-at-once", "Too many worksheets at once"),
    sources.SourceNotFound: (HTTPStatus.NOT_FOUND, "source-not-found", "No such source text"),
    sources.SourceTooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request-entity-too-large", "The file is too large"),
    sources.SourceKindUnknown: (
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-source",
        "Files of this kind are not read",
    ),
    sources.SourceUnreadable: (HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-source", "The file gives no text"),
    sources.ReaderBusy: (HTTPStatus.SERVICE_UNAVAILABLE, "reader-busy", "Too many files are waiting"),
    UnprintableSheet: (HTTPStatus.UNPROCESSABLE_ENTITY, "unprintable", "The worksheet cannot be printed"),
    PdfError: (HTTPStatus.SERVICE_UNAVAILABLE, "pdf-failed", "The PDF could not be made"),
    CacheError: (HTTPStatus.SERVICE_UNAVAILABLE, "cache-unavailable", "Stored topics cannot be searched"),
    RateLimitError: (HTTPStatus.SERVICE_UNAVAILABLE, "limits-unavailable", "Limits cannot be checked"),
}


def answer(request: Request[object, object, State], error: Exception) -> Response[Problem]:
    """The problem that `error` is. An error nobody foresaw is logged and says nothing of itself."""
    headers: dict[str, str] = {}
    match error:
        case RequestProblem():
            document = _document(request, error.status, error.name, error.title, str(error), errors=error.errors)
            headers = error.headers
        case HTTPException():
            document = _http(request, error)
            headers = dict(error.headers or {})
        case worksheets.WritingPaused():
            document = _domain(request, error)
            headers["Retry-After"] = str(ceil((error.returns_at - datetime.now(UTC)).total_seconds()))
        case _:
            document = _domain(request, error)
    headers.setdefault("Cache-Control", "no-store")  # it names this very request
    if document.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        headers.setdefault("Retry-After", "10")
    return Response(document, status_code=document.status, media_type=MEDIA_TYPE, headers=headers)


def _domain(request: Request[object, object, State], error: Exception) -> Problem:
    if isinstance(error, worksheets.GenerationEnded):
        problem = error.problem
        return _document(
            request, HTTPStatus(problem.status), problem.type.removeprefix(PROBLEMS), problem.title, problem.detail
        )
    for kind in type(error).__mro__:
        if kind in _DOMAIN:
            status, name, title = _DOMAIN[kind]
            nearest = error.nearest_topics if isinstance(error, worksheets.NothingCanServe) else None
            fields = [FieldError(error.field, str(error))] if isinstance(error, _OF_A_FIELD) else None
            return _document(request, status, name, title, str(error), errors=fields, nearest_topics=nearest)
    if isinstance(error, OperationalError | PoolTimeout | PoolClosed):
        _log.error("database_unavailable", exc_info=error)
        return _document(
            request,
            HTTPStatus.SERVICE_UNAVAILABLE,
            "database-unavailable",
            "The database does not answer",
            "Nothing is lost. Try again in a few seconds.",
        )
    if isinstance(_root(error), RecursionError):
        return _document(
            request,
            HTTPStatus.BAD_REQUEST,
            "malformed-json",
            "The body cannot be read",
            "The JSON is nested too deeply.",
        )
    _log.error("request_failed", exc_info=error, extra={"route": request.scope["path_template"]})
    return _document(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "The service made a mistake",
        "Please try again; if it happens again, tell us the request id.",
    )


def _http(request: Request[object, object, State], error: HTTPException) -> Problem:
    if isinstance(error, ValidationException):
        return _validation(request, error)
    root = _root(error)
    if isinstance(root, RecursionError):
        return _document(
            request,
            HTTPStatus.BAD_REQUEST,
            "malformed-json",
            "The body cannot be read",
            "The JSON is nested too deeply.",
        )
    status = HTTPStatus(error.status_code)
    if isinstance(root, msgspec.DecodeError):
        return _document(
            request,
            HTTPStatus.BAD_REQUEST,
            "malformed-json",
            "The body cannot be read",
            f"The body is no valid JSON: {root}.",
        )
    detail = error.detail
    if isinstance(error, NotFoundException):
        detail = f"There is nothing at {request.url.path}. The interface is described at /schema."
    elif status is HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method} is not possible here. See the header Allow for what is."
    elif status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        detail = (
            "The body is larger than 64 KiB. Send a shorter topic or shorter notes; upload a long source text to "
            "/api/v1/sources."
        )
    return _document(request, status, status.name.lower().replace("_", "-"), status.phrase, detail)


_UNKNOWN_FIELD = re.compile(r"unknown field `([^`]+)`")


class _Complaint(msgspec.Struct):
    """What Litestar says of one field."""

    message: str
    key: str = "body"


def _field(complaint: _Complaint) -> str:
    """The field that is meant: of one too many, its own name rather than that of the object it stands in."""
    too_many = _UNKNOWN_FIELD.search(complaint.message)
    if too_many is None:
        return complaint.key
    inside = "" if complaint.key in ("data", "body") else f"{complaint.key}."
    return f"{inside}{too_many[1]}"


def _validation(request: Request[object, object, State], error: ValidationException) -> Problem:
    fields = [
        FieldError(_field(complaint), complaint.message)
        for complaint in msgspec.convert(error.extra or [], list[_Complaint])
    ]
    detail = "; ".join(f"{field.field}: {field.message}" for field in fields) or error.detail
    return _document(
        request, HTTPStatus.BAD_REQUEST, "invalid-request", "The request is not valid", detail, errors=fields
    )


def _document(
    request: Request[object, object, State],
    status: HTTPStatus,
    name: str,
    title: str,
    detail: str,
    *,
    errors: list[FieldError] | None = None,
    nearest_topics: list[str] | None = None,
) -> Problem:
    return Problem(
        type=PROBLEMS + name,
        title=title,
        status=status,
        detail=detail,
        instance=request.url.path,
        request_id=current_request_id.get(),
        errors=errors or None,
        nearest_topics=nearest_topics,
    )


def _root(error: BaseException) -> BaseException:
    """The first cause of an error."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
