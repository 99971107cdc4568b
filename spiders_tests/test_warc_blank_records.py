"""`warc/blank_records.py`: a member of any size that every reader passes over."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from hanoi_press.warc.blank_records import blank_member, member_of
from hanoi_press.warc.reader import responses
from hanoi_press.warc.stored_records import StoredRecord, stored_records
from hanoi_press.warc.writer import Exchange, WarcWriter

DAY = "2026-11-26"


def test_a_member_has_the_size_that_is_asked_for() -> None:
    for size in [*range(220, 420), *range(65_500, 65_800, 3), 131_300, 131_301, 200_000, 2_000_003]:
        packed = blank_member(size, DAY)
        assert len(packed) == size
        record = next(ArchiveIterator(io.BytesIO(packed)))
        assert record.rec_type == "metadata" and record.rec_headers.get_header("WARC-Date") == f"{DAY}T00:00:00Z"
        content = record.content_stream().read()
        assert content.split() == [b"removed", b"on", DAY.encode()]
        assert len(content) == int(record.rec_headers.get_header("Content-Length"))


def test_a_member_too_small_for_a_record_is_empty() -> None:
    for size in range(20, 150):
        packed = blank_member(size, DAY)
        assert (len(packed), gzip.decompress(packed)) == (size, b"")


def test_no_member_is_smaller_than_twenty_bytes() -> None:
    with pytest.raises(ValueError, match="no gzip member has 19 bytes"):
        blank_member(19, DAY)


def archive(tmp_path: Path, *bodies: bytes) -> tuple[Path, list[int]]:
    writer = WarcWriter(tmp_path, "mst", "a test")
    offsets = [
        writer.write(Exchange(f"https://mst.gov.vn/{n}", "2026-11-24T01:00:00Z", 200, "OK", [], body)).offset
        for n, body in enumerate(bodies)
    ]
    writer.close()
    return tmp_path / "archive/mst/2026-11/mst-20261124.warc.gz", offsets


@pytest.mark.parametrize("blank", [220, 60, 20])  # what a member of these sizes leaves, at the place of a record
def test_the_records_around_stay_where_they_were(tmp_path: Path, blank: int) -> None:
    path, offsets = archive(tmp_path, b"mot", b"hai" * 90_000, b"ba")
    with path.open("rb") as file:
        stored = list(stored_records(file, lambda offset, reason: None))
        second = next(one for one in stored if one.offset == offsets[1])
        found = member_of(file, second)
    assert found is not None and found[0] == offsets[1]
    content = path.read_bytes()
    size = found[1] - found[0]
    filled = blank_member(size - blank, DAY) + blank_member(blank, DAY)
    path.write_bytes(content[: found[0]] + filled + content[found[1] :])
    damage: list[object] = []
    left = list(responses(path, damage.append))
    assert ([one.offset for one in left], damage) == ([offsets[0], offsets[2]], [])
    with path.open("rb") as file:
        assert len([one.rec_type for one in ArchiveIterator(file) if one.rec_type == "response"]) == 2


def test_a_record_that_shares_its_member_has_none_of_its_own(tmp_path: Path) -> None:
    path, _ = archive(tmp_path, b"mot", b"hai")
    plain = gzip.decompress(path.read_bytes())
    for name, content in (("one.warc.gz", gzip.compress(plain)), ("plain.warc", plain)):
        shared = tmp_path / name
        shared.write_bytes(content)
        with shared.open("rb") as file:
            records = list(stored_records(file, lambda offset, reason: None))
            assert len(records) == 5 and {member_of(file, one) for one in records} == {None}


def test_a_record_that_goes_on_in_the_next_member_has_none_of_its_own(tmp_path: Path) -> None:
    path, (offset,) = archive(tmp_path, b"mot")
    content = path.read_bytes()
    with path.open("rb") as file:
        record = next(one for one in stored_records(file, lambda o, r: None) if one.offset == offset)
    cut = gzip.compress(record.raw[:200]) + gzip.compress(record.raw[200:] + b"\r\n\r\n")
    path.write_bytes(content[:offset] + cut)
    with path.open("rb") as file:
        (again,) = [one for one in stored_records(file, lambda o, r: None) if one.offset == offset]
        assert again.raw == record.raw and member_of(file, again) is None
        assert member_of(file, StoredRecord(len(content) + 900, 0, b"")) is None
