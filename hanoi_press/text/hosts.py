"""Read the host of an address in the normal form used for every comparison of hosts; judge ports and IP addresses."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_WEB_PORTS = (None, 80, 443)
_NAT64 = IPv6Network("64:ff9b::/96")  # a gateway translates these to the IPv4 address in their last 32 bits (RFC 6052)


def host_of(url: str) -> str:
    """Return the host of an address in lower case, without `www.`, port and trailing dot; "" if there is none.

    >>> host_of("https://WWW.Moit.gov.vn.:443/tin")
    'moit.gov.vn'
    """
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:  # such as "http://[half-an-ipv6"
        return ""
    return host.rstrip(".").removeprefix("www.")


def site_of(url: str) -> str:
    """Return the host of an address as `host_of` does, with its port if that is not 80 or 443.

    Another port is another server.

    >>> site_of("https://www.moit.gov.vn:443/tin"), site_of("https://moit.gov.vn:8080/tin"), site_of("https://a.vn:x/")
    ('moit.gov.vn', 'moit.gov.vn:8080', '')
    """
    try:
        port = urlsplit(url.strip()).port
    except ValueError:
        return ""
    host = host_of(url)
    return host if port in _WEB_PORTS or not host else f"{host}:{port}"


def is_web_address(url: str, *, any_port: bool = False) -> bool:
    """Return True for an http(s) address on port 80 or 443 (or any, if asked so) without a user name.

    >>> [is_web_address(f"https://hanoimoi.vn{port}/") for port in ("", ":443", ":22", ":0443", ":x")]
    [True, True, False, True, False]
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return False
    return any_port or port in _WEB_PORTS


def is_public_address(text: str) -> bool:
    """Return True for an IP address that anyone on the internet may use; False also for what is no IP address.

    An IPv6 address that stands for an IPv4 address (mapped, NAT64, 6to4) is judged by that one.

    >>> [is_public_address(one) for one in ("113.160.1.1", "10.0.0.1", "2402:800::1", "::ffff:10.0.0.1", "a.vn")]
    [True, False, True, False, False]
    """
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.is_site_local:
            return False
        found = found.ipv4_mapped or found.sixtofour or _behind_nat64(found) or found
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _behind_nat64(found: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None
