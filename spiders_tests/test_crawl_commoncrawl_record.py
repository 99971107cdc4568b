"""`crawl/commoncrawl_record.py`: records that are no whole response, or not what their header or the index says."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from hanoi_press.discovery.captures import COMMONCRAWL
from spiders_tests.past.asked_captures import HALF, OLD, ONE, PAGE, URL, verdict
from spiders_tests.past.stored_capture import StoredCapture, digest_of
from spiders_tests.sites.page import HTML


@pytest.mark.parametrize(
    ("one", "kind", "reason"),
    [
        (replace(ONE, body=HALF, truncated="length"), "cut-short", "the index says that it is cut short (length)"),
        (replace(ONE, body=HALF, record_headers={"WARC-Truncated": "disconnect"}), "cut-short", "not whole"),
        (replace(ONE, body=HALF), "cut-short", "the answer ended early"),
        (
            replace(ONE, body=HALF, headers={"Content-Type": HTML, "Content-Length": "9999"}),
            "cut-short",
            "of 9999 bytes",
        ),
        (replace(ONE, damage=lambda member: member[:-30] + b"\0" * 30), "mismatch", ""),
        (replace(OLD, record_headers={"Content-Length": "99999"}), "cut-short", "of 99999 bytes"),
        (replace(ONE, kind="revisit", mime="text/html", listed_status="200"), "revisit", "refers to an earlier one"),
        (replace(ONE, kind="revisit"), "revisit", "the index lists a revisit"),
        (replace(ONE, kind="request", body=b"GET / HTTP/1.1\r\n\r\n"), "mismatch", "a request record, no response"),
        (replace(ONE, kind="metadata"), "mismatch", "a metadata record"),
        (replace(ONE, record_headers={"Content-Length": "99999"}), "mismatch", "Content-Length is wrong"),
        (replace(ONE, record_headers={"Content-Length": "200"}), "mismatch", "Content-Length is wrong"),
        (replace(ONE, record_headers={"WARC-Payload-Digest": f"sha1:{'A' * 32}"}), "mismatch", "WARC-Payload-Digest"),
        (replace(ONE, record_headers={"WARC-Block-Digest": f"sha1:{'A' * 32}"}), "mismatch", "WARC-Block-Digest"),
        (
            replace(ONE, record_headers={"WARC-Target-URI": "http://hanoimoi.com.vn/a"}),
            "mismatch",
            "the record is of http",
        ),
        (replace(ONE, record_headers={"WARC-Date": "2015-02-04T04:05:06Z"}), "mismatch", "2015-02-04"),
        (replace(ONE, record_headers={"WARC-Date": None}), "mismatch", "WARC-Date"),
        (replace(ONE, digest=digest_of(b"another")), "mismatch", "of the index"),
        (replace(OLD, digest=digest_of(b"another")), "mismatch", "of the index"),
        (replace(ONE, status=503, listed_status="200"), "mismatch", "HTTP 503, and the index states 200"),
        (replace(ONE, status=404), "status", "the index states HTTP 404"),
        (
            replace(ONE, status=302, headers={"Location": "/login"}, listed_status="200"),
            "redirect",
            "HTTP 302 to /login",
        ),
        (replace(ONE, mime="application/pdf"), "no-page", "application/pdf"),
        (replace(ONE, body=b"no markup at all, only words"), "no-page", "not text"),
        (replace(ONE, body=b"\x01\x02\x93\xff" * 500), "undecodable", ""),  # packed, without a header that says so
        (replace(ONE, body=b" "), "error-page", "empty body"),
        (
            replace(
                ONE,
                body=b"\x01\x02\x93" * 500,
                headers={"Content-Type": HTML, "Content-Encoding": "snappy"},
                packed=True,
            ),
            "undecodable",
            "",
        ),
        (
            replace(
                ONE,
                body=gzip.compress(PAGE)[:-20],
                headers={"Content-Type": HTML, "Content-Encoding": "gzip"},
                packed=True,
            ),
            "cut-short",
            "",
        ),
    ],
)
def test_a_record_of_common_crawl_that_is_no_good(one: StoredCapture, kind: str, reason: str) -> None:
    found = verdict(one, COMMONCRAWL, (replace(ONE, url=f"{URL}-2"),))
    assert found[0] == kind and reason in found[1]
