"""Discovery ends where an earlier run has been."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import Fetched, Lead, Window
from hanoi_press.discovery.lists import RowSelectors, read_list
from hanoi_press.discovery.pagers import numbered
from hanoi_press.discovery.reach import Reach
from hanoi_press.discovery.sitemap import daily
from hanoi_press.items import Identity
from hanoi_press.spiders.earlier_runs import HistoryEarlierRuns
from hanoi_press.text.moments import VN

HOME = "https://bao.vn"


class Known:
    """Addresses that an earlier run has read, sitemaps that need no second look, and what was told."""

    def __init__(self, known: Sequence[str] = (), settled: Sequence[str] = (), moved: Sequence[str] = ()) -> None:
        self.known = {f"{HOME}/{name}" for name in known}
        self.settled = {f"{HOME}/{name}" for name in settled}
        self.moved = {f"{HOME}/{name}" for name in moved}
        self.told: list[tuple[str, str]] = []

    def cover_rest(self, page: Sequence[Lead]) -> bool:
        return bool(page) and page[-1].url in self.known

    def published(self, lead: Lead) -> datetime | None:
        return None

    def may_skip_list(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        return url not in self.moved and (beyond or url in self.settled)

    def mark_list_read(self, url: str, changed: datetime | None, last: date) -> None:
        self.told.append((url.rsplit("/", 1)[1], str(last)))


class Site:
    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = {f"{HOME}/{name}": body for name, body in pages.items()}
        self.asked: list[str] = []

    async def fetch(self, url: str, *, json: Any = None) -> Fetched:
        self.asked.append(url.rsplit("/", 1)[1])
        return Fetched(url, self.pages[url].encode())


def taken(leads: AsyncIterator[Lead]) -> list[str]:
    async def all_of() -> list[str]:
        return [lead.url.rsplit("/", 1)[1] async for lead in leads]

    return asyncio.run(all_of())


def urlset(*names: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{HOME}/{name}</loc></url>' for name in names)}</urlset>"


DAYS = ("2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19")
INDEX = "".join(f"<sitemap><loc>{HOME}/sitemap-article-{day}.xml</loc></sitemap>" for day in DAYS)
SITEMAPS = {
    "sitemap.xml": f"<sitemapindex>{INDEX}</sitemapindex>",
    **{f"sitemap-article-{day}.xml": urlset(f"b{day[-2:]}", f"a{day[-2:]}") for day in DAYS},
}


def maps(*days: int) -> list[str]:
    return ["sitemap.xml", *(f"sitemap-article-2026-11-{day}.xml" for day in days)]


@pytest.mark.parametrize(
    ("ground", "asked"),
    [
        (Known(), maps(22, 21, 20, 19)),
        (Known(known=["a22"]), maps(22)),
        (Known(known=["b22"]), maps(22, 21, 20, 19)),  # an article that was pinned or sorted to the top
        (Known(known=["a21", "b21"]), maps(22, 21)),
        (Known(settled=["sitemap-article-2026-11-21.xml"]), maps(22, 20, 19)),
        (Known(known=["a22"], moved=["sitemap-article-2026-11-20.xml"]), maps(22, 20)),
    ],
    ids=["nothing known", "nothing new", "one is new", "a day is new", "a settled day", "an old day was edited"],
)
def test_daily_sitemaps(ground: Known, asked: list[str]) -> None:
    site = Site(SITEMAPS)
    leads = taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(earlier_runs=ground)))
    assert site.asked == asked
    assert leads == [f"{letter}{name[-6:-4]}" for name in asked[1:] for letter in "ba"]
    assert [name for name, _ in ground.told] == asked[1:]
    assert all(last == name[16:26] for name, last in ground.told)


@pytest.mark.parametrize(("since", "asked"), [(21, maps(22, 21)), (19, maps(22, 21, 20, 19)), (None, maps(22))])
@pytest.mark.parametrize("stated", [None, "2026-11-01", "2026-11-22T10:00:00+07:00"])
def test_sitemaps_of_days_that_each_run_reads_again(since: int | None, asked: list[str], stated: str | None) -> None:
    """Whatever the index states of their change, and although everything is known and settled."""
    lastmod = f"<lastmod>{stated}</lastmod>" if stated else ""
    index = INDEX.replace("</sitemap>", f"{lastmod}</sitemap>")
    again = datetime(2026, 11, since, tzinfo=VN) if since else None
    ground = Known(["a22", "a21", "a20", "a19"], [name for name in SITEMAPS if name != "sitemap.xml"][1:])
    site = Site(SITEMAPS | {"sitemap.xml": f"<sitemapindex>{index}</sitemapindex>"})
    taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(again, earlier_runs=ground, reread_since=again)))
    assert site.asked == asked


@pytest.mark.parametrize(("since", "asked"), [(25, ["2026-11"]), (None, [])])
def test_the_sitemap_of_a_month_holds_days_that_are_read_again(since: int | None, asked: list[str]) -> None:
    name = "sitemap-article-2026-11.xml"
    site = Site({"sitemap.xml": f"<sitemapindex><sitemap><loc>{HOME}/{name}</loc></sitemap></sitemapindex>",
                 name: urlset("a")})  # fmt: skip
    again = datetime(2026, 11, since, tzinfo=VN) if since else None
    window = Window(again, earlier_runs=Known(settled=[name]), reread_since=again)
    taken(daily(site.fetch, f"{HOME}/sitemap.xml", window))
    assert [one[16:23] for one in site.asked[1:]] == asked


@pytest.mark.parametrize(
    ("children", "begins"),
    [
        (DAYS, datetime(2026, 11, 19, tzinfo=VN)),
        ((*DAYS, "2026-11-10"), None),  # the first wanted day
        ((*DAYS, "2026-11-01"), None),  # before it
        ((*DAYS, "news"), None),  # may list anything
    ],
)
def test_where_the_sitemaps_begin(children: tuple[str, ...], begins: datetime | None) -> None:
    index = "".join(f"<sitemap><loc>{HOME}/sitemap-article-{day}.xml</loc></sitemap>" for day in children)
    pages = {f"sitemap-article-{day}.xml": urlset("a") for day in children}
    site = Site(pages | {"sitemap.xml": f"<sitemapindex>{index}</sitemapindex>"})
    reach = Reach()
    child = r"/sitemap-article-(?:(\d{4})-(\d{2})-(\d{2})|news)"
    taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(datetime(2026, 11, 10, tzinfo=VN), reach=reach), child=child))
    assert reach.begins == begins and not reach.is_feed
    taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(reach=(whole := Reach(wants_days=False))), child=child))
    assert whole.begins is None


def test_sitemaps_without_a_day_are_all_read() -> None:
    """Nothing says which of them is newer: known ground in one tells nothing of the others."""
    names = ("sitemap-1.xml", "sitemap-2.xml")
    index = "".join(f"<sitemap><loc>{HOME}/{name}</loc></sitemap>" for name in names)
    pages = {"sitemap.xml": f"<sitemapindex>{index}</sitemapindex>", names[0]: urlset("b", "a"), names[1]: urlset("c")}
    site, ground = Site(pages), Known(known=["a"])
    leads = taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(earlier_runs=ground), child=r"/sitemap-\d+\.xml"))
    assert (leads, site.asked, ground.told) == (["b", "a", "c"], ["sitemap.xml", *names], [])


def test_a_torn_sitemap_is_not_read_to_its_end() -> None:
    torn = SITEMAPS | {"sitemap-article-2026-11-22.xml": urlset("b22", "a22").removesuffix("</urlset>")}
    ground = Known()
    with pytest.raises(Exception, match="XML without its end"):
        taken(daily(Site(torn).fetch, f"{HOME}/sitemap.xml", Window(earlier_runs=ground)))
    assert ("sitemap-article-2026-11-22.xml", "2026-11-22") not in ground.told and len(ground.told) == 3


def rows(*names: str) -> str:
    return "".join(f'<li><a href="{HOME}/{name}">x</a></li>' for name in names)


@pytest.mark.parametrize(
    ("known", "asked"),
    [((), ["p", "p?2", "p?3"]), (("b",), ["p"]), (("a",), ["p", "p?2", "p?3"]), (("d",), ["p", "p?2"])],
)
def test_a_list_ends_at_known_ground(known: tuple[str, ...], asked: list[str]) -> None:
    site = Site({"p": rows("a", "b"), "p?2": rows("c", "d"), "p?3": rows("e", "f"), "p?4": rows()})
    more = numbered("{url}?{number}", last=3)
    taken(read_list(site.fetch, f"{HOME}/p", RowSelectors("li"), more, Window(earlier_runs=Known(known))))
    assert site.asked == asked


@pytest.mark.parametrize(("again", "asked"), [(20, ["p", "p?2", "p?3"]), (None, ["p"])])
def test_pages_of_the_days_that_each_run_reads_again(again: int | None, asked: list[str]) -> None:
    """All is known; the list goes back beyond these days."""
    dated = {name: f'<li><a href="{HOME}/{day}">x</a> <i>{day}/11/2026</i></li>' for name, day in
             (("p", 22), ("p?2", 21), ("p?3", 19), ("p?4", 18))}  # fmt: skip
    site = Site(dated)
    since = datetime(2026, 11, again, tzinfo=VN) if again else None
    ground = Known(known=["22", "21", "19", "18"])
    window = Window(datetime(2026, 11, 1, tzinfo=VN), earlier_runs=ground, reread_since=since)
    taken(read_list(site.fetch, f"{HOME}/p", RowSelectors("li"), numbered("{url}?{number}"), window))
    assert site.asked == asked


def test_a_shorter_window_stands_on_the_same_ground() -> None:
    ground = Known()
    window = Window(datetime(2026, 1, 1, tzinfo=VN), earlier_runs=ground)
    assert window.cut_to(datetime.now(VN) - datetime(2025, 1, 1, tzinfo=VN)).earlier_runs is ground


def test_a_sitemap_of_a_future_day_says_nothing_of_the_others() -> None:
    """An article dated ten years ahead is known, and its sitemap comes first for ever."""
    day = "sitemap-article-2096-01-01.xml"
    index = f"<sitemap><loc>{HOME}/{day}</loc></sitemap>{INDEX}"
    pages = SITEMAPS | {"sitemap.xml": f"<sitemapindex>{index}</sitemapindex>", day: urlset("typo")}
    site = Site(pages)
    taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(earlier_runs=Known(known=["typo", "a21"]))))
    assert site.asked == ["sitemap.xml", day, *maps(22, 21)[1:]]


def test_a_sitemap_of_this_month_is_none_of_the_future() -> None:
    today = date.today()
    name = f"sitemap-article-{today:%Y-%m}.xml"
    index = "".join(f"<sitemap><loc>{HOME}/{one}</loc></sitemap>" for one in (name, "sitemap-article-2020-01.xml"))
    site = Site({"sitemap.xml": f"<sitemapindex>{index}</sitemapindex>", name: urlset("a")})
    taken(daily(site.fetch, f"{HOME}/sitemap.xml", Window(earlier_runs=Known(known=["a"]))))
    assert site.asked == ["sitemap.xml", name]


class Covered(RunHistory):
    def is_covered(self, id: str) -> bool:
        return id == "bao/known"


@pytest.mark.parametrize(
    ("years", "covers"),
    [
        (("new 2025", "known 2024"), True),
        (("known 2096",), False),  # a page of mistyped dates only
        (("new 2025", "known 2096"), False),
        (("new 2096", "new 2025", "known 2024"), True),  # sorted, as its other dates show
        (("known 2096", "new 2025", "new 2024", "known 2023"), True),
    ],
)
def test_dates_in_the_future_do_not_end_a_list(years: tuple[str, ...], covers: bool) -> None:
    page = [Lead(f"{HOME}/{year[:-5]}", datetime(int(year[-4:]), 1, 1, tzinfo=VN)) for year in years]
    earlier = HistoryEarlierRuns(Covered(), lambda url: Identity(f"bao/{url.rsplit('/', 1)[1]}", "bao", "Báo", url))
    assert earlier.cover_rest(page) is covers
