"""HTTP bodies: whole or an error, and what is wrong with them at first sight."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.compression import MAX_MEMBERS, zstd
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import MAX_ENCODINGS, BodyError, flaw, unpack

TEXT = "<p>Sáng nay, phố Hàng Mã đã treo đèn lồng.</p>".encode() * 50
LIMIT = 1_000_000
NOISE = random.Random(3).randbytes(3000)


def raw_deflate(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


PACK = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("name", PACK)
def test_every_encoding(name: str) -> None:
    packed = PACK[name](TEXT)
    assert unpack(packed, [name.upper()], LIMIT) == TEXT
    for cut in (len(packed) - 1, len(packed) // 2, 12):
        with pytest.raises(BodyError) as error:
            unpack(packed[:cut], [name], LIMIT)
        assert error.value.kind == "truncated", cut
    with pytest.raises(BodyError) as error:
        unpack(PACK[name](bytes(LIMIT + 1)), [name], LIMIT)
    assert error.value.kind == "too-large"


def test_encodings_one_over_the_other() -> None:
    assert unpack(gzip.compress(brotli.compress(TEXT)), ["br, gzip"], LIMIT) == TEXT
    assert unpack(gzip.compress(zlib.compress(TEXT)), ["deflate", "gzip"], LIMIT) == TEXT
    assert unpack(TEXT, ["identity"], LIMIT) == TEXT
    assert unpack(raw_deflate(TEXT), ["deflate"], LIMIT) == TEXT
    assert unpack(gzip.compress(TEXT) + gzip.compress(TEXT), ["gzip"], LIMIT) == TEXT * 2


def test_a_plain_page_declared_as_gzip() -> None:
    assert unpack(TEXT, ["gzip"], LIMIT) == TEXT


def test_an_unknown_encoding() -> None:
    with pytest.raises(BodyError, match="content encoding 'dcb'"):
        unpack(TEXT, ["dcb"], LIMIT)


def test_damage_in_the_middle() -> None:
    packed = bytearray(gzip.compress(NOISE * 3))
    packed[1000] ^= 0xFF
    with pytest.raises(BodyError) as error:
        unpack(bytes(packed), ["gzip"], LIMIT)
    assert error.value.kind == "garbage"


@given(st.binary(), st.lists(st.sampled_from(["gzip", "deflate", "br", "zstd"]), max_size=2))
def test_any_body_gives_bytes_or_a_body_error(body: bytes, encodings: list[str]) -> None:
    try:
        assert len(unpack(body, encodings, LIMIT)) <= max(LIMIT, len(body))
    except BodyError as error:
        assert error.kind in set(FailureKind)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (NOISE, "garbage"),
        ("Không có thẻ nào".encode(), "garbage"),
        (b"<!DOCTYPE html><html><body><p>A</p></body></html>\n<!-- 0.2 s -->", None),
        (b"<!DOCTYPE html><html><body><p>A</p></body>", None),
        (b"<!DOCTYPE html><html><body><p>A", "truncated"),
        (b"\xef\xbb\xbf\r\n<HTML lang=vi><BODY><p>A</BODY ></HTML >", None),
        (b"<html><body><div>" + b"<p>A</p>" * 30_000, "truncated"),
        (b"<html><body><div><p>A</p></div><div><p>B", "truncated"),
        (b"<html><body><div><p>A</p></div><DIV class=b><p>B</p>", "truncated"),
        (b"<html><body><div><p>A</p></div><div><p>B</p></DIV>\n", None),
        (b"<div><p>A fragment</p></div>", None),
        (b'<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', None),
        (b'<?xml version="1.0"?><urlset><url><loc>x</loc></url>', "truncated"),
        (b'<?xml version="1.0"?><urlset/>', None),
        (b'{"data": [1, 2]}\n', None),
        (b'{"data": [1, 2', "truncated"),
        (b"[]", None),
        (gzip.compress(TEXT), None),  # a sitemap that is a compressed file
        ("<html><body>Hà Nội</body></html>".encode("utf-16"), None),
    ],
)
def test_flaws(body: bytes, wanted: str | None) -> None:
    assert flaw(body) == wanted


def test_a_fragment_without_a_stated_length() -> None:
    assert flaw(b"<div><p>A</p>", announced=True) is None
    assert flaw(b"<div><p>A</p>", announced=False) == "truncated"
    assert flaw(b"<div><p>A</p></div>", announced=False) is None


@pytest.mark.parametrize(
    ("encodings", "body"),
    [
        ("gzip", gzip.compress(b"") * (MAX_MEMBERS + 1)),
        ("gzip, gzip", gzip.compress(gzip.compress(b"a") * (MAX_MEMBERS + 1))),
        ("zstd", zstd.compress(b"") * (MAX_MEMBERS + 1)),
        ("zstd, gzip", gzip.compress(zstd.compress(b"a") * (MAX_MEMBERS + 1))),
    ],
)
def test_a_body_of_endless_members_is_too_large(encodings: str, body: bytes) -> None:
    with pytest.raises(BodyError) as error:
        unpack(body, [encodings], LIMIT)
    assert error.value.kind == "too-large" and str(MAX_MEMBERS) in str(error.value)


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("zstd", zstd.compress)])
def test_a_body_of_several_members_is_read_whole(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    parts = [b"", NOISE, b"", TEXT, NOISE * 20]
    assert unpack(b"".join(map(pack, parts)), [encoding], LIMIT * 100) == b"".join(parts)


def test_more_encodings_than_any_server_uses_are_not_undone() -> None:
    body = TEXT
    for _ in range(MAX_ENCODINGS):
        body = gzip.compress(body)
    assert unpack(body, ["gzip, identity"] * MAX_ENCODINGS, LIMIT) == TEXT
    with pytest.raises(BodyError, match="6 content encodings") as error:
        unpack(gzip.compress(body), ["gzip"] * (MAX_ENCODINGS + 1), LIMIT)
    assert error.value.kind == "garbage"


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd"])
def test_a_page_that_is_stored_plain_under_the_header_of_its_transfer(encoding: str) -> None:
    """Common Crawl and others undo the encoding and keep the header; a damaged body stays damaged."""
    for page in (b"<html><body>Ha Noi</body></html>", b"\xef\xbb\xbf \n<!DOCTYPE html><p>Ha Noi</p>"):
        assert unpack(page, [encoding], 10**6) == page
    with pytest.raises(BodyError, match="garbage"):
        unpack(b"\x8b<html> no page", [encoding], 10**6)
