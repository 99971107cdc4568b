"""Read the articles of shells in archives of other crawlers, which do not say to which page an API's answer belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hanoi_press.crawl.fetch import Fetch, build_request
from hanoi_press.items import ArchiveRef
from hanoi_press.replay.slices import Slice, SliceReading, read_record
from hanoi_press.sources import Source, source_for
from hanoi_press.warc.index import record_address, without_scheme
from hanoi_press.warc.reader import responses


def read_api_answers(files: Iterable[Slice], shells: Sequence[str]) -> SliceReading:
    """Return the articles of the pages in `shells`, read from the APIs' answers in whole files. Raises `OSError`.

    An answer is found by the address (and the posted data) with which a crawl would request it. Damage is not reported,
    because the files have been read before.
    """
    wanted: dict[str, tuple[str, Source]] = {}
    for url in shells:
        if (source := source_for(url)) and (key := _api_address(url, source)):
            wanted[key] = (url, source)
    found = SliceReading()
    for part in files:
        for record in responses(part.path, lambda damage: None):
            if record.page is None and (page := wanted.get(without_scheme(record.url))):
                url, source = page
                found.count(source.name, "read")
                outcome = read_record(record, url, source, from_api=True)
                found.record(outcome, source.name, url, ArchiveRef(part.shown, record.offset))
    return found


def _api_address(url: str, source: Source) -> str | None:
    """Return the address, without scheme and `www.`, under which the API's answer for a page is stored."""
    identity = source.identify(url)
    if source.content_api is None or identity is None:
        return None
    request = source.content_api.request_for(identity.url)
    if request is None:
        return None
    sent = build_request(request, Fetch())
    return without_scheme(record_address(sent.url, sent.body))
