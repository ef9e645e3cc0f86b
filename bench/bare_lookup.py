"""The floor of bench.hit_path: a server that sends a stored worksheet by its id, and does nothing else.

Started by that benchmark, with DATABASE_URL and PORT in its environment; by itself it does nothing.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from granian.constants import Interfaces
from granian.server import Server

from database.pool import create_pool

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

_pool = create_pool(os.environ["DATABASE_URL"]) if "DATABASE_URL" in os.environ else None


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One statement, one answer."""
    assert _pool is not None
    if scope["type"] == "lifespan":
        await receive()
        await _pool.open(wait=True)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await _pool.close()
        await send({"type": "lifespan.shutdown.complete"})
        return
    async with _pool.connection() as connection:
        cursor = await connection.execute("select content from worksheets where id = %s", [scope["path"][1:]])
        row = await cursor.fetchone()
    body = b"" if row is None else str(row[0]).encode()
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


def main() -> None:
    Server(
        "bench.bare_lookup:application", port=int(os.environ["PORT"]), interface=Interfaces.ASGI, log_enabled=False
    ).serve()


if __name__ == "__main__" and "DATABASE_URL" in os.environ:
    main()
