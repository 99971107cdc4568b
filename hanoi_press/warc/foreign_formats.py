"""Name the file formats that are given in place of a WARC file, and what to do with each."""

from __future__ import annotations

import re

from hanoi_press.compression import GZIP_MAGIC, ZSTD_MAGIC

_ARC = "an ARC file, the format before WARC: convert it with `warcio recompress FILE.arc.gz FILE.warc.gz`"
_SKIPPABLE_FRAME = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")  # of zstd; in a `.warc.zst` it holds the dictionary
_MAIL_HEADER = re.compile(rb"(?:from|mime-version|subject|snapshot-content-location|content-type)[ \t]*:", re.I)
_FORMATS: list[tuple[re.Pattern[bytes], str]] = [
    (re.compile(re.escape(ZSTD_MAGIC)), "compressed with zstd: unpack the file with `zstd -d` before"),
    (
        _SKIPPABLE_FRAME,
        "compressed with zstd and a dictionary of its own: unpack the file before with a tool that knows `.warc.zst`",
    ),
    (
        re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
        "a WACZ or another ZIP file: unpack it with `unzip` and use the WARC files in its folder archive/",
    ),
    (re.compile(rb"filedesc://"), _ARC),
    (re.compile(rb"(?:https?|dns|ftp)://?\S+ [\d.:a-f]+ \d{14} \S+ \d+\r?\n", re.I), _ARC),
    (re.compile(rb"BZh[1-9]"), "compressed with bzip2: unpack the file with `bunzip2` before"),
    (re.compile(rb"\xfd7zXZ\x00"), "compressed with xz: unpack the file with `unxz` before"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"), "a 7-Zip or RAR file: unpack it before"),
    (re.compile(rb".{257}ustar", re.S), "a tar file: unpack it with `tar -xf` and use the WARC files in it"),
    (re.compile(rb"\s*\{\s*\"log\"\s*:"), "a HAR file: convert it to WARC before, as with `har2warc`"),
    (
        re.compile(rb" ?CDX\b|\S+ \d{14} (?:\{|\S+ \S+ \d{3} )"),
        "an index (CDX) of an archive: use the WARC files that it names",
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml)", re.I), "a page itself, no archive of pages"),
]
_GZIP_TWICE = "gzip inside gzip: unpack the file once with `gunzip` before"
_OTHER_IN_GZIP = "gzip of something that is no WARC file"
_MHTML = "a page saved by a browser (MHTML): archives of pages are WARC files"


def foreign_format(head: bytes, unpacked: bytes | None = None) -> str | None:
    """Return what a file is that begins with the bytes `head`, if it is no WARC file but a known format; else None.

    `unpacked`: the first bytes of its content if the file is compressed with gzip.
    """
    start = head if unpacked is None else unpacked
    if unpacked is not None and unpacked.startswith(GZIP_MAGIC):
        return _GZIP_TWICE
    if _MAIL_HEADER.match(start) and b"multipart/related" in head.lower():
        return _MHTML
    known = next((name for pattern, name in _FORMATS if pattern.match(start)), None)
    return known or (_OTHER_IN_GZIP if unpacked else None)
