"""The gateway's process. Settings come as one JSON line on stdin; the port goes out as one line on stdout.

It ends when stdin does, so it never outlives the stack that started it.
"""

import asyncio
import os
import socket
import sys
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server
from msgspec import json

from embedded.gateway.app import Gateway
from embedded.gateway.connections import Connections
from embedded.gateway.settings import GatewaySettings
from embedded.production import refuse_production


async def serve(settings: GatewaySettings) -> None:
    """Serve on a loopback port until stdin ends."""
    # Granian shares its port with other sockets of ours; one that stays bound keeps the kernel from giving it away.
    reserved = socket.socket()
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    reserved.bind(("127.0.0.1", settings.port))
    port = reserved.getsockname()[1]
    app = Gateway(Connections(Path(settings.socket)), settings.token)
    server = Server(
        app,
        "127.0.0.1",
        port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
        backlog=1024,
    )
    serving = asyncio.create_task(server.serve())
    await asyncio.sleep(0)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await serving


async def end_with_stdin() -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()
    # Nothing here needs saving, and Granian's threads would hold up an orderly exit.
    os._exit(0)


async def main() -> None:
    refuse_production()
    settings = json.decode(sys.stdin.buffer.readline(), type=GatewaySettings)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(end_with_stdin())
        tasks.create_task(serve(settings))


asyncio.run(main())
