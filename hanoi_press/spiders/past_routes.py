"""Make the routes of web archives for a source. (Stub: CDX writes it.)"""

from __future__ import annotations

from collections.abc import Sequence

from scrapy.settings import BaseSettings

from hanoi_press.discovery import RouteFailed
from hanoi_press.discovery.routes import Route
from hanoi_press.sources import Source


def past_route(source: Source, settings: BaseSettings, archive: str, urls: Sequence[str] = ()) -> Route:
    raise RouteFailed(archive)
