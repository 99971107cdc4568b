"""`warc/record_names.py`: what a record says of the page that it belongs to."""

from __future__ import annotations

import pytest

from hanoi_press.warc.record_names import record_names


def record(*fields: str, block: str = "") -> bytes:
    return "\r\n".join(["WARC/1.1", *fields, "", block]).encode()


def test_a_response_names_its_address_its_page_and_where_it_redirects() -> None:
    raw = record(
        "WARC-Type: response",
        "warc-record-id: <urn:uuid:1>",
        "WARC-Target-URI: <https://a.vn/x>",
        "X-Page-URI: https://a.vn/page",
        block="HTTP/1.1 302 Found\r\nLocation: /y?z=1\r\n\r\nbody",
    )
    found = record_names(raw)
    assert found == ("response", "<urn:uuid:1>", ("https://a.vn/page", "https://a.vn/x", "https://a.vn/y?z=1"), ())


@pytest.mark.parametrize(
    "block", ["HTTP/1.1 200 OK\r\nLocation: /y\r\n\r\n", "HTTP/1.1 302 Found\r\n\r\n", "no HTTP", ""]
)
def test_an_answer_that_redirects_nowhere(block: str) -> None:
    raw = record("WARC-Type: response", "WARC-Target-URI: https://a.vn/x", block=block)
    assert record_names(raw).addresses == ("https://a.vn/x",)


def test_a_request_and_a_revisit_name_the_records_that_they_belong_to() -> None:
    request = record("WARC-Type: request", "WARC-Concurrent-To: <urn:uuid:1>", "WARC-Target-URI: https://a.vn/api")
    revisit = record("WARC-Type: revisit", "WARC-Refers-To: <urn:uuid:1>", "WARC-Refers-To-Target-URI: https://a.vn/x")
    assert record_names(request) == ("request", "", ("https://a.vn/api",), ("<urn:uuid:1>",))
    assert record_names(revisit) == ("revisit", "", ("https://a.vn/x",), ("<urn:uuid:1>",))


@pytest.mark.parametrize("raw", [b"", b"WARC/1.1", b"\x00" * 100, b"WARC/1.1\r\nno field\r\n\r\n"])
def test_what_is_no_record_has_no_name(raw: bytes) -> None:
    assert record_names(raw) == ("", "", (), ())


def test_addresses_in_the_block_are_not_the_records_own() -> None:
    raw = record("WARC-Type: metadata", block="WARC-Target-URI: https://a.vn/x")
    assert record_names(raw).addresses == ()
