"""An article whose line is lost on disk is due until it is read again."""

from __future__ import annotations

from hanoi_press.store.folder import DataFolder, KeepResult
from spiders_tests.history_runs import STAMP, run, store


def lose(folder: DataFolder, *ids: str) -> None:
    folder.ledger.mark_lost(ids)


def test_a_lost_article_is_due_first_and_whatever_a_list_says(folder: DataFolder) -> None:
    history = run(folder)
    store(history, 1)
    history.mark_requested("hanoimoi/2", "u2", None)
    history.mark_failed("hanoimoi/2", "parse")
    lose(folder, "hanoimoi/1")
    for ended in (True, False):  # also in a cycle that had read it before the power was cut
        history = run(folder, ended=ended)
        assert next(page.id for page in history.due()) == "hanoimoi/1"
        assert history.skip_reason("hanoimoi/1", STAMP) == ""
        assert history.validators("hanoimoi/1") == {}
        assert history.is_stored("hanoimoi/1")  # so that the days a run asks for do not leave it out
    assert store(run(folder), 1) is KeepResult.NEW
    assert run(folder).skip_reason("hanoimoi/1", STAMP) == "known"


def test_a_lost_article_is_never_given_up(folder: DataFolder) -> None:
    store(run(folder), 1)
    lose(folder, "hanoimoi/1")
    for tries in range(1, 8):
        history = run(folder)
        assert [page.id for page in history.due()] == ["hanoimoi/1"]
        history.mark_requested("hanoimoi/1", "u1", None)
        history.mark_failed("hanoimoi/1", "timeout", of_host=tries % 2 == 0)
        history.settle_failures()
        assert list(history.due()) == []  # not again in this run
        page = folder.ledger.find("hanoimoi/1")
        assert page is not None and (page.state, page.why) == ("lost", "timeout")


def test_a_lost_article_that_is_gone_from_the_site_is_left(folder: DataFolder) -> None:
    store(run(folder), 1)
    lose(folder, "hanoimoi/1")
    history = run(folder)
    history.mark_skipped("hanoimoi/1", "gone")
    assert list(run(folder).due()) == []
    page = folder.ledger.find("hanoimoi/1")
    assert page is not None and (page.state, page.why, page.revision) == ("left", "gone", 1)
