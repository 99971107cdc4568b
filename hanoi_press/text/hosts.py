"""Read the host of an address in the normal form used for every comparison of hosts."""

from __future__ import annotations

from urllib.parse import urlsplit


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
