"""One answer of a modelled site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """Status, headers and body of one address."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def asked_with(self, headers: Mapping[str, str]) -> Page:
        """Return the answer to a request with these headers, for pages of which a part can be asked for."""
        return self

    @classmethod
    def of(cls, text: str, kind: str = HTML, status: int = 200) -> Page:
        """Return a page of text in UTF-8."""
        return cls(status, {"Content-Type": kind, "Cache-Control": "public, max-age=60"}, text.encode())

    @classmethod
    def moved(cls, url: str) -> Page:
        """Return a permanent redirect."""
        body = f"<html><!-- modelled; not a capture --><body>Moved to <a href='{url}'>here</a>.</body></html>"
        return cls(301, {"Content-Type": HTML, "Location": url}, body.encode())
