"""Undo the content encoding of an answer, for crawl and replay."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.compression import GZIP_MAGIC, ZSTD_MAGIC
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import BodyError, flaw, unpack

_COMPRESSED = (GZIP_MAGIC, ZSTD_MAGIC)  # a body that begins so and cannot be unpacked is damaged


def decode_body(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """Return a body with its content encodings undone, at most `limit` bytes long.

    `encodings` are the values of the `Content-Encoding` headers. A plain page whose header names an encoding is
    returned as it is: some servers send such headers, and some archives decompress pages and keep the
    header. Raises `BodyError`.
    """
    try:
        return unpack(body, encodings, limit)
    except BodyError as error:
        if error.kind is not FailureKind.GARBAGE or body.startswith(_COMPRESSED) or flaw(body):
            raise
        return body
