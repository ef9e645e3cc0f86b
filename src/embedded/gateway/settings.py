"""What the gateway's process is told."""

from msgspec import Struct


class GatewaySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`socket` is the path of the server's unix socket, `token` the bearer token that clients must know.

    `port` is the loopback port to serve on; 0 takes a free one.
    """

    socket: str
    token: str
    port: int = 0
