"""`store/page_failures.py`: which failures of a run bring a page nearer to being given up."""

from __future__ import annotations

import pytest

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_tables import Page
from spiders_tests.history_runs import STAMP, run, store


def tries_after(folder: DataFolder, *others: str, of_host: bool = False) -> int:
    """Return the tries of a page that fails in a run in which other pages end as named."""
    store(run(folder), 2)
    history = run(folder)
    history.mark_failed("hanoimoi/7", "parse: no text", of_host=of_host)
    for other in others:
        if other == "read":
            store(history, 1)
        elif other == "304":
            history.mark_unchanged("hanoimoi/2")
        elif other == "invalid":
            history.mark_arrived("hanoimoi/3", "hanoimoi/3", None, None)
            history.mark_invalid("hanoimoi/3", "no title")
        else:
            history.mark_skipped("hanoimoi/4", other, 1_000)
    history.settle_failures()
    page = folder.ledger.find("hanoimoi/7")
    assert page is not None and page.state == "failed"
    return page.tries


@pytest.mark.parametrize(
    ("others", "tried", "of_host"),
    [
        ((), 0, 0),
        (("read",), 1, 1),
        (("304",), 0, 1),  # the host answers; whether its pages can be read is unknown
        (("invalid",), 0, 0),
        (("gone",), 0, 0),
        (("outside",), 1, 1),  # an article, although of no wanted day
    ],
)
def test_a_failure_counts_as_a_try_only_if_the_page_is_at_fault(
    folder: DataFolder, others: tuple[str, ...], tried: int, of_host: int
) -> None:
    assert tries_after(folder, *others) == tried
    assert tries_after(folder, *others, of_host=True) == tried + of_host


def test_a_page_that_failed_among_others_is_given_up_in_quiet_nights_too(folder: DataFolder) -> None:
    assert tries_after(folder, "read") == 1
    assert tries_after(folder) == 2  # nothing else was requested
    history = run(folder)
    history.mark_failed("hanoimoi/7", "parse: no text")
    history.mark_failed("hanoimoi/8", "parse: no text")  # a page that never failed before: perhaps all fail now
    history.settle_failures()
    assert tries_after(folder, of_host=True) == 2
    history = run(folder)
    for number in (11, 12, 13, 14):  # four pages fail again: too many for chance
        folder.ledger.put(Page(f"hanoimoi/{number}", "hanoimoi", "u", "failed", tries=1))
        history.mark_failed(f"hanoimoi/{number}", "parse: no text")
    history.settle_failures()
    assert {page.id: page.tries for page in folder.ledger.failed_pages("hanoimoi")} == {
        **{f"hanoimoi/{number}": 1 for number in (11, 12, 13, 14)},
        "hanoimoi/7": 2,
        "hanoimoi/8": 0,
    }


def test_pages_that_are_all_gone_stay_due(folder: DataFolder) -> None:
    """Also for more nights than a page that is gone, or cannot be read, is requested."""
    for _ in range(6):
        history = run(folder)
        assert history.skip_reason("hanoimoi/1", None) == ""
        history.mark_requested("hanoimoi/1", "u", STAMP, ("https://api/1", None))
        history.mark_skipped("hanoimoi/1", "gone")
        history.mark_skipped("hanoimoi/2", "sponsored")
        history.settle_failures()
    assert [one.id for one in folder.ledger.failed_pages("hanoimoi")] == ["hanoimoi/1"]
    history = run(folder)
    assert [(one.id, one.url, one.ask) for one in history.due()] == [("hanoimoi/1", "u", ("https://api/1", None))]
    history.mark_skipped("hanoimoi/1", "gone")
    store(history, 3)  # now the others are there
    history.settle_failures()
    assert run(folder).skip_reason("hanoimoi/1", None) == "left"
