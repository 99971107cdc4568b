"""Files that are given in place of a WARC file are named as what they are."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from hanoi_press.compression import zstd
from hanoi_press.warc.index import check_archive
from spiders_tests.warc_records import record


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive/a.warc.gz", record())
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        about = tarfile.TarInfo("a.txt")
        about.size = 3
        packed.addfile(about, io.BytesIO(b"abc"))
    return file.getvalue()


ARC = (
    b"filedesc://a.arc 0.0.0.0 20240101000000 text/plain 76\n1 0 x\n"
    b"URL IP-address Archive-date Content-type Archive-length\n\n"
)
ARC_RECORD = b"https://x.vn/1 1.2.3.4 20240101000000 text/html 3\nabc\n"
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.vn/1\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\r\n'
)
FOREIGN = {
    "zstd": (zstd.compress(record()), "compressed with zstd"),
    "zstd with a dictionary": (b"\x5d\x2a\x4d\x18\x04\0\0\0abcd" + zstd.compress(record()), "zstd and a dictionary"),
    "WACZ": (_zip(), "a WACZ or another ZIP file"),
    "ARC": (ARC, "an ARC file"),
    "ARC without its head": (ARC_RECORD, "an ARC file"),
    "ARC in gzip": (gzip.compress(ARC), "an ARC file"),
    "gzip twice": (gzip.compress(gzip.compress(b"a" * 99, mtime=0), mtime=0), "gzip inside gzip"),
    "gzip of a text": (gzip.compress(b"abc"), "gzip of something that is no WARC file"),
    "bzip2": (bz2.compress(record()), "compressed with bzip2"),
    "xz": (lzma.compress(record()), "compressed with xz"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", "a 7-Zip or RAR file"),
    "tar": (_tar(), "a tar file"),
    "MHTML": (MHTML, "MHTML"),
    "MHTML of Firefox": (MHTML.partition(b"\r\n")[2], "MHTML"),
    "HAR": (b'{\n  "log": {"version": "1.2"}}', "a HAR file"),
    "CDX": (b" CDX N b a m s k r M S V g\n", "an index (CDX)"),
    "CDX line": (b"vn,x)/1 20240101000000 https://x.vn/1 text/html 200 ABC - - 1 2 a\n", "an index (CDX)"),
    "CDXJ": (b'vn,x)/1 20240101000000 {"url": "https://x.vn/1"}\n', "an index (CDX)"),
    "a page": (b"\n<!DOCTYPE html><html></html>", "a page itself"),
    "a page in gzip": (gzip.compress(b"<html></html>"), "a page itself"),
    "a text": (b"Ha Noi", "it does not begin with a version and a header"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named(tmp_path: Path, name: str) -> None:
    data, what = FOREIGN[name]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    with pytest.raises(ValueError, match="is no readable WARC file") as refused:
        check_archive(path)
    assert what in str(refused.value)


def test_a_warc_file_without_answers(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    other = record(kind="warcinfo", block=b"a: b") + record(kind="conversion", block=b"abc", content_type="text/plain")
    path.write_bytes(other)
    with pytest.raises(ValueError, match="it holds no response"):
        check_archive(path)
    path.write_bytes(other + record())
    check_archive(path)
