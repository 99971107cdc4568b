"""What a killed run leaves is salvaged: whole lines stay, and nothing is written twice."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.folder import KeepResult
from hanoi_press.store.segment_check import is_sound
from hanoi_press.store.segment_writer import SegmentWriter, to_line
from hanoi_press.store.segments import lines, segments
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpus_lines import COMPRESSIONS, article, break_off, corpus, opened


@pytest.fixture(params=COMPRESSIONS)
def compression(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("ledger", ["kept", "deleted", "damaged", "older"])
def test_a_broken_off_run_is_salvaged(tmp_path: Path, compression: str, ledger: str) -> None:
    with opened(tmp_path, compression) as data:
        data.keep(article(1))
    older = (tmp_path / "ledger.sqlite").read_bytes()
    data = opened(tmp_path, compression)
    data.keep(article(2))
    data.keep(article(1, "Sửa."))
    break_off(data)
    tear(tmp_path)
    if ledger == "damaged":
        (tmp_path / "ledger.sqlite").write_bytes(b"Khong phai co so du lieu." * 400)
    if ledger in ("deleted", "older"):
        for file in tmp_path.glob("ledger.sqlite*"):
            file.unlink()
    if ledger == "older":
        (tmp_path / "ledger.sqlite").write_bytes(older)
    with opened(tmp_path, compression) as data:
        assert [one.count for one in data.reconciled.salvaged] == [2]
        assert data.keep(article(1, "Sửa.")) is KeepResult.UNCHANGED
        assert data.keep(article(2)) is KeepResult.UNCHANGED
        assert data.keep(article(3)) is KeepResult.NEW
    assert corpus(tmp_path) == [
        ("hanoimoi/1", 1, "Một câu."),
        ("hanoimoi/1", 2, "Sửa."),
        ("hanoimoi/2", 1, "Một câu."),
        ("hanoimoi/3", 1, "Một câu."),
    ]
    assert not list(tmp_path.rglob("*.part"))
    assert (tmp_path / "ledger.sqlite.damaged").exists() == (ledger == "damaged")


def tear(data: Path) -> None:
    """Append half a line to the unfinished segment."""
    (part,) = data.rglob("*.part")
    with part.open("ab") as file:
        file.write(b'{"id":"hanoimoi/9","title":"N\xe1' if part.name.endswith(".jsonl.part") else b"\x04\x81\x00")


def test_rubbish_in_the_middle_is_kept_under_another_name(tmp_path: Path) -> None:
    data = opened(tmp_path)
    data.keep(article(1))
    data.keep(article(2))
    break_off(data)
    (part,) = tmp_path.rglob("*.part")
    first, second = part.read_bytes().splitlines(keepends=True)
    rubbish = first + b"\x00" * 100 + b"\n" + second
    part.write_bytes(rubbish)
    with opened(tmp_path) as data:
        (salvaged,) = data.reconciled.salvaged
        assert salvaged.count == 2 and salvaged.kept_as is not None
        assert salvaged.kept_as.read_bytes() == rubbish
        assert [fault.number for fault in salvaged.faults] == [2]
    assert len(corpus(tmp_path)) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=8), data=st.data())
@pytest.mark.parametrize("kind", COMPRESSIONS)
def test_cut_anywhere_the_whole_lines_stay(
    tmp_path_factory: pytest.TempPathFactory, kind: str, words: list[str], data: st.DataObject
) -> None:
    """Exactly the whole lines are kept, however many bytes of the file are on disk."""
    folder = tmp_path_factory.mktemp("data")
    run = opened(folder, kind)
    ends = []
    for number, text in enumerate(words):
        run.keep(article(number, text))
        ends.append(next(folder.rglob("*.part")).stat().st_size)
    break_off(run)
    (part,) = folder.rglob("*.part")
    size = data.draw(st.integers(0, ends[-1]))
    os.truncate(part, size)
    whole = sum(end <= size for end in ends)
    with opened(folder, kind) as run:
        verdicts = [run.keep(article(number, text)) for number, text in enumerate(words)]
    # an uncompressed line that lacks only its line break is whole, too
    assert verdicts.count(KeepResult.UNCHANGED) in (
        {whole, whole + 1} if size + 1 in ends and kind == "none" else {whole}
    )
    assert corpus(folder) == sorted((f"hanoimoi/{number}", 1, text) for number, text in enumerate(words))


def test_a_salvage_that_is_broken_off_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = opened(tmp_path)
    data.keep(article(1))
    break_off(data)

    def full(self: SegmentWriter) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(SegmentWriter, "close", full)
        with pytest.raises(OSError, match="No space left"):
            opened(tmp_path)
    with opened(tmp_path) as data:
        assert data.keep(article(1)) is KeepResult.UNCHANGED
    assert len(corpus(tmp_path)) == 1


def test_a_part_that_never_came_to_disk(tmp_path: Path) -> None:
    data = opened(tmp_path)
    data.keep(article(1))
    break_off(data)
    next(tmp_path.rglob("*.part")).unlink()
    with opened(tmp_path) as data:
        assert data.keep(article(1)) is KeepResult.NEW
    assert corpus(tmp_path) == [("hanoimoi/1", 1, "Một câu.")]


def test_lines_that_the_power_took_are_fetched_again(tmp_path: Path) -> None:
    """If the ledger is on disk and the lines are not, the articles are due, also those with an older revision."""
    with opened(tmp_path) as data:
        data.keep(article(1, "Cũ."))
    data = opened(tmp_path)
    data.keep(article(2))
    data.keep(article(3))
    data.keep(article(1, "Sửa."))
    break_off(data)
    (part,) = tmp_path.rglob("*.part")
    part.write_bytes(part.read_bytes().splitlines(keepends=True)[0])
    with opened(tmp_path) as data:
        assert [(page.id, page.url) for page in data.ledger.lost_pages("hanoimoi")] == [
            ("hanoimoi/1", "https://hanoimoi.vn/bai-1.html"),
            ("hanoimoi/3", "https://hanoimoi.vn/bai-3.html"),
        ]
        assert data.keep(article(2)) is KeepResult.UNCHANGED
        assert data.keep(article(1, "Sửa.")) is KeepResult.NEW
        assert data.keep(article(3)) is KeepResult.NEW
    assert [line[:2] for line in corpus(tmp_path)] == [
        ("hanoimoi/1", 1),
        ("hanoimoi/1", 2),
        ("hanoimoi/2", 1),
        ("hanoimoi/3", 1),
    ]


def archived(number: int, file: str, offset: int) -> Article:
    one = article(number)
    one.archive = ArchiveRef(file, offset)
    return one


def test_a_line_whose_archive_record_the_power_took_names_none(tmp_path: Path) -> None:
    """Another record will be written to its place."""
    writer = WarcWriter(tmp_path, "hanoimoi", "a test")
    places = [
        writer.write(Exchange(f"https://hanoimoi.vn/bai-{number}.html", "2026-11-24T01:00:00Z", 200, "OK", [], b"x"))
        for number in (1, 2)
    ]
    writer.close()
    os.truncate(tmp_path / places[1].file, places[1].offset + 20)
    data = opened(tmp_path)
    for number, place in enumerate(places, 1):
        data.keep(archived(number, place.file, place.offset))
    data.keep(article(3))
    break_off(data)
    with opened(tmp_path):
        pass
    (path,) = segments(tmp_path)
    assert [json.loads(line.raw)["archive"] for line in lines(path)] == [
        {"file": places[0].file, "offset": places[0].offset},
        None,
        None,
    ]
    assert is_sound(path)


@pytest.mark.parametrize("file", ["/nowhere/a.warc.gz", "cc/a.warc.gz", "s3://crawl-data/a.warc.gz"])
def test_a_line_whose_archive_is_not_ours_keeps_its_place(tmp_path: Path, file: str) -> None:
    """A power failure cuts what is being written, and no crawl writes there."""
    data = opened(tmp_path)
    data.keep(archived(1, file, 5))
    break_off(data)
    with opened(tmp_path):
        pass
    (path,) = segments(tmp_path)
    assert [json.loads(line.raw)["archive"] for line in lines(path)] == [{"file": file, "offset": 5}]


def test_a_line_whose_archive_was_pruned_keeps_its_place(tmp_path: Path) -> None:
    """Such a line is written again when an earlier answer of its article comes late."""
    file = "archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz"
    listed = tmp_path / "archive/hanoimoi/pruned.jsonl"
    listed.parent.mkdir(parents=True)
    listed.write_text(json.dumps({"file": file, "bytes": 9, "pruned": "2026-11-25"}) + "\n")
    data = opened(tmp_path)
    data.keep(archived(1, file, 5))
    break_off(data)
    with opened(tmp_path):
        pass
    (path,) = segments(tmp_path)
    assert [json.loads(line.raw)["archive"] for line in lines(path)] == [{"file": file, "offset": 5}]


@pytest.mark.parametrize("other", [False, True])
def test_a_part_that_was_salvaged_already_is_deleted(tmp_path: Path, other: bool) -> None:
    """The process was killed after it had named the new segment; `other`: a line is in the `.part` only."""
    data = opened(tmp_path)
    data.keep(article(1))
    break_off(data)
    (part,) = tmp_path.rglob("*.part")
    content = part.read_bytes()
    with opened(tmp_path):
        pass
    part.write_bytes(content + (to_line(article(2).to_dict()) if other else b""))
    with opened(tmp_path) as data:
        assert data.keep(article(1)) is KeepResult.UNCHANGED
    assert len(segments(tmp_path)) == (2 if other else 1)
    assert not list(tmp_path.rglob("*.part"))
