"""Articles whose lines are lost with a damaged or missing segment stay due."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoi_press.compression import zstd
from hanoi_press.store import reconcile
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.ledger_tables import Coverage
from hanoi_press.store.manifest import manifest_path
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import segments
from hanoi_press.store.takedown import take_down
from spiders_tests.corpus_lines import COMPRESSIONS, article, break_off, corpus, flip, opened

LATER = "29990101T010000Z-7"  # the name of a later run


def two_runs(data: Path) -> tuple[Path, Path]:
    """Store articles 1 to 3, then a revision of 1 and article 4; return the two segments."""
    with opened(data) as folder:
        for number in (1, 2, 3):
            folder.keep(article(number))
    with opened(data) as folder:
        folder.run = LATER
        folder.keep(article(1, "Sửa."))
        folder.keep(article(4))
    first, second = sorted(segments(data), key=lambda path: path.name)
    return first, second


def lost(folder: DataFolder) -> dict[str, int]:
    return {page.id: page.revision for page in folder.ledger.lost_pages("hanoimoi")}


def test_a_lost_revision_is_written_again_with_its_number(tmp_path: Path) -> None:
    """Revision 1 is on disk, but revision 2 is what the site has."""
    _, second = two_runs(tmp_path)
    second.write_bytes(b"")
    with opened(tmp_path) as folder:
        assert lost(folder) == {"hanoimoi/1": 2, "hanoimoi/4": 1}
        assert folder.keep(article(1, "Sửa.")) is KeepResult.NEW
        assert folder.keep(article(4)) is KeepResult.NEW
        assert lost(folder) == {}
    assert corpus(tmp_path) == [
        ("hanoimoi/1", 1, "Một câu."),
        ("hanoimoi/1", 2, "Sửa."),
        ("hanoimoi/2", 1, "Một câu."),
        ("hanoimoi/3", 1, "Một câu."),
        ("hanoimoi/4", 1, "Một câu."),
    ]


def test_an_older_revision_does_not_bring_a_lost_article_back(tmp_path: Path) -> None:
    first, second = two_runs(tmp_path)
    second.unlink()
    first.touch()  # so that it is read again
    with opened(tmp_path) as folder:
        assert folder.reconciled.read == 3
        assert lost(folder) == {"hanoimoi/1": 2, "hanoimoi/4": 1}


def test_a_segment_that_comes_back_brings_its_articles_back(tmp_path: Path) -> None:
    _, second = two_runs(tmp_path)
    away = second.rename(tmp_path / "away")
    with opened(tmp_path) as folder:
        assert len(lost(folder)) == 2 and folder.reconciled.lost == 2
    away.rename(second)  # with its old size and time of change
    with opened(tmp_path) as folder:
        assert lost(folder) == {} and not folder.reconciled.is_damaged
        assert folder.keep(article(1, "Sửa.")) is KeepResult.UNCHANGED


def test_a_missing_segment_of_old_revisions_is_missed_too(tmp_path: Path) -> None:
    """No article has its last line in it."""
    with opened(tmp_path) as folder:
        folder.keep(article(1))
    (first,) = segments(tmp_path)
    with opened(tmp_path) as folder:
        folder.run = LATER
        folder.keep(article(1, "Sửa."))
    first.unlink()
    for _ in range(2):
        with opened(tmp_path) as folder:
            assert folder.reconciled.missing == [str(first.relative_to(tmp_path))]
            assert lost(folder) == {}


def test_a_segment_that_was_compressed_by_hand_is_not_missed(tmp_path: Path) -> None:
    first, _ = two_runs(tmp_path)
    first.with_name(first.name + ".zst").write_bytes(zstd.compress(first.read_bytes()))
    first.unlink()
    manifest_path(first).unlink()
    with opened(tmp_path) as folder:
        assert folder.reconciled.missing == [] and lost(folder) == {}


def test_bit_rot_is_found_although_the_file_looks_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run compares the segments that were checked longest ago, as many as its bytes allow."""
    first, second = two_runs(tmp_path)
    for path in (first, second):
        flip(path, path.read_bytes().index(b"bai-1.html"))
    monkeypatch.setattr(reconcile, "_CHECKED_IN_A_RUN", 1)
    with opened(tmp_path) as folder:
        assert [fault.path for fault in folder.reconciled.faults] == [first]
        assert lost(folder) == {}  # a later revision of it is known
        folder.ledger._db.execute("UPDATE segment SET checked = 1 WHERE path LIKE '%Z-7.jsonl'")
    with opened(tmp_path) as folder:
        assert [fault.path for fault in folder.reconciled.faults] == [first, second]
        assert lost(folder) == {"hanoimoi/1": 2}


def test_bit_rot_in_a_segment_without_a_manifest_is_found(tmp_path: Path) -> None:
    first, _ = two_runs(tmp_path)
    manifest_path(first).unlink()
    with opened(tmp_path) as folder:
        assert not folder.reconciled.is_damaged
    flip(first, first.read_bytes().index("Bài số 2".encode()))
    with opened(tmp_path) as folder:
        assert folder.reconciled.is_damaged and lost(folder) == {"hanoimoi/2": 1}


