"""The routes of OneCMS, `latest` and `section`, over a site made of a dict."""

import pytest

from hanoi_press.discovery import Lead, Window
from hanoi_press.families.onecms import onecms_api as api
from hanoi_press.families.onecms.onecms_api import latest, section
from spiders_tests.discovery_site import HOME, Site, at, run
from spiders_tests.onecms_lists import NEWEST, answer, lead, li, listing, more, view


def newest() -> Site:
    return Site(
        {
            NEWEST: listing(li(9, 18), li(8, 17, extra="<i class='b-grid__ad'></i>")),
            more(8): answer((8, 17), (6, 16)),
            more(6): answer((5, 15), (4, 14)),
            more(4): b"[]",
        }
    )


ALL = [lead(9, 18), lead(8, 17, sponsored=True), lead(6, 16), lead(5, 15), lead(4, 14)]


ENDED = f"{HOME}/tin-moi-nhat: the list ends before the days asked for"


@pytest.mark.parametrize(
    ("window", "leads", "asked", "error"),
    [
        (Window(), ALL, [8, 6, 4], ENDED),  # nobody knows whether the list holds all that there is
        (Window(until=at(16)), ALL[3:], [8, 6, 4], ENDED),
        (Window(since=at(1)), ALL, [8, 6, 4], ENDED),
        (Window(since=at(17)), ALL[:2], [8, 6], None),  # the page of 8 still holds one of the 17th
        (Window(since=at(16)), ALL[:3], [8, 6], None),
        (Window(since=at(20)), [], [], None),
    ],
)
def test_latest(window: Window, leads: list[Lead], asked: list[int], error: str | None) -> None:
    site = newest()
    assert run(latest(site.fetch, f"{HOME}/", window)) == (leads, error)
    assert site.asked == [NEWEST, *map(more, asked)]


@pytest.mark.parametrize(("most", "asked"), [(1, []), (2, []), (3, [8]), (4, [8, 6])])
def test_no_page_is_fetched_before_its_time(most: int, asked: list[int]) -> None:
    site = newest()
    assert run(latest(site.fetch, HOME, Window()), most) == (ALL[:most], None)
    assert site.asked == [NEWEST, *map(more, asked)]


def test_a_pinned_old_row_stops_nothing() -> None:
    site = newest()
    site.pages[NEWEST] = listing(li(2, 1), li(9, 18), li(8, 17))
    assert run(latest(site.fetch, HOME, Window(since=at(16)))) == ([ALL[0], lead(8, 17), ALL[2]], None)


def test_from_the_greatest_id_when_the_last_leads_nowhere() -> None:
    site = Site(
        {NEWEST: listing(li(9, 18), li(8, 17)), more(8): b"[]", more(9): answer((8, 17), (6, 16)), more(6): b"[]"}
    )
    assert run(latest(site.fetch, HOME, Window())) == ([lead(9, 18), lead(8, 17), lead(6, 16)], ENDED)
    assert site.asked == [NEWEST, more(8), more(9), more(6)]
    site = Site({NEWEST: listing(li(9, 18)), more(9): b"[]"})
    assert run(latest(site.fetch, HOME, Window())) == ([lead(9, 18)], ENDED)
    assert site.asked == [NEWEST, more(9)]


def test_a_page_with_nothing_new_is_the_end() -> None:
    site = newest()
    site.pages[more(6)] = answer((9, 18), (6, 16))
    assert run(latest(site.fetch, HOME, Window())) == (ALL[:3], ENDED)
    assert site.asked == [NEWEST, more(8), more(6)]


@pytest.mark.parametrize(
    ("url", "page", "given", "reason"),
    [
        (NEWEST, "blocked", 0, "blocked"),
        (NEWEST, b"<html></html>", 0, "no rows"),
        (more(8), "500", 2, "500"),
        (more(6), b"<html></html>", 3, "no JSON: Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_a_page_that_fails_fails_the_route(url: str, page: bytes | str, given: int, reason: str) -> None:
    site = newest()
    site.pages[url] = page
    assert run(latest(site.fetch, HOME, Window())) == (ALL[:given], f"{url}: {reason}")


def test_an_endless_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_PAGES", 3)
    leads, failure = run(latest(newest().fetch, HOME, Window()))
    assert leads == ALL
    assert failure == f"{NEWEST}: no end after 3 pages"


def test_section() -> None:
    page, channel = f"{HOME}/do-thi/giao-thong", view("mostRead", "api/getarticletopread/463")
    site = Site({page: listing(li(9, 18), head=channel), more(9, 463): answer((6, 16)), more(6, 463): b"[]"})
    assert run(section(site.fetch, HOME, "/do-thi/giao-thong", Window())) == ([lead(9, 18), lead(6, 16)], None)
    assert site.asked == [page, more(9, 463), more(6, 463)]


def test_a_section_that_does_not_tell_its_number() -> None:
    page = f"{HOME}/goc-nhin"
    site = Site({page: listing(li(9, 18), li(8, 17))})
    assert run(section(site.fetch, HOME, "goc-nhin", Window(since=at(18)))) == ([lead(9, 18)], None)
    assert site.asked == [page]


@pytest.mark.parametrize(("last", "error"), [(9, None), (12, ENDED)])
def test_a_list_that_ends_with_an_article_older_than_the_window_is_long_enough(last: int, error: str | None) -> None:
    page = listing(*(li(100 - turn, day) for turn, day in enumerate((20, 18, 14, last))))
    leads, found = run(latest(Site({NEWEST: page, more(97): b"[]", more(100): b"[]"}).fetch, HOME, Window(at(10))))
    assert (len(leads), found) == (3 if last == 9 else 4, error)
