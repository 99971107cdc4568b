"""The index of a web archive that is only looked at: no capture is given, and the years that were not read are told."""

from __future__ import annotations

import json

from hanoi_press.crawl.capture_history import RunCaptures
from hanoi_press.discovery import Window
from hanoi_press.discovery.captures import HostYears, IndexedCapture
from hanoi_press.discovery.commoncrawl import COLLINFO, CommonCrawl
from hanoi_press.discovery.routes import Feeds, Route
from hanoi_press.discovery.wayback import Wayback
from hanoi_press.spiders.watched_index import WatchedIndex, unread_years

HOSTS = (HostYears("moi.vn", 2023), HostYears("cu.vn", 2022))
CAPTURE = IndexedCapture("wayback", "https://moi.vn/a", "20230102030405")


def test_it_records_and_gives_nothing() -> None:
    known, asked = RunCaptures(), list[str]()
    index = WatchedIndex(known, asked.append)
    assert not index.is_read("wayback moi.vn 2023") and index.resume_at("wayback moi.vn 2023") is None
    index.note_page("wayback moi.vn 2023", [CAPTURE], resume=None)
    assert list(index.waiting("wayback")) == [] and index.is_read("wayback moi.vn 2023")
    assert asked == ["wayback moi.vn 2023"]  # no more once it was read
    assert list(known.waiting("wayback")) == [CAPTURE]
    index.keep_text("x", "y")
    assert index.text("x", 60) == known.text("x", 60)


def unread(route: Route, known: RunCaptures) -> frozenset[int] | None:
    return unread_years(route, known)


def test_years_of_the_wayback_machine() -> None:
    known = RunCaptures()
    this_year = max(int(query.part) for query in Wayback(HOSTS).queries(Window()))
    for query in Wayback(HOSTS).queries(Window()):
        if query.name not in ("wayback cu.vn 2022", "wayback moi.vn 2024"):
            known.note_page(query.name, [], resume=None)
    assert unread(Wayback(HOSTS), known) == {2022, 2024}
    known.note_page("wayback cu.vn 2022", [], resume=None)
    known.note_page("wayback moi.vn 2024", [], resume=None)
    assert unread(Wayback(HOSTS), known) == frozenset()
    assert unread(Wayback(HOSTS), RunCaptures()) == set(range(2022, this_year + 1))


def test_years_of_common_crawl() -> None:
    known = RunCaptures()
    assert unread(CommonCrawl(HOSTS), known) is None  # which indexes there are is not known, and nobody is asked
    indexes = [
        {"id": "CC-MAIN-2024-10", "from": "2024-02-20T00:00:00", "to": "2024-03-05T00:00:00"},
        {"id": "CC-MAIN-2023-50", "from": "2023-12-20T00:00:00", "to": "2024-01-03T00:00:00"},
        {"id": "CC-MAIN-2022-21", "from": "2022-05-16T00:00:00", "to": "2022-05-29T00:00:00"},
    ]
    known.keep_text(COLLINFO, json.dumps(indexes))
    assert unread(CommonCrawl(HOSTS), known) == {2022, 2023, 2024}
    for name in ("CC-MAIN-2022-21 cu.vn", "CC-MAIN-2024-10 cu.vn", "CC-MAIN-2024-10 moi.vn", "CC-MAIN-2023-50 cu.vn"):
        known.note_page(f"commoncrawl {name}", [], resume=None)
    assert unread(CommonCrawl(HOSTS), known) == {2023, 2024}  # an index of the turn of the year
    known.note_page("commoncrawl CC-MAIN-2023-50 moi.vn", [], resume=None)
    assert unread(CommonCrawl(HOSTS), known) == frozenset()


def test_a_route_of_the_site_has_no_years() -> None:
    assert unread(Feeds("https://moi.vn/{section}.rss", "home", ()), RunCaptures()) is None
