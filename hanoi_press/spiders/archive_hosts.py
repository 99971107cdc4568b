"""Tell the records of a source from those of all the world's other hosts, by nothing but their addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from hanoi_press.failures import is_full_answer
from hanoi_press.sources import Source
from hanoi_press.warc.reader import Capture, responses, stated_address
from hanoi_press.warc.stored_records import StoredRecord

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.I)
_LOOKED_AT = 64  # pages at the beginning of a file
_MOST_ANSWERS = 2000  # among which the pages are looked for: a page comes with a hundred images and scripts


class HostFilter:
    """Some hosts; also with `www.` or any other name before them."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.hosts = frozenset(hosts)

    def __contains__(self, url: str) -> bool:
        found = _HOST.match(url)
        host = found[1].lower().rstrip(".") if found else ""
        while host and host not in self.hosts:
            host = host.partition(".")[2]
        return bool(host)

    def may_hold(self, record: StoredRecord) -> bool:
        """Return True if a record is of one of the hosts, or its header does not plainly say of which."""
        address = stated_address(record.raw)
        return address is None or address in self


def hosts_of(source: Source) -> HostFilter:
    """Return the hosts of a source, former ones included."""
    return HostFilter([*source.hosts, *(one.host for one in source.archived_hosts)])


def article_filter(source: Source) -> Callable[[str], bool]:
    """Return a function that tells whether an address is that of an article of a source. Other hosts cost little."""
    hosts = hosts_of(source)
    return lambda url: url in hosts and source.identify(url) is not None


def is_of_many_sites(path: Path, source: Source) -> bool:
    """Return True if a page at the beginning of a file is of another site, as in those of CC-NEWS and of browsers.

    A list in such a file does not lead to all of its articles, because it was not made by following the lists. Raises
    `OSError`.
    """
    hosts = hosts_of(source)
    answers = islice(responses(path, lambda damage: None), _MOST_ANSWERS)
    return any(one.url not in hosts for one in islice(filter(_is_page, answers), _LOOKED_AT))


def _is_page(capture: Capture) -> bool:
    kind = next((value for name, value in capture.headers if name.lower() == "content-type"), "")
    return is_full_answer(capture.status) and not capture.is_revisit and "html" in kind.lower()