def test_a_check_is_not_repeated_before_the_others_had_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = two_runs(tmp_path)
    asked: list[Path] = []
    sound = reconcile.is_sound

    def noted(path: Path) -> bool:
        asked.append(path)
        return sound(path)

    monkeypatch.setattr(reconcile, "is_sound", noted)
    monkeypatch.setattr(reconcile, "_CHECKED_IN_A_RUN", 1)
    clock = iter(range(2_000_000_000, 2_000_001_000))
    monkeypatch.setattr(reconcile, "time", lambda: next(clock))
    for _ in range(4):
        with opened(tmp_path):
            pass
    assert asked == [first, second, first, second]


def test_an_article_that_was_taken_down_is_not_requested_again(tmp_path: Path) -> None:
    first, _ = two_runs(tmp_path)
    take_down(tmp_path, ["hanoimoi/2", "https://hanoimoi.vn/ten-khac-3.html"])
    first.write_bytes(first.read_bytes().splitlines(keepends=True)[0])  # the lines of 2 and 3 were removed by hand
    with opened(tmp_path) as folder:
        assert folder.reconciled.lost == 2 and lost(folder) == {}
        page = folder.ledger.find("hanoimoi/2")
        assert page is not None and (page.state, page.why) == ("left", "taken-down")


def test_a_damaged_segment_from_elsewhere_makes_discovery_start_again(tmp_path: Path) -> None:
    """The addresses of its damaged lines are unknown, so the lists that are read already do not count."""
    with opened(tmp_path / "there") as folder:
        folder.keep(article(7))
        folder.keep(article(8))
    (path,) = segments(tmp_path / "there")
    with opened(tmp_path / "here") as folder:
        folder.keep(article(1))
        folder.ledger.put_coverage("hanoimoi", "", Coverage(0, 9, 1))
        folder.ledger.put_coverage("mst", "", Coverage(0, 9, 1))
        folder.ledger.put_listing("https://hanoimoi.vn/sitemap-1.xml", 1, True)
    shutil.copy(path, next(iter(segments(tmp_path / "here"))).with_name("khac.jsonl"))
    shutil.copy(manifest_path(path), next(iter(segments(tmp_path / "here"))).with_name("khac.manifest.json"))
    (copy,) = (one for one in segments(tmp_path / "here") if one.name == "khac.jsonl")
    flip(copy, copy.read_bytes().index(b"hanoimoi/8"))
    with opened(tmp_path / "here") as folder:
        assert len(folder.reconciled.faults) == 1
        assert folder.ledger.coverage("hanoimoi", "") is None and folder.ledger.coverage("mst", "") is not None
        assert folder.ledger.listing("https://hanoimoi.vn/sitemap-1.xml") is None
        folder.ledger.put_coverage("hanoimoi", "", Coverage(0, 9, 2))
    with opened(tmp_path / "here") as folder:
        assert folder.ledger.coverage("hanoimoi", "") is not None  # once is enough


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("kind", COMPRESSIONS)
def test_whatever_is_damaged_each_article_is_on_disk_or_due(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    """Three runs are stored; bytes of any segment, manifest or unfinished segment are changed, cut off or removed."""
    folder = tmp_path_factory.mktemp("data")
    for turn in range(3):
        run = opened(folder, kind)
        run.run = f"2026110{turn}T010000Z-7"
        for number in range(turn * 2, turn * 2 + 4):
            run.keep(article(number, f"Bản {turn}."))
        break_off(run) if turn == 2 else run.close()
    newest = {f"hanoimoi/{number}": min(number // 2, 2) for number in range(8)}
    files = sorted(one for one in folder.rglob("*") if one.is_file() and "articles" in one.parts)
    for path in data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=3, unique=True)):
        content = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        # a segment without a manifest cannot be compared with anything, so no manifest is removed
        ways = ["flip", "cut", "empty", *(["remove"] if ".jsonl" in path.name else [])]
        match data.draw(st.sampled_from(ways)):
            case "flip":
                flip(path, at, data.draw(st.integers(1, 255)))
            case "cut":
                path.write_bytes(content[:at])
            case "empty":
                path.write_bytes(b"")
            case _:
                path.unlink()
    with opened(folder, kind) as run:
        due = set(lost(run))
        for id, turn in newest.items():
            page = run.ledger.find(id)
            assert page is not None and (id in due) == (page.state == "lost")
            if id not in due:
                found = run.keep(article(int(id.partition("/")[2]), f"Bản {turn}."))
                assert found is KeepResult.UNCHANGED, id
    with opened(folder, kind) as run:
        for id in due:
            run.keep(article(int(id.partition("/")[2]), f"Bản {newest[id]}."))
        assert lost(run) == {}
    last: dict[str, tuple[int, str]] = {}
    for path in segments(folder):
        for _, record in sound_lines(path, lambda fault: None):
            last[record["id"]] = max(last.get(record["id"], (0, "")), (record["revision"], record["text"]))
    assert {id: words for id, (_, words) in last.items()} == {id: f"Bản {turn}." for id, turn in newest.items()}
