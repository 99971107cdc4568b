"""Read RSS (also 1.0), Atom and JSON feeds: which articles they name; `feed_entries` reads what they state of each."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from hanoi_press.discovery import feed_entries
from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.lead import (
    MAX_FAILURES_AT_START,
    FetchFailed,
    FetchPage,
    Lead,
    RouteFailed,
    Window,
    is_future,
)
from hanoi_press.discovery.xml import XmlDocument, child_texts, local_name, parse
from hanoi_press.text.dated_lines import from_feed

logger = logging.getLogger(__name__)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MOST_IN_ITEM = 200  # elements of an item in which its address is looked for
_OWN_PAGE = ("alternate", "http://www.iana.org/assignments/relation/alternate")


async def feeds(fetch: FetchPage, urls: Sequence[str], window: Window) -> AsyncIterator[Lead]:
    """Yield the leads of each feed in turn, each URL once.

    A feed that fails is logged. Raises RouteFailed if all of them did, or the first three.
    """
    failures: list[str] = []
    yielded: set[str] = set()
    beginnings: list[datetime] = []  # of the feeds, each the time of its oldest article
    has_answer = False
    feed_urls = list(dict.fromkeys(urls))
    for url in feed_urls:
        try:
            fetched = await fetch(url)
            leads, is_cut_off = read_feed(fetched.body, fetched.url)
        except (FetchFailed, ValueError) as error:
            failures.append(f"{url}: {error}")
            if not has_answer and len(failures) == MAX_FAILURES_AT_START:
                break
            continue
        oldest: datetime | None = None
        for lead in leads:
            if lead.published and not is_future(lead.published):
                oldest = min(lead.published, oldest or lead.published)
            if lead.url not in yielded and window.holds(lead.published):
                yielded.add(lead.url)
                yield lead
        beginnings += [oldest] if oldest else []
        if is_cut_off:
            failures.append(f"{url}: XML without its end")
        else:
            has_answer = True
    # A feed holds the newest articles only. What the first of several (the home page's) has dropped, the others name.
    for oldest in beginnings[len(beginnings) > 2 :]:
        window.note_beginning(oldest, is_feed=True)
    if feed_urls and not has_answer:
        raise RouteFailed("; ".join(failures))
    for failure in failures:
        logger.warning("feed failed: %s", failure)


def read_feed(body: bytes, url: str) -> tuple[Iterator[Lead], bool]:
    """Return the leads of the feed at `url`, and True if it has no end. Raises ValueError if it is no feed."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return iter(_json_leads(body, url)), False
    document = parse(body)
    if document.name not in {"rss", "feed", "rdf"}:
        raise ValueError(f"<{document.name}> instead of a feed")
    return _leads(document, url), document.is_cut_off


def _leads(document: XmlDocument, page: str) -> Iterator[Lead]:
    is_atom = document.name == "feed"
    for element in document.elements("entry" if is_atom else "item"):
        texts = child_texts(element)
        base = _base(element, page)
        links = _atom_links(element, texts) if is_atom else _rss_links(element, texts)
        url = next((found for link in links if (found := absolute(base, link))), None)
        if url is None:
            continue
        if is_atom:
            # Atom 0.3 names them otherwise
            published = from_feed(texts.get("published") or texts.get("issued", ""))
            modified = from_feed(texts.get("updated") or texts.get("modified", ""))
        else:
            published = from_feed(texts.get("pubdate") or texts.get("date", ""))  # dc:date
            modified = from_feed(texts.get("updated") or texts.get("modified", ""))  # Atom's, dcterms:modified
        yield Lead(url, published, modified, listed=feed_entries.of_element(element, published, base))


def _base(element: etree._Element, page: str) -> str:
    """Return the address to which an entry's links are relative: that of `xml:base` around it, or the feed's own."""
    stated = [one.get(_XML_BASE) for one in (element, *element.iterancestors())]
    base = page
    for one in reversed(stated):
        if one:
            try:
                base = urljoin(base, str(one).strip())
            except ValueError:
                continue
    return base


def _rss_links(item: etree._Element, texts: dict[str, str]) -> Iterator[str]:
    """Yield what may be an item's address, the best first."""
    yield texts.get("link", "")
    for link in item.iterchildren("*"):  # Atom's element in RSS, and the attribute alone
        if local_name(link).lower() == "link" and link.get("href") and (link.get("rel") or "alternate") in _OWN_PAGE:
            yield str(link.get("href"))
    guid = next((one for one in item.iterchildren("*") if local_name(one).lower() == "guid"), None)
    if guid is not None and (guid.get("isPermaLink") or "true").lower() != "false":
        yield from _whole(texts.get("guid", ""))
    yield from _whole(texts.get("origlink", ""))  # FeedBurner
    yield from _whole(str(item.get(f"{_RDF}about") or item.get("rdf:about") or ""))
    # markup that is not closed takes what follows into it
    deeper = (one for one in islice(item.iter("*"), _MOST_IN_ITEM) if local_name(one).lower() == "link")
    yield from (link for one in deeper for link in _whole(one.text or ""))


def _atom_links(entry: etree._Element, texts: dict[str, str]) -> Iterator[str]:
    """Yield what may be the address of the entry's own page; its other links lead to the feed, to comments, to files.

    Of several own pages one in HTML comes first.
    """
    links = [one for one in entry.iterchildren("*") if local_name(one).lower() == "link" and one.get("href")]
    own = [one for one in links if (one.get("rel") or "alternate").strip().lower() in _OWN_PAGE]
    own.sort(key=lambda one: "html" not in (one.get("type") or "html"))  # stable
    yield from (str(one.get("href")) for one in own)
    if not links:
        yield texts.get("link", "")
        yield from _whole(texts.get("id", ""))


def _whole(address: str) -> Iterator[str]:
    """Yield an address if it is a whole one, and no other name (`tag:…`, `12345`)."""
    if address.strip().lower().startswith(("http://", "https://", "//")):
        yield address


def _json_leads(body: bytes, url: str) -> list[Lead]:
    """Return the leads of a JSON feed (jsonfeed.org). Raises ValueError."""
    try:
        feed = json.loads(body.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"neither XML nor JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise ValueError("JSON instead of a feed")
    found = []
    for item in items:
        texts = {name: one.strip() for name, one in item.items() if isinstance(one, str)} if _is_object(item) else {}
        if address := absolute(url, texts.get("url") or next(_whole(texts.get("id", "")), "")):
            published, modified = (from_feed(texts.get(name, "")) for name in ("date_published", "date_modified"))
            stated = feed_entries.of_json(item, published, url)
            found.append(Lead(address, published, modified, listed=stated))
    return found


def _is_object(item: Any) -> bool:
    return isinstance(item, dict)
