"""Define where the web archives are reached."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK


@dataclass(frozen=True, slots=True)
class WebArchives:
    """The addresses of the web archives' servers, without a slash at the end."""

    commoncrawl_index: str = "https://index.commoncrawl.org"
    commoncrawl_data: str = "https://data.commoncrawl.org"
    wayback: str = "https://web.archive.org"

    def name_of(self, url: str) -> str | None:
        """Return the archive whose server an address belongs to; None for any other address."""
        try:
            asked = urlsplit(url).netloc.lower()
        except ValueError:
            return None
        if asked in (_netloc(self.commoncrawl_index), _netloc(self.commoncrawl_data)):
            return COMMONCRAWL
        return WAYBACK if asked == _netloc(self.wayback) else None


def _netloc(url: str) -> str:
    return urlsplit(url).netloc.lower()
