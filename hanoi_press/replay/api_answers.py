"""Read the articles of shells in archives of other crawlers, which do not say to which page an API's answer belongs."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.crawl.fetch import Fetch, build_request
from hanoi_press.discovery import ApiRequest
from hanoi_press.items import ArchiveRef
from hanoi_press.replay.slices import Slice, SliceReading, read_record
from hanoi_press.sources import source_for
from hanoi_press.warc.index import record_address, without_scheme
from hanoi_press.warc.reader import responses


def read_api_answers(files: Iterable[Slice], shells: Iterable[tuple[str, ApiRequest]]) -> SliceReading:
    """Return the articles of pages that are shells, read from the APIs' answers in whole files. Raises `OSError`.

    An answer is found by the address (and the posted data) with which a crawl would request it. Damage is not reported,
    because the files have been read before.
    """
    wanted = {_stored_address(request): url for url, request in shells}
    found = SliceReading()
    for part in files:
        for record in responses(part.path, lambda damage: None):
            url = wanted.get(without_scheme(record.url)) if record.page is None else None
            if url and (source := source_for(url)):
                found.count(source.name, "read")
                outcome = read_record(record, url, source, from_api=True)
                found.record(outcome, source.name, url, ArchiveRef(part.shown, record.offset))
    return found


def _stored_address(request: ApiRequest) -> str:
    """Return the address, without scheme and `www.`, under which the answer to a request is stored."""
    sent = build_request(request, Fetch())
    return without_scheme(record_address(sent.url, sent.body))
