"""Bodies off the wire: whole or an error; and pages that are hostile to whoever reads them."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press import extract
from hanoi_press.compression import zstd
from hanoi_press.failures import BrokenResponse, FailureKind, failure_kind, status_failure
from hanoi_press.pages import NotAnArticle
from hanoi_press.warc.bodies import BodyError, flaw, unpack

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


def test_a_plain_page_that_is_said_to_be_gzip() -> None:
    assert unpack(TEXT, ["gzip"], LIMIT) == TEXT


def test_an_encoding_that_nobody_knows() -> None:
    with pytest.raises(BodyError, match="content encoding 'dcb'"):
        unpack(TEXT, ["dcb"], LIMIT)


def test_damage_in_the_middle() -> None:
    packed = bytearray(gzip.compress(NOISE * 3))
    packed[1000] ^= 0xFF
    with pytest.raises(BodyError) as error:
        unpack(bytes(packed), ["gzip"], LIMIT)
    assert error.value.kind == "garbage"


@given(st.binary(), st.lists(st.sampled_from(["gzip", "deflate", "br", "zstd"]), max_size=2))
def test_whatever_comes_is_bytes_or_a_wire_error(body: bytes, encodings: list[str]) -> None:
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
        (gzip.compress(TEXT), None),  # a sitemap as a file of its own
        ("<html><body>Hà Nội</body></html>".encode("utf-16"), None),
    ],
)
def test_flaws(body: bytes, wanted: str | None) -> None:
    assert flaw(body) == wanted


def test_a_fragment_whose_length_nobody_said() -> None:
    assert flaw(b"<div><p>A</p>", announced=True) is None
    assert flaw(b"<div><p>A</p>", announced=False) == "truncated"
    assert flaw(b"<div><p>A</p></div>", announced=False) is None


class ResponseFailed(Exception):
    """As Twisted's: what failed stands in `reasons`, each a failure with a value."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__()
        self.reasons = [type("Failure", (), {"value": error})() for error in errors]


def test_kinds_of_errors() -> None:
    from scrapy import exceptions
    from twisted.internet.error import ConnectionLost
    from twisted.web._newclient import ParseError

    def failed(*errors: Exception) -> Exception:
        outer = exceptions.DownloadFailedError("x")
        outer.__cause__ = ResponseFailed(*errors)
        return outer

    assert failure_kind(exceptions.DownloadTimeoutError()) == "timeout"
    assert failure_kind(exceptions.CannotResolveHostError()) == "dns"
    assert failure_kind(exceptions.DownloadConnectionRefusedError()) == "refused"
    assert failure_kind(exceptions.ResponseDataLossError()) == "truncated"
    assert failure_kind(exceptions.IgnoreRequest("max redirections reached")) == "redirects"
    assert failure_kind(failed(ConnectionLost())) == "reset"
    assert failure_kind(failed(ConnectionLost(), ParseError("x", b""))) == "garbage"
    assert failure_kind(BrokenResponse(FailureKind.EMPTY)) == "empty"
    assert failure_kind(RuntimeError("x")) == "other"
    assert [status_failure(status) for status in (200, 404, 403, 429, 503, 500, 522, 408)] == [
        None, None, None, "busy", "busy", "server-error", "server-error", "server-error",
    ]  # fmt: skip


HEAD = '<html><head><meta charset="{}"><title>A</title></head><body><h1 class="c-detail-head__title">Tin sáng</h1>'
BODY = '<div class="b-maincontent"><div class="entry">{}</div></div></body></html>'
URL = "https://hanoimoi.vn/tin-sang-1.html"


@pytest.mark.parametrize("tag", ["div", "b", "p", "blockquote", "table><tr><td"])
def test_ten_thousand_deep(tag: str) -> None:
    page = HEAD.format("utf-8") + BODY.format(f"<{tag}>" * 10_000 + "<p>Một hai ba bốn.</p>")
    try:
        assert extract(page.encode(), URL).text in ("", "Một hai ba bốn.")
    except NotAnArticle as verdict:
        assert verdict.kind == "empty"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1258", "utf-16", "nonsense", "x" * 999])
def test_a_charset_that_is_declared_wrongly(declared: str) -> None:
    page = (HEAD.format(declared) + BODY.format("<p>Đường Láng vừa được trải nhựa.</p>")).encode()
    for header in (declared, None):
        assert extract(page, URL, encoding=header).text == "Đường Láng vừa được trải nhựa."
