"""Build the requests to web archives: for captures, and for the pages of their indexes.

Such a request goes to the archive's own downloader slot (`PressDownloader`). It is not asked for in robots.txt, because
the indexes, the WARC files and the `id_` addresses are published for programs, and it is not for one of the source's
hosts.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.settings import BaseSettings

from hanoi_press.crawl.fetch import SHORTEST_DELAY, Fetch, build_request
from hanoi_press.discovery import ApiRequest
from hanoi_press.discovery.captures import COMMONCRAWL, FILE, WEB_ARCHIVES, IndexedCapture
from hanoi_press.discovery.web_archives import WebArchives

_ARCHIVE = "web_archive"  # a key of `Request.meta`: the archive that is asked; retries and redirects keep it
_NO_NETWORK = {"allow_offsite": True, "dont_obey_robotstxt": True}  # of requests that no site gets


def web_archives(settings: BaseSettings) -> WebArchives:
    """Return where the web archives are reached, by the settings."""
    names = ("COMMONCRAWL_INDEX_URL", "COMMONCRAWL_DATA_URL", "WAYBACK_URL")
    return WebArchives(*((settings[name] or "").rstrip("/") for name in names))


def web_archive_of(request: Request) -> str | None:
    """Return the web archive that a request asks; None for a request to the source itself."""
    found: str | None = request.meta.get(_ARCHIVE)
    return found


def web_archive_slots(settings: BaseSettings) -> dict[str, dict[str, Any]]:
    """Return Scrapy's settings of the archives' downloader slots: one request at a time, `WEB_ARCHIVE_DELAY` apart."""
    delay = max(settings.getfloat("WEB_ARCHIVE_DELAY"), SHORTEST_DELAY)
    return {name: {"concurrency": 1, "delay": delay, "jitter": 0.0} for name in WEB_ARCHIVES}


def web_archive_meta(url: str, settings: BaseSettings) -> dict[str, Any]:
    """Return the `meta` of a request to an address of a web archive; {} for any other address.

    `PressSpider.fetch_page` gives it to the requests for index pages.
    """
    archive = web_archives(settings).name_of(url)
    if archive is None:
        return {}
    return {
        _ARCHIVE: archive,
        "download_slot": archive,
        "allow_offsite": True,
        "dont_obey_robotstxt": True,
        "autothrottle_dont_adjust_delay": True,
        "download_timeout": settings.getfloat("WEB_ARCHIVE_TIMEOUT"),
        "max_retry_times": settings.getint("WEB_ARCHIVE_RETRIES"),
    }


def capture_address(capture: IndexedCapture, archives: WebArchives) -> str:
    """Return the address at which a web archive sends a capture as it was stored."""
    if capture.archive == COMMONCRAWL:
        return f"{archives.commoncrawl_data}/{capture.file}"
    return f"{archives.wayback}/web/{capture.captured}id_/{capture.url}"


def capture_request(fetch: Fetch, settings: BaseSettings, **options: Any) -> Request:
    """Return the Scrapy request for `fetch.capture`; `options` are Scrapy's (`callback`, `errback`).

    The response that comes back is the site's, at the page's own address: `middlewares.capture_answers` makes it.
    """
    capture = fetch.capture
    assert capture is not None
    if capture.archive == FILE:  # `middlewares.warc_stream` answers it
        return build_request(ApiRequest(capture.url), fetch, meta=dict(_NO_NETWORK), **options)
    url = capture_address(capture, web_archives(settings))
    headers = {}
    if capture.archive == COMMONCRAWL:
        first = capture.offset or 0
        headers = {"Range": f"bytes={first}-{first + (capture.length or 1) - 1}", "Accept-Encoding": "identity"}
    return build_request(ApiRequest(url), fetch, meta=web_archive_meta(url, settings), headers=headers, **options)
