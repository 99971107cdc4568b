"""Content encodings, undone alike in crawl and replay."""

from __future__ import annotations

import gzip

import pytest

from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import BodyError

PAGE = b"<html><body><p>M\xe1\xbb\x99t trang th\xe1\xbb\xad.</p></body></html>"


@pytest.mark.parametrize("encoding", ["UTF-8", "none", "binary", "br", "zstd", "deflate", "x-unknown", "gzip"])
def test_a_sound_page_under_a_wrong_header_is_taken_as_it_is(encoding: str) -> None:
    assert decode_body(PAGE, [encoding], 10_000) == PAGE


def test_a_right_header_is_obeyed() -> None:
    assert decode_body(gzip.compress(PAGE), ["gzip"], 10_000) == PAGE


@pytest.mark.parametrize(
    ("body", "encodings", "kind"),
    [
        (gzip.compress(PAGE)[:-12], ["gzip"], FailureKind.TRUNCATED),
        (b"\x00\x01\x02\x03" * 50, ["br"], FailureKind.GARBAGE),
        (PAGE[:30], ["utf-8"], FailureKind.GARBAGE),  # the page is cut off: it cannot be told from rubbish
        (b"\x1f\x8b\x08" + b"\x00" * 6 + b"\x03" + b"\x07" * 40, ["gzip"], FailureKind.GARBAGE),
        (gzip.compress(b"a" * 20_000), ["gzip"], FailureKind.TOO_LARGE),
    ],
)
def test_what_cannot_be_decoded_is_named(body: bytes, encodings: list[str], kind: FailureKind) -> None:
    with pytest.raises(BodyError) as raised:
        decode_body(body, encodings, 10_000)
    assert raised.value.kind is kind
