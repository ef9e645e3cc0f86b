"""Who is calling, by address."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypedDict

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNKNOWN = "unknown"


class Caller(TypedDict):
    """The part of an ASGI scope that tells who is calling."""

    client: tuple[str, int] | None
    headers: Iterable[tuple[bytes, bytes]]


def client_address(scope: Caller, trusted_proxies: Sequence[Network]) -> Address | None:
    """The address of the caller: the right-most hop that is not one of our proxies.

    `X-Forwarded-For` is believed only as far as trusted proxies wrote it: anything left of the first stranger may be
    made up. A peer without an address (a unix socket) is a proxy when proxies are configured. None when unknown.
    """
    peer = scope["client"]
    current = None if peer is None else _read(peer[0])
    if not trusted_proxies:
        return current
    hops = _forwarded_for(scope["headers"])
    while hops and _is_trusted(current, trusted_proxies):
        before = _read(hops.pop())
        if before is None:
            break
        current = before
    return current


def address_key(address: Address | None) -> str:
    """The key that limits count under: an IPv4 address, or the /64 of an IPv6 one, which is a single subscriber's."""
    match address:
        case None:
            return UNKNOWN
        case IPv4Address():
            return str(address)
        case IPv6Address():
            return str(IPv6Network((int(address), 64), strict=False))


def _is_trusted(address: Address | None, trusted: Sequence[Network]) -> bool:
    return address is None or any(address in network for network in trusted)


def _forwarded_for(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    lines = [value.decode("latin-1") for name, value in headers if name.lower() == b"x-forwarded-for"]
    return [hop for hop in ",".join(lines).split(",") if hop.strip()]


def _read(written: str) -> Address | None:
    """An address, also with a port or a zone, and an IPv4 one that came in IPv6 form; None for anything else."""
    bare = written.strip().split("%")[0]
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
