"""`store/archive_pruning.py`: old archives are deleted, those still needed stay, and a kill harms nothing."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.statistics import statistics, table
from hanoi_press.corpus.validation import Validation
from hanoi_press.items import ArchiveRef
from hanoi_press.replay.cut_archives import cut_archives, pruned_files
from hanoi_press.store import archive_pruning
from hanoi_press.store.archive_pruning import old_files, prune
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.folder import rebuild
from hanoi_press.store.ledger_tables import CaptureRow, Page
from hanoi_press.store.past_tables import PastCapture
from hanoi_press.store.pruned_archives import PrunedArchives
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.history_runs import run
from spiders_tests.past.capture_runs import ask, capture, listed, past_run
from spiders_tests.reread_answers import change_template, due, read_as

TODAY = date(2026, 11, 30)


def put_archive(data: Path, day: str, source: str = "hanoimoi", size: int = 100) -> str:
    """Write an archive file of a day; return its name in the data folder."""
    name = f"archive/{source}/{day[:4]}-{day[4:6]}/{source}-{day}.warc.gz"
    (data / name).parent.mkdir(parents=True, exist_ok=True)
    (data / name).write_bytes(b"x" * size)
    return name


def on_disk(data: Path) -> list[str]:
    return sorted(path.name for path in data.glob("archive/*/*/*"))


def test_only_our_own_files_of_days_before_are_old(tmp_path: Path) -> None:
    for day in ("20261130", "20261129", "20261128", "20251231"):
        put_archive(tmp_path, day)
    for name in ("2026-10/mst-20261001.warc.gz", "2026-11/hanoimoi-20261001.warc.gz", "2026-10/mine.warc.gz"):
        (tmp_path / "archive/hanoimoi" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "archive/hanoimoi" / name).write_bytes(b"")
    found = old_files(tmp_path, "hanoimoi", date(2026, 11, 29))
    assert [path.name for path in found] == ["hanoimoi-20251231.warc.gz", "hanoimoi-20261128.warc.gz"]
    assert old_files(tmp_path, "mst", date(2026, 11, 29)) == []


def test_a_capture_that_could_not_be_read_keeps_its_file(tmp_path: Path) -> None:
    """A web archive's capture of 2015 lies in the file of the day on which it was fetched."""
    kept, gone = put_archive(tmp_path, "20261001"), put_archive(tmp_path, "20261002")
    with opened(tmp_path) as folder:
        for number, state, file in ((1, "unread", kept), (2, "skipped", gone), (3, "unread", None)):
            one = PastCapture("hanoimoi", f"hanoimoi/{number}", "20150203040506", "wayback", "https://hanoimoi.vn/")
            folder.ledger.past.put(one._replace(state=state, place=file, place_start=0))
        result = prune(folder, 30, ["hanoimoi"], today=TODAY)
    assert result.kept == {kept: 1} and [one.file for one in result.deleted] == [gone]


def test_the_files_go_and_the_references_say_so(tmp_path: Path) -> None:
    old, kept = put_archive(tmp_path, "20261029", size=700), put_archive(tmp_path, "20261031")
    other = put_archive(tmp_path, "20261001", "mst")
    with opened(tmp_path) as folder:
        for number, file in ((1, old), (2, kept)):
            one = article(number)
            one.archive = ArchiveRef(file, 5)
            folder.keep(one)
        folder.keep(article(3))
        tried = prune(folder, 30, ["hanoimoi"], today=TODAY, is_trial=True)
        assert len(on_disk(tmp_path)) == 3 and PrunedArchives(tmp_path).files("hanoimoi") == []
        found = prune(folder, 30, ["hanoimoi"], today=TODAY)
        assert found == tried
        assert ([one.file for one in found.deleted], found.bytes) == ([old], 700)
        assert on_disk(tmp_path) == sorted(Path(one).name for one in (kept, other))
        assert prune(folder, 30, ["hanoimoi"], today=TODAY).deleted == []
    before = corpus(tmp_path)
    for which in ("latest", "all"):
        loaded = {one.id: one.archive for one in load(tmp_path, revisions=which)}  # type: ignore[call-overload]
        assert loaded == {
            "hanoimoi/1": ArchiveRef(old, 5, pruned="2026-11-30"),
            "hanoimoi/2": ArchiveRef(kept, 5),
            "hanoimoi/3": None,
        }
    lines = {one.id: one.to_dict()["archive"] for one in load(tmp_path)}
    assert lines["hanoimoi/1"] == {"file": old, "offset": 5, "pruned": "2026-11-30"}
    assert lines["hanoimoi/2"] == {"file": kept, "offset": 5}
    assert list(Validation(tmp_path)) == [] and corpus(tmp_path) == before
    assert list(cut_archives(tmp_path, ["hanoimoi"])) == []
    assert list(pruned_files(tmp_path, ["hanoimoi", "mst"])) == ["hanoimoi: 1 archive file left out: pruned"]
    counts = statistics(load(tmp_path))
    assert (counts.total.pruned, counts.total.filled["archive"]) == (1, 1)
    assert "archive pruned   33.3%" in table(counts)


