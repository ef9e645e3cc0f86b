"""The files of the single-page app: its shell on every page's address, its hashed assets for ever."""

from pathlib import Path
from uuid import UUID

from litestar import Response, Router, get
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router

from app.errors import WebAppMissing

_A_YEAR = 31_536_000


def web_app(dist: Path) -> Router:
    """Routes of the built app in `dist`. Raises WebAppMissing when it has not been built."""
    index = dist / "index.html"
    if not index.is_file():
        raise WebAppMissing(dist)
    shell = index.read_bytes()

    @get(["/", "/worksheets/{worksheet_id:uuid}", "/generations/{generation_id:uuid}"], include_in_schema=False)
    async def page(worksheet_id: UUID | None = None, generation_id: UUID | None = None) -> Response[bytes]:
        del worksheet_id, generation_id  # the app reads its own address
        return shell_page(shell, 200)

    assets = create_static_files_router(
        "/assets",
        directories=[dist / "assets"],
        cache_control=CacheControlHeader(public=True, max_age=_A_YEAR, immutable=True),
    )
    return Router("/", route_handlers=[page, assets])


def shell_page(shell: bytes, status: int) -> Response[bytes]:
    """The app's one page; it must always be asked for anew, since it names the hashed assets."""
    return Response(shell, status_code=status, media_type="text/html", headers={"Cache-Control": "no-cache"})
