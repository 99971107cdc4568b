"""`store/archive_check.py`: each kind of fault between the lines of a corpus and the archives has its own word."""

from __future__ import annotations

import gzip
import os
import random
from pathlib import Path

import pytest

from hanoi_press.store.archive_check import ArchiveCheck
from hanoi_press.store.archive_pages import PageFacts
from hanoi_press.store.archive_places import ArchivePlaces
from hanoi_press.warc.reader import Capture
from spiders_tests.archived_corpora import (
    DATE,
    FILE,
    address,
    archived,
    found,
    keep,
    noted,
    nothing,
    page,
    put_archived,
)
from spiders_tests.warc_records import http, record

NUMBERS = range(100001, 100007)


@pytest.fixture
def offsets(tmp_path: Path) -> list[int]:
    return list(put_archived(tmp_path, NUMBERS).values())


def test_sound(tmp_path: Path, offsets: list[int]) -> None:
    assert found(tmp_path) == found(tmp_path, is_quick=True) == {}


def test_a_bit_that_flipped(tmp_path: Path, offsets: list[int]) -> None:
    """Only the page in it is lost; `--quick` does not see it."""
    file = tmp_path / FILE
    content = bytearray(file.read_bytes())
    content[offsets[2] + 300] ^= 4
    file.write_bytes(content)
    assert found(tmp_path) == {"damaged": [(offsets[2], "3")]}
    assert found(tmp_path, is_quick=True) == {}


def test_zeros_over_pages(tmp_path: Path, offsets: list[int]) -> None:
    """A block of the disk may take several records: each page that began in it is named."""
    file = tmp_path / FILE
    content = bytearray(file.read_bytes())
    content[offsets[1] + 9 : offsets[3] + 9] = bytes(offsets[3] - offsets[1])
    file.write_bytes(content)
    assert found(tmp_path) == {"damaged": [(offsets[one], str(one + 1)) for one in (1, 2, 3)]}
    assert found(tmp_path, is_quick=True) == {"wrong-offset": [(offsets[one], str(one + 1)) for one in (2, 3)]}


def test_a_file_that_was_cut(tmp_path: Path, offsets: list[int]) -> None:
    os.truncate(tmp_path / FILE, offsets[4] + 50)
    assert found(tmp_path) == {"truncated": [(offsets[4], "5")], "beyond-the-end": [(offsets[5], "6")]}
    os.truncate(tmp_path / FILE, offsets[4])
    beyond = {"beyond-the-end": [(offsets[4], "5"), (offsets[5], "6")]}
    assert found(tmp_path) == found(tmp_path, is_quick=True) == beyond


def test_damage_that_takes_no_page_of_a_line(tmp_path: Path, offsets: list[int]) -> None:
    """The end of a killed crawl is none: the next one cuts it off."""
    file = tmp_path / FILE
    content = file.read_bytes()
    file.write_bytes(content + content[:100])
    assert found(tmp_path) == {}
    file.write_bytes(b"".join((content[:40], b"\xff", content[41:])))  # the record that says who wrote the file
    assert found(tmp_path) == {"damaged-elsewhere": [(0, "")]}


def test_lines_that_name_another_place(tmp_path: Path, offsets: list[int]) -> None:
    content = gzip.decompress((tmp_path / FILE).read_bytes()[offsets[0] :])
    assert content.startswith(b"WARC/1.1")
    (tmp_path / "request.warc.gz").write_bytes(gzip.compress(record(address(1), kind="request")))
    late = archived(100015, offsets[4])
    late.fetched_at = "2026-11-24T01:00:01Z"
    late.url = address(100005)
    keep(
        tmp_path,
        archived(100011, offsets[1] + 1),  # no record begins there
        archived(100012, offsets[1]),  # the page of another article
        archived(100013, 0, "request.warc.gz"),
        archived(100014, 10**9),
        late,
    )
    assert found(tmp_path) == {
        "wrong-offset": [(offsets[1] + 1, "1")],
        "other-page": [(offsets[1], "2")],
        "no-answer": [(0, "3")],
        "beyond-the-end": [(10**9, "4")],
        "other-date": [(offsets[4], "5")],
    }


def test_a_page_that_lies_elsewhere_in_its_file(tmp_path: Path, offsets: list[int]) -> None:
    keep(tmp_path, archived(100007, offsets[0] + 3))
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes() + gzip.compress(answer(100007)))
    with noted(tmp_path) as places:
        (fault,) = ArchiveCheck(tmp_path, places).faults(nothing)
    end = fault.places[0].reason.rpartition(" ")[2]
    assert fault.kind == "wrong-offset" and (tmp_path / FILE).read_bytes()[int(end) :].startswith(b"\x1f\x8b")


def answer(number: int, extra: str = "", body: bytes = b"") -> bytes:
    return record(address(number), http(body or page(number)), date=DATE, extra=extra)


@pytest.mark.parametrize("form", ["members", "one gzip", "plain", "pieces"])
def test_archives_of_other_programs(tmp_path: Path, form: str) -> None:
    """In a gzip around all every line has the offset 0; the pages are told apart by their addresses."""
    records = [answer(number) for number in NUMBERS]
    whole = b"".join(records)
    stored = {
        "members": b"".join(map(gzip.compress, records)),
        "one gzip": gzip.compress(whole),
        "plain": whole,
        "pieces": b"".join(gzip.compress(whole[at : at + 500]) for at in range(0, len(whole), 500)),
    }[form]
    (tmp_path / "other.warc").write_bytes(stored)
    at = starts_of(tmp_path / "other.warc")
    keep(tmp_path, *(archived(number, at[number], "other.warc") for number in NUMBERS))
    assert found(tmp_path) == found(tmp_path, is_quick=True) == {}
    keep(tmp_path, archived(100009, at[100002], "other.warc"))
    assert found(tmp_path) == {"other-page": [(at[100002], "9")]}


