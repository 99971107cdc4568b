"""WARC files as they are read: around damage, in slices, and as other crawlers write them."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from collections.abc import Callable
from pathlib import Path

import pytest

from hanoi_press.items import Listed
from hanoi_press.warc import stored_records
from hanoi_press.warc.reader import Capture, Damage, responses, unchunk
from spiders_tests.warc_records import http, record, warc


def read(path: Path, **slice: int) -> tuple[list[Capture], list[Damage]]:
    damage: list[Damage] = []
    return list(responses(path, damage.append, **slice)), damage  # type: ignore[arg-type]


MADE = warc(*((f"https://x.vn/{n}", http(b"<p>" + bytes([65 + n]) * 3000 + b"</p>")) for n in range(8)))


@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["gzip", "plain"])
def test_a_damaged_record_is_named_and_read_around(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    parts = [pack(record) for record in MADE]
    bad = len(parts[0]) + len(parts[1])
    parts[2] = parts[2][:30] + b"\xff\xfe\xfd" + parts[2][33:-20]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(parts))
    records, damage = read(path)
    assert {record.url[-1] for record in records} >= set("014567") and "2" not in {r.url[-1] for r in records}
    assert damage and damage[0].offset == bad and str(path) in str(damage[0])


@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["gzip", "plain"])
def test_slices_hold_each_record_once(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(map(pack, MADE)))
    size = path.stat().st_size
    for width in (1, 7, 100, size // 3, size, size * 2):
        if size // width > 300:
            continue
        found = []
        for start in range(0, size, width):
            records, damage = read(path, start=start, end=start + width)
            assert damage == []
            found += [record.url[-1] for record in records]
        assert found == list("01234567"), width


def test_records_of_common_crawl(tmp_path: Path) -> None:
    chunked = b"5\r\n<p>Ha\r\n9;x=1\r\n Noi</p>\n\r\n0\r\n\r\n"
    made = warc(
        ("https://x.vn/chunked", http(chunked, "Transfer-Encoding: chunked")),
        ("https://x.vn/undone", http(b"<p>Ha Noi</p>\n", "Transfer-Encoding: chunked")),
        ("https://x.vn/torn", http(chunked[:-12], "Transfer-Encoding: chunked")),
    )
    made += warc(("https://x.vn/truncated", http(b"<p>Ha")), extra="WARC-Truncated: length\r\n")
    other = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"
    path = tmp_path / "CC-NEWS-20240506070809-00001.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, [other, *made])))
    records, damage = read(path)
    assert damage == [] and [(record.body, record.truncated) for record in records] == [
        (b"<p>Ha Noi</p>\n", False),
        (b"<p>Ha Noi</p>\n", False),
        (b"<p>Ha Noi", True),
        (b"<p>Ha", True),
    ]
    assert {record.date for record in records} == {"2024-05-06T07:08:09Z"}


def test_unchunk() -> None:
    assert unchunk(b"0\r\n\r\n") == (b"", True)
    assert unchunk(b"<html>") == (b"<html>", True)
    assert unchunk(b"ffffffff\r\nabc") == (b"abc", False)
    assert unchunk(b"") == (b"", True)


def test_a_record_that_is_too_large_is_named_and_read_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_records, "_LARGEST", 5000)
    large = warc(("https://x.vn/large", http(b"<p>" + bytes(6000))))
    for pack in (gzip.compress, bytes):
        parts = [pack(record) for record in (MADE[0], *large, MADE[1])]
        path = tmp_path / "a.warc"
        path.write_bytes(b"".join(parts))
        records, damage = read(path)
        assert [record.url for record in records] == ["https://x.vn/0", "https://x.vn/1"]
        assert [one.offset for one in damage] == [len(parts[0])]


LONG = http(b"<p>", *["A: b"] * 12_000)


@pytest.mark.parametrize(
    "bad",
    [
        b"khong phai",
        MADE[2].replace(b"WARC-Target-URI", b"WARC-Other"),
        MADE[2].replace(b"WARC-Type: resp", b"WARC-Type: \xff\xfe"),
        MADE[2].replace(b"WARC-Type", b"WARC-Tipe"),
        MADE[2].replace(b"https:", b"httpr:"),
        *warc(("https://x.vn/header", LONG), ("https://x.vn/header", LONG.replace(b"\r\n\r\n", b"\r\n"))),
    ],
)
def test_a_member_that_is_no_record(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(MADE[0]) + gzip.compress(bad) + gzip.compress(MADE[1]))
    records, damage = read(path)
    assert [record.url for record in records] == ["https://x.vn/0", "https://x.vn/1"]
    assert [one.reason.partition(" (")[0] for one in damage] == ["no readable record"]


def test_the_last_record_of_a_plain_file_is_compared_with_its_digest_too(tmp_path: Path) -> None:
    block = http(b"<p>words</p>")
    digest = b32encode(hashlib.sha1(block).digest()).decode()
    pages = [(f"https://x.vn/{number}", block) for number in range(2)]
    made = warc(*pages, extra=f"WARC-Block-Digest: sha1:{digest}\r\n")
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(made))
    assert len(read(path)[0]) == 2 and read(path)[1] == []
    for end in (b"\r\n\r\n", b"\r\n", b""):
        path.write_bytes(b"".join(made).removesuffix(b"words</p>\r\n\r\n") + b"wards</p>" + end)
        records, damage = read(path)
        assert [record.url for record in records] == ["https://x.vn/0"]
        assert [one.reason for one in damage] == ["its bytes are not those of its WARC-Block-Digest"]


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.touch()
    assert read(path) == ([], [Damage(path, 0, "the file is empty")])


PAGE = b"<p>Ha Noi</p>"
CAPTURES = {
    "HTTP/2": (record(block=b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" + PAGE), "text/html"),
    "a resource": (record(block=PAGE, kind="resource", content_type="text/html; charset=utf-8"), "charset=utf-8"),
    "a resource without a type": (record(block=PAGE, kind="Resource", content_type=""), None),
    "a resource with a head": (record(kind="resource"), "text/html"),
    "a response without a head": (record(block=PAGE, content_type="text/html"), "text/html"),
    "HTTP 0.9": (record(block=PAGE), None),
    "brackets": (record("<https://x.vn/1>"), "text/html"),
    "spaces": (record(" \t https://x.vn/1 "), "text/html"),
    "a folded header": (record("\r\n https://x.vn/1", kind="\r\n response"), "text/html"),
    "lower case": (record().replace(b"WARC-T", b"warc-t").replace(b"Content-Length", b"content-length"), "text/html"),
    "line feeds only": (record().replace(b"\r\n", b"\n", 6), "text/html"),
    "msgtype in another form": (record(content_type="application/http;msgtype=response"), "text/html"),
    "no type of the record": (record(content_type=""), "text/html"),
    "a date of another form": (record(date="2024-05-06T14:08:09.5+07:00"), "text/html"),
    "its length counts a line break": (record(block=b"HTTP/2 200\r\n\r\n" + PAGE + b"\r\n", end="\r\n"), None),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_forms_of_answers(tmp_path: Path, name: str) -> None:
    data, declared = CAPTURES[name]
    for number, form in enumerate((data + MADE[0], gzip.compress(data) + gzip.compress(MADE[0]))):
        path = tmp_path / str(number)
        path.write_bytes(form)
        (found, other), damage = read(path)
        assert damage == [] and other.url == "https://x.vn/0"
        assert (found.url, found.status, found.body.strip(), found.truncated) == ("https://x.vn/1", 200, PAGE, False)
        assert found.date == "2024-05-06T07:08:09Z" and not found.is_revisit
        assert declared is None or declared in dict(found.headers)[next(iter(dict(found.headers)))]


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_a_digest_in_either_case(tmp_path: Path, case: Callable[[str], str]) -> None:
    block = http(PAGE)
    path = tmp_path / "a.warc"
    for digest in (b32encode(hashlib.sha1(block).digest()).decode(), hashlib.sha1(block).hexdigest()):
        path.write_bytes(record(block=block, extra=f"WARC-Block-Digest: sha1:{case(digest)}\r\n") + MADE[0])
        assert len(read(path)[0]) == 2 and read(path)[1] == []


@pytest.mark.parametrize("end", ["\r\n", "\r\n\r\n"])
def test_a_length_that_counts_the_line_breaks_after_the_block(tmp_path: Path, end: str) -> None:
    block = http(PAGE)
    digest = b32encode(hashlib.sha1(block).digest()).decode()
    made = record(block=block + end.encode(), extra=f"WARC-Block-Digest: sha1:{digest}\r\n", end="")
    path = tmp_path / "a.warc"
    path.write_bytes(made + MADE[0])
    records, damage = read(path)
    assert damage == [] and records[0].body.strip() == PAGE
    path.write_bytes(made.replace(b"Ha Noi", b"Ha Nam") + MADE[0])
    assert [one.reason for one in read(path)[1]] == ["its bytes are not those of its WARC-Block-Digest"]


def test_records_that_hold_no_page(tmp_path: Path) -> None:
    others = [
        record(kind="conversion", block=PAGE, content_type="text/html"),
        record(kind="metadata", block=b"a: b", content_type="application/warc-fields"),
        record(kind="continuation", block=PAGE, content_type=""),
        record("dns:x.vn", b"x.vn. 60 IN A 1.2.3.4", kind="resource", content_type="text/dns"),
        record("urn:text:https://x.vn/1", b"Ha Noi", kind="resource", content_type="text/plain"),
        record("ftp://x.vn/1", PAGE, kind="resource", content_type="text/html"),
    ]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join([*others, MADE[0]]))
    records, damage = read(path)
    assert damage == [] and [one.url for one in records] == ["https://x.vn/0"]


def test_revisits_and_segments(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    head = b"HTTP/1.1 200 OK\r\nETag: a\r\n\r\n"
    path.write_bytes(
        record(kind="revisit", block=head)
        + record(kind="revisit", block=b"", content_type="")
        + record(extra="WARC-Segment-Number: 1\r\n")
    )
    records, damage = read(path)
    assert damage == []
    assert [(one.is_revisit, one.truncated) for one in records] == [(True, False), (True, False), (False, True)]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (record(block=b"Content-Type: text/html\r\n\r\n<p>"), "an HTTP answer without a status"),
        (record(block=b""), "an HTTP answer without a status"),
        (record(date="hom qua"), "its WARC-Date is 'hom qua'"),
        (record(""), "an HTTP response without an HTTP address"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(tmp_path: Path, bad: bytes, why: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(bad + MADE[0])
    records, damage = read(path)
    assert [one.url for one in records] == ["https://x.vn/0"] and [why in one.reason for one in damage] == [True]


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        ('X-Listed: {"title":"M\\u1ed9t"}\r\n', Listed("Một")),
        ("x-listed: {\r\n", None),
        ('X-Listed: {"title": ["a"], "x": "y"}\r\n', None),
        ("X-Listed: " + "[" * 30_000 + "\r\n", None),
        ("", None),
    ],
)
def test_a_damaged_statement_of_a_list_is_ignored(tmp_path: Path, header: str, listed: Listed | None) -> None:
    path = tmp_path / "a.warc"
    metadata = record(kind="metadata", content_type="application/warc-fields", block=b"via: https://x.vn/\r\n")
    path.write_bytes(record(extra=header) + metadata)
    (found,), damage = read(path)
    assert damage == [] and found.listed == listed and b"Ha Noi" in found.body
