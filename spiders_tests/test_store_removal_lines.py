"""`store/removal_lines.py`: a line is known by its id or address, whoever wrote it and whatever happened to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hanoi_press.store.removal_lines import find_lines, is_named, named_line
from spiders_tests.corpora import line, put

ID, URL = "hanoimoi/1304633", "https://hanoimoi.vn/ten-cu-1304633.html"
OURS = line(ID, url=URL)


def spaced(raw: bytes) -> bytes:
    return json.dumps(json.loads(raw)).encode() + b"\n"


@pytest.mark.parametrize(
    "raw",
    [
        OURS,
        spaced(OURS),
        OURS[:300],  # torn behind its address
        OURS.replace(b'"text":"S', b'"text":"\x00\xff'),
        json.dumps({"url": URL, "id": ID}).encode(),
        b"\xef\xbb\xbf" + OURS,
    ],
)
def test_the_forms_of_a_line(raw: bytes) -> None:
    assert named_line(raw) == (ID, URL)


@pytest.mark.parametrize("raw", [b"\n", b"\x00\x00\n", b"[1]\n"[:3], b"{}", b'{"id": 5}', b'{"text":"m\\"id\\": 1"}'])
def test_a_line_without_id_and_address(raw: bytes) -> None:
    assert named_line(raw) in (None, ("", ""))


def test_a_torn_line_may_have_lost_its_address() -> None:
    assert named_line(OURS[:40]) == (ID, "")


def test_a_text_that_quotes_a_line_is_not_that_line() -> None:
    quoting = line("hanoimoi/2", text=OURS.decode())
    found = named_line(quoting)
    assert found is not None and found.id == "hanoimoi/2"
    found = named_line(quoting.replace(b"{", b" {", 1)[:-3])
    assert found is not None and not is_named(found, {ID}, {"hanoimoi"})


def test_all_lines_of_an_article_in_one_pass(tmp_path: Path) -> None:
    place = {"file": "archive/a.warc.gz", "offset": 70}
    first = put(tmp_path, "hanoimoi/2026-10/a.jsonl", OURS, line("hanoimoi/2"))
    second = put(tmp_path, "hanoimoi/2026-11/b.jsonl.zst", line(ID, revision=2, url=URL, archive=place))
    other = put(tmp_path, "mst/2026-11/c.jsonl", line("mst/1"), b"\x00\x00\n")
    found = find_lines([first, second, other], [ID])
    assert (found.names, found.lines, found.segments) == ({ID}, {ID: 2}, {first: 1, second: 1})
    assert found.places == {("archive/a.warc.gz", 70): ID}
    assert (+found.unknown, found.unreadable) == ({other: 1}, [])


def test_lines_under_another_id_are_found_whichever_is_asked_for(tmp_path: Path) -> None:
    """Lines of an earlier version of a source's patterns have another id than their address leads to today."""
    old = put(tmp_path, "hanoimoi/2026-10/a.jsonl", line("hanoimoi/old", title="x", url="https://hanoimoi.vn/a-7.html"))
    older = put(tmp_path, "hanoimoi/2026-09/a.jsonl", line("hanoimoi/old", url="https://hanoimoi.vn/b-8.html"))
    new = put(tmp_path, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/7", url="https://hanoimoi.vn/c-7.html"))
    for wanted in ("hanoimoi/7", "hanoimoi/8", "hanoimoi/old"):
        found = find_lines([older, old, new], [wanted])
        assert set(found.segments) == {older, old, new}, wanted
        assert found.names == {"hanoimoi/old", "hanoimoi/7", "hanoimoi/8"}
        assert found.aliases == {"hanoimoi/7": "hanoimoi/old", "hanoimoi/8": "hanoimoi/old"}


def test_a_compressed_segment_that_is_cut_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, "hanoimoi/2026-11/b.jsonl.zst", *(line(f"hanoimoi/{n}", text=str(n) * 99) for n in range(99)))
    path.write_bytes(path.read_bytes()[:-20])
    assert [one.path for one in find_lines([path], [ID]).unreadable] == [path]
