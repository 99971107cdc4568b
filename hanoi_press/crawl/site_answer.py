"""Define `SiteAnswer`, the answer of a site as a web archive stored it, and check it against the index."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from hanoi_press.crawl.capture_verdict import BadCaptureError, CaptureFault
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.failures import is_full_answer
from hanoi_press.warc.index import without_scheme
from hanoi_press.warc.reader import Capture

Headers = list[tuple[str, str]]
_PAGES = ("html", "xml", "text/plain", "unk", "warc/revisit")  # in the types of pages; some servers send no type
_FRAMING = frozenset({"transfer-encoding", "connection", "keep-alive"})  # of the transfer, which is over


class SiteAnswer(NamedTuple):
    """An answer as the site sent it, without the framing of its transfer.

    `fetched_at`: the time of the capture (UTC, `2015-02-03T04:05:06Z`). `body`: as transferred.
    """

    status: int
    headers: Headers
    body: bytes
    fetched_at: str


def check_index(capture: IndexedCapture, most: int) -> None:
    """Raise `BadCaptureError` for a capture that the index itself says to be no good; `most`: bytes of a page."""
    try:
        capture.fetched_at  # noqa: B018
    except ValueError:
        raise BadCaptureError(CaptureFault.MISMATCH, f"the index states the time {capture.captured!r}") from None
    mime = capture.mime.lower()
    if mime == "warc/revisit":
        raise BadCaptureError(CaptureFault.REVISIT, "the index lists a revisit")
    if capture.truncated:
        raise BadCaptureError(CaptureFault.CUT_SHORT, f"the index says that it is cut short ({capture.truncated})")
    if capture.status is not None and not is_full_answer(capture.status):
        kind = CaptureFault.REDIRECT if 300 <= capture.status < 400 else CaptureFault.STATUS
        raise BadCaptureError(kind, f"the index states HTTP {capture.status}")
    if mime not in ("", "-") and not any(one in mime for one in _PAGES):
        raise BadCaptureError(CaptureFault.NO_PAGE, f"the index states the type {capture.mime}")
    if capture.length is not None and capture.length > most:
        raise BadCaptureError(CaptureFault.TOO_LARGE, f"its record has {capture.length} bytes")


def check_status(capture: IndexedCapture, status: int, location: str = "") -> None:
    """Raise `BadCaptureError` for a stored answer without a page, or with another status than the index states."""
    if 300 <= status < 400 and status != 304:
        raise BadCaptureError(CaptureFault.REDIRECT, f"HTTP {status}" + (f" to {location}" if location else ""))
    if capture.status is not None and capture.status != status:
        raise BadCaptureError(CaptureFault.MISMATCH, f"HTTP {status}, and the index states {capture.status}")
    if not is_full_answer(status):
        raise BadCaptureError(CaptureFault.STATUS, f"HTTP {status}")


def check_response(capture: IndexedCapture, stored: Capture, wrong: str | None) -> None:
    """Raise `BadCaptureError` for a stored response that is not whole, or not what the index and its header say.

    `wrong`: the header whose digest does not hold, if one does not.
    """
    location = next((value for name, value in stored.headers if name.lower() == "location"), "")
    check_status(capture, stored.status, location)
    if stored.truncated:
        raise BadCaptureError(CaptureFault.CUT_SHORT, "the record says that it is not whole")
    check_length(stored.headers, stored.body)
    if wrong:
        raise BadCaptureError(CaptureFault.MISMATCH, f"its bytes are not those of its {wrong}")


def check_length(headers: Headers, body: bytes) -> None:
    """Raise `BadCaptureError` for a body that is shorter than its `Content-Length`; a compressed one cannot be judged.

    Crawlers store many bodies decompressed, under the headers of the compressed ones.
    """
    stated = {name.lower(): value.strip() for name, value in headers}
    encodings = (stated.get(f"{start}content-encoding", "") for start in ("", "x-crawl-"))
    if any(one.lower() not in ("", "identity") for one in encodings):
        return
    length = stated.get("x-crawl-content-length") or stated.get("content-length") or ""
    if length.isascii() and length.isdigit() and len(length) < 13 and int(length) > len(body):
        raise BadCaptureError(CaptureFault.CUT_SHORT, f"{len(body)} of {length} bytes")


def is_same_address(one: str, other: str) -> bool:
    """Return True if two addresses differ in nothing but scheme, `www.`, port, fragment and escapes.

    >>> is_same_address("http://www.mic.gov.vn:80/Tin%20tuc/1", "https://mic.gov.vn/Tin tuc/1#top")
    True
    """
    return _plain(one) == _plain(other)


def _plain(url: str) -> str:
    return unquote(without_scheme(url.partition("#")[0].strip()))


def without_framing(headers: Headers) -> Headers:
    """Return the headers without those of the transfer."""
    return [(name, value) for name, value in headers if name.lower() not in _FRAMING]
