"""The files of the single-page app: its shell on every page's address, its hashed assets for ever."""

from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from litestar import Request, Response, Router, get
from litestar.datastructures import CacheControlHeader, State
from litestar.params import FromPath
from litestar.static_files import create_static_files_router  # pyright: ignore[reportUnknownVariableType] - bare PathLike

from app.errors import WebAppMissing

_A_YEAR = 31_536_000


_INTERFACES = ("/api", "/health", "/metrics", "/schema", "/assets")


def read_shell(dist: Path) -> bytes:
    """The app's one page. Raises WebAppMissing when it has not been built."""
    index = dist / "index.html"
    if not index.is_file():
        raise WebAppMissing(dist)
    return index.read_bytes()


def web_app(dist: Path, shell: bytes) -> Router:
    """Routes of the built app in `dist`."""

    @get(["/", "/worksheets/{worksheet_id:uuid}", "/generations/{generation_id:uuid}"], include_in_schema=False)
    async def page(
        worksheet_id: FromPath[UUID | None] = None, generation_id: FromPath[UUID | None] = None
    ) -> Response[bytes]:
        del worksheet_id, generation_id  # the app reads its own address
        return shell_page(shell, HTTPStatus.OK)

    assets = create_static_files_router(
        "/assets",
        directories=[dist / "assets"],
        cache_control=CacheControlHeader(public=True, max_age=_A_YEAR, immutable=True),
    )
    return Router("/", route_handlers=[page, assets])


def wants_page(request: Request[object, object, State]) -> bool:
    """Whether a person is looking at this address in a browser, rather than a program at the interface."""
    return (
        request.method in ("GET", "HEAD")
        and "text/html" in request.headers.get("accept", "")
        and not request.url.path.startswith(_INTERFACES)
    )


def shell_page(shell: bytes, status: HTTPStatus) -> Response[bytes]:
    """The app's one page; it must always be asked for anew, since it names the hashed assets."""
    return Response(shell, status_code=status, media_type="text/html", headers={"Cache-Control": "no-cache"})
