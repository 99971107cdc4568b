"""Read the answer of a site out of the record that Common Crawl's data server sends: WARC, before 2013 ARC."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from io import BytesIO
from typing import NamedTuple

from warcio.recordloader import ArcWarcRecordLoader

from hanoi_press.compression import GZIP, GZIP_MAGIC, CompressionError, inflate
from hanoi_press.crawl.capture_verdict import BadCaptureError, CaptureFault
from hanoi_press.crawl.site_answer import SiteAnswer, check_response, is_same_address, without_framing
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.warc.arc_record import arc_block, arc_capture, is_arc
from hanoi_press.warc.reader import REVISIT, Capture, capture_of, record_type
from hanoi_press.warc.record_digests import is_digest, payloads, record_block, wrong_digest
from hanoi_press.warc.stored_records import StoredRecord, stored_records

_CUT = ("torn", "no end", "file ends inside")  # in the reasons for damage
_SAME_TIME = timedelta(seconds=1)  # a date of a record may have fractions of a second, which indexes round
_HEAD = 4096  # packed bytes in which a record shows its format
_LARGEST = 64 * 1024 * 1024  # bytes of an unpacked record


class _Record(NamedTuple):
    """The answer in a record, the bytes of its block, and the header whose digest does not hold, if one does not."""

    capture: Capture
    block: bytes
    wrong: str | None


def answer_in_record(capture: IndexedCapture, data: bytes) -> SiteAnswer:
    """Return the site's answer in `data`: the gzip member, or the plain record, that the index names.

    Raises `BadCaptureError` for whatever is no whole response, and for one that is not what its own header and the
    index say: address, date, status, length, digests, type.
    """
    record = _arc_record(data) if is_arc(_unpacked_head(data)) else _warc_record(data)
    found = record.capture
    if not is_same_address(found.url, capture.url):
        raise BadCaptureError(CaptureFault.MISMATCH, f"the record is of {found.url}")
    if abs(datetime.fromisoformat(found.date) - capture.moment) > _SAME_TIME:
        raise BadCaptureError(CaptureFault.MISMATCH, f"the record is of {found.date}, not {capture.fetched_at}")
    check_response(capture, found, record.wrong)
    if not is_digest(capture.digest, payloads(record.block)):
        raise BadCaptureError(CaptureFault.MISMATCH, f"its page has not the digest {capture.digest} of the index")
    return SiteAnswer(found.status, without_framing(found.headers), found.body, capture.fetched_at)


def _unpacked_head(data: bytes) -> bytes:
    if not data.startswith(GZIP_MAGIC):
        return data[:_HEAD]
    try:
        return zlib.decompressobj(GZIP).decompress(data[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def _warc_record(data: bytes) -> _Record:
    record = _first_record(data)
    try:
        kind = record_type(record.raw)
        found = capture_of(ArcWarcRecordLoader(), record)
    except Exception as error:  # whatever the parser raises for a hostile record
        raise BadCaptureError(CaptureFault.MISMATCH, f"no readable record ({error})") from None
    if kind == REVISIT:
        raise BadCaptureError(CaptureFault.REVISIT, "the record refers to an earlier one with the same body")
    if found is None:
        raise BadCaptureError(CaptureFault.MISMATCH, f"a {kind} record, no response")
    return _Record(found, record_block(record.raw), wrong_digest(record.raw))


def _first_record(data: bytes) -> StoredRecord:
    reasons: list[str] = []
    records = stored_records(BytesIO(data), lambda offset, reason: reasons.append(reason))
    record = next(records, None)
    if record is not None and not reasons:
        return record
    reason = reasons[0] if reasons else "no record"
    is_cut = any(words in reason for words in _CUT) and "Content-Length" not in reason
    raise BadCaptureError(CaptureFault.CUT_SHORT if is_cut else CaptureFault.MISMATCH, reason)


def _arc_record(data: bytes) -> _Record:
    try:
        raw = inflate(data, _LARGEST) if data.startswith(GZIP_MAGIC) else data
        return _Record(arc_capture(raw), arc_block(raw), None)
    except CompressionError as error:
        kind = CaptureFault.CUT_SHORT if error.problem == "truncated" else CaptureFault.MISMATCH
        raise BadCaptureError(kind, str(error)) from None
    except ValueError as error:
        kind = CaptureFault.CUT_SHORT if "ends after" in str(error) else CaptureFault.MISMATCH
        raise BadCaptureError(kind, f"no readable record ({error})") from None