def test_the_folder_of_a_month_goes_with_its_last_file(tmp_path: Path) -> None:
    put_archive(tmp_path, "20261001")
    with opened(tmp_path) as folder:
        prune(folder, 30, ["hanoimoi"], today=TODAY)
    assert [path.name for path in (tmp_path / "archive/hanoimoi").iterdir()] == ["pruned.jsonl"]


def test_a_file_that_came_back_is_not_pruned(tmp_path: Path) -> None:
    name = put_archive(tmp_path, "20261001")
    with opened(tmp_path) as folder:
        prune(folder, 30, ["hanoimoi"], today=TODAY)
        assert PrunedArchives(tmp_path).day(name) == "2026-11-30"
        put_archive(tmp_path, "20261001")
        assert PrunedArchives(tmp_path).day(name) is None and PrunedArchives(tmp_path).files("hanoimoi") == []
        prune(folder, 30, ["hanoimoi"], today=date(2026, 12, 5))
    assert PrunedArchives(tmp_path).day(name) == "2026-12-05"
    assert PrunedArchives(tmp_path).day(put_archive(tmp_path, "20261101")) is None


def test_a_broken_list_costs_only_its_broken_lines(tmp_path: Path) -> None:
    name = put_archive(tmp_path, "20261001")
    with opened(tmp_path) as folder:
        prune(folder, 30, ["hanoimoi"], today=TODAY)
    listed = tmp_path / "archive/hanoimoi/pruned.jsonl"
    assert json.loads(listed.read_bytes()) == {"file": name, "bytes": 100, "pruned": "2026-11-30"}
    listed.write_bytes(b"\xff\n{}\n[1]\n\n" + listed.read_bytes() + b'{"file": "a')
    assert [one.file for one in PrunedArchives(tmp_path).files("hanoimoi")] == [name]
    for odd in ("", "archive", "archive/", "archive/\0/a", "/", "archive/..", "articles/hanoimoi/a"):
        assert PrunedArchives(tmp_path).day(odd) is None


@pytest.mark.parametrize("state", ["failed", "kept", "given-up"])
def test_a_page_that_could_not_be_read_keeps_its_archive(tmp_path: Path, state: str) -> None:
    needed, free = put_archive(tmp_path, "20261001"), put_archive(tmp_path, "20261002")
    with opened(tmp_path) as folder:
        history = run(folder)
        history.mark_failed("hanoimoi/7", "parse: no text", answer=ArchivedAnswer(needed, 5, "2026-10-01T01:00:00Z"))
        history.mark_skipped("hanoimoi/8", "not-found", answer=ArchivedAnswer(free, 5, "2026-10-02T01:00:00Z"))
        page = folder.ledger.find("hanoimoi/7")
        assert page is not None
        folder.ledger.put(page._replace(state=state))
        found = prune(folder, 30, ["hanoimoi"], today=TODAY)
    assert ([one.file for one in found.deleted], found.kept) == ([free], {needed: 1})


def test_a_capture_that_could_not_be_read_keeps_its_archive(tmp_path: Path) -> None:
    names = [put_archive(tmp_path, f"2026100{day}") for day in (1, 2, 3)]
    captures = [capture(number, "20240301") for number in (1, 2, 3)]
    with opened(tmp_path) as folder:
        history = past_run(folder)
        listed(history, captures)
        answers = [ArchivedAnswer(name, 5, one.fetched_at) for name, one in zip(names, captures, strict=True)]
        history.mark_failed(ask(history, captures[0]), "parse: no text", answer=answers[0])
        history.mark_skipped(ask(history, captures[1]), "soft-404", answer=answers[1])
        history.mark_skipped(ask(history, captures[2]), "outside", 1_500_000_000, answers[2])
        found = prune(folder, 30, ["hanoimoi"], today=TODAY)
    assert ([one.file for one in found.deleted], found.kept) == (names[1:], {names[0]: 1})


