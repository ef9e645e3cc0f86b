"""A blocking pool of connections to the server behind the gateway."""

from asyncio import Semaphore, StreamReader, StreamWriter, open_unix_connection
from collections.abc import Sequence
from pathlib import Path

from embedded.gateway.resp import Command, Reply, encode, read_reply


class _Connection:
    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def run(self, commands: Sequence[Command]) -> list[Reply]:
        self._writer.writelines([encode(command) for command in commands])
        return [await read_reply(self._reader) for _ in commands]

    def is_usable(self) -> bool:
        return not self._reader.at_eof() and not self._writer.is_closing()

    def close(self) -> None:
        self._writer.close()


class Connections:
    """At most `size` connections; a caller waits while all are busy. OSError or EOFError when the server is away."""

    def __init__(self, socket: Path, size: int = 16) -> None:
        self._socket = socket
        self._idle: list[_Connection] = []
        self._free = Semaphore(size)

    async def run(self, commands: Sequence[Command]) -> list[Reply]:
        """The replies to `commands`, sent together on one connection. Nothing is ever sent twice."""
        async with self._free:
            connection = await self._take()
            try:
                replies = await connection.run(commands)
            except BaseException:
                # Unread replies would answer the next caller.
                connection.close()
                raise
            self._idle.append(connection)
            return replies

    async def _take(self) -> _Connection:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable():
                return connection
            connection.close()
        return _Connection(*await open_unix_connection(self._socket))
