"""What the gateway's process is told."""

from msgspec import Struct


class GatewaySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`socket` is the path of the server's unix socket, `token` the bearer token that clients must know."""

    socket: str
    token: str
