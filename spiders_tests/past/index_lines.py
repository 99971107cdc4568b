"""Write lines of the indexes of web archives."""

from __future__ import annotations

import json
from typing import Any

from hanoi_press.discovery.captures import IndexedCapture

URL = "http://hanoimoi.com.vn/tin/1"
DIGEST = "FAPYCDZSWJIQ2YPQAYDRLAC25YMUNVTD"
FILE = "crawl-data/CC-MAIN-2015-06/segments/1422115855897.0/warc/CC-MAIN-2015-00000-ip-10-180-212-252.warc.gz"
NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
LINE: dict[str, Any] = {
    "urlkey": "vn,com,hanoimoi)/tin/1",
    "timestamp": "20150203040506",
    "url": URL,
    "mime": "text/html",
    "mime-detected": "text/html",
    "status": "200",
    "digest": DIGEST,
    "length": "7063",
    "offset": "667474763",
    "filename": FILE,
    "languages": "vie",
    "encoding": "UTF-8",
}
CAPTURE = IndexedCapture(
    "commoncrawl", URL, "20150203040506", DIGEST, "text/html", 200, FILE, 667474763, 7063, truncated=""
)


def lines(*stated: object) -> bytes:
    """Return an answer of Common Crawl."""
    return "".join(f"{json.dumps(one)}\n" for one in stated).encode()


def row(**changed: str) -> list[str]:
    """Return a row of the Wayback Machine."""
    stated = dict(zip(NAMES, ["vn)/", "20150203040506", URL, "text/html", "200", DIGEST, "812"], strict=True))
    return list((stated | changed).values())


def rows(*stated: object) -> bytes:
    """Return an answer of the Wayback Machine."""
    return json.dumps([NAMES, *stated]).encode()
