"""Undo the content encoding of an answer, for crawl and replay."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.compression import GZIP_MAGIC, ZSTD_MAGIC
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import ENCODINGS, BodyError, flaw, is_xml, unpack

_MAGIC = {GZIP_MAGIC: "gzip", ZSTD_MAGIC: "zstd"}  # the first bytes of each compression that can be told by them
_UNSTATED = 2  # layers of compression that no header names: a `.xml.gz` that the server compresses once more
_HEAD = 2048  # bytes by which text is told from other data
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b"))


def is_packed(body: bytes) -> bool:
    """Return True if a body begins like gzip or zstd."""
    return body.startswith(tuple(_MAGIC))


def decode_body(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """Return a body with its content encodings undone, at most `limit` bytes long.

    `encodings` are the values of the `Content-Encoding` headers. What is no compression (`UTF-8`, `none`, `binary`) is
    ignored, as browsers do. The bytes count more than the header: a plain page under any header is returned as it is,
    because some servers send such headers, and some archives decompress pages and keep the header; gzip and zstd are
    undone whatever the header says. Raises `BodyError`.
    """
    names = [name.strip().lower().removeprefix("x-") for one in encodings for name in one.split(",")]
    stated = [name for name in names if name and name != "identity"]
    known = [name for name in stated if name in ENCODINGS]
    try:
        unpacked = _by_magic(unpack(body, known, limit), limit)
    except BodyError as error:
        if error.kind is FailureKind.TOO_LARGE or not _is_plain(unpacked := _by_magic(body, limit)):
            raise
    if len(known) < len(stated) and not _is_plain(unpacked):
        raise BodyError(FailureKind.GARBAGE, f"content encoding {', '.join(stated)!r}")
    return unpacked


def _by_magic(body: bytes, limit: int) -> bytes:
    """Return a body without the compressions that its first bytes show. Raises `BodyError`."""
    for _ in range(_UNSTATED):
        name = next((name for magic, name in _MAGIC.items() if body.startswith(magic)), None)
        if name is None:
            break
        body = unpack(body, [name], limit)
    return body


def _is_plain(body: bytes) -> bool:
    """Return True for a whole page, for XML, and for text without markup, such as a robots.txt."""
    if not body or is_xml(body):
        return True
    if b"<" in body or body.lstrip()[:1] in (b"{", b"["):
        return flaw(body) is None
    head = body[:_HEAD]
    return not head.translate(None, bytes(set(range(256)) - set(_CONTROL))) and _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    """Return True if text is UTF-8 apart from a letter that is cut at its end."""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3
    return True
