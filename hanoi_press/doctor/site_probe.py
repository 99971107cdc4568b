"""Probe a site that no source describes: find its articles' addresses, feeds, sitemaps and lists, politely.

Works with any `ProbeVisitor`, so that it can be tested without Scrapy; `probe_spider` is the one that asks the site.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from hanoi_press.discovery import Fetched, FetchPage
from hanoi_press.discovery.links import base_of, parse_html
from hanoi_press.doctor.article_forms import ArticleForms
from hanoi_press.doctor.probe_budget import ProbeBudget
from hanoi_press.doctor.probed_feeds import FoundSitemap, child_pattern, found_feeds, found_sitemaps
from hanoi_press.doctor.probed_lists import ListProbe, section_candidates
from hanoi_press.doctor.probed_site import ProbedSite, ProbedSitemap
from hanoi_press.doctor.publisher_name import publisher_of
from hanoi_press.doctor.sample_pages import SamplePage, site_names
from hanoi_press.doctor.site_links import SeenLinks
from hanoi_press.families.unknown_cms import UNKNOWN_CMS
from hanoi_press.sources import Source
from hanoi_press.sources.address import ArticleAddress
from hanoi_press.text.hosts import host_of, site_of

_FEW = 4  # addresses that may be articles'; with fewer, lists are read before articles
_FIRST_LISTS, _LISTS = 2, 6  # visited before the articles, and in all


class ProbeVisitor(Protocol):
    """What a probe needs: fetched pages, and pages read."""

    @property
    def fetch_page(self) -> FetchPage:
        """Fetches pages."""
        ...

    async def read_sample(self, page: Fetched) -> SamplePage:
        """Return what a page is; never raises because of a site."""
        ...


async def probe(url: str, visitor: ProbeVisitor) -> ProbedSite:
    """Return what is found of the site at `url`, the address of its home page. Never raises because of a site."""
    run = _Probe(url, visitor)
    await run.look_around()
    if not run.site.failure:
        await run.find_articles()
    run.site.requests = run.budget.asked
    return run.site


class _Probe:
    """One probe of one site."""

    def __init__(self, url: str, visitor: ProbeVisitor) -> None:
        self.visitor = visitor
        self.budget = ProbeBudget(visitor.fetch_page)
        self.site = ProbedSite(url, host_of(url))
        self.links = SeenLinks(site_of(url), url)
        self.home: Fetched | None = None
        self.feeds: dict[str, list[str]] = {}
        self.other_feeds: list[str] = []
        self.sitemaps: list[FoundSitemap] = []
        self.forms = ArticleForms(self.links, self.budget, visitor.read_sample)
        self.lists = ListProbe(self.links, self.budget)

    async def look_around(self) -> None:
        """Ask for the home page, robots.txt, feeds and sitemaps."""
        self.home = await self._home_page()
        origin = urljoin(self.home.url if self.home else self.site.url, "/").rstrip("/")
        robots = await self.budget.get(f"{origin}/robots.txt")
        self.site.home = self.home.url if self.home else f"{origin}/"
        if self.home:
            self.links.take_page(self.home, is_home=True)
        self.feeds, self.other_feeds = await found_feeds(self.budget, self.home, origin)
        for urls in self.feeds.values():
            self.links.take_feed(urls)
        self.sitemaps = await found_sitemaps(self.budget, robots, origin)
        for sitemap in self.sitemaps:
            self.links.take_sitemap(sitemap.urls)
        if not self.home and not self.feeds and not self.sitemaps:
            self.site.failure = self._why_unreached()
        elif not self.links.found:
            self.site.failure = f"{self.site.home} links no page of its own, and no feed or sitemap was found"

    async def find_articles(self) -> None:
        """Read samples, derive the addresses, and visit lists."""
        folder = _folder(self.site.url)
        if self.forms.count(folder) < _FEW:
            await self._first_lists()
        await self.forms.sample(folder)
        self.site.samples, self.site.pages = self.forms.samples, self.forms.pages
        self.site.rules = self.forms.rules()
        if not self.site.rules:
            self.site.failure = self._why_no_article()
            return
        await self.forms.check_labels(self._identify)
        self.site.rules = self.forms.rules()
        await self.lists.visit(self._candidates(), self._identify, self.site.home, _LISTS)
        if self.home:
            await self.lists.visit_home(self.home, self._identify)
        await self.forms.sample_late()
        self.site.rules = self.forms.rules()  # with what the lists link
        self._conclude()

    async def _home_page(self) -> Fetched | None:
        """Return the home page; by http if https does not answer, and where a meta tag leads."""
        page = await self.budget.get(self.site.url)
        is_https = self.site.url.startswith("https://") and not self.budget.is_blocked
        if page is None and is_https and not self.budget.failures[self.site.url].isdigit():
            page = await self.budget.get("http" + self.site.url.removeprefix("https"))
        if page is not None and (target := _refreshed(page)) and site_of(target) == site_of(page.url):
            page = await self.budget.get(target) or page
        return page

    async def _first_lists(self) -> None:
        for url in self._candidates()[:_FIRST_LISTS]:
            page = await self.budget.get(url)
            if page is not None:
                self.links.take_page(page)

    def _candidates(self) -> list[str]:
        return section_candidates(self.links, self.forms, self.site.home, self._identify)

    def _identify(self, url: str) -> str | None:
        return identified(url, tuple(rule.compiled for rule in self.site.rules))

    def _conclude(self) -> None:
        """Write down which routes gave articles, and what is unsure."""
        site, known = self.site, self._identify
        site.base = self.forms.base()
        site.feeds = {url: number for url, urls in self.feeds.items() if (number := len(_ids(urls, known)))}
        if site.feeds:
            site.feeds |= dict.fromkeys(self.other_feeds, 0)
        origin = urljoin(site.home, "/").rstrip("/")
        for index in dict.fromkeys(one.named for one in self.sitemaps):
            good = [one for one in self.sitemaps if one.named == index and _ids(one.urls, known)]
            if good:
                child = "" if good[0].url == index else child_pattern([one.url for one in good], origin)
                number = sum(len(_ids(one.urls, known)) for one in good)
                site.sitemaps.append(ProbedSitemap(index, child, number))
        site.lists = self.lists.found
        site.home_articles, site.home_pager = self.lists.home_articles, self.lists.home_pager
        listed = set().union(*(_ids(one.urls, known) for one in self.sitemaps))
        elsewhere = {id for one in self.links if one.words or one.in_feed if (id := known(one.parts.url))}
        site.is_sitemap_whole = bool(listed) and elsewhere <= listed
        names = [name for page in site.samples for name in page.names]
        names += site_names(self.home.body, self.home.url) if self.home else ()
        site.publisher, doubt = publisher_of(names, site.host, len(site.samples) + 1)
        site.unsure += [doubt] if doubt else []
        families = {page.family for page in site.articles}
        site.family = families.pop() if len(families) == 1 else ""
        site.unsure += [*self.forms.unsure(), *self.lists.unsure]
        if site.lists and not any(one.pager in ("searched", "printed") for one in site.lists):
            site.unsure.append("no further page of a list was found, so that only first pages are read")

    def _why_unreached(self) -> str:
        reasons = list(dict.fromkeys(self.budget.failures.values()))
        if self.budget.is_blocked:
            return "blocked: the site refuses to serve us; ask it for leave, do not work around it"
        return f"{self.site.url} cannot be read: {'; '.join(reasons[:3])}"

    def _why_no_article(self) -> str:
        tried = [f"{page.url}: {page.kind}" for page in self.site.samples]
        if tried:
            return "none of the pages that look like articles could be read as one: " + "; ".join(tried)
        return f"{self.site.home} names nothing that looks like an article"


def identified(url: str, kinds: tuple[ArticleAddress, ...]) -> str | None:
    """Return the id of the article at `url` by these kinds of addresses; None if it is not an article's."""
    probed = Source(name="probed", publisher="", family=UNKNOWN_CMS, hosts=(), addresses=kinds)
    found = probed.identify(url)
    return found.id if found else None


def _ids(urls: list[str], identify: Callable[[str], str | None]) -> set[str]:
    return {id for url in urls if (id := identify(url))}


def _folder(url: str) -> str:
    """Return the folder of a site that is a part of another one: `/so-y-te/` in `https://vidu.gov.vn/so-y-te/`."""
    path = urlsplit(url).path
    return (
        path if path.endswith("/") else path.rpartition("/")[0] + "/" if "." in path.rpartition("/")[2] else path + "/"
    )


def _refreshed(page: Fetched) -> str | None:
    """Return where a meta tag of a home page without links leads."""
    root = parse_html(page.body).root
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            _, _, target = (meta.get("content") or "").partition("=")
            if target.strip():
                return str(urljoin(base_of(page.url, root), target.strip().strip("'\"")))
    return None
