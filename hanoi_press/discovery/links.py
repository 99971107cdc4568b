"""Links as strangers write them."""

from urllib.parse import urljoin, urlsplit


def absolute(base: str, href: str) -> str | None:
    """`href` as an absolute http(s) URL, seen from the page `base`; None when it leads to no page."""
    href = href.strip()
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
