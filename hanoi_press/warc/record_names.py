"""Tell of which page a WARC record is: by addresses, by where it redirects, and by the record that it belongs to."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

from hanoi_press.warc.http_head import LARGEST_HEAD, http_head
from hanoi_press.warc.reader import PAGE_HEADER

_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.*)")


class RecordNames(NamedTuple):
    """What a record says of itself. `kind`: its type, in lower case; `id`: its own one.

    `addresses`: of the page, of its request, of where it redirects; `of`: ids of records that it belongs to.
    """

    kind: str
    id: str
    addresses: tuple[str, ...]
    of: tuple[str, ...]


def record_names(raw: bytes) -> RecordNames:
    """Return the names of a record; empty ones for what it does not state."""
    end = _END.search(raw, 0, LARGEST_HEAD)
    head = raw[: end.start() if end else 0].decode("utf-8", "replace")
    fields: dict[str, str] = {}
    for line in head.split("\n"):
        if found := _FIELD.match(line.rstrip("\r")):
            fields.setdefault(found[1].lower(), found[2].strip())
    target = fields.get("warc-target-uri", "").strip("<> \t")
    referred = fields.get("warc-refers-to-target-uri", "").strip("<> \t")
    addresses = [fields.get(PAGE_HEADER.lower(), ""), target, referred]
    kind = fields.get("warc-type", "").lower()
    if end and kind == "response":
        addresses.append(_redirect(raw[end.end() : end.end() + LARGEST_HEAD], target))
    of = (fields.get("warc-concurrent-to", ""), fields.get("warc-refers-to", ""))
    return RecordNames(kind, fields.get("warc-record-id", ""), tuple(filter(None, addresses)), tuple(filter(None, of)))


def _redirect(block: bytes, url: str) -> str:
    """Return the address to which an answer redirects, "" if it does not."""
    try:
        head = http_head(block)
        if head is None or not 300 <= head.status < 400:
            return ""
        stated = next((value for name, value in head.headers if name.lower() == "location"), "")
        return urljoin(url, stated) if stated else ""
    except ValueError:
        return ""
