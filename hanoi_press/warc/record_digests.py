"""Compare a record's bytes with the digests that its header states: of its block, and of the page in it.

Programs differ in what they call the payload of a chunked or compressed answer, so the page's digest holds if it is
that of the body as it is stored, without its chunking, or decompressed.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections.abc import Iterable, Iterator
from contextlib import suppress

from hanoi_press.warc.bodies import BodyError, unpack
from hanoi_press.warc.http_head import has_status_line, http_head
from hanoi_press.warc.reader import unchunk

BLOCK, PAYLOAD = "WARC-Block-Digest", "WARC-Payload-Digest"
_END_OF_HEADER = re.compile(rb"\n\r?\n")
_STATED = re.compile(
    rb"^(warc-(?:block|payload)-digest|warc-type)[ \t]*:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]*?)[ \t]*\r?$", re.I | re.M
)
_DIGEST = re.compile(rb"(sha-?1|sha-?256|sha-?512|md5):([0-9A-Za-z+/=_-]+)", re.I)
_SHA1 = re.compile(r"(?:sha-?1:)?([A-Z2-7]{32}|[0-9a-f]{40})", re.I)
_LARGEST = 20 * 1024 * 1024  # bytes of a decompressed page, the same limit as in a crawl
_LINE_BREAKS_AFTER = (b"", b"\r\n", b"\r\n\r\n")  # that some writers count into the block


def wrong_digest(raw: bytes) -> str | None:
    """Return the name of a header of the record `raw` whose digest does not hold; None if all that are stated hold.

    A digest of an algorithm that we do not know holds, and so does that of the page of a `revisit`, which is elsewhere.
    """
    end = _END_OF_HEADER.search(raw)
    if end is None:
        return None
    stated = {name.lower(): value for name, value in _STATED.findall(raw, 0, end.end())}
    block = raw[end.end() :]
    if not _holds(stated.get(BLOCK.lower().encode()), _without_line_breaks(block)):
        return BLOCK
    if stated.get(b"warc-type", b"").lower() == b"revisit":
        return None
    return None if _holds(stated.get(PAYLOAD.lower().encode()), payloads(block)) else PAYLOAD


def record_block(raw: bytes) -> bytes:
    """Return what follows the header of a record."""
    end = _END_OF_HEADER.search(raw)
    return raw[end.end() :] if end else raw


def is_digest(digest: str, contents: Iterable[bytes]) -> bool:
    """Return True if an index's digest (SHA-1 in base 32 or hex) is that of one of `contents`, or no SHA-1."""
    stated = _SHA1.fullmatch(digest.strip())
    return stated is None or _holds(b"sha1:" + stated[1].encode(), contents)


def _holds(stated: bytes | None, contents: Iterable[bytes]) -> bool:
    found = _DIGEST.fullmatch(stated or b"")
    if found is None:
        return True
    algorithm = found[1].decode().lower().replace("-", "")
    wanted = found[2].decode()
    for content in contents:
        digest = hashlib.new(algorithm, content, usedforsecurity=False)
        if wanted.lower() == digest.hexdigest():
            return True
        if wanted.upper().rstrip("=") == b32encode(digest.digest()).decode().rstrip("="):
            return True
    return False


def _without_line_breaks(block: bytes) -> Iterator[bytes]:
    for ending in _LINE_BREAKS_AFTER:
        if block.endswith(ending):
            yield block.removesuffix(ending)


def payloads(block: bytes) -> Iterator[bytes]:
    """Yield what may be the page in a block, which has no HTTP head if it is a `resource`."""
    head = None
    if has_status_line(block):
        with suppress(ValueError):
            head = http_head(block)
    body = block[head.size :] if head else block
    yield from _without_line_breaks(body)
    plain, _ = unchunk(body)
    yield plain
    encodings = [value for name, value in head.headers if name.lower() == "content-encoding"] if head else []
    try:
        yield unpack(plain, encodings, _LARGEST)
    except BodyError:
        return
