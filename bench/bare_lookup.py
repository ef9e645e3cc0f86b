"""The floors of bench.hit_path: servers that do one thing and nothing else.

`GET /ID` sends a stored worksheet by its id, with one statement and without routing; `POST /` embeds its body. The same
lookup as a Litestar handler that reads a worksheet request is the second floor: what any service on that framework
pays before it has any limits, canonical form or metrics.

Started by that benchmark, with DATABASE_URL, PORT and FLOOR (`asgi` or `litestar`) in its environment; by itself it
does nothing.
"""

import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar, Response, post
from litestar.params import FromPath, JSONBody

from cache.nano_embedder import NanoEmbedder
from database.pool import create_pool
from worksheets.model import WorksheetRequest

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

_pool = create_pool(os.environ.get("DATABASE_URL", ""))
_embedder = NanoEmbedder()


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One statement or one embedding, one answer."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    body = await (_embedded(receive) if scope["method"] == "POST" else _content(scope["path"][1:]))
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    await _pool.open(wait=True)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await _pool.close()
    await send({"type": "lifespan.shutdown.complete"})


async def _content(worksheet_id: str) -> bytes:
    async with _pool.connection() as connection:
        cursor = await connection.execute("select content from worksheets where id = %s", [worksheet_id])
        row = await cursor.fetchone()
    return b"" if row is None else str(row[0]).encode()


async def _embedded(receive: Receive) -> bytes:
    message = await receive()
    vector = await _embedder.embed(message["body"].decode())
    return str(vector.shape).encode()


@post("/{worksheet_id:str}", status_code=200)
async def look_up(worksheet_id: FromPath[str], data: JSONBody[WorksheetRequest]) -> Response[bytes]:
    """The bare lookup, as a handler."""
    del data  # read, as every handler of a request reads it
    return Response(await _content(worksheet_id), media_type="application/json")


@asynccontextmanager
async def _pool_open(_: Litestar) -> AsyncGenerator[None]:
    await _pool.open(wait=True)
    yield
    await _pool.close()


def litestar_application() -> Litestar:
    """The bare lookup as an application of its own."""
    return Litestar(route_handlers=[look_up], lifespan=[_pool_open], logging_config=None, openapi_config=None)


def main() -> None:
    is_litestar = os.environ["FLOOR"] == "litestar"
    Server(
        "bench.bare_lookup:litestar_application" if is_litestar else "bench.bare_lookup:application",
        factory=is_litestar,
        port=int(os.environ["PORT"]),
        interface=Interfaces.ASGI,
        log_enabled=False,
    ).serve()


if __name__ == "__main__" and "FLOOR" in os.environ:
    main()