def test_a_page_of_an_earlier_version_keeps_the_archives_in_which_its_answer_may_lie(tmp_path: Path) -> None:
    names = [put_archive(tmp_path, day) for day in ("20261001", "20261002", "20261003")]
    midnight = 1790985600  # 2026-10-03T00:00:00Z
    with opened(tmp_path) as folder:
        folder.ledger.put(Page("hanoimoi/7", "hanoimoi", "u", "kept", "parse: no text", asked=midnight + 60))
        folder.ledger.captures.put(CaptureRow("hanoimoi/7", "hanoimoi", None, None, None, ""))
        found = prune(folder, 30, ["hanoimoi"], today=TODAY)
    assert ([one.file for one in found.deleted], found.kept) == (names[:1], {names[1]: 1, names[2]: 1})


def test_a_source_with_lost_lines_keeps_all(tmp_path: Path) -> None:
    put_archive(tmp_path, "20261001")
    put_archive(tmp_path, "20261001", "mst")
    with opened(tmp_path) as folder:
        folder.keep(article(1))
        folder.ledger.mark_lost(["hanoimoi/1"])
        found = prune(folder, 30, ["hanoimoi", "mst"], today=TODAY)
    assert (found.lost, on_disk(tmp_path)) == ({"hanoimoi": 1}, ["hanoimoi-20261001.warc.gz"])


class Killed(BaseException):
    """As `kill -9` between two system calls."""


@pytest.mark.parametrize("calls", range(9))
def test_a_kill_between_any_two_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    """After it, each file is whole and counts as there, or is gone and counts as pruned; the next prune goes on."""
    names = [put_archive(tmp_path, f"2026100{day}") for day in range(1, 5)]
    left = calls

    def killed_in_time(name: str, step: object) -> object:
        def one(*arguments: object, **options: object) -> object:
            nonlocal left
            if name == "unlink" and not str(arguments[0]).endswith(".warc.gz"):
                return step(*arguments, **options)  # type: ignore[operator]
            left -= 1
            if left < 0:
                raise Killed
            return step(*arguments, **options)  # type: ignore[operator]

        return one

    with opened(tmp_path) as folder:
        one = article(1)
        one.archive = ArchiveRef(names[0], 5)
        folder.keep(one)
        with monkeypatch.context() as patch:
            for name, owner in (("write_list", archive_pruning), ("sync_folder", archive_pruning), ("unlink", Path)):
                patch.setattr(owner, name, killed_in_time(name, getattr(owner, name)))
            try:
                prune(folder, 30, ["hanoimoi"], today=TODAY)
            except Killed:
                assert calls < 6
            else:
                assert calls >= 6  # the list, four files, the folder
    pruned = PrunedArchives(tmp_path)
    states = Counter(((tmp_path / name).exists(), pruned.day(name) is not None) for name in names)
    assert states.keys() <= {(True, False), (False, True)} and states[True, False] == max(0, 4 - max(0, calls - 1))
    with opened(tmp_path) as folder:
        prune(folder, 30, ["hanoimoi"], today=TODAY)
    assert on_disk(tmp_path) == [] and len(PrunedArchives(tmp_path).files("hanoimoi")) == 4
    assert [one.archive.pruned for one in load(tmp_path) if one.archive] == ["2026-11-30"]
    assert not list(tmp_path.rglob("*.new"))


def test_an_article_of_low_confidence_whose_page_was_pruned_is_read_again_no_more(tmp_path: Path) -> None:
    """Its row in the ledger goes when its turn comes, and comes back with a rebuilt ledger; no request is made."""
    name = put_archive(tmp_path, "20261001")
    with opened(tmp_path) as folder:
        one = read_as(1, "Một câu.")
        one.archive = ArchiveRef(name, 5)
        folder.keep(one)
        prune(folder, 30, ["hanoimoi"], today=TODAY)
    for change in ("a", "b"):
        change_template(tmp_path, change)
        with opened(tmp_path) as folder:
            history = run(folder)
            assert due(history) == ["hanoimoi/1"]
            history.mark_answer_missing("hanoimoi/1")
            assert (due(run(folder)), [page.id for page in run(folder).due()]) == ([], [])
        rebuild(tmp_path, "a test")
