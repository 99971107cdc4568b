"""A visit without Scrapy: which pages a source in memory is asked for, and what the visit says of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from hanoi_press.crawl.read_answer import Answer, read_answer
from hanoi_press.discovery import Fetched, FetchFailed, Forbidden, Lead
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.routes import CombinedRoutes, DailySitemaps, Feeds, ListPages, PageLinks, Route
from hanoi_press.doctor.findings import Contact, PageFindings, RouteState, SourceFindings, Verdict
from hanoi_press.doctor.visit import visit
from hanoi_press.doctor.visited_pages import NotArchivedError
from hanoi_press.doctor.visited_routes import routes_of
from hanoi_press.families.onecms import ONECMS
from hanoi_press.items import Article
from hanoi_press.sources import Source
from hanoi_press.sources.address import address

HOME = "https://vidu.vn"
FEED = Feeds(HOME + "/rss/{section}.rss", home="home", sections=("a", "b", "c"))
LIST = ListPages(HOME + "/muc/{section}", RowSelectors("li.tin"), sections=("a", "b", "c"))
MAPS = DailySitemaps(f"{HOME}/sitemap.xml")


def source(routes: dict[str, Route], order: tuple[str, ...] | None = None) -> Source:
    """Return a source that no file describes."""
    return Source(
        name="vidu",
        publisher="Ví Dụ",
        family=ONECMS,
        hosts=("vidu.vn",),
        addresses=(address(r"https://vidu\.vn/bai-(?P<id>\d+)\.html", id="{id}", url=f"{HOME}/bai-{{id}}.html"),),
        routes=routes,
        route_order=tuple(routes) if order is None else order,
    )


def feed(*numbers: int) -> bytes:
    items = "".join(
        f"<item><link>{HOME}/bai-{n}.html</link><pubDate>Fri, 20 Nov 2026 08:{n % 60:02}:00 +0700</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def listed(*numbers: int) -> bytes:
    rows = "".join(
        f'<li class="tin"><a href="/bai-{n}.html">Chuyện thứ {n} của khu phố</a> 19/11/2026</li>' for n in numbers
    )
    return f"<html><body><ul>{rows}</ul></body></html>".encode()


def page(number: int) -> bytes:
    return (
        f"<html><head><title>{number}</title></head><body>"
        '<ol class="breadcrumb"><li><a href="/muc/a">Xã hội</a></li></ol>'
        f'<h1 class="c-detail-head__title">Chuyện thứ {number}</h1>'
        '<span class="c-detail-head__time">20/11/2026 - 08:15</span><div class="b-maincontent"><div class="entry">'
        f'<p class="Headlines">Sapo của chuyện thứ {number}, viết cho người vội.</p>'
        f"<p>Đoạn mở đầu kể chuyện thứ {number} của khu phố bên sông.</p>"
        f"<p>Đoạn sau kể nốt chuyện thứ {number} cho đến hết.</p></div></div></body></html>"
    ).encode()


class Site:
    """A visitor whose pages stand in a dictionary; what is no page, is 404."""

    def __init__(self, pages: Mapping[str, bytes | FetchFailed]) -> None:
        self.pages = {f"{HOME}{path}": found for path, found in pages.items()}
        self.asked: list[str] = []

    async def fetch_page(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append(url.removeprefix(HOME))
        found = self.pages.get(url, FetchFailed("404"))
        if isinstance(found, FetchFailed):
            raise found
        return Fetched(url, found)

    async def read_article(self, source: Source, lead: Lead, route: str) -> PageFindings:
        self.asked.append(lead.url.removeprefix(HOME))
        found = self.pages.get(lead.url)
        if not isinstance(found, bytes):
            return PageFindings(lead.url, route, None, "not in the archive" if found else "gone", "HTTP 404")
        outcome = read_answer(Answer(lead.url, 200, found, "2026-11-24T00:00:00Z", listed=lead.listed), source)
        if isinstance(outcome, Article):
            return PageFindings(lead.url, route, outcome)
        return PageFindings(lead.url, route, None, "parse", "no text")

    def robots(self) -> str:
        return "allows all that was asked for"


def visited(site: Site, routes: dict[str, Route], order: tuple[str, ...] | None = None) -> SourceFindings:
    return asyncio.run(visit(source(routes, order), site))


def articles(*numbers: int) -> dict[str, bytes]:
    return {f"/bai-{n}.html": page(n) for n in numbers}


def test_one_page_a_route_and_three_articles_of_all_routes_in_turn() -> None:
    pages = {"/rss/home.rss": feed(1, 2, 3, 4), "/muc/a": listed(5, 6), "/muc/b": listed(7)}
    site = Site(pages | articles(1, 2, 3, 4, 5, 6, 7))
    found = visited(site, {"feed": FEED, "section": LIST})
    assert site.asked == ["/rss/home.rss", "/muc/a", "/bai-1.html", "/bai-5.html", "/bai-2.html"]
    assert (found.verdict, found.contact, found.requests) == (Verdict.HEALTHY, Contact.REACHED, 5), found.reasons
    assert [(one.articles, one.newest, one.read_by) for one in found.routes] == [
        (4, "2026-11-20 08:04", ""),
        (2, "2026-11-19 00:00", "selectors"),
    ]


def test_an_index_and_its_newest_sitemap_with_articles() -> None:
    """The newest one may be empty, early in the morning."""
    days = "".join(f"<sitemap><loc>{HOME}/sitemap-article-2026-11-{day}.xml</loc></sitemap>" for day in (19, 20, 21))
    urls = f"<url><loc>{HOME}/bai-1.html</loc><lastmod>2026-11-20T09:00:00+07:00</lastmod></url>"
    pages = {
        "/sitemap.xml": f"<sitemapindex>{days}</sitemapindex>".encode(),
        "/sitemap-article-2026-11-21.xml": b"<urlset></urlset>",
        "/sitemap-article-2026-11-20.xml": f"<urlset>{urls}</urlset>".encode(),
    }
    site = Site(pages | articles(1))
    found = visited(site, {"sitemap": MAPS})
    assert len(found.routes[0].pages) == 3 and found.routes[0].state is RouteState.WORKS
    assert "/sitemap-article-2026-11-19.xml" not in site.asked


def test_a_route_is_given_up_after_two_pages_that_fail() -> None:
    site = Site({"/muc/a": listed(1)} | articles(1))
    found = visited(site, {"feed": FEED, "section": LIST})
    assert site.asked[:2] == ["/rss/home.rss", "/rss/a.rss"] and "/rss/b.rss" not in site.asked
    assert found.routes[0].state is RouteState.DEAD
    assert (found.verdict, found.reasons) == (Verdict.DRIFTING, ["route feed is dead: HTTP 404"])


def test_a_page_that_two_routes_need_is_asked_for_once() -> None:
    first = ListPages(HOME + "/{section}", RowSelectors("li.tin"), sections=("muc/a",))
    site = Site({"/muc/a": listed(1)} | articles(1))
    found = visited(site, {"first": first, "second": PageLinks(f"{HOME}/muc/a", r".*/bai-\d+\.html")})
    assert site.asked == ["/muc/a", "/bai-1.html"] and [one.articles for one in found.routes] == [1, 1]


def test_a_combined_route_is_visited_by_its_parts_each_once() -> None:
    whole = {"all": CombinedRoutes((FEED, LIST, MAPS)), "feed": FEED, "section": LIST}
    assert list(routes_of(source(whole, ("all",)))) == ["feed", "section", "all/3"]


SPARE = {"home": PageLinks(f"{HOME}/", r".*/bai-\d+\.html")}
EMPTY_HOME = {"/": b"<html><body><a href='/lien-he'>Li\xc3\xaan h\xe1\xbb\x87</a></body></html>"}


@pytest.mark.parametrize("first", [{"section": LIST}, {"all": CombinedRoutes((LIST, FEED))}])
def test_a_spare_route_that_names_no_article_is_a_note(first: dict[str, Route]) -> None:
    pages = {"/muc/a": listed(1), "/rss/home.rss": feed(1)} | articles(1)
    found = visited(Site(pages | EMPTY_HOME), first | SPARE)
    assert (found.verdict, found.reasons) == (Verdict.HEALTHY, [])
    assert found.notes == ["route home, a spare one, names no article"]


def test_other_spare_routes_that_fail_are_drift() -> None:
    """A dead one; and an empty one before or without the route that works."""
    found = visited(Site({"/muc/a": listed(1)} | articles(1)), {"section": LIST} | SPARE)
    assert (found.verdict, found.notes) == (Verdict.DRIFTING, [])
    site = Site({"/muc/a": listed(1)} | articles(1) | EMPTY_HOME)
    assert visited(site, SPARE | {"section": LIST}).verdict is Verdict.DRIFTING
    assert visited(site, SPARE | {"section": LIST}, ("section",)).verdict is Verdict.DRIFTING


def test_routes_outside_the_order_come_last() -> None:
    assert list(routes_of(source({"feed": FEED, "section": LIST, "sitemap": MAPS}, ("sitemap",)))) == [
        "sitemap",
        "feed",
        "section",
    ]


def test_lists_whose_selectors_match_nothing_are_read_by_heuristics() -> None:
    other = ListPages(HOME + "/muc/{section}", RowSelectors("li.khac"), sections=("a",))
    found = visited(Site({"/muc/a": listed(1, 2, 3, 4)} | articles(1, 2, 3, 4)), {"section": other})
    assert found.routes[0].read_by == "heuristics" and found.routes[0].articles == 4
    assert found.verdict is Verdict.DRIFTING and "route section is read by heuristics" in found.reasons[0]


def test_addresses_that_are_no_articles_do_not_count() -> None:
    found = visited(Site({"/rss/home.rss": feed(1).replace(b"bai-1.html", b"video-1.html")}), {"feed": FEED})
    assert (found.routes[0].state, found.routes[0].others) == (RouteState.EMPTY, 1)
    assert found.verdict is Verdict.BROKEN and found.contact is Contact.REACHED


def test_articles_that_cannot_be_read_break_the_source() -> None:
    pages = {"/rss/home.rss": feed(1, 2, 3, 4), "/bai-1.html": b"<html><body></body></html>"}
    site = Site(pages)
    found = visited(site, {"feed": FEED})
    assert (found.verdict, len(found.pages), len(site.asked)) == (Verdict.BROKEN, 3, 4)
    assert found.reasons == ["none of 3 articles could be read: no text; HTTP 404"]


def test_one_article_that_cannot_be_read_drifts() -> None:
    site = Site({"/rss/home.rss": feed(1, 2, 3)} | articles(1, 2))
    found = visited(site, {"feed": FEED})
    assert (found.verdict, found.reasons) == (Verdict.DRIFTING, ["1 of 3 articles could not be read: HTTP 404"])


def test_what_an_archive_does_not_hold_says_nothing_of_the_site() -> None:
    missing = NotArchivedError("404")
    pages: dict[str, bytes | FetchFailed] = {"/rss/home.rss": feed(1, 2, 3, 4, 5), "/sitemap.xml": missing}
    pages |= {"/bai-1.html": missing, "/bai-3.html": missing} | articles(2, 4, 5)
    found = visited(Site(pages), {"sitemap": MAPS, "feed": FEED})
    assert (found.verdict, found.routes[0].state) == (Verdict.HEALTHY, RouteState.UNKNOWN), found.reasons
    assert [one.url[-6] for one in found.pages] == ["2", "4", "5"] and found.requests == 4


@pytest.mark.parametrize(
    ("failure", "contact", "verdict"),
    [
        (Forbidden("Forbidden by robots.txt"), Contact.REFUSED, Verdict.BLOCKED),
        (Forbidden("redirected to another site"), Contact.REACHED, Verdict.BROKEN),
        (FetchFailed("blocked"), Contact.BLOCKED, Verdict.BLOCKED),
        (FetchFailed("503"), Contact.BLOCKED, Verdict.BLOCKED),
        (FetchFailed("404"), Contact.REACHED, Verdict.BROKEN),
        (NotArchivedError("404"), Contact.UNREACHABLE, Verdict.BROKEN),
    ],
)
def test_a_site_of_which_every_page_fails(failure: FetchFailed, contact: Contact, verdict: Verdict) -> None:
    site = Site(dict.fromkeys(["/rss/home.rss", "/rss/a.rss", "/muc/a", "/muc/b", "/muc/c"], failure))
    found = visited(site, {"feed": FEED, "section": LIST})
    assert (found.contact, found.verdict) == (contact, verdict)
    assert found.reasons and found.next_step


def test_a_visit_that_takes_too_long_ends() -> None:
    site = Site({"/rss/home.rss": feed(1)} | articles(1))
    found = asyncio.run(visit(source({"feed": FEED}), site, seconds=0))
    assert site.asked == [] and found.routes[0].state is RouteState.UNKNOWN
