"""Read RSS 2.0 and Atom feeds.

Descriptions are not read: a lead needs none, and one OneCMS site escapes them twice.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator, Sequence

from lxml import etree

from hanoi_press.discovery.lead import MAX_FAILURES_AT_START, FetchFailed, FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.links import absolute
from hanoi_press.discovery.xml import XmlDocument, child_texts, local_name, parse
from hanoi_press.text.dated_lines import from_feed

logger = logging.getLogger(__name__)


async def feeds(fetch: FetchPage, urls: Sequence[str], window: Window) -> AsyncIterator[Lead]:
    """Yield the leads of each feed in turn, each URL once.

    A feed that fails is logged. Raises RouteFailed if all of them did, or the first three.
    """
    failures: list[str] = []
    yielded: set[str] = set()
    has_answer = False
    feed_urls = list(dict.fromkeys(urls))
    for url in feed_urls:
        try:
            fetched = await fetch(url)
            document = _parse(fetched.body)
        except (FetchFailed, ValueError) as error:
            failures.append(_failure(url, str(error)))
            if not has_answer and len(failures) == MAX_FAILURES_AT_START:
                break
            continue
        for lead in _leads(document, fetched.url):
            if lead.url not in yielded and window.holds(lead.published):
                yielded.add(lead.url)
                yield lead
        if document.is_cut_off:
            failures.append(_failure(url, "XML without its end"))
        else:
            has_answer = True
    if feed_urls and not has_answer:
        raise RouteFailed("; ".join(failures))


def _failure(url: str, reason: str) -> str:
    logger.warning("Feed failed: %s: %s", url, reason)
    return f"{url}: {reason}"


def _parse(body: bytes) -> XmlDocument:
    document = parse(body)
    if document.name not in {"rss", "feed"}:
        raise ValueError(f"<{document.name}> instead of a feed")
    return document


def _leads(document: XmlDocument, base: str) -> Iterator[Lead]:
    is_atom = document.name == "feed"
    for element in document.elements("entry" if is_atom else "item"):
        texts = child_texts(element)
        url = absolute(base, _atom_link(element) if is_atom else texts.get("link", ""))
        if url is None:
            continue
        if is_atom:
            yield Lead(url, from_feed(texts.get("published", "")), from_feed(texts.get("updated", "")))
        else:
            yield Lead(url, from_feed(texts.get("pubDate") or texts.get("date", "")))  # dc:date


def _atom_link(entry: etree._Element) -> str:
    """Return the address of the entry's own page; its other links lead to the feed, to comments, to files."""
    for link in entry.iterchildren("*"):
        if local_name(link) == "link" and link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link.get("href"))
    return ""
