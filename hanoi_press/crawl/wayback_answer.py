"""Read the answer of a site out of what the Wayback Machine sends at an `id_` address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from scrapy.http import Response

from hanoi_press.crawl.archive_answer import ORIGINAL, is_not_archived, is_of_site
from hanoi_press.crawl.capture_verdict import BadCaptureError, CaptureFault
from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.crawl.site_answer import (
    Headers,
    SiteAnswer,
    check_length,
    check_status,
    is_same_address,
    without_framing,
)
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import BodyError, flaw
from hanoi_press.warc.record_digests import is_digest

_ADDRESS = re.compile(r"(https?:)//([^/]+)/web/(\d{14})(?:[a-z]{2}_)?/(.+)", re.I | re.S)
_PLAIN_TYPES = ("", "identity")


def other_capture(capture: IndexedCapture, response: Response) -> str | None:
    """Return where the Wayback Machine redirects to another capture of the same page; None for any other answer.

    Raises `BadCaptureError` for a redirect to another page, or to another server.
    """
    location = response.headers.get("Location")
    if not 300 <= response.status < 400 or response.status == 304 or location is None:
        return None
    try:
        target = urljoin(response.url, location.decode("latin-1").strip())
    except ValueError:
        raise BadCaptureError(CaptureFault.REDIRECT, f"HTTP {response.status} to no address") from None
    asked, found = _ADDRESS.match(response.url), _ADDRESS.match(target)
    is_same = asked and found and is_same_address(found[4], capture.url)
    if not (asked and found and is_same and asked[2].lower() == found[2].lower()):
        raise BadCaptureError(CaptureFault.REDIRECT, f"HTTP {response.status} to {target}")
    return f"{asked[1]}//{asked[2]}/web/{found[3]}id_/{found[4]}"


class CutTransferError(Exception):
    """Raised for a page without its end that is not the one of the index: the archive may hold all of it."""


def answer_in_replay(capture: IndexedCapture, response: Response, most: int) -> SiteAnswer:
    """Return the site's answer that the Wayback Machine sends; `most`: bytes of an unpacked page.

    The time is that of the capture that came, which may be another one than was asked for. It counts if the page is the
    same, by its digest; another page has an entry of its own in the index. Raises `BadCaptureError`, and
    `CutTransferError`.
    """
    if not is_of_site(response) and (response.status != 200 or is_not_archived(response)):
        raise BadCaptureError(CaptureFault.NOT_ARCHIVED, f"HTTP {response.status} of the Wayback Machine")
    check_status(capture, response.status)
    fetched_at = _capture_time(response) or capture.fetched_at
    sent = _without_own_coding(response, most)
    if not _has_digest(capture, response, sent):
        if flaw(sent) in (FailureKind.TRUNCATED, FailureKind.EMPTY):
            raise CutTransferError("its end is missing, and it has not the digest of the index")
        what = "its page" if fetched_at == capture.fetched_at else f"the page of {fetched_at}, which came in its place,"
        raise BadCaptureError(CaptureFault.MISMATCH, f"{what} has not the digest {capture.digest} of the index")
    check_length(list(_originals(response)), sent)
    return SiteAnswer(response.status, _site_headers(response), response.body, fetched_at)


def _site_headers(response: Response) -> Headers:
    """Return the headers that the site had sent, with the codings that the body still has."""
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    size = len(ORIGINAL)
    found = [(name[size:], value) for name, value in headers if name.lower().startswith(ORIGINAL)]
    if not any(name.lower() == "content-type" for name, _ in found):
        found += [one for one in headers if one[0].lower() == "content-type"]
    codings = _codings(found, _header(response, "Content-Encoding"))
    found = [one for one in found if one[0].lower() not in ("content-encoding", "content-length")]
    return without_framing(found) + ([("Content-Encoding", codings)] if codings else [])


def _codings(headers: Headers, own: str) -> str:
    """Return the codings of the body: those of the site, and the archive's own around them if that is another one."""
    site = next((value for name, value in headers if name.lower() == "content-encoding"), "")
    return own if not site or site.strip().lower() == own.strip().lower() else f"{site}, {own}" if own else site


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def _capture_time(response: Response) -> str | None:
    """Return the time of the capture that came: by `Memento-Datetime`, else by the address."""
    try:
        moment = parsedate_to_datetime(_header(response, "Memento-Datetime"))
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):  # what Python's parser raises for odd dates
        found = _ADDRESS.match(response.url)
        try:
            moment = datetime.strptime(found[3], "%Y%m%d%H%M%S") if found else None  # type: ignore[assignment]
        except ValueError:
            return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _without_own_coding(response: Response, most: int) -> bytes:
    """Return the body without the compression of the archive's own server; as it is if that cannot be undone."""
    own = _header(response, "Content-Encoding")
    try:
        return decode_body(response.body, [own] if own else [], most)
    except BodyError:
        return response.body


def _has_digest(capture: IndexedCapture, response: Response, sent: bytes) -> bool:
    """Return False if the page is not the one of the index; `sent`: without the archive's own compression.

    The index's digest is that of the bytes that the site sent. Those of an answer that was compressed or chunked, and
    comes plain, are not known.
    """
    if is_digest(capture.digest, [response.body, sent]):
        return True
    stated = dict(_originals(response))
    return any(stated.get(name, "").lower() not in _PLAIN_TYPES for name in ("content-encoding", "transfer-encoding"))


def _originals(response: Response) -> Iterator[tuple[str, str]]:
    for name, values in response.headers.items():
        if name.lower().startswith(ORIGINAL.encode()):
            yield name.decode("latin-1").lower()[len(ORIGINAL) :], values[0].decode("latin-1")
