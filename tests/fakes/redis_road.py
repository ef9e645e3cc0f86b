"""A way to the Redis gateway that can fail in every manner."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Coroutine
from contextlib import suppress
from enum import Enum, auto
from urllib.parse import urlsplit


class Way(Enum):
    """What becomes of a connection."""

    OPEN = auto()
    SILENT = auto()  # accepted, never answered: a black hole
    DRIP = auto()  # answered byte by byte, without an end
    CUT = auto()  # closed in the middle of the answer
    RESET = auto()  # closed at once
    HTML = auto()  # a proxy's error page
    EMPTY = auto()  # JSON without a result
    ODD = auto()  # JSON with a result of another shape


ANSWERS = {
    Way.CUT: b'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"result": [[',
    Way.RESET: b"",
    Way.HTML: b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 12\r\nConnection: close\r\n\r\n<h1>502</h1>",
    Way.EMPTY: b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    Way.ODD: b'HTTP/1.1 200 OK\r\nContent-Length: 18\r\nConnection: close\r\n\r\n{"result": [["x"]]',
}


class Road:
    """A TCP server in front of the gateway at `target`. `way` decides over connections made from then on."""

    def __init__(self, target: str) -> None:
        self._target = urlsplit(target)
        self._open: set[asyncio.Task[None]] = set()
        self.way = Way.OPEN
        self.connections = 0
        self.url = ""

    async def serve(self) -> asyncio.Server:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return server

    async def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with suppress(OSError, asyncio.CancelledError):
                await self._answer(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self.way is Way.OPEN:
            await self._forward(reader, writer)
        elif self.way is Way.SILENT:
            await reader.read()
        elif self.way is Way.DRIP:
            await drip(writer)
        else:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(ANSWERS[self.way])
            await writer.drain()

    async def _forward(self, reader: StreamReader, writer: StreamWriter) -> None:
        onward_reader, onward_writer = await asyncio.open_connection(self._target.hostname, self._target.port)
        ways: list[Coroutine[None, None, None]] = [copy(reader, onward_writer), copy(onward_reader, writer)]
        try:
            await asyncio.gather(*ways)
        finally:
            onward_writer.close()

    async def close(self) -> None:
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)


async def drip(writer: StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def copy(reader: StreamReader, writer: StreamWriter) -> None:
    while chunk := await reader.read(65536):
        writer.write(chunk)
        await writer.drain()
    writer.close()
