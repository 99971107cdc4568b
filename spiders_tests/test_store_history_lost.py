"""An article whose line is lost on disk is due until it is read again."""

from __future__ import annotations

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.scope import RunScope
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


def test_a_lost_article_that_is_gone_from_the_site_in_three_runs_is_left(folder: DataFolder) -> None:
    store(run(folder), 1)
    lose(folder, "hanoimoi/1")
    history = run(folder)
    history.mark_failed("hanoimoi/1", "timeout")
    history.settle_failures()
    for turn in (1, 2, 3):
        history = run(folder)
        assert [page.id for page in history.due()] == ["hanoimoi/1"]
        history._failures.any_read = True  # the site is well
        history.mark_skipped("hanoimoi/1", "gone")
        history.settle_failures()
        page = folder.ledger.find("hanoimoi/1")
        assert page is not None and (page.state, page.why) == ("lost" if turn < 3 else "left", "gone")
    assert list(run(folder).due()) == []
    assert page.revision == 1


def test_a_night_in_which_everything_is_gone_brings_no_lost_article_nearer_to_that(folder: DataFolder) -> None:
    store(run(folder), 1)
    lose(folder, "hanoimoi/1")
    for _ in range(5):
        history = run(folder)
        assert [page.id for page in history.due()] == ["hanoimoi/1"]
        history.mark_skipped("hanoimoi/1", "gone")
        history.settle_failures()


def test_a_lost_article_that_robots_txt_forbids_stays_due(folder: DataFolder) -> None:
    store(run(folder), 1)
    lose(folder, "hanoimoi/1")
    for _ in range(5):
        history = run(folder)
        assert [page.id for page in history.due()] == ["hanoimoi/1"]
        history._failures.any_read = True
        history.mark_skipped("hanoimoi/1", "forbidden")


def test_a_lost_article_whose_address_leads_to_another_one_is_an_alias(folder: DataFolder) -> None:
    store(run(folder), 1)
    lose(folder, "hanoimoi/1")
    run(folder).mark_skipped("hanoimoi/1", "seen")
    assert list(run(folder).due()) == []


def test_a_page_that_failed_and_is_of_other_days_is_requested_when_they_are_wanted(folder: DataFolder) -> None:
    """No list names it any more, because the lists were read to their end in the run in which it failed."""
    history = run(folder)
    history.mark_requested("hanoimoi/1", "u1", None)
    history.mark_failed("hanoimoi/1", "parse")
    recent = RunScope(since=2_000)
    history = run(folder, recent)
    assert [page.id for page in history.due()] == ["hanoimoi/1"]
    history.mark_skipped("hanoimoi/1", "outside", 1_000)
    assert list(run(folder, recent).due()) == []
    assert run(folder, recent).skip_reason("hanoimoi/1", None) == "left"
    assert [page.id for page in run(folder).due()] == ["hanoimoi/1"]
    assert run(folder).skip_reason("hanoimoi/1", None) == ""
    assert store(run(folder), 1) is KeepResult.NEW
