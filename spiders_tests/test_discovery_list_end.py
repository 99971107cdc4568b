"""Where the walk over a list ends, and which lists may have had older articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from hanoi_press.discovery import Lead, Window
from hanoi_press.discovery.list_end import MOST_KNOWN, ListEnd
from hanoi_press.discovery.reach import Reach
from spiders_tests.discovery_site import HOME, at


class AllKnown:
    """Everything is known from earlier runs."""

    def cover_rest(self, page: Sequence[Lead]) -> bool:
        return True

    def published(self, lead: Lead) -> datetime | None:
        return None

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        return True

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None: ...


def rows(*days: int | None, start: int = 0) -> list[tuple[Lead, datetime | None]]:
    """Return a row a day of June 2026; None for one without a date."""
    moments = [at(day, 8) if day else None for day in days]
    return [(Lead(f"{HOME}/{start + turn}", one), one) for turn, one in enumerate(moments)]


def window(**options: Any) -> Window:
    return Window(at(10), reach=Reach(), **options)


@pytest.mark.parametrize(
    ("days", "reread", "reached"),
    [
        ((20, 18), None, True),  # known
        ((20, 18), 10, False),  # known, but of the days that are read in each run
        ((12, 9), 10, False),
        ((9, 8), 10, True),  # before the window
        ((15, 14), 16, True),  # known, and before the days that are read again
        ((None, None), 10, True),  # without dates only what is known tells the end
    ],
)
def test_known_pages_of_the_days_that_are_read_again(
    days: tuple[int | None, ...], reread: int | None, reached: bool
) -> None:
    again = at(reread) if reread else None
    end = ListEnd(window(earlier_runs=AllKnown(), reread_since=again))
    assert end.is_reached(rows(*days)) is reached


def test_known_pages_are_not_read_without_a_bound() -> None:
    end = ListEnd(window(earlier_runs=AllKnown(), reread_since=at(10)))
    assert [end.is_reached(rows(20, start=turn)) for turn in range(MOST_KNOWN + 1)] == [*[False] * MOST_KNOWN, True]


def test_a_new_page_is_no_known_one() -> None:
    end = ListEnd(window(reread_since=at(10)))
    assert not any(end.is_reached(rows(20, start=turn)) for turn in range(2 * MOST_KNOWN))


@pytest.mark.parametrize(
    ("pages", "has_pager", "begins"),
    [
        ([12], True, at(19, 8)),  # a single full page
        ([12, 3], True, None),  # the last of several
        ([4], True, None),  # a short list
        ([4], False, at(19, 8)),  # its other pages cannot be asked for
    ],
)
def test_a_list_that_ends_before_the_window(pages: list[int], has_pager: bool, begins: datetime | None) -> None:
    given = window()
    end = ListEnd(given)
    for number in pages:
        assert not end.is_reached(rows(*[20] * (number - 1), 19))
    end.note_last_page(has_pager=has_pager)
    assert given.reach is not None and given.reach.begins == begins


def test_a_pager_that_repeats_the_first_page_is_none() -> None:
    given = window()
    end = ListEnd(given)
    end.is_reached(rows(*[20] * 11))
    assert end.is_reached([]) and given.reach is not None and given.reach.begins == at(20, 8)


@pytest.mark.parametrize(("oldest", "noted"), [(at(11, 8), True), (at(10, 8), False), (at(9, 8), False), (None, False)])
def test_a_list_that_reaches_the_first_wanted_day_is_long_enough(oldest: datetime | None, noted: bool) -> None:
    given = window()
    given.note_beginning(oldest)
    assert given.reach is not None and given.reach.begins == (oldest if noted else None)


def test_of_several_lists_the_shortest_counts() -> None:
    reach = Reach()
    for day, is_feed in ((11, False), (14, True), (12, False)):
        reach.note(at(day), is_feed=is_feed)
    assert (reach.begins, reach.is_feed) == (at(14), True)


class Dated(AllKnown):
    """Everything is known from earlier runs, with its day."""

    def __init__(self, *days: int) -> None:
        self.days = {f"{HOME}/{turn}": at(day, 8) for turn, day in enumerate(days)}

    def published(self, lead: Lead) -> datetime | None:
        return self.days.get(lead.url)


@pytest.mark.parametrize(("days", "reached"), [((20, 12), False), ((20, 9), False), ((9, 8), True), ((), True)])
def test_rows_without_dates_have_those_of_the_articles_that_are_known(days: tuple[int, ...], reached: bool) -> None:
    end = ListEnd(window(earlier_runs=Dated(*days), reread_since=at(10)))
    assert end.is_reached(rows(None, None)) is reached
