"""Tests of reading the answers of CDX servers."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.discovery.cdx import BadIndex, IndexPage, read_lines, read_rows, says_none
from spiders_tests.past.index_lines import CAPTURE, DIGEST, LINE, URL, lines, row, rows


def test_a_line_of_common_crawl() -> None:
    assert read_lines(lines(LINE)) == IndexPage((CAPTURE,))


def test_a_line_without_what_old_indexes_lack() -> None:
    old = {name: LINE[name] for name in ("urlkey", "timestamp", "url", "digest", "length", "offset", "filename")}
    (found,) = read_lines(lines(old)).captures
    assert (found.url, found.mime, found.status) == (URL, "", None)


def test_a_record_that_common_crawl_cut_says_so() -> None:
    (found,) = read_lines(lines(LINE | {"truncated": "length"})).captures
    assert found.truncated == "length"


@pytest.mark.parametrize(
    ("changed", "is_page"),
    [
        ({"mime": "text/html; charset=utf-8"}, True),
        ({"mime": "Application/XHTML+XML", "mime-detected": "unk"}, True),
        ({"mime": "unk"}, True),
        ({"mime": "text/plain"}, True),  # `mime-detected` says HTML
        ({"mime": "application/pdf", "mime-detected": "application/pdf"}, False),
        ({"mime": "warc/revisit", "mime-detected": "warc/revisit"}, False),
        ({"status": "301"}, False),
        ({"status": 200}, True),
        ({"status": "-"}, True),
    ],
)
def test_only_html_that_was_served_whole_is_listed(changed: dict[str, Any], is_page: bool) -> None:
    found = read_lines(lines(LINE | changed))
    assert (len(found.captures), found.dropped) == (int(is_page), 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"url": 7},
        {"url": None},
        {"url": ["http://hanoimoi.com.vn/tin/1"]},
        {"url": "ftp://hanoimoi.com.vn/tin/1"},
        {"url": "javascript:alert(1)"},
        {"url": "http://[half/"},
        {"url": "http://hanoimoi.com.vn:port/tin/1"},
        {"url": "http://hanoimoi.com.vn/\ud800"},
        {"url": "http://hanoimoi.com.vn/\x00"},
        {"url": f"http://hanoimoi.com.vn/{'x' * 100_000}"},
        {"timestamp": "20150203"},
        {"timestamp": "20151332040506"},
        {"timestamp": "99990203040506"},
        {"timestamp": "00010203040506"},
        {"timestamp": 20150203040506},
        {"timestamp": "２０１５０２０３０４０５０６"},
        {"status": "OK"},
        {"status": True},
        {"status": {"code": 200}},
        {"offset": "-1"},
        {"offset": True},
        {"offset": "9" * 400},
        {"length": "0"},
        {"length": "many"},
        {"filename": ""},
        {"filename": "/etc/passwd"},
        {"filename": "crawl-data/../../x.warc.gz"},
        {"filename": "http://elsewhere.vn/x.warc.gz"},
        {"filename": "x.warc.gz?y=1"},
        {"filename": "x.warc.gz\r\nHost: elsewhere.vn"},
    ],
)
def test_a_line_that_names_no_page_is_left_out_and_counted(changed: dict[str, Any]) -> None:
    assert read_lines(lines(LINE | changed, LINE)) == IndexPage((CAPTURE,), 1)


@pytest.mark.parametrize("odd", [b'{"url": %s}' % (b"9" * 5_000), b'{"url": %s' % (b"[" * 100_000)])
def test_a_line_that_no_parser_should_read_is_left_out(odd: bytes) -> None:
    assert read_lines(odd + b"\n" + lines(LINE)) == IndexPage((CAPTURE,), 1)


@pytest.mark.parametrize("digest", ["", "-", "no digest", 7, None, "x" * 5_000])
def test_a_digest_that_is_none_is_left_out(digest: object) -> None:
    (found,) = read_lines(lines(LINE | {"digest": digest})).captures
    assert found.digest == ""


def test_a_port_that_means_nothing_is_left_out() -> None:
    (found,) = read_rows(rows(row(original="http://WWW.hanoimoi.com.vn:80/tin/1#top"))).captures
    assert found.url == "http://www.hanoimoi.com.vn/tin/1"


@pytest.mark.parametrize(
    "body",
    [
        lines(LINE)[:-40],
        lines(LINE) + b'{"urlkey": "vn',
        b"<html><body>maintenance</body></html>",
        b'{"message": "something went wrong"}',
        b'["urlkey"]',
        b"null",
        b"5",
        b"\x1f\x8bno gzip",
        gzip.compress(lines(LINE))[:-9],
        b"[" * 100_000,
        b"\x00" * 100,
        lines(*([LINE | {"filename": 5}] * 20)),
    ],
)
def test_lines_that_are_cut_off_or_no_index_are_refused_as_a_whole(body: bytes) -> None:
    with pytest.raises(BadIndex) as raised:
        read_lines(body)
    assert 10 < len(str(raised.value)) < 250


def test_an_address_that_is_no_utf_8_is_left_out() -> None:
    body = lines(LINE).replace(b"tin/1", b"tin/\xe9")
    assert read_lines(body + lines(LINE)) == IndexPage((CAPTURE,), 1)


def test_an_answer_may_be_packed_or_empty() -> None:
    assert read_lines(gzip.compress(lines(LINE, LINE))) == IndexPage((CAPTURE, CAPTURE))
    assert read_rows(gzip.compress(rows(row()))).captures[0].url == URL
    assert read_lines(b"") == read_rows(b"") == read_rows(b"\n") == read_rows(b"[]\n") == IndexPage()
    assert read_lines(lines(LINE).rstrip()) == IndexPage((CAPTURE,))
    assert read_lines(b"\xef\xbb\xbf" + lines(LINE)) == IndexPage((CAPTURE,))


def test_a_row_of_the_wayback_machine() -> None:
    wanted = IndexedCapture("wayback", URL, "20150203040506", DIGEST, "text/html", 200)
    assert read_rows(rows(row())) == IndexPage((wanted,))


def test_rows_are_read_by_their_names() -> None:
    body = json.dumps([["original", "timestamp"], [URL, "20150203040506"]]).encode()
    assert read_rows(body).captures == (IndexedCapture("wayback", URL, "20150203040506", status=None),)


def test_revisits_and_what_is_no_page_are_not_listed() -> None:
    revisit = row(mimetype="warc/revisit", statuscode="-")
    assert read_rows(rows(revisit, row(statuscode="404"), row(mimetype="image/png"))) == IndexPage()


def test_the_resume_key_comes_last() -> None:
    body = b'[["urlkey","timestamp","original"],\n ["a","20150203040506","%s"],\n [],\n ["vn%%2Ccom+2015%%21"]]\n'
    found = read_rows(body % URL.encode())
    assert (len(found.captures), found.resume) == (1, "vn%2Ccom+2015%21")


@pytest.mark.parametrize("odd", [["short"], row(timestamp="2015"), row(original="about:blank"), [1] * 7, [None] * 7])
def test_a_row_that_names_no_page_is_left_out_and_counted(odd: list[Any]) -> None:
    found = read_rows(rows(odd, row()))
    assert (len(found.captures), found.dropped) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [
        rows(row(), row())[:-1],
        rows(row(), row())[:-30],
        rows(row()) + b",",
        rows(row()) + b"[]",
        rows(row(), []),
        rows(row(), [], []),
        rows(row(), [], ["a", "b"]),
        rows(row(), [], [5]),
        rows(row(), [], ["key"], row()),
        rows({"url": URL}),
        rows(row(), "text"),
        b"[5]",
        b"{}",
        b'[["a"] ["b"]]',
        b'[["name", "other"], ["a", "b"]]',
        b"[" * 100_000,
        b"org.archive.util.io.RuntimeIOException: Blocked Site Error",
        b"<html>429</html>",
    ],
)
def test_rows_that_are_cut_off_or_no_index_are_refused_as_a_whole(body: bytes) -> None:
    with pytest.raises(BadIndex) as raised:
        read_rows(body)
    assert 10 < len(str(raised.value)) < 250


@pytest.mark.parametrize(
    ("body", "is_none"),
    [
        (b'{"message": "No Captures found for: hanoimoi.vn"}', True),
        (b'{"error": "No captures found for: hanoimoi.vn/*"}\n', True),
        (b'{"message": "Page 7 invalid: First Page is 0, Last Page is 2"}', False),
        (b'{"message": 5}', False),
        (b'["No Captures found"]', False),
        (b"<html>404</html>", False),
        (b"", False),
        (b"[" * 5_000, False),
    ],
)
def test_says_none(body: bytes, is_none: bool) -> None:
    assert says_none(body) is is_none
