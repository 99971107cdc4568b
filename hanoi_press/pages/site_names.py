"""Distinguish the names of the site itself from those of people and other outlets."""

from __future__ import annotations

import re
from typing import Protocol
from urllib.parse import urlsplit

from hanoi_press.items import Identity
from hanoi_press.pages.document import Document
from hanoi_press.text import bylines
from hanoi_press.text.outlets import is_outlet

_PORTAL = re.compile(r"(?:cổng|trang) (?:thông )?tin điện tử\b.{0,90}$", re.I)  # how portals describe themselves


class OutletLookup(Protocol):
    """A function that returns the source for a printed outlet name (and the address it links), None for others."""

    def __call__(self, name: str, url: str | None = None) -> str | None: ...


class SiteNames:
    """The names of a page's site: publisher, source, host, and those that its metadata states."""

    def __init__(self, doc: Document, identity: Identity, source_of: OutletLookup) -> None:
        host = urlsplit(doc.url).hostname or ""
        self._names = (identity.publisher, identity.source, host, doc.news_publisher, doc.meta("og:site_name"))
        self._source = identity.source
        self._source_of = source_of

    def are(self, name: str) -> bool:
        """Return True if `name` is one of the site's names, in any usual spelling."""
        return is_outlet(name, *self._names)

    def is_elsewhere(self, name: str) -> bool:
        """Return True if `name` is not the site's own, nor another name of its source."""
        return not self.are(name) and self._source_of(name) != self._source

    def is_person(self, name: str) -> bool:
        """Return True if a byline's name may be a person's or a desk's: not the site, no attribution, no address."""
        return self.is_elsewhere(name) and not bylines.attribution(name) and "://" not in name

    def describes(self, description: str) -> bool:
        """Return True if a page's description is the site's own, not the article's."""
        return self.are(description) or _PORTAL.match(description) is not None


def byline_outlet(text: str) -> str | None:
    """Return the outlet of a byline such as "Theo TTXVN" or "Lê An (Theo TTXVN)"; None if it names none."""
    return bylines.attribution(text) or bylines.attribution(text[text.rfind("(") :])
