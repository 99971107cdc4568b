"""The lines of a file of captures: JSON lines and CSV, plain and packed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hanoi_press.compression import zstd
from hanoi_press.discovery.listed_lines import LONGEST_LINE, BrokenFile, ListedLine, check_listing, read_lines

LINES = b'{"url": "http://a.vn/1"}\n\n  \n{"url": "http://a.vn/2", "status": "200"}\r\n{"url": "http://a.vn/3"}'
FOUND = [
    ListedLine(1, {"url": "http://a.vn/1"}),
    ListedLine(4, {"url": "http://a.vn/2", "status": "200"}),
    ListedLine(5, {"url": "http://a.vn/3"}),
]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "captures"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [LINES, b"\xef\xbb\xbf" + LINES, gzip.compress(LINES), zstd.compress(LINES)],
    ids=["plain", "byte order mark", "gzip", "zstd"],
)
def test_json_lines(content: bytes, tmp_path: Path) -> None:
    assert list(read_lines(written(tmp_path, content))) == FOUND
    check_listing(tmp_path / "captures")


def test_csv_has_its_columns_in_the_first_line(tmp_path: Path) -> None:
    text = (
        b'\xef\xbb\xbfurl,status\nhttp://a.vn/1,200\n"http://a.vn/2?a=1,2",""\nhttp://a.vn/3\n\nhttp://a.vn/4,404,x\n'
    )
    assert list(read_lines(written(tmp_path, text))) == [
        ListedLine(2, {"url": "http://a.vn/1", "status": "200"}),
        ListedLine(3, {"url": "http://a.vn/2?a=1,2", "status": ""}),
        ListedLine(4, fault="1 columns in place of 2"),
        ListedLine(6, fault="3 columns in place of 2"),
    ]
    check_listing(tmp_path / "captures")


def test_a_bad_line_does_not_spoil_the_next(tmp_path: Path) -> None:
    long = b'{"url": "' + b"a" * 2 * LONGEST_LINE + b'"}\n'
    text = b'{"url": 1}\n{"url": \n[1]\n' + long + b"[" * 50_000 + b'\n{"url": "\xff"}\n'
    assert list(read_lines(written(tmp_path, text))) == [
        ListedLine(1, {"url": 1}),
        ListedLine(2, fault="no JSON"),
        ListedLine(3, fault="no JSON object"),
        ListedLine(4, fault=f"longer than {LONGEST_LINE} bytes"),
        ListedLine(5, fault="no JSON"),
        ListedLine(6, {"url": "�"}),
    ]


def test_a_line_of_just_the_most_bytes_is_read(tmp_path: Path) -> None:
    line = b'{"url": "%s"}' % (b"a" * (LONGEST_LINE - 12))
    assert len(line) == LONGEST_LINE - 1
    assert [one.fault for one in read_lines(written(tmp_path, line + b"\n" + line))] == ["", ""]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(LINES * 9)[:-12], "Compressed file ended before"),
        (gzip.compress(LINES * 9)[:40] + b"\0" * 60, "it cannot be read behind line 3: "),
        (zstd.compress(LINES * 9)[:-5], "Compressed file ended before"),
        (zstd.compress(LINES) + b"x" * 50, "it cannot be read behind line "),
    ],
    ids=["gzip cut", "gzip damaged", "zstd cut", "zstd with something behind"],
)
def test_packed_data_without_its_end(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match=said):
        list(read_lines(written(tmp_path, content)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it lists no capture"),
        (b"\n\n", "it lists no capture"),
        (b"PAR1\x15\x04\x15", "no line has a column url: line 1: no JSON"),
        (b"[\n  {}\n]\n", "no line has a column url: line 1: no JSON"),
        (b'{"a": 1}\n', "no line has a column url: line 1: another object"),
        (b"address,day\nhttp://a.vn/,2020\n", "no line has a column url: line 1: no JSON"),
        (gzip.compress(LINES)[:15], "it cannot be read behind line 0: "),
    ],
)
def test_a_file_of_something_else_is_told_at_once(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"^{said}.*; use JSON lines or CSV with a header, as DuckDB's COPY writes$"):
        check_listing(written(tmp_path, content))


def test_bad_lines_before_the_first_capture_are_no_other_kind_of_file(tmp_path: Path) -> None:
    check_listing(written(tmp_path, b"# captures of 2024\n[]\n" + LINES))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="it cannot be read behind line 0: No such file or directory"):
        list(read_lines(tmp_path / "captures"))
