"""Content encodings, undone alike in crawl and replay."""

from __future__ import annotations

import gzip
import zlib

import pytest

from hanoi_press.compression import zstd
from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import BodyError

PAGE = b"<html><body><p>M\xe1\xbb\x99t trang th\xe1\xbb\xad.</p></body></html>"


@pytest.mark.parametrize("encoding", ["UTF-8", "none", "binary", "br", "zstd", "deflate", "x-unknown", "gzip"])
def test_a_sound_page_under_a_wrong_header_is_taken_as_it_is(encoding: str) -> None:
    assert decode_body(PAGE, [encoding], 10_000) == PAGE


def test_a_right_header_is_obeyed() -> None:
    assert decode_body(gzip.compress(PAGE), ["gzip"], 10_000) == PAGE


XML = b'<?xml version="1.0"?><urlset><url><loc>https://bao.example/a</loc></url></urlset>'
ROBOTS = b"User-agent: *\nAllow: /\n"
JSON = b'[{"a": 1}]'
_WRONG = ("UTF-8", "none", "binary", "identity", "8bit", "text/html", "", "compress", "aws-chunked", "chunked")
_PACKED = ("gzip", "GZIP", "x-gzip", "gzip, gzip", "utf-8, gzip", "gzip, utf-8", "deflate", "br", "zstd", "br, gzip")


@pytest.mark.parametrize("body", [PAGE, XML, XML[:-12], ROBOTS, JSON, "Điểm đổi sách ".encode() * 200])
@pytest.mark.parametrize("stated", [*_WRONG, *_PACKED])
def test_what_the_bytes_say_counts_more_than_the_header(body: bytes, stated: str) -> None:
    """Also for a robots.txt, which has no markup, and for XML that is cut, which discovery reads up to the cut."""
    packed = gzip.compress(body)
    for sent in (body, packed, gzip.compress(packed), zstd.compress(body)):
        assert decode_body(sent, [stated], 10_000) == body
    assert decode_body(packed, ["utf-8", stated], 10_000) == body


@pytest.mark.parametrize("wbits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_deflate_comes_with_zlibs_header_or_without(wbits: int) -> None:
    stream = zlib.compressobj(9, zlib.DEFLATED, wbits)
    assert decode_body(stream.compress(PAGE) + stream.flush(), ["deflate"], 10_000) == PAGE


@pytest.mark.parametrize("stated", [[], ["utf-8"], ["br"]])
def test_gzip_that_no_header_names_is_bounded_and_must_be_whole(stated: list[str]) -> None:
    for body, kind in (
        (gzip.compress(gzip.compress(b"a" * 20_000)), FailureKind.TOO_LARGE),
        (gzip.compress(PAGE)[:-12], FailureKind.TRUNCATED),
    ):
        with pytest.raises(BodyError) as raised:
            decode_body(body, stated, 10_000)
        assert raised.value.kind is kind


@pytest.mark.parametrize(
    ("body", "encodings", "kind"),
    [
        (gzip.compress(PAGE)[:-12], ["gzip"], FailureKind.TRUNCATED),
        (b"\x00\x01\x02\x03" * 50, ["br"], FailureKind.GARBAGE),
        (b"\x1f\x9d\x90" + bytes(range(256)), ["compress"], FailureKind.GARBAGE),
        (PAGE[:30], ["utf-8"], FailureKind.GARBAGE),  # the page is cut off: it cannot be told from rubbish
        (b"\x1f\x8b\x08" + b"\x00" * 6 + b"\x03" + b"\x07" * 40, ["gzip"], FailureKind.GARBAGE),
        (gzip.compress(b"a" * 20_000), ["gzip"], FailureKind.TOO_LARGE),
    ],
)
def test_what_cannot_be_decoded_is_named(body: bytes, encodings: list[str], kind: FailureKind) -> None:
    with pytest.raises(BodyError) as raised:
        decode_body(body, encodings, 10_000)
    assert raised.value.kind is kind
