"""HTTP for worksheets and generations: parse, call the domain, answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody, QueryParameter, SkipValidation
from litestar.response import Stream
from msgspec import Struct

from cache.model import Language
from pdf.file_name import content_disposition
from pdf.renderer import Renderer
from questions.generators import catalogue
from worksheets import ask, idempotency, outcomes, published
from worksheets.conditional import PRIVATE, Asked, etag_of, headers_only, is_known, not_modified
from worksheets.generations import cancelling, starting
from worksheets.generations.feed import Feed
from worksheets.model import GenerationStarted, GenerationState, Problem, Worksheet, WorksheetRequest
from worksheets.origin import JSON, first_served
from worksheets.printing import sheet_etag, sheet_of
from worksheets.reading import readable
from worksheets.sources import Asker, Sources

_JSON = "application/json"
_PDF = "application/pdf"
_EVENTS = "text/event-stream"
_READING: tuple[Literal["GET", "HEAD"], ...] = ("GET", "HEAD")
_STREAM_LIFETIME = 300.0  # seconds; a client that wants more resumes with Last-Event-ID


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The errors an operation can answer with, for its description."""
    return {
        status: ResponseSpec(
            Problem,
            description=HTTPStatus(status).phrase,
            media_type="application/problem+json",
            generate_examples=False,
        )
        for status in (*statuses, 429, 500)
    }


NOT_MODIFIED = ResponseSpec(None, description="The caller holds it already", generate_examples=False)
IfNoneMatch = Annotated[str | None, HeaderParameter(name="If-None-Match", description="Tags of what the caller holds.")]


