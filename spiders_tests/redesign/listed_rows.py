"""Find what a modelled site's own lists and feeds print of each article, as a `Listed`.

No extraction code finds the rows: a row is the largest box of a list that links one article only. A title and a summary
count if the row prints the gold's; so a row that cuts them short states none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from hanoi_press.items import Listed
from hanoi_press.text.dates import in_hanoi, parse_stated
from spiders_tests.sites.page import Page
from spiders_tests.sites.spec import clean

from .rewrite import is_html

_DAY = r"\d{1,2}[/-]\d{1,2}[/-]\d{4}"
_HOUR = r"\d{1,2}[:h]\d{2}"
_MOMENT = re.compile(rf"{_HOUR}[\s|,-]*{_DAY}|{_DAY}(?:[\s|,-]*{_HOUR}(?::\d{{2}})?)?")


def listed_by_the_site(pages: Mapping[str, Page], golds: Mapping[str, Mapping[str, Any]]) -> dict[str, Listed]:
    """Return for each article address of `golds` (address → gold) what lists state; an article in no list has none."""
    rows: dict[str, list[tuple[str, str | None]]] = {}
    for url, page in pages.items():
        if url in golds or page.status != 200:
            continue
        for address, words, moment in _rows(url, page, golds):
            rows.setdefault(address, []).append((words, moment))
    return {address: _listed(found, golds[address]) for address, found in rows.items()}


def _rows(url: str, page: Page, golds: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Yield the rows of an answer: the article's address, the row's words, its date."""
    kind = next((value for name, value in page.headers.items() if name.casefold() == "content-type"), "")
    if is_html(page) and page.body.strip():
        yield from _html_rows(url, page.body, golds)
    elif "rss" in kind:
        for item in etree.fromstring(page.body).iter("item"):
            address = (item.findtext("link") or "").strip()
            if address in golds:
                words = f"{item.findtext('title')} {_text(item.findtext('description') or '')}"
                yield address, words, in_hanoi(parse_stated(item.findtext("pubDate")))


def _html_rows(url: str, body: bytes, golds: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    root = markup.document_fromstring(body, parser=markup.HTMLParser(encoding="utf-8"))
    linked: dict[HtmlElement, set[str]] = {}
    starts: dict[str, list[HtmlElement]] = {}
    for link in root.iter("a"):
        address = urljoin(url, (link.get("href") or "").strip())
        starts.setdefault(address, []).append(link)
        for box in (link, *link.iterancestors()):
            linked.setdefault(box, set()).add(address)
    for address in starts.keys() & golds.keys():
        for link in starts[address]:
            row = link
            while (outer := row.getparent()) is not None and linked[outer] == {address} and outer.tag != "body":
                row = outer
            words = " ".join(" ".join(row.itertext()).split())
            moment = _MOMENT.search(words)
            yield address, words, parse_stated(moment[0]) if moment else None


def _text(html: str) -> str:
    return markup.fromstring(f"<div>{html}</div>").text_content() if html.strip() else ""


def _listed(rows: list[tuple[str, str | None]], gold: Mapping[str, Any]) -> Listed:
    words = [clean(one) for one, _ in rows]
    moments = [moment for _, moment in rows if moment]
    title, summary = gold["title"], gold["summary"]
    return Listed(
        title=title if any(title in one for one in words) else None,
        summary=summary if summary and any(summary in one for one in words) else None,
        published=max(moments, key=len, default=None),
    )
