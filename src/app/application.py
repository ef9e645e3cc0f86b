"""`create_app()`: the routes, the layers around them, and the services behind them."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import NotFoundException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Tag
from litestar.types import ASGIApp, ControllerRouterHandler

from app import health, problems
from app.addresses import Addresses
from app.exact_hits import ExactHits
from app.limits import Limits, asker_of
from app.request_context import RequestContext
from app.services import Services, open_services
from app.settings import Settings
from app.warming import warm
from app.web_app import read_shell, shell_page, wants_page, web_app
from worksheets.editing.routes import EditingController
from worksheets.ratings.routes import RatingController
from worksheets.reports.routes import ReportController
from worksheets.routes import Desk, GenerationController, WorksheetController, list_topics
from worksheets.source_texts.extraction.reader import Reader
from worksheets.source_texts.routes import SourceController
from worksheets.source_texts.taking import SourceDesk
from worksheets.sources import Asker

_LONGEST_BODY = 64 * 1024  # bytes


def create_app(settings: Settings, addresses: Addresses) -> ASGIApp:
    """The whole service as one ASGI application."""
    litestar = create_litestar(settings, addresses)
    return RequestContext(Limits(litestar, settings.limits))


def create_litestar(settings: Settings, addresses: Addresses) -> Litestar:
    """The routed application, without the layers that see bytes only."""
    shell = read_shell(settings.web_dist)

    def answer(request: Request[object, object, State], error: Exception) -> Response[Any]:
        if isinstance(error, ValueError) and "\0" in request.scope["path"]:
            error = NotFoundException()  # no file can have such a name, and asking for it raises
        if isinstance(error, NotFoundException) and wants_page(request):
            return shell_page(shell, HTTPStatus.NOT_FOUND)
        return problems.answer(request, error)

    return Litestar(
        route_handlers=[*_interface(), web_app(settings.web_dist, shell)],
        lifespan=[_serving(settings, addresses)],
        exception_handlers={Exception: answer},
        openapi_config=_openapi(),
        request_max_body_size=_LONGEST_BODY,
        logging_config=None,
    )


def describe() -> dict[str, object]:
    """The interface as an OpenAPI 3.1 document; needs neither services nor the web app's files."""
    return Litestar(route_handlers=_interface(), openapi_config=_openapi()).openapi_schema.to_schema()


def _interface() -> Sequence[ControllerRouterHandler]:
    """Everything that programs call."""
    services = Provide(_services, sync_to_thread=False)
    return (
        Router(
            "/api/v1",
            route_handlers=[
                WorksheetController,
                GenerationController,
                ReportController,
                RatingController,
                SourceController,
                EditingController,
                list_topics,
            ],
            middleware=[ExactHits],
            dependencies={
                "desk": Provide(_desk, sync_to_thread=False),
                "asker": Provide(_asker, sync_to_thread=False),
                "source_desk": Provide(_source_desk, sync_to_thread=False),
            },
        ),
        Router("/", route_handlers=[health.live, health.ready, health.prometheus], dependencies={"services": services}),
    )


def _serving(settings: Settings, addresses: Addresses) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Opens the services when the application starts and closes them when it stops."""

    @asynccontextmanager
    async def serve(app: Litestar) -> AsyncGenerator[None]:
        async with open_services(settings, addresses) as opened:
            opened.renderer.start()
            warming = asyncio.create_task(
                warm(opened.embedder, opened.models if opened.judge is not None else None), name="warming"
            )
            app.state.services = opened
            app.state.source_desk = SourceDesk(opened.pool, Reader())
            app.state.desk = Desk(opened.sources(), opened.feed, opened.renderer)
            yield
            warming.cancel()

    return serve


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Tetrad",
        version=version("tetrad"),
        description="Printable school worksheets that a teacher can trust, in English, Russian and Hindi.",
        path="/schema",
        # A page of documentation would need scripts from elsewhere, which our content security policy forbids.
        render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"])],
        use_handler_docstrings=True,
        tags=[Tag("worksheets"), Tag("generations"), Tag("sources"), Tag("operations")],
    )


def _services(request: Request[object, object, State]) -> Services:
    return request.app.state.services


def _desk(request: Request[object, object, State]) -> Desk:
    return request.app.state.desk


def _source_desk(request: Request[object, object, State]) -> SourceDesk:
    return request.app.state.source_desk


def _asker(request: Request[object, object, State]) -> Asker:
    return asker_of(request.scope)