def starts_of(path: Path) -> dict[int, int]:
    from hanoi_press.warc.reader import responses

    return {int(one.url[-11:-5]): one.offset for one in responses(path, lambda damage: None)}


def test_digests(tmp_path: Path) -> None:
    """A header that states another digest than the bytes have: somebody changed one of them."""
    wrong = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    records = [
        answer(100001, f"WARC-Payload-Digest: {wrong}\r\n"),
        answer(100002, f"WARC-Block-Digest: {wrong}\r\n"),
        answer(100003),
    ]
    (tmp_path / "other.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    at = [0, len(gzip.compress(records[0])), len(gzip.compress(records[0]) + gzip.compress(records[1]))]
    keep(tmp_path, *(archived(100001 + one, at[one], "other.warc.gz") for one in range(3)))
    assert found(tmp_path) == {"wrong-digest": [(at[0], "1"), (at[1], "2")]}


def test_places_that_are_none() -> None:
    with ArchivePlaces() as places:
        for number, place in enumerate(
            [{}, [], 5, {"file": "a"}, {"file": 1, "offset": 1}, {"file": "a", "offset": -1}]
        ):
            places.note({"id": f"a/{number}", "archive": place})
        for offset in (True, 1.5, "1", 2**70):
            places.note({"id": "a/x", "archive": {"file": "a", "offset": offset}})
        places.note({"id": "a/y", "archive": None})
        places.note({"id": "a/z"})
        (fault,) = ArchiveCheck(Path("nowhere"), places).faults(nothing)
    assert (fault.kind, fault.lines, fault.places[0].id, fault.places[-1].id) == ("invalid-reference", 10, "a/0", "a/x")


def test_a_file_with_two_names_is_read_once(
    tmp_path: Path, offsets: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Corpora of earlier versions name an archive behind a link by its absolute path after a replay."""
    outside = tmp_path / "disk.warc.gz"
    (tmp_path / FILE).rename(outside)
    (tmp_path / FILE).symlink_to(outside)
    keep(tmp_path, archived(100008, offsets[0], str(outside)))
    with noted(tmp_path) as places:
        check = ArchiveCheck(tmp_path, places)
        assert [(one.file, one.kind) for one in check.faults(nothing)] == [(str(outside), "other-page")]
        assert (check.files, check.sound) == (1, 6)


def test_a_page_is_also_known_by_what_it_states(tmp_path: Path) -> None:
    """A page may state another address than its own, and the answer of an API has that of the API."""
    stated = archived(100001, 0, "a.warc")
    stated.url = address(100001)
    pages = {"https://hanoimoi.vn/moved-100021.html": PageFacts("hanoimoi/100001", "-")}
    pages["https://api.hanoimoi.vn/x"] = PageFacts("", "Bài số 100002")
    first = record("https://hanoimoi.vn/moved-100021.html", http(b"a"), date=DATE)
    second = record("https://api.hanoimoi.vn/x", http(b"{}"), date=DATE)
    (tmp_path / "a.warc").write_bytes(first + second)
    keep(tmp_path, stated, archived(100002, len(first), "a.warc"))

    asked: list[str] = []

    def read(capture: Capture, url: str) -> PageFacts | None:
        asked.append(url)
        return pages.get(capture.url)

    assert found(tmp_path, read=read) == {}
    assert asked == [address(100001), address(100002)]
    pages.clear()
    assert found(tmp_path, read=read) == {"other-page": [(0, "1"), (len(first), "2")]}


def test_ten_thousand_lines_of_a_file_that_is_gone_are_one_fault() -> None:
    with ArchivePlaces() as places:
        for number in range(10_000):
            line = {"id": f"a/{number}", "url": "u", "fetched_at": DATE, "title": "t"}
            places.note(line | {"archive": {"file": "archive/a/gone.warc.gz", "offset": number}})
        check = ArchiveCheck(Path("nowhere"), places)
        (fault,) = check.faults(nothing)
    assert (fault.kind, fault.lines, fault.places, check.sound) == ("gone", 10_000, [], 0)


def test_progress(tmp_path: Path, offsets: list[int]) -> None:
    told: list[tuple[int, int]] = []
    with ArchivePlaces() as places:
        places.note(archived(100001, offsets[0]).to_dict())
        list(ArchiveCheck(tmp_path, places).faults(nothing, lambda done, of: told.append((done, of))))
    size = (tmp_path / FILE).stat().st_size
    assert told[-1] == (size, size) and told == sorted(told) and len(told) > 6


def test_whatever_bit_flips_it_is_one_fault_of_one_page(tmp_path: Path, offsets: list[int]) -> None:
    """Or of none, if it hit the record of a request; a few bits of a gzip header (its time) mean nothing."""
    chance = random.Random(5)
    whole = (tmp_path / FILE).read_bytes()
    unnoticed = 0
    for _ in range(60):
        at = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[at] ^= 1 << chance.randrange(8)
        (tmp_path / FILE).write_bytes(changed)
        faults = found(tmp_path)
        unnoticed += not faults
        if "damaged" in faults:
            (place,) = faults.pop("damaged")
            assert place[0] == max(one for one in offsets if one <= at)
        assert set(faults) <= {"damaged-elsewhere"}
    assert unnoticed < 6