class Topics(Struct, frozen=True):
    """Topics that can be served at once, without a model."""

    topics: list[str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routes of this package work with."""

    sources: Sources
    feed: Feed
    renderer: Renderer


class WorksheetController(Controller):
    path = "/worksheets"
    tags = ("worksheets",)

    @post(
        status_code=HTTPStatus.OK,
        summary="Ask for a worksheet",
        description="200 with the worksheet when it is stored or computable, else 202 with the generation that "
        "writes it. `Prefer: wait=SECONDS` waits for that.",
        responses={
            200: ResponseSpec(Worksheet, description="The worksheet", generate_examples=False),
            202: ResponseSpec(GenerationStarted, description="It is being written", generate_examples=False),
            **problems(400, 404, 409, 413, 422, 503),
        },
    )
    async def ask(
        self,
        data: JSONBody[WorksheetRequest],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
        prefer: Annotated[str | None, HeaderParameter(name="Prefer", max_length=200)] = None,
        idempotency_key: Annotated[
            str | None, HeaderParameter(name="Idempotency-Key", min_length=1, max_length=200)
        ] = None,
    ) -> Response[bytes] | Response[GenerationStarted]:
        request = readable(data)
        repeat = None if idempotency_key is None else idempotency.repeat_of(asker.key, idempotency_key, request)
        outcome = await ask.answer(request, asker, desk.sources, repeat)
        return await outcomes.answer(outcome, prefer, desk.feed, desk.sources)

    @HTTPRouteHandler(
        "/{worksheet_id:uuid}",
        http_method=_READING,
        status_code=HTTPStatus.OK,
        summary="Read a worksheet",
        responses={
            200: ResponseSpec(Worksheet, description="The worksheet", generate_examples=False),
            304: NOT_MODIFIED,
            **problems(404),
        },
    )
    async def read(
        self,
        worksheet_id: FromPath[UUID],
        desk: NamedDependency[SkipValidation[Desk]],
        request: Request[object, object, State],
        if_none_match: IfNoneMatch = None,
    ) -> Response[bytes]:
        found = await published.find(worksheet_id, desk.sources)
        document = first_served(found.worksheet)
        headers = found.headers(etag_of(document))
        return Asked(request.method, if_none_match).answer(document, headers, _JSON)

    @HTTPRouteHandler(
        "/{worksheet_id:uuid}/pdf",
        http_method=_READING,
        status_code=HTTPStatus.OK,
        summary="Print a worksheet",
        responses={
            200: ResponseSpec(bytes, description="The PDF", media_type="application/pdf", generate_examples=False),
            304: NOT_MODIFIED,
            **problems(400, 404, 503),
        },
    )
    async def pdf(
        self,
        worksheet_id: FromPath[UUID],
        desk: NamedDependency[SkipValidation[Desk]],
        request: Request[object, object, State],
        if_none_match: IfNoneMatch = None,
        key: Annotated[
            bool, QueryParameter(description="Whether the answer key is printed behind the questions.")
        ] = True,
    ) -> Response[bytes] | Stream:
        found = await published.find(worksheet_id, desk.sources)
        sheet = sheet_of(found.worksheet)
        headers = found.headers(sheet_etag(sheet, with_key=key))
        headers["Content-Disposition"] = content_disposition(found.worksheet.title)
        if is_known(if_none_match, headers["ETag"]):
            return not_modified(headers)
        if request.method == "HEAD":
            return headers_only(headers, _PDF)
        return Response(await desk.renderer.render(sheet, with_key=key), media_type=_PDF, headers=headers)


class GenerationController(Controller):
    path = "/generations"
    tags = ("generations",)

    @get("/{generation_id:uuid}", summary="How far a generation is", responses=problems(404))
    async def read(
        self, generation_id: FromPath[UUID], desk: NamedDependency[SkipValidation[Desk]]
    ) -> Response[GenerationState]:
        state = await starting.state(desk.sources.pool, generation_id)
        return Response(state, headers=PRIVATE)

    @delete(
        "/{generation_id:uuid}",
        status_code=HTTPStatus.OK,
        summary="Cancel a generation",
        description="The caller waits for it no longer; it ends as `cancelled` when nobody else does. One that is over "
        "stays as it ended.",
        responses=problems(404),
    )
    async def cancel(
        self,
        generation_id: FromPath[UUID],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[GenerationState]:
        state = await cancelling.cancel(desk.sources.pool, generation_id, asker.key)
        return Response(state, headers=PRIVATE)

    @HTTPRouteHandler(
        "/{generation_id:uuid}/events",
        http_method=_READING,
        status_code=HTTPStatus.OK,
        summary="Watch a generation",
        description="Server-sent events `stage`, `question`, `corrected`, `done`, `failed`, `cancelled`; "
        "`Last-Event-ID` resumes.",
        responses={
            200: ResponseSpec(str, description="Events", media_type="text/event-stream", generate_examples=False),
            **problems(400, 404),
        },
    )
    async def events(
        self,
        generation_id: FromPath[UUID],
        desk: NamedDependency[SkipValidation[Desk]],
        request: Request[object, object, State],
        last_event_id: Annotated[int, HeaderParameter(name="Last-Event-ID", ge=0)] = 0,
    ) -> Stream:
        await starting.state(desk.sources.pool, generation_id)  # an unknown id is a 404, not an empty stream
        headers = {**PRIVATE, "X-Accel-Buffering": "no"}
        if request.method == "HEAD":
            return headers_only(headers, _EVENTS)
        return Stream(_lines(desk.feed, generation_id, last_event_id), media_type=_EVENTS, headers=headers)


@HTTPRouteHandler(
    "/topics",
    http_method=_READING,
    status_code=HTTPStatus.OK,
    tags=["worksheets"],
    summary="Topics that can be computed at once",
    responses={
        200: ResponseSpec(Topics, description="Titles", generate_examples=False),
        304: NOT_MODIFIED,
        **problems(400),
    },
)
async def list_topics(
    language: FromQuery[Language],
    grade: Annotated[int, QueryParameter(ge=1, le=12)],
    request: Request[object, object, State],
    if_none_match: IfNoneMatch = None,
) -> Response[bytes]:
    """Titles for suggestions, in the language and for the grade."""
    document = JSON.encode(Topics(catalogue.topics(language, grade)))
    headers = {
        "Cache-Control": "public, max-age=3600",
        "ETag": etag_of(document),
        "Content-Language": language.value,
    }
    return Asked(request.method, if_none_match).answer(document, headers, _JSON)


async def _lines(feed: Feed, generation_id: UUID, after: int) -> AsyncIterator[bytes]:
    """The events in the form of the HTML standard, with a comment where nothing has happened for a while."""
    yield b": tetrad\nretry: 1000\n\n"
    async for row in feed.events(generation_id, after, _STREAM_LIFETIME):
        if row is None:
            yield b": still here\n\n"
        else:
            yield f"id: {row.sequence}\nevent: {row.event}\ndata: {row.data}\n\n".encode()
