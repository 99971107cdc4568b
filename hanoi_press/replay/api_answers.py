"""Find the articles of shells in archives of other crawlers, which do not say to which page an API's answer belongs."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.crawl.fetch import Fetch, build_request
from hanoi_press.discovery import ApiRequest
from hanoi_press.warc.index import record_address, without_scheme


def stored_addresses(shells: Iterable[tuple[str, ApiRequest]]) -> dict[str, str]:
    """Return the pages that are shells by the addresses, without scheme and `www.`, of the APIs' stored answers.

    An answer is stored under the address (and the posted data) with which a crawl would request it.
    """
    return {_stored_address(request): url for url, request in shells}


def _stored_address(request: ApiRequest) -> str:
    sent = build_request(request, Fetch())
    return without_scheme(record_address(sent.url, sent.body))
