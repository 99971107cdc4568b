"""`store/known_pages.py`: a run asks for no article on the take-down list, and writes none, however it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.items import Listed
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.folder import DataFolder, KeepResult, rebuild
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.removal_journal import Removal
from hanoi_press.store.removal_steps import remove
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segments import lines, segments
from hanoi_press.store.takedown import NAME, take_down
from spiders_tests.corpus_lines import article, opened
from spiders_tests.history_runs import STAMP, run, store

GONE = "hanoimoi/1"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def removed(folder: DataFolder) -> None:
    paths = [path.relative_to(folder.path).as_posix() for path in segments(folder.path)]
    remove(folder.path, folder.ledger, Removal("2026-11-26T01:00:00Z", {GONE: "id"}, [GONE], segments=paths))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder from which article 1 was removed; it has article 2."""
    with opened(tmp_path) as folder:
        history = run(folder)
        store(history, 1)
        store(history, 2)
    with opened(tmp_path) as folder:
        removed(folder)
    return tmp_path


def reasons(history: SourceHistory) -> list[str]:
    return [history.skip_reason(f"hanoimoi/{number}", STAMP) for number in (1, 2, 3)]


def test_lists_do_not_bring_it_back(data: Path) -> None:
    with opened(data) as folder:
        assert reasons(run(folder)) == ["removed", "known", ""]
        assert reasons(run(folder, RunScope(always=True))) == ["removed", "", ""]
    rebuild(data, "a test")
    with opened(data) as folder:
        assert folder.ledger.find(GONE) is None and reasons(run(folder)) == ["removed", "known", ""]


def test_what_is_due_without_a_list_leaves_it_out(data: Path) -> None:
    """A young article, one whose line is lost, one that could not be read, an answer that waits in the archive."""
    with opened(data) as folder:
        for state in ("article", "lost", "failed"):
            known = folder.ledger.find("hanoimoi/2")
            assert known is not None
            for number in (1, 4):
                folder.ledger.put(known._replace(id=f"hanoimoi/{number}", state=state, url="https://hanoimoi.vn/x"))
            history = SourceHistory(folder, "hanoimoi", RunScope(), recheck=10**10)
            folder.ledger.end_cycle("hanoimoi")
            history = SourceHistory(folder, "hanoimoi", RunScope(), recheck=10**10)
            found = {page.id for page in history.due()}
            assert GONE not in found and "hanoimoi/4" in found, state
        history = run(folder)
        for number in (1, 4):
            history.mark_failed(f"hanoimoi/{number}", "parse: x", answer=ArchivedAnswer("a", 5, "2026-11-24T01:00:00Z"))
        folder.ledger._db.execute("UPDATE capture SET reading = 'another'")
        assert [page.id for page in run(folder).rereads()] == ["hanoimoi/4"]


def test_another_address_that_leads_to_it_is_asked_once(data: Path) -> None:
    with opened(data) as folder:
        history = run(folder)
        history.mark_requested("hanoimoi/5", "https://hanoimoi.vn/ten-cua-no-5.html", STAMP)
        history.note_listed("hanoimoi/5", Listed(title="Bài số 1"))
        history.mark_arrived("hanoimoi/5", GONE, None, None)
        assert history.keep(article(1)) is KeepResult.REMOVED
        page = folder.ledger.find("hanoimoi/5")
        assert page is not None and (page.state, page.why, page.url) == ("alias", GONE, "")
        assert folder.ledger.find_listed("hanoimoi/5") is None
        assert run(folder).skip_reason("hanoimoi/5", STAMP) == "removed"
        assert history.finish(walked=True) is None and not history._requested
    assert b"hanoimoi/1" not in b"".join(path.read_bytes() for path in segments(data))


def test_one_that_is_put_on_the_list_during_the_run_is_not_written(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        history = run(folder)
        store(history, 1)
        history.mark_requested("hanoimoi/2", "https://hanoimoi.vn/bai-2.html", STAMP)
        take_down(tmp_path, ["https://www.hanoimoi.vn/ten-khac-2.html"])
        history.mark_arrived("hanoimoi/2", "hanoimoi/2", None, None)
        assert history.keep(article(2)) is KeepResult.REMOVED
        assert folder.keep(article(2)) is KeepResult.REMOVED
        assert store(history, 3) is KeepResult.NEW
        page = folder.ledger.find("hanoimoi/2")
        assert page is not None and (page.state, page.url) == ("left", "")
    assert len([one for path in segments(tmp_path) for one in lines(path)]) == 2


def test_taken_off_the_list_it_is_harvested_again(data: Path) -> None:
    (data / NAME).write_text("# nothing\n")
    with opened(data) as folder:
        history = run(folder)
        assert reasons(history) == ["", "known", ""]
        assert store(history, 1) is KeepResult.NEW
    with opened(data) as folder:
        assert reasons(run(folder)) == ["known", "known", ""]


def test_a_broken_list_still_counts_as_far_as_it_can_be_read(data: Path) -> None:
    with (data / NAME).open("a") as file:
        file.write("Hà Nội\nhanoimoi/2\n")
    with opened(data) as folder:
        assert reasons(run(folder)) == ["removed", "removed", ""]
        (data / NAME).write_bytes(b"\xff\xfe")  # in UTF-16: what was read before still counts
        assert reasons(run(folder)) == ["removed", "removed", ""]


def test_an_article_that_is_only_hidden_stays_in_the_ledger(tmp_path: Path) -> None:
    """`export --take-down` leaves its line: taken off the list, it is known, and not written twice."""
    with opened(tmp_path) as folder:
        store(run(folder), 1)
    take_down(tmp_path, [GONE])
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        assert run(folder).skip_reason(GONE, STAMP) == "removed"
        (tmp_path / NAME).unlink()
        assert run(folder).skip_reason(GONE, None) == "known"


def test_one_that_is_hidden_while_it_is_requested_is_known_when_it_is_shown_again(tmp_path: Path) -> None:
    """Its line is there, so that new words are a revision, not a second line of the same one."""
    with opened(tmp_path) as folder:
        store(run(folder), 1)
        history = run(folder)
        history.mark_requested(GONE, article(1).url, STAMP)
        take_down(tmp_path, [GONE])
        history.mark_arrived(GONE, GONE, None, None)
        assert history.keep(article(1, "Sửa.")) is KeepResult.REMOVED
        (tmp_path / NAME).unlink()
        assert store(run(folder), 1, STAMP + 5, "Sửa lần hai.") is KeepResult.CHANGED
        page = folder.ledger.find(GONE)
        assert page is not None and page.revision == 2
