"""Find the feeds and sitemaps of a site: those that it names, and those at the usual addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import urljoin

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.autodiscovery import named_feeds, named_sitemaps
from hanoi_press.discovery.feed import read_feed
from hanoi_press.discovery.links import base_of, parse_html
from hanoi_press.discovery.xml import parse
from hanoi_press.doctor.address_rules import escaped_pattern
from hanoi_press.doctor.probe_budget import ProbeBudget
from hanoi_press.text.hosts import site_of

_USUAL_FEEDS = ("/rss.xml", "/feed", "/rss")
_USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml")
_MOST_FEEDS, _MOST_SITEMAPS, _MOST_CHILDREN = 4, 2, 3
_MOST_LINKED = 40  # feeds that a page of feeds links and that are written without a visit
_MOST_IN_SITEMAP = 5_000  # addresses of a sitemap that are looked at
_FEED_LINK = re.compile(r"(?:[./]rss|/feed/?|[./]atom|rss\.xml|\.rdf)(?:$|[?#])", re.I)
_FEED_PAGE = re.compile(r"/rss(?:\.\w+)?/?$", re.I)
_NUMBERS = re.compile(r"\d+")
_NO_ARTICLES = re.compile(
    r"categor|tag|author|user|page(?!\w*post)|image|video|chuyen-?muc|static|menu|danh-?muc", re.I
)
_ARTICLES = re.compile(r"news|post|article|tin|bai", re.I)


class FoundSitemap(NamedTuple):
    """A sitemap that lists pages: its own address, that of its index (`named`), and the pages."""

    url: str
    named: str
    urls: list[str]


async def found_feeds(budget: ProbeBudget, home: Fetched | None, origin: str) -> tuple[dict[str, list[str]], list[str]]:
    """Return the feeds that answered, with the addresses that they list; and others that a page of feeds links."""
    named = [*named_feeds(home), *_linked_feeds(home)] if home else []
    waiting = list(dict.fromkeys(named)) or [origin + path for path in _USUAL_FEEDS]
    found: dict[str, list[str]] = {}
    linked: dict[str, None] = {}
    pages = 0
    for url in waiting[:_MOST_FEEDS]:
        page = await budget.get(url)
        if page is None:
            continue
        urls = _feed_urls(page)
        if urls:
            found[page.url] = urls
            if not named:
                break
        elif urls is None and pages < 1:  # a page that links the feeds
            pages += 1
            inside = [one for one in (*named_feeds(page), *_linked_feeds(page)) if one not in waiting]
            linked.update(dict.fromkeys(inside[:_MOST_LINKED]))
    for url in [one for one in linked if one not in found][: max(0, 2 - len(found))]:
        page = await budget.get(url)
        if page is not None and (urls := _feed_urls(page)):
            found[page.url] = urls
        linked.pop(url)
    return found, [one for one in (*linked, *waiting[_MOST_FEEDS:]) if one not in found]


def _feed_urls(page: Fetched) -> list[str] | None:
    """Return the addresses in a feed; None if the page is none."""
    try:
        leads, _ = read_feed(page.body, page.url)
        return [lead.url for lead in leads]
    except ValueError:
        return None


def _linked_feeds(page: Fetched) -> list[str]:
    root = parse_html(page.body).root
    base = base_of(page.url, root)
    urls = (absolute(base, link.get("href") or "") for link in root.iter("a"))
    own = [url for url in urls if url and site_of(url) == site_of(page.url) and _FEED_LINK.search(url)]
    return sorted(dict.fromkeys(own), key=lambda url: _FEED_PAGE.search(url) is not None)  # stable; pages of feeds last


async def found_sitemaps(budget: ProbeBudget, robots: Fetched | None, origin: str) -> list[FoundSitemap]:
    """Return the sitemaps that list pages, of each kind of names in an index one."""
    named = named_sitemaps(robots) if robots else []
    found: list[FoundSitemap] = []
    for url in (named or [origin + path for path in _USUAL_SITEMAPS])[:_MOST_SITEMAPS]:
        page = await budget.get(url)
        if page is None:
            continue
        found += await _read_sitemap(budget, page, url)
        if found and not named:
            break
    return found


async def _read_sitemap(budget: ProbeBudget, page: Fetched, index: str) -> list[FoundSitemap]:
    name, urls = _sitemap_urls(page)
    if name == "urlset":
        return [FoundSitemap(index, index, urls)] if urls else []
    kinds: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        kinds[_NUMBERS.sub("0", url)].append(url)
    chosen = sorted(kinds, key=_promise, reverse=True)[:_MOST_CHILDREN]
    found = []
    for kind in chosen:
        newest = max(kinds[kind], key=lambda url: [int(number) for number in _NUMBERS.findall(url)])
        child = await budget.get(newest)
        if child is not None:
            inner, pages = _sitemap_urls(child)
            if inner == "urlset" and pages:
                found.append(FoundSitemap(newest, index, pages))
    return found


def _promise(url: str) -> int:
    """Return how likely a sitemap lists articles, by its name."""
    tail = urljoin(url, url).rpartition("/")[2]
    return 2 * (_ARTICLES.search(tail) is not None) - 3 * (_NO_ARTICLES.search(tail) is not None)


def _sitemap_urls(page: Fetched) -> tuple[str, list[str]]:
    """Return the kind of a sitemap and the addresses in it; "" for what is none."""
    try:
        document = parse(page.body)
    except ValueError:
        return "", []
    tag = {"urlset": "url", "sitemapindex": "sitemap"}.get(document.name)
    if tag is None:
        return "", []
    urls = []
    for record in document.records(tag):
        url = absolute(page.url, record.get("loc", ""))
        if url and site_of(url) == site_of(page.url):
            urls.append(url)
        if len(urls) == _MOST_IN_SITEMAP:
            break
    return document.name, urls


def child_pattern(urls: list[str], origin: str) -> str:
    r"""Return a regular expression for the names of these sitemaps, with other numbers.

    A year, a month and a day in the names become groups, as `DailySitemaps` reads them.

    >>> child_pattern(["https://a.vn/sitemap-2026-11.xml"], "https://a.vn")
    '/sitemap-(\\d{4})-(\\d{1,2})\\.xml'
    """
    forms = dict.fromkeys(_form(url.removeprefix(origin)) for url in urls)
    if len(forms) == 1:
        return next(iter(forms))
    return "|".join(_NUMBERS_GROUPS.sub(r"\\d+", one) for one in forms)


_MONTH, _DAY_NUMBER = "1[0-2]|0?[1-9]", r"[12]\d|3[01]|0?[1-9]"
_DAY = re.compile(
    rf"(?<!\d)(?:19|20)\d\d(?:(?P<sep>[-/_.])(?:{_MONTH})(?P<days>(?:(?P=sep)(?:{_DAY_NUMBER})(?!\d)){{0,2}})"
    r"|(?:0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])?)(?!\d)"
)
_NUMBERS_GROUPS = re.compile(r"\(\\d\{[\d,]+\}\)|\\d\+")


def _form(tail: str) -> str:
    """Return the pattern of one sitemap's name: year, month and days as groups, other numbers as any."""
    found = _DAY.search(tail)
    if found is None:
        return _plain(tail)
    separator = escaped_pattern(found["sep"] or "")
    days = found["days"].count(found["sep"]) if found["days"] else int(bool(found["day"]))
    width = "1,2" if separator else "2"
    middle = r"(\d{4})" + (separator + rf"(\d{{{width}}})") * (1 + days)
    return _plain(tail[: found.start()]) + middle + _plain(tail[found.end() :])


def _plain(text: str) -> str:
    return _NUMBERS.sub(r"\\d+", escaped_pattern(text))
