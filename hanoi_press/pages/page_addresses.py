"""Make the addresses on a page absolute, as browsers do."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]|$)", re.I)
_UNUSUAL = re.compile(r"[\r\n\t\\]")
_LEFT_OUT = {ord(one): None for one in "\r\n\t"}


def base_address(root: Any, url: str) -> str:
    """Return what a page's relative addresses are relative to: its `<base href>`, else its own address."""
    stated = next((one.get("href") for one in root.iterfind("head/base") if one.get("href")), "")
    try:
        base = urljoin(url, stated.strip())
    except ValueError:
        return url
    return base if _ABSOLUTE.match(base) else url


def absolute_address(address: str, base: str) -> str | None:
    """Return an address as an absolute one without its fragment; None if it is not http(s).

    Line breaks and tabs are left out, and a backslash in a path is read as a slash.
    """
    address = address.strip()
    if _UNUSUAL.search(address):
        path, mark, query = address.translate(_LEFT_OUT).partition("?")
        address = path.replace("\\", "/") + mark + query
    if not _ABSOLUTE.match(address):
        try:
            address = urljoin(base, address)
        except ValueError:
            return None
        if not _ABSOLUTE.match(address):
            return None
    return address.split("#")[0].replace(" ", "%20")
