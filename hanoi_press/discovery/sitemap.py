"""Read article sitemaps that an index lists: one a day, month or part of a month, or without a date in the name.

hanoimoi.vn's index has children `/sitemap-article-…`, according to a public crawler. A site on the same CMS (2026) has
one child a day, newest entry first, whose `<lastmod>` is the time of publication at +07:00. VCCorp's children are
`/sitemaps/sitemaps-<year>-<month>-<first day>-<last day>.xml`, according to public crawlers of thanhnien, cafef and
tuoitre.
"""

from __future__ import annotations

import calendar
import re
from codecs import BOM_UTF8
from collections.abc import AsyncIterator, Collection, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from lxml import etree

from hanoi_press.discovery import sitemap_entries
from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.lead import FetchFailed, FetchPage, Forbidden, Lead, RouteFailed, Window, is_future
from hanoi_press.discovery.xml import XmlDocument, child_texts, parse
from hanoi_press.text.dated_lines import from_feed
from hanoi_press.text.hosts import site_of
from hanoi_press.text.moments import day_from_iso, start_of_day

ONE_A_DAY = r"/sitemap-article-(\d{4})-(\d{2})(?:-(\d{2}))?"  # also one a month
_ANY_DAY = (date(1990, 1, 1), date(2100, 12, 31))  # the days that a sitemap without a date in its name may list
MAX_SITEMAPS = 50_000  # of one index and the indexes in it: the sitemap protocol's limit for one index
_SCHEMES = ("http://", "https://")
_LINES = re.compile(rb"(?:\xef\xbb\xbf)?\s*https?://", re.I)
_NO_CONTROL = dict.fromkeys((*range(32), 65534, 65535))  # characters that XML does not allow
_MAX_DEPTH = 2  # an index, an index in it, a sitemap


class ChildSitemap(NamedTuple):
    """A sitemap of an index: the days that its name states, and its last change according to the index."""

    url: str
    last: date | None = None
    changed: datetime | None = None
    first: date | None = None

    @property
    def leads_to_known(self) -> bool:
        """True if older sitemaps hold older articles: it names a day, and none in the future."""
        return self.last is not None and not is_future(start_of_day(self.first))

    def may_be_skipped(self, window: Window, reached_known: bool) -> bool:
        """Return True if it need not be fetched; `reached_known`: a newer one reached known articles.

        One without a day in its name may list new articles at any position in the index. One of the days that each run
        reads again may state a correction although its index states no change.
        """
        if self.last is None or window.rereads_days(self.first or self.last, self.last):
            return False
        return window.may_skip_list(self.url, self.changed, reached_known)


async def daily(
    fetch: FetchPage, index_url: str, window: Window, *, child: str = ONE_A_DAY, hosts: Collection[str] = ()
) -> AsyncIterator[Lead]:
    """Yield the leads of the window, newest sitemap first, each sitemap fetched when the consumer gets there.

    `child` is searched in the children's URLs; its groups are year, month, first and last day, as far as there are any.
    `hosts` are further names of the site. Raises RouteFailed at once if the index fails; if children fail, after
    the leads of the others.
    """
    failures, oldest = list[str](), _Oldest()
    pending = [(ChildSitemap(index_url), 0)]  # a stack: the next sitemap is the last item
    seen = {index_url}
    reached_known = False  # if True, older sitemaps are read only if the index says that they changed
    while pending:
        sitemap, depth = pending.pop()
        if sitemap.may_be_skipped(window, reached_known):
            continue
        try:
            url, document = await _fetched(fetch, sitemap.url, depth, child)
        except (FetchFailed, ValueError) as error:
            if depth == 0:
                raise RouteFailed(f"{sitemap.url}: {error}") from error
            if not isinstance(error, Forbidden):
                failures.append(f"{sitemap.url}: {error}")
            continue
        if document.name == "sitemapindex":
            children = _children(document, {site_of(url), *hosts}, url, window, child, oldest)
            fresh = [one for one in children if one.url not in seen]
            if len(seen) + len(fresh) > MAX_SITEMAPS:
                failures.append(f"{sitemap.url}: more than {MAX_SITEMAPS} sitemaps; the rest are not read")
            fresh = fresh[: max(0, MAX_SITEMAPS - len(seen))]
            pending.extend((one, depth + 1) for one in reversed(fresh))
            seen.update(one.url for one in fresh)
        else:
            leads = list(_leads(document, url, window, oldest if depth == 0 else None))
            for lead in leads:
                yield lead
            reached_known = reached_known or (sitemap.leads_to_known and window.reaches_known(leads))
        if document.is_cut_off:
            failures.append(f"{sitemap.url}: XML without its end")
        elif sitemap.last and document.name == "urlset":
            window.mark_list_read(sitemap.url, sitemap.changed, sitemap.last)
    if failures:
        raise RouteFailed("; ".join(failures))
    window.note_beginning(oldest.stated if window.reach and window.reach.wants_days else None)


