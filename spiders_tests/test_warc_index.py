"""The responses of a WARC file by address."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hanoi_press.warc.index import WarcIndex, record_address
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.warc_records import record


def archive(path: Path, *pages: tuple[str, str, bytes]) -> WarcIndex:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, status, body in pages:
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2026-11-24T01:02:03.456Z"},
                )
            )
            writer.write_record(writer.create_warc_record(url, "metadata", payload=io.BytesIO(b"a: b")))
    return WarcIndex(path)


def test_an_archive_by_address(tmp_path: Path) -> None:
    found = archive(
        tmp_path / "a.warc.gz",
        ("https://hanoimoi.vn/a", "200 OK", "Một".encode()),
        ("http://hanoimoi.vn/a", "301 Moved", b""),
        ("http://www.hanoimoi.com.vn/b", "200 OK", b"Hai"),
    )
    assert len(found) == 3 and set(found.urls()) >= {"https://hanoimoi.vn/a", "http://hanoimoi.vn/a"}
    page = found.get("https://hanoimoi.vn/a")
    assert page is not None
    assert (page.status, page.body.decode(), page.date) == (200, "Một", "2026-11-24T01:02:03Z")
    assert page.headers == [("Content-Type", "text/html")]
    moved, other = found.get("http://hanoimoi.vn/a"), found.get("https://hanoimoi.com.vn/b")
    assert moved is not None and moved.status == 301  # the exact address first
    assert other is not None and other.body == b"Hai"  # then the same with another scheme or www
    assert found.get("https://hanoimoi.vn/c") is None


def test_the_latest_page_is_used_wherever_it_stands(tmp_path: Path) -> None:
    """Our own archive may have a web archive's capture of years ago behind the page of the site."""
    for number, dates in enumerate([("2026-11-24", "2015-02-03"), ("2015-02-03", "2026-11-24"), ("2026-11-24",) * 2]):
        writer = WarcWriter(tmp_path, "hanoimoi", "a test")
        for date in dates:
            body = f"<p>{date} {number}</p>".encode()
            stored = Exchange(f"https://hanoimoi.vn/{number}", f"{date}T01:00:00Z", 200, "OK", [], body)
            writer.write(replace(stored, stored_at="2026-11-24T01:00:00Z"))
        writer.close()
        (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
        page = WarcIndex(file).get(f"https://hanoimoi.vn/{number}")
        assert page is not None and page.body.startswith(b"<p>2026-11-24")


@pytest.mark.parametrize(
    "stored",
    [
        "https://hanoimoi.vn:443/a?b=1",
        "http://hanoimoi.vn:80/a?b=1",
        "https://HanoiMoi.vn./a?b=1",
        "http://www.hanoimoi.vn:443/a?b=1",
    ],
)
def test_a_default_port_or_a_trailing_dot_in_a_stored_address(tmp_path: Path, stored: str) -> None:
    found = archive(tmp_path / "a.warc.gz", (stored, "200 OK", b"Ba")).get("https://hanoimoi.vn/a?b=1")
    assert found is not None and found.body == b"Ba"


def test_another_port_is_another_site(tmp_path: Path) -> None:
    found = archive(
        tmp_path / "a.warc.gz", ("https://hanoimoi.vn:8443/a", "200 OK", b"Ba"), ("http://[x", "200 OK", b"")
    )
    assert found.get("https://hanoimoi.vn/a") is None


def test_what_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"\x1f\x8bxxxx")
    with pytest.raises(ValueError, match=r"a\.warc\.gz is no readable WARC file"):
        WarcIndex(path)


def test_a_good_answer_is_not_replaced_by_an_error(tmp_path: Path) -> None:
    url = "https://hanoimoi.vn/a"
    found = archive(tmp_path / "a.warc.gz", (url, "200 OK", b"1"), (url, "200 OK", b"2"), (url, "500 Error", b"3"))
    page = found.get(url)
    assert page is not None and page.body == b"2" and len(found) == 1
    found = archive(tmp_path / "b.warc.gz", (url, "500 Error", b"1"), (url, "404 Not Found", b"2"))
    page = found.get(url)
    assert page is not None and page.status == 404


def test_the_address_of_a_post_holds_what_was_posted() -> None:
    assert record_address("https://a.vn/x") == "https://a.vn/x"
    assert record_address("https://a.vn/x", b"a=1&b") == "https://a.vn/x?__wb_method=POST&__wb_post_data=a%3D1%26b"
    assert record_address("https://a.vn/x?y", b"1") == "https://a.vn/x?y&__wb_method=POST&__wb_post_data=1"


def test_an_archive_in_which_all_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    archive(path, ("https://hanoimoi.vn/a", "200 OK", b"1" * 3000))
    path.write_bytes(path.read_bytes()[:200])
    found = WarcIndex(path)
    assert len(found) == 0 and "torn" in found.damage[0].reason


def test_very_much_damage_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    archive(path, ("https://hanoimoi.vn/a", "200 OK", b"1"))
    plain = gzip.decompress(path.read_bytes())
    path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08\x00WARC" + b"WARC/1.0\r\nA: b\r\n" * 300)
    found = WarcIndex(path)
    assert len(found) == 1 and found.faults == 1  # a compressed file holds no plain records
    path.write_bytes(b"x" + b"WARC/1.0\r\nA: b\r\n" * 300)
    path.write_bytes(path.read_bytes() + plain)
    assert WarcIndex(path).faults == 301 and len(WarcIndex(path).damage) == 100


def test_neither_a_revisit_nor_a_part_replaces_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    url, page = "https://x.vn/1", b"HTTP/2 203\r\n\r\n<p>Ha Noi</p>"
    path.write_bytes(
        record(url, page)
        + record(url, b"HTTP/2 206\r\n\r\n<p>Ha")
        + record(url, b"HTTP/2 200\r\n\r\n", kind="revisit")
        + record("https://x.vn/2", b"", kind="revisit")
    )
    found = WarcIndex(path).get(url)
    assert found is not None and (found.status, found.body) == (203, b"<p>Ha Noi</p>")
    assert list(WarcIndex(path).urls()) == [url]
