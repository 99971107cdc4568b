"""Article sitemaps behind an index: one a day, a part of a month, a month, or without a date in their names.

Index with `/sitemap-article-…` children: hanoimoi.vn, from a public crawler. One child a day, newest entry first,
`<lastmod>` the time of publication at +07:00: a sibling site on the same CMS, 2026. VCCorp's children
`/sitemaps/sitemaps-<year>-<month>-<first day>-<last day>.xml`: public crawlers of thanhnien, cafef and tuoitre.
"""

import calendar
import re
from collections.abc import AsyncIterator, Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from hanoi_press.discovery.lead import Fetch, FetchFailed, Forbidden, Lead, RouteFailed, Window
from hanoi_press.discovery.links import absolute, host
from hanoi_press.discovery.times import iso, iso_day, start_of
from hanoi_press.discovery.xml import Document, parse

_EVER = (date(1990, 1, 1), date(2100, 1, 1))  # what a name without a date may hold
_DEEPEST = 2  # index, index in it, sitemap


class Child(NamedTuple):
    """A sitemap of an index: its last day, and when the index says that it changed."""

    url: str
    last: date | None = None
    changed: datetime | None = None


async def daily(
    fetch: Fetch,
    index_url: str,
    window: Window,
    *,
    child: str | re.Pattern[str] = r"/sitemap-article-(\d{4})-(\d{2})(?:-(\d{2}))?",
    hosts: Collection[str] = (),
) -> AsyncIterator[Lead]:
    """The leads of the window, newest sitemap first, each sitemap fetched when the consumer gets there.

    `child` is searched in the children's URLs; its groups are year, month, first and last day, as far as there are any.
    `hosts`: further names of the site. RouteFailed at once when the index fails; when children did, behind the others.
    """
    failures: list[str] = []
    pending = [(Child(index_url), 0)]  # a stack, what comes next on top
    seen = {index_url}
    beyond = False  # known ground was reached: what is older is read where the index says that it changed
    while pending:
        (url, last, changed), depth = pending.pop()
        if last and window.may_skip_list(url, changed, beyond):  # one without a day may hold news wherever it stands
            continue
        try:
            fetched = await fetch(url)
            document = _parse(fetched.body, depth, child)
        except (FetchFailed, ValueError) as error:
            if depth == 0:
                raise RouteFailed(f"{url}: {error}") from error
            if not isinstance(error, Forbidden):
                failures.append(f"{url}: {error}")
            continue
        if document.name == "sitemapindex":
            known = {host(fetched.url), *hosts}
            found = [one for one in _children(document, known, fetched.url, window, child) if one.url not in seen]
            seen.update(one.url for one in found)
            pending.extend((one, depth + 1) for one in reversed(found))
        else:
            for lead in (leads := list(_leads(document, fetched.url, window))):
                yield lead
            beyond = beyond or (last is not None and window.reaches_known(leads))
        if document.torn:
            failures.append(f"{url}: torn XML, the end is missing")
        elif last and document.name == "urlset":
            window.mark_list_read(url, changed, last)
    if failures:
        raise RouteFailed("; ".join(failures))


def _parse(body: bytes, depth: int, child: str | re.Pattern[str]) -> Document:
    document = parse(body)
    if document.name not in {"sitemapindex", "urlset"}:
        raise ValueError(f"<{document.name}> is no sitemap")
    if document.name == "sitemapindex" and depth == _DEEPEST:
        raise ValueError("an index inside an index inside an index")
    if depth == 0 and not _lists_articles(document, child):
        raise ValueError("lists no article")
    return document


def _lists_articles(document: Document, child: str | re.Pattern[str]) -> bool:
    """Whether there is anything to follow, of whatever day: an emptied sitemap is not a day without news."""
    if document.name == "urlset":
        return any(document.records("url"))
    return any(re.search(child, record.get("loc", "")) for record in document.records("sitemap"))


def _children(
    document: Document, hosts: Collection[str], base: str, window: Window, child: str | re.Pattern[str]
) -> list[Child]:
    """The children to follow, each once, the latest last day first; between equals the index's order stays. One whose
    name holds no date is followed unless the index says that it was last changed before the window."""
    days: dict[str, Child] = {}
    for record in document.records("sitemap"):
        url = absolute(base, record.get("loc", ""))
        # An index is no reason to go and crawl somebody else's site.
        if url is None or host(url) not in hosts:
            continue
        match = re.search(child, url)
        span = _span(match) if match else None
        if span is None or not window.touches(*span):
            continue
        stated = record.get("lastmod", "")
        changed = iso(stated)
        if not window.is_before(changed):
            last = None if span is _EVER else span[1]
            days.setdefault(url, Child(url, last, changed or start_of(iso_day(stated))))
    return sorted(days.values(), key=lambda one: one.last or date.min, reverse=True)


def _span(match: re.Match[str]) -> tuple[date, date] | None:
    """First and last day of what the URL names; None when the calendar has no such day."""
    named = [int(number) for number in match.groups() if number]
    if len(named) < 2:
        return _EVER
    year, month, *days = named
    try:
        length = calendar.monthrange(year, month)[1]
        first, last = (days[0], days[-1]) if days else (1, length)
        return date(year, month, first), date(year, month, min(last, length))
    except ValueError:
        return None


def _leads(document: Document, base: str, window: Window) -> Iterator[Lead]:
    for record in document.records("url"):
        url = absolute(base, record.get("loc", ""))
        stated = record.get("lastmod", "")
        changed = iso(stated)
        # What changed before the window was published before it. What changed after it may have been published inside.
        if url and not window.is_before(changed):
            yield Lead(url, changed, on=None if changed else iso_day(stated))
