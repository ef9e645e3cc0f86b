"""Whose address it is that limits count under."""

from ipaddress import ip_address, ip_network

import pytest

from rate_limits.addresses import Caller, address_key, client_address

PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8:ffff::/48"))


def caller(peer: str | None, *forwarded_for: str) -> Caller:
    headers = [(b"X-Forwarded-For", line.encode()) for line in forwarded_for]
    return {"client": None if peer is None else (peer, 1234), "headers": [(b"host", b"tetrad.example"), *headers]}


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "address"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.66, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.66, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.66", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
        ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["192.0.2.66, <script>, 10.9.9.9"], "10.9.9.9"),
        ("10.0.0.1", [" , "], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:5678"], "198.51.100.1"),
        ("2001:db8:ffff::1", ["[2001:db8:1::5]:5678"], "2001:db8:1::5"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("fe80::1%eth0", [], "fe80::1"),
        (None, ["198.51.100.1"], "198.51.100.1"),
    ],
)
def test_the_caller_is_the_right_most_hop_that_is_not_ours(
    peer: str | None, forwarded_for: list[str], address: str
) -> None:
    assert client_address(caller(peer, *forwarded_for), PROXIES) == ip_address(address)


@pytest.mark.parametrize("peer", ["10.0.0.1", "203.0.113.7"])
def test_without_configured_proxies_nobody_is_believed(peer: str) -> None:
    assert client_address(caller(peer, "198.51.100.1"), ()) == ip_address(peer)


def test_a_peer_without_an_address_is_unknown_unless_a_proxy_tells() -> None:
    assert client_address(caller(None, "198.51.100.1"), ()) is None
    assert client_address(caller(None), PROXIES) is None
    assert address_key(None) == "unknown"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::ffff", "2001:db8:1:3::/64"),
    ],
)
def test_ipv6_counts_by_the_subscribers_network(address: str, key: str) -> None:
    assert address_key(ip_address(address)) == key
