"""Decompress HTTP bodies within bounds, and check whether a page is complete.

Scrapy and warcio return the part that they could decompress of a body that ends early. Half a page would make a wrong
article, so here an incomplete body is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO

import brotli

from hanoi_press.compression import (
    GZIP,
    GZIP_MAGIC,
    MAX_MEMBERS,
    RAW_DEFLATE,
    ZLIB,
    ZSTD_MAGIC,
    CompressionError,
    inflate,
    zstd,
)
from hanoi_press.failures import FailureKind

ENCODINGS = ("gzip", "deflate", "br", "zstd")
MAX_ENCODINGS = 5  # of one answer; servers that compress twice by mistake name two
_PROBLEMS = {
    "truncated": FailureKind.TRUNCATED,
    "garbage": FailureKind.GARBAGE,
    "too-large": FailureKind.TOO_LARGE,
}
_CHUNK = 64 * 1024  # bytes
_HEAD = 2048  # bytes in which the type of a page is recognised
_HTML_START = re.compile(rb"<html[\s>]|<!doctype\s+html", re.I)
_PLAIN_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:html[\s>]|!doctype\s+html|\?xml\s)", re.I)
_HTML_END = re.compile(rb"</(?:html|body)\s*>", re.I)
_START_TAG = re.compile(rb"<(div|table|section|article|main|ul|ol|form|footer)[\s>]")
_END_TAG = re.compile(rb"</(div|table|section|article|main|ul|ol|form|footer)[\s>]")
_XML_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_JSON_END = {b"{": b"}", b"[": b"]"}
_BOM_AND_SPACE = b"\xef\xbb\xbf \t\r\n"
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b"))
_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # byte order marks; UTF-16 has zero bytes, which would count as control characters
_FILES = (GZIP_MAGIC, ZSTD_MAGIC, b"%PDF", b"PK\x03\x04")  # sitemaps come as .xml.gz


class BodyError(ValueError):
    """Raised for a body that cannot be decompressed as a whole. `kind`: truncated, garbage or too-large."""

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def unpack(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """Return `body` with its content encodings undone; `encodings` are the values of the header, in their order.

    Raises `BodyError` for an unknown encoding, for more than `MAX_ENCODINGS`, and for a body that is cut, damaged, or
    larger than `limit` bytes.
    A body that does not begin like gzip is returned as it is: some servers declare gzip for pages that they send plain,
    and some archives keep the header of what they store plain. So is a page whose other encoding cannot be undone.
    """
    stated = [name.strip().lower().removeprefix("x-") for one in encodings for name in one.split(",")]
    names = [name for name in stated if name and name != "identity"]
    if len(names) > MAX_ENCODINGS:
        raise BodyError(FailureKind.GARBAGE, f"{len(names)} content encodings, of which {MAX_ENCODINGS} are undone")
    for name in reversed(names):
        if not body:
            return body
        try:
            body = _decoded(body, name, limit)
        except CompressionError as error:
            if error.problem == "garbage" and _PLAIN_START.match(body):
                continue
            raise BodyError(_PROBLEMS[error.problem], str(error)) from error
    return body


def _decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """Return `body` without one content encoding.

    Raises `CompressionError`; `BodyError` for an unknown encoding.
    """
    if encoding == "gzip":
        return inflate(body, limit, GZIP) if body.startswith(b"\x1f") else body
    if encoding == "deflate":  # servers send it with or without the header of zlib
        has_header = body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return inflate(body, limit, ZLIB if has_header else RAW_DEFLATE)
    if encoding == "br":
        return _unbrotli(body, limit)
    if encoding == "zstd":
        return _unzstd(body, limit)
    raise BodyError(FailureKind.GARBAGE, f"content encoding {encoding!r}")


def _unbrotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = stream.process(body, output_buffer_limit=_CHUNK)
        while part or not stream.is_finished():
            if not part and stream.can_accept_more_data():
                raise CompressionError("truncated", "the compressed data has no end")
            size += len(part)
            _check_size(size, limit)
            parts.append(part)
            if stream.is_finished():
                break
            part = stream.process(b"", output_buffer_limit=_CHUNK)
    except brotli.error as error:
        raise CompressionError("garbage", str(error)) from error
    return b"".join(parts)


def _unzstd(body: bytes, limit: int) -> bytes:
    """Return the content of all frames; `ZstdFile` would read any number of empty ones."""
    file = BytesIO(body)
    block = b""
    parts: list[bytes] = []
    size = 0
    for _ in range(MAX_MEMBERS):
        stream = zstd.ZstdDecompressor()
        while not stream.eof:
            block = block or (file.read(_CHUNK) if stream.needs_input else b"")
            if stream.needs_input and not block:
                raise CompressionError("truncated", "the compressed data has no end")
            try:
                parts.append(stream.decompress(block, _CHUNK))
            except zstd.ZstdError as error:
                raise CompressionError("garbage", str(error)) from error
            size += len(parts[-1])
            _check_size(size, limit)
            block = b""
        block = stream.unused_data or file.read(_CHUNK)
        if not block:
            return b"".join(parts)
    raise CompressionError("too-large", f"more than {MAX_MEMBERS} zstd frames")


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise CompressionError("too-large", f"more than {limit} bytes unpacked")


def flaw(body: bytes, *, announced: bool = True) -> FailureKind | None:
    """Return the obvious fault of a decompressed body; None if there is none.

    `empty`; `garbage`: not text; `truncated`: HTML, XML or JSON without its end. A page without `</html>`
    is whole if each of its block elements is closed. `announced`: the server stated the length of the body, or how to
    find its end; if not, the elements of an HTML fragment must be closed, too.
    """
    if not body or body.isspace():
        return FailureKind.EMPTY
    head = body[:_HEAD].lstrip(_BOM_AND_SPACE)
    if head.startswith((*_UTF16, *_FILES)):
        return None
    if len(head.translate(None, _CONTROL)) < len(head) - len(head) // 100:
        return FailureKind.GARBAGE
    if closing := _JSON_END.get(head[:1]):
        return None if body.rstrip().endswith(closing) else FailureKind.TRUNCATED
    if is_xml(body) and not _HTML_START.search(head):
        return None if _xml_ends(body, head) else FailureKind.TRUNCATED
    if _HTML_START.search(head) or not announced:
        ends = _HTML_END.search(body, max(0, len(body) - _CHUNK)) or _is_closed(body)
        return None if ends else FailureKind.TRUNCATED
    return None if b"<" in body else FailureKind.GARBAGE


def _is_closed(body: bytes) -> bool:
    """Return True if a page ends with a tag and each of its block elements is closed."""
    page = body.lower()
    opened, closed = Counter(_START_TAG.findall(page)), Counter(_END_TAG.findall(page))
    return page.rstrip().endswith(b">") and all(closed[tag] >= number for tag, number in opened.items())


def is_xml(body: bytes) -> bool:
    """Return True if a body begins with an XML declaration."""
    return body[:_HEAD].lstrip(_BOM_AND_SPACE).startswith(b"<?xml")


def _xml_ends(body: bytes, head: bytes) -> bool:
    root = _XML_ROOT.search(head)
    return root is None or body.rstrip().endswith(b"/>") or b"</" + root[1] in body[-_CHUNK:]
