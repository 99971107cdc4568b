"""Which pages without an article are requested again."""

from __future__ import annotations

import pytest

from hanoi_press.store.due_pages import after_skip, is_due, is_wanted
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.scope import RunScope

LATE = RunScope(since=2_000)


def page(state: str, why: str | None = None, *, tries: int = 0, published: int | None = None) -> Page:
    return Page("hanoimoi/1", "hanoimoi", "u", state, why, tries=tries, published=published)


@pytest.mark.parametrize(
    ("before", "why", "after"),
    [
        (page("lost"), "gone", (("lost", "gone", 1))),
        (page("lost", "timeout", tries=9), "gone", ("lost", "gone", 1)),  # only the same reason counts
        (page("lost", "gone", tries=1), "gone", ("lost", "gone", 2)),
        (page("lost", "gone", tries=2), "gone", None),
        (page("lost", "forbidden", tries=8), "forbidden", ("lost", "forbidden", 9)),
        (page("lost"), "seen", None),
        (page("failed", "parse", tries=1), "outside", ("failed", "outside", 1)),
        (page("failed", "parse", tries=1), "gone", None),
        (page("left", "gone", tries=1), "gone", None),
    ],
)
def test_a_page_after_a_run_that_skipped_it(before: Page, why: str, after: tuple[str, str, int] | None) -> None:
    found = after_skip(before, why)
    assert (found and (found.state, found.why, found.tries)) == after


def test_days_matter_only_for_what_was_never_stored() -> None:
    assert [is_wanted(page(state, published=1_000), LATE) for state in ("lost", "article", "failed", "left")] == [
        True,
        True,
        False,
        False,
    ]
    assert is_wanted(page("failed"), LATE) and is_wanted(page("failed", published=3_000), LATE)


def test_a_listed_page_is_due() -> None:
    assert is_due(page("lost", "gone", tries=2), LATE)
    assert not is_due(page("left", "sponsored"), LATE)
    assert is_due(page("failed", "parse"), LATE)
    assert not is_due(page("failed", "outside", published=1_000), LATE)
    assert is_due(page("failed", "outside", published=1_000), RunScope())
