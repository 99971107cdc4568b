"""Tell what a web archive itself answers from what a site once answered: faults of its servers, and its own pages."""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.http import Response

from hanoi_press.crawl.capture_request import web_archive_of
from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.discovery.captures import COMMONCRAWL, IndexedCapture
from hanoi_press.failures import FailureKind, status_failure
from hanoi_press.text.block_pages import is_html
from hanoi_press.warc.record_digests import is_digest

ORIGINAL = "x-archive-orig-"  # before the name of a header that the site had sent
_OWN_ERROR = "X-Archive-Wayback-Runtime-Error"
_RANGE = re.compile(r"bytes\s+(\d{1,15})-(\d{1,15})/(\d{1,15}|\*)", re.I)
# What is gone for good, in the names of the Wayback Machine's errors; "not available" is a machine that is down.
_GONE = re.compile(r"NotInArchive|AccessControl|Blocked ?Site", re.I)
_SLOW_DOWN = re.compile(rb"<Code>\s*(?:SlowDown|ServiceUnavailable|RequestLimitExceeded|Throttl\w*)\s*</Code>", re.I)
_S3_ERROR = re.compile(rb"<Code>\s*(?:AccessDenied|NoSuchKey|NoSuchBucket)\s*</Code>", re.I)
_HEAD = 64 * 1024  # bytes in which the archive's own page says what it is
# The Wayback Machine's own pages, by their sentences; a site's page has none of them beside the archive's name.
_NAME = re.compile(rb"Wayback Machine|Internet Archive|archive\.org", re.I)
_NOT_ARCHIVED = re.compile(
    rb"has not archived that URL|URL has been excluded|not in (?:the )?archive|cannot be displayed due to robots"
    rb"|Got an HTTP \d{3} response at crawl time|(?:page|snapshot) (?:cannot be displayed|is not available)"
    rb"|Page not found at Internet Archive|resource (?:is )?not (?:in|available)|blocked site error",
    re.I,
)
_OUT_OF_ORDER = re.compile(
    rb"(?:temporarily|currently) (?:offline|unavailable|down)|scheduled maintenance|under maintenance"
    rb"|machine that serves this file is down|failed connection|too many requests|data retrieval failed",
    re.I,
)


def archive_fault(request: Request, response: Response) -> FailureKind | None:
    """Return the fault of a web archive's server, or of the transfer, for which the request is sent again; else None.

    For a request to a source itself it is the fault that the status reports.
    """
    archive, status = web_archive_of(request), response.status
    if archive is None:
        return status_failure(status)
    if is_of_site(response):
        return None
    if status == 429 or (status in (403, 503, 500) and _SLOW_DOWN.search(response.body[:_HEAD])):
        return FailureKind.BUSY
    if status in (401, 403) and not is_not_archived(response):
        return FailureKind.BUSY  # how both refuse clients that they find impolite
    if (kind := status_failure(status)) is not None:
        return None if is_not_archived(response) else kind
    capture = fetch_of(request).capture
    if status == 206 and capture is not None and cut_range(capture, response) is None:
        return None if len(response.body) == capture.length else FailureKind.TRUNCATED
    return _spoiled(response, archive, capture) if status == 200 else None


def _spoiled(response: Response, archive: str, capture: IndexedCapture | None) -> FailureKind | None:
    """Return the fault of an answer with HTTP 200 that is no index page, no record, and no capture."""
    if capture is None:
        return FailureKind.GARBAGE if is_html(response.body) else None if response.body.strip() else FailureKind.EMPTY
    if archive == COMMONCRAWL:
        return FailureKind.GARBAGE if is_html(response.body) else _cut_file(response, capture)
    if is_not_archived(response) or is_digest(capture.digest, [response.body]):
        return None
    return FailureKind.BUSY if _says(response, _OUT_OF_ORDER) else FailureKind.GARBAGE


def _cut_file(response: Response, capture: IndexedCapture) -> FailureKind | None:
    """Return the fault of a file that a server without ranges sends, and that ends before the record does."""
    size, first, length = len(response.body), capture.offset or 0, capture.length or 0
    return None if size == length or size >= first + length else FailureKind.TRUNCATED


def is_of_site(response: Response) -> bool:
    """Return True for a capture that the Wayback Machine shows, whose status is the site's."""
    if response.headers.get("Memento-Datetime") or response.headers.get("X-Archive-Src"):
        return True
    return any(name.lower().startswith(ORIGINAL.encode()) for name in response.headers)


def is_not_archived(response: Response) -> bool:
    """Return True for an answer of an archive that says that it does not have a capture, or does not show it."""
    if response.status in (404, 410, 451):
        return True
    error = (response.headers.get(_OWN_ERROR) or b"").decode("latin-1")
    if response.status == 403:  # the index of the Wayback Machine prints it
        error += response.body[:_HEAD].decode("latin-1")
    if _GONE.search(error) or (response.status == 403 and is_of_s3(response)):
        return True
    return _says(response, _NOT_ARCHIVED)


def is_of_s3(response: Response) -> bool:
    """Return True if the store of Common Crawl's files itself says that it has no such file."""
    return _S3_ERROR.search(response.body[:_HEAD]) is not None


def _says(response: Response, sentence: re.Pattern[bytes]) -> bool:
    """Return True if an answer is a page of the Wayback Machine with this sentence, and not a capture."""
    head = response.body[:_HEAD]
    return sentence.search(head) is not None and _NAME.search(head) is not None and not is_of_site(response)


def cut_range(capture: IndexedCapture, response: Response) -> str | None:
    """Return in which way the answer to a range of bytes is that of another one; None if it is the range."""
    if capture.archive != COMMONCRAWL or response.status not in (206, 416):
        return None
    first, length = capture.offset or 0, capture.length or 0
    if response.status == 416:
        return f"the file has no bytes {first}-{first + length - 1}"
    stated = (response.headers.get("Content-Range") or b"").decode("latin-1")
    found = _RANGE.match(stated.strip())
    if found and (int(found[1]), int(found[2])) != (first, first + length - 1):
        return f"{stated} in place of bytes {first}-{first + length - 1}"
    return None


def ranged(capture: IndexedCapture, body: bytes) -> bytes:
    """Return the bytes of a capture's record in the answer to its range: servers without ranges send the file."""
    first, length = capture.offset or 0, capture.length or 0
    return body if len(body) <= length else body[first : first + length]
