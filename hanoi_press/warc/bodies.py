"""Bodies as they went over the wire: compression undone within bounds, and whether a page came to its end.

Scrapy and warcio hand on what they could unpack of a body that ends early. Half a page is a wrong article, so here a
body is whole or an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO

import brotli

from hanoi_press.compression import GZIP, RAW_DEFLATE, ZLIB, CompressionError, inflate, zstd
from hanoi_press.failures import FailureKind

ENCODINGS = ("gzip", "deflate", "br", "zstd")
_PROBLEMS = {
    "truncated": FailureKind.TRUNCATED,
    "garbage": FailureKind.GARBAGE,
    "too-large": FailureKind.TOO_LARGE,
}
_CHUNK = 64 * 1024
_HEAD = 2048  # bytes in which a page shows what it is
_OPENED = re.compile(rb"<html[\s>]|<!doctype\s+html", re.I)
_ENDED = re.compile(rb"</(?:html|body)\s*>", re.I)
_OPEN_BOX = re.compile(rb"<(div|table|section|article|main|ul|ol|form|footer)[\s>]")
_CLOSED_BOX = re.compile(rb"</(div|table|section|article|main|ul|ol|form|footer)[\s>]")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_CLOSING = {b"{": b"}", b"[": b"]"}
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b"))
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 is full of zero bytes
_FILES = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"%PDF", b"PK\x03\x04")  # sitemaps come as .xml.gz


class BodyError(ValueError):
    """A body that cannot be had whole. `kind`: truncated, garbage, too-large."""

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def unpack(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """`body` with its content encodings (as the header lists them, in their order) undone.

    Encodings that are not known stay undone: raises `BodyError`, as for a body that is cut, damaged, or grows beyond
    `limit` bytes. A body that does not begin like the gzip it is said to be is taken as it is: servers say so of pages
    that they send plain.
    """
    names = [name.strip().lower().removeprefix("x-") for one in encodings for name in one.split(",")]
    for name in reversed([name for name in names if name and name != "identity"]):
        if not body:
            return body
        if name == "gzip":
            body = _inflate(body, limit, GZIP) if body.startswith(b"\x1f") else body
        elif name == "deflate":
            zlib_header = body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
            body = _inflate(body, limit, ZLIB if zlib_header else RAW_DEFLATE)
        elif name == "br":
            body = _unbrotli(body, limit)
        elif name == "zstd":
            body = _unzstd(body, limit)
        else:
            raise BodyError(FailureKind.GARBAGE, f"content encoding {name!r}")
    return body


def _inflate(body: bytes, limit: int, wbits: int) -> bytes:
    try:
        return inflate(body, limit, wbits)
    except CompressionError as error:
        raise BodyError(_PROBLEMS[error.problem], str(error)) from error


def _unbrotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = stream.process(body, output_buffer_limit=_CHUNK)
        while part or not stream.is_finished():
            if not part and stream.can_accept_more_data():
                raise BodyError(FailureKind.TRUNCATED, "the compressed body has no end")
            size += len(part)
            if size > limit:
                raise BodyError(FailureKind.TOO_LARGE, f"more than {limit} bytes unpacked")
            parts.append(part)
            if stream.is_finished():
                break
            part = stream.process(b"", output_buffer_limit=_CHUNK)
    except brotli.error as error:
        raise BodyError(FailureKind.GARBAGE, str(error)) from error
    return b"".join(parts)


def _unzstd(body: bytes, limit: int) -> bytes:
    try:
        with zstd.ZstdFile(BytesIO(body)) as stream:
            unpacked = stream.read(limit + 1)
    except EOFError as error:
        raise BodyError(FailureKind.TRUNCATED, "the compressed body has no end") from error
    except zstd.ZstdError as error:
        raise BodyError(FailureKind.GARBAGE, str(error)) from error
    if len(unpacked) > limit:
        raise BodyError(FailureKind.TOO_LARGE, f"more than {limit} bytes unpacked")
    return unpacked


def flaw(body: bytes, *, announced: bool = True) -> FailureKind | None:
    """What is wrong with an unpacked body at the first look: `empty`, `garbage` (no text), `truncated` (HTML, XML or
    JSON that begins and does not end); None for a sound one.

    A page without `</html>` is whole where every box on it is closed. `announced`: did the server say how long the
    body is? If not, a fragment too must have its boxes closed.
    """
    if not body or body.isspace():
        return FailureKind.EMPTY
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((*_WIDE, *_FILES)):
        return None
    if len(head.translate(None, _CONTROL)) < len(head) - len(head) // 100:
        return FailureKind.GARBAGE
    if closing := _CLOSING.get(head[:1]):
        return None if body.rstrip().endswith(closing) else FailureKind.TRUNCATED
    if is_xml(body) and not _OPENED.search(head):
        return None if _xml_ends(body, head) else FailureKind.TRUNCATED
    if _OPENED.search(head) or not announced:
        return None if _ENDED.search(body, max(0, len(body) - _CHUNK)) or _is_closed(body) else FailureKind.TRUNCATED
    return None if b"<" in body else FailureKind.GARBAGE


def _is_closed(body: bytes) -> bool:
    """Does a page end with a tag, and no box on it stand open?"""
    opened, closed = Counter(_OPEN_BOX.findall(body.lower())), Counter(_CLOSED_BOX.findall(body.lower()))
    return body.rstrip().endswith(b">") and all(closed[box] >= number for box, number in opened.items())


def is_xml(body: bytes) -> bool:
    """Does a body say that it is XML?"""
    return body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


def _xml_ends(body: bytes, head: bytes) -> bool:
    root = _ROOT.search(head)
    return root is None or body.rstrip().endswith(b"/>") or b"</" + root[1] in body[-_CHUNK:]
