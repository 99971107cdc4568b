"""Connect to servers whose Diffie-Hellman key is too small for OpenSSL 3's defaults (see docs/sites/moh.md).

Scrapy 2.19 has a setting for ciphers, but `DEFAULT:@SECLEVEL=1` there changes nothing: Twisted expands the string to
names and the level is lost (measured against a server with a key of 1024 bits). This handler adds the level again.
Only sources that need it name this handler in their settings; certificates are verified as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler


class _Level(NamedTuple):
    """A pseudo cipher: Twisted joins its name into OpenSSL's cipher string."""

    fullName: str = "@SECLEVEL=1"


class SmallKeys:
    """An implementation of Twisted's `IAcceptableCiphers` at a security level that accepts keys of 1024 bits."""

    def __init__(self, ciphers: Any) -> None:
        self.ciphers = ciphers

    def selectCiphers(self, availableCiphers: Iterable[Any]) -> tuple[Any, ...]:
        return (*self.ciphers.selectCiphers(availableCiphers), _Level())


class SmallKeysHandler(HTTP11DownloadHandler):
    """Scrapy's own handler at security level 1."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        factory: Any = self._contextFactory
        factory.tls_ciphers = SmallKeys(factory.tls_ciphers)