class _Oldest:
    """The oldest day or time that an index or a single sitemap names; none if others without a day may name older."""

    def __init__(self) -> None:
        self._moments: list[datetime] = []
        self._is_open = False

    def note(self, moment: datetime | None) -> None:
        """Record the beginning of a sitemap, or the time of an entry; None if it is not known."""
        self._is_open |= moment is None
        self._moments = [min([*self._moments, moment])] if moment else self._moments

    @property
    def stated(self) -> datetime | None:
        return None if self._is_open or not self._moments else self._moments[0]


async def _fetched(fetch: FetchPage, url: str, depth: int, child: str) -> tuple[str, XmlDocument]:
    fetched = await fetch(url)
    return fetched.url, _parse(fetched.body, depth, child)


def _parse(body: bytes, depth: int, child: str) -> XmlDocument:
    document = _of_lines(body) or parse(body)
    if document.name not in {"sitemapindex", "urlset"}:
        raise ValueError(f"<{document.name}> instead of a sitemap")
    if document.name == "sitemapindex" and depth == _MAX_DEPTH:
        raise ValueError("an index inside an index inside an index")
    if depth == 0 and not _lists_articles(document, child):
        raise ValueError("lists no article")
    return document


def _of_lines(body: bytes) -> XmlDocument | None:
    """Return a text sitemap, one address a line, as if it were XML; None for anything else."""
    lines = body.removeprefix(BOM_UTF8).decode("utf-8", "replace").split() if _LINES.match(body) else []
    if not lines or any(not one.lower().startswith(_SCHEMES) or "<" in one for one in lines):
        return None
    root = etree.Element("urlset")
    for line in lines:
        etree.SubElement(etree.SubElement(root, "url"), "loc").text = line.translate(_NO_CONTROL)
    return XmlDocument(root, "urlset", is_cut_off=False)


def _lists_articles(document: XmlDocument, child: str) -> bool:
    """Return True if the document lists any article or sitemap, of any day; an empty one counts as a failure."""
    if document.name == "urlset":
        return any(document.records("url"))
    return any(re.search(child, record.get("loc", "")) for record in document.records("sitemap"))


def _children(
    document: XmlDocument, hosts: Collection[str], base: str, window: Window, child: str, oldest: _Oldest
) -> list[ChildSitemap]:
    """Return the sitemaps to follow, each once, the latest last day first, equal days in the index's order.

    Left out are those on other sites, those whose name states days outside the window, and those that last changed
    before the window, according to the index, except for the days that each run reads again.
    """
    found: dict[str, ChildSitemap] = {}
    for record in document.records("sitemap"):
        url = absolute(base, record.get("loc", ""))
        if url is None or site_of(url) not in hosts:
            continue
        match = re.search(child, url)
        days = _days(match) if match else None
        if days is None:
            continue
        oldest.note(None if days is _ANY_DAY else start_of_day(days[0]))
        if not window.touches(*days):
            continue
        stated = record.get("lastmod", "")
        changed = from_feed(stated)
        first, last = (None, None) if days is _ANY_DAY else days
        if not window.is_before(changed) or (first and last and window.rereads_days(first, last)):
            found.setdefault(url, ChildSitemap(url, last, changed or start_of_day(day_from_iso(stated)), first))
    return sorted(found.values(), key=lambda one: one.last or date.min, reverse=True)


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    """Return the first and last day that the URL states; None if the calendar has no such day."""
    numbers = [int(number) for number in match.groups() if number]
    if len(numbers) < 2:
        return _ANY_DAY
    year, month, *days = numbers
    try:
        length = calendar.monthrange(year, month)[1]
        first, last = (days[0], days[-1]) if days else (1, length)
        return date(year, month, first), date(year, month, min(last, length))
    except ValueError:
        return None


def _leads(document: XmlDocument, base: str, window: Window, oldest: _Oldest | None) -> Iterator[Lead]:
    """Yield the entries that did not change before the window; one changed later may be published in the window.

    A change at midnight, to the second, is one at any time of that day. `oldest` notes the times of all entries.
    """
    for element in document.elements("url"):
        record = child_texts(element)
        url = absolute(base, record.get("loc", ""))
        stated = record.get("lastmod", "")
        changed = from_feed(stated)
        if oldest is not None:
            oldest.note(changed or start_of_day(day_from_iso(stated)))
        if url and not window.is_before(changed):
            is_day = changed is None or changed.time() == time()
            day = (changed.date() if changed else day_from_iso(stated)) if is_day else None
            yield Lead(
                url, None if is_day else changed, modified_on=day, listed=sitemap_entries.of_element(element, url)
            )
