"""Links as strangers write them."""

import re
from urllib.parse import urljoin, urlsplit

_HALF = re.compile(r"^(https?):/?(?=[\w-]+(?:\.[\w-]+)+(?:[/?:]|$))", re.I)  # "http:moc.gov.vn/…", in moc's feeds


def absolute(base: str, href: str) -> str | None:
    """`href` as an absolute http(s) URL, seen from the page `base`; None when it leads to no page."""
    href = _HALF.sub(r"\1://", href.strip(), count=1) if ":" in href else href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:  # such as "http://[half-an-ipv6"
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def host(url: str) -> str:
    """The host name of an absolute URL in small letters, "www." left out."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
