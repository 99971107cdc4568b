"""Read one record of an ARC file, the format before WARC, in which Common Crawl's files of 2008 to 2012 are.

A record is a line `<url> <ip> <14 digits> <type> <length>`, then as many bytes of an HTTP answer.
"""

from __future__ import annotations

import re

from hanoi_press.warc.http_head import HttpHead, http_head
from hanoi_press.warc.reader import Capture, unchunk
from hanoi_press.warc.record_dates import record_date

_LINE = re.compile(rb"(https?://[^\r\n]{1,8000}) ([0-9a-fA-F.:-]{1,45}) (\d{8,14}) ([^ \r\n]{1,200}) (\d{1,12})\r?\n")


def is_arc(raw: bytes) -> bool:
    """Return True if a record's bytes begin as in an ARC file."""
    return _LINE.match(raw) is not None


def arc_block(raw: bytes) -> bytes:
    """Return the HTTP answer in a record. Raises `ValueError` if there are fewer bytes than the record states."""
    line = _LINE.match(raw)
    if line is None:
        raise ValueError("it does not begin as a record of an ARC file")
    block = raw[line.end() : line.end() + int(line[5])]
    if len(block) < int(line[5]):
        raise ValueError(f"it ends after {len(block)} of {int(line[5])} bytes")
    return block


def arc_capture(raw: bytes) -> Capture:
    """Return the answer in a record. Raises `ValueError`."""
    block = arc_block(raw)
    line = _LINE.match(raw)
    assert line is not None
    head = http_head(block) or HttpHead(200, [("Content-Type", line[4].decode("latin-1"))], 0)
    body, is_whole = block[head.size :], True
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in head.headers):
        body, is_whole = unchunk(body)
    url = line[1].decode("utf-8", "replace")
    return Capture(0, url, head.status, head.headers, body, record_date(line[3].decode()), None, not is_whole)
