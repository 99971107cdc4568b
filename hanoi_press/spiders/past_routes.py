"""Make the routes that read web archives, which every source has."""

from __future__ import annotations

from collections.abc import Sequence

from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK, WEB_ARCHIVES
from hanoi_press.discovery.commoncrawl import CommonCrawl
from hanoi_press.discovery.routes import Route
from hanoi_press.discovery.wayback import Wayback
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.sources.source import Source


def past_routes(source: Source, archives: WebArchives, urls: Sequence[str] = ()) -> dict[str, Route]:
    """Return the routes by name (`commoncrawl`, `wayback`): of all hosts of a source, or of the addresses `urls`."""
    hosts = source.archived_hosts
    found: dict[str, Route] = {
        COMMONCRAWL: CommonCrawl(hosts, archives, tuple(urls)),
        WAYBACK: Wayback(hosts, archives, tuple(urls)),
    }
    return {name: found[name] for name in WEB_ARCHIVES}
