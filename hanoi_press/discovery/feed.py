"""RSS 2.0 and Atom feeds.

`/rss/<section>` without an extension, `pubDate` as RFC 822: the OneCMS family, 2026. The descriptions, which one of its
sites escapes twice, are not read: a lead needs none.
"""

import logging
from collections.abc import AsyncIterator, Iterator, Sequence

from lxml import etree

from hanoi_press.discovery.lead import HOPELESS, Fetch, FetchFailed, Lead, RouteFailed, Window
from hanoi_press.discovery.links import absolute
from hanoi_press.discovery.times import iso, rfc822, us
from hanoi_press.discovery.xml import Document, fields, local, parse

logger = logging.getLogger(__name__)


async def feeds(fetch: Fetch, urls: Sequence[str], window: Window) -> AsyncIterator[Lead]:
    """The leads of each feed in turn, each URL once. A feed that fails is logged; RouteFailed when all of them did,
    or the first three."""
    failures: list[str] = []
    given: set[str] = set()
    answered = False
    asked = list(dict.fromkeys(urls))
    for url in asked:
        try:
            fetched = await fetch(url)
            document = _parse(fetched.body)
        except (FetchFailed, ValueError) as error:
            failures.append(_failure(url, str(error)))
            if not answered and len(failures) == HOPELESS:
                break
            continue
        for lead in _leads(document, fetched.url):
            if lead.url not in given and window.holds(lead.published):
                given.add(lead.url)
                yield lead
        if document.torn:
            failures.append(_failure(url, "torn XML, the end is missing"))
        else:
            answered = True
    if asked and not answered:
        raise RouteFailed("; ".join(failures))


def _failure(url: str, reason: str) -> str:
    logger.warning("Feed failed: %s: %s", url, reason)
    return f"{url}: {reason}"


def _parse(body: bytes) -> Document:
    document = parse(body)
    if document.name not in {"rss", "feed"}:
        raise ValueError(f"<{document.name}> is no feed")
    return document


def _leads(document: Document, base: str) -> Iterator[Lead]:
    atom = document.name == "feed"
    for element in document.elements("entry" if atom else "item"):
        said = fields(element)
        url = absolute(base, _atom_link(element) if atom else said.get("link", ""))
        if url is None:
            continue
        if atom:
            yield Lead(url, iso(said.get("published", "")), iso(said.get("updated", "")))
        else:
            stated = said.get("pubDate", "")
            yield Lead(url, rfc822(stated) or us(stated))


def _atom_link(entry: etree._Element) -> str:
    """The entry's own page; its other links lead to the feed, to comments, to files."""
    for link in entry.iterchildren("*"):
        if local(link) == "link" and link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link.get("href"))
    return ""
