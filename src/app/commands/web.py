"""`tetrad web`: the HTTP part, as many of it as wanted."""

import socket

from granian.constants import Interfaces, Loops
from granian.server import Server

from app.addresses import configured
from app.errors import PortTaken
from app.parent import DRAIN
from app.settings import Settings


def web(settings: Settings, *, workers: int = 1) -> None:
    """Serve until SIGTERM or SIGINT, then let open requests end."""
    configured(settings)
    require_free_port(settings.host, settings.port)
    Server(
        "app.asgi:create",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=workers,
        loop=Loops.asyncio,
        log_enabled=False,
        backlog=1024,
        workers_kill_timeout=DRAIN,
        respawn_failed_workers=True,
    ).serve()


def require_free_port(host: str, port: int) -> None:
    """Raises PortTaken when something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(host, port) from error
