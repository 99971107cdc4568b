"""The disk: segments and archives."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hanoi_press.store.segment_writer import SegmentWriter, to_line
from hanoi_press.warc.index import WarcIndex


def test_a_segment_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path / "a" / "run.jsonl")
    segment.write({"id": "x/1", "title": "Hà Nội"})
    assert not segment.path.exists()
    assert segment.part.read_text("utf-8") == '{"id":"x/1","title":"Hà Nội"}\n'  # on disk with the first line
    segment.write({"id": "x/2"})
    assert segment.close() == segment.path
    assert [json.loads(line)["id"] for line in segment.path.read_text("utf-8").splitlines()] == ["x/1", "x/2"]
    assert not segment.part.exists()


def test_no_line_no_file(tmp_path: Path) -> None:
    assert SegmentWriter(tmp_path / "a" / "run.jsonl").close() is None
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = SegmentWriter(tmp_path / "run.jsonl")
    first.write({"id": "x/1"})
    with pytest.raises(FileExistsError):
        SegmentWriter(tmp_path / "run.jsonl").write({"id": "x/2"})
    assert first.part.read_text("utf-8") == '{"id":"x/1"}\n'


class Narrow(io.BytesIO):
    """A file that takes three bytes at a time, as a disk may that is nearly full."""

    def write(self, data: Any) -> int:
        return super().write(bytes(data)[:3])


def test_a_short_write_is_finished(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path / "run.jsonl")
    segment._file = narrow = Narrow()
    segment.write({"id": "x/1", "title": "Hà Nội"})
    assert json.loads(narrow.getvalue()) == {"id": "x/1", "title": "Hà Nội"}


@given(st.dictionaries(st.text(), st.text() | st.none() | st.lists(st.text())))
def test_a_line_is_a_line(record: dict[str, Any]) -> None:
    try:
        line = to_line(record)
    except UnicodeEncodeError:
        assert any("\ud800" <= char <= "\udfff" for char in str(record))
        return
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert json.loads(line) == record


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


def test_what_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"\x1f\x8bxxxx")
    with pytest.raises(ValueError, match=r"a\.warc\.gz is no readable WARC file"):
        WarcIndex(path)
