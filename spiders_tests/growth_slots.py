"""The pages of the sample archives, and the places ("slots") of a page into which a hostile site may write.

A slot is one position of a page's markup: the text after a kind of start tag (by its class or id), the value of a kind
of attribute, the end of a kind of start tag (for further attributes), a JSON string, the page's beginning and end. Of
positions of the same kind only the first on the page counts.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hanoi_press import NotAnArticle, extract
from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.discovery import Fetched, FetchFailed, Lead, RouteFailed, Window
from hanoi_press.pages.verdicts import check
from hanoi_press.sources import Source, identify, source_for
from hanoi_press.text.block_pages import is_html
from hanoi_press.warc.bodies import flaw
from hanoi_press.warc.reader import responses

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "sample"
_LIMIT = 20 * 1024 * 1024  # bytes
_A_KIND = {"article": 6, "html": 2, "xml": 3, "json": 2}  # pages that are taken of a source

_START_TAG = re.compile(
    rb"<([a-zA-Z][\w:-]*)((?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(rb"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMING = re.compile(rb"\b(?:class|id|property|name|itemprop|rel|type)\s*=\s*[\"']?([\w -]{1,60})")
_JSON_STRING = re.compile(rb"\"([\w@-]{1,40})\"\s*:\s*\"")
_TAGS = frozenset({b"meta", b"a", b"p", b"loc", b"link"})  # for more attributes; they are read before anything else
_NUMBER = re.compile(rb"\d+")


class Page(NamedTuple):
    """A page of a sample archive, what kind it is, and the function of the project that reads it."""

    name: str
    url: str
    body: bytes
    read: Callable[[bytes], object]


class Slot(NamedTuple):
    """A position on a page; `kind` is text, attribute, tag, json or raw."""

    page: Page
    kind: str
    name: str
    at: int

    def filled(self, pump: bytes) -> bytes:
        """Return the page with `pump` at the slot's position."""
        return self.page.body[: self.at] + pump + self.page.body[self.at :]


SOURCES = [path.name.removesuffix(".warc.gz") for path in sorted(SAMPLES.glob("*.warc.gz"))]


@cache
def sample_pages(source: str) -> tuple[Page, ...]:
    """Return the pages that stand for a source's sample archive: some of each kind."""
    return tuple(_pages(source, SAMPLES / f"{source}.warc.gz"))


def _pages(name: str, path: Path) -> Iterator[Page]:
    taken: dict[str, set[str]] = {kind: set() for kind in _A_KIND}
    for capture in responses(path, _fail):
        url = capture.page or capture.url
        source = source_for(url)
        if capture.status != 200 or source is None or source.name != name or url.endswith("/robots.txt"):
            continue
        encodings = [value for header, value in capture.headers if header.lower() == "content-encoding"]
        body = decode_body(capture.body, encodings, _LIMIT)
        kind = "article" if source.identify(url) else _kind(body)
        read = _reader(kind, source, url)
        form = _form(kind, body, url)
        if form in taken[kind] or len(taken[kind]) == _A_KIND[kind]:
            continue
        taken[kind].add(form)
        yield Page(f"{name} {kind} {form}", url, body, read)


def _fail(damage: object) -> None:
    raise AssertionError(damage)


def _kind(body: bytes) -> str:
    if body.lstrip()[:1] in (b"{", b"["):
        return "json"
    return "html" if is_html(body) or b"<?xml" not in body[:200] else "xml"


def _form(kind: str, body: bytes, url: str) -> str:
    """Return what pages of one kind have in common: an article's template, an XML root, an address without numbers."""
    if kind == "article":
        try:
            return extract(body, url).extraction.page
        except NotAnArticle as error:
            return error.kind
    if kind == "xml":
        roots = [match[1].decode() for match in _START_TAG.finditer(body[:2000])]
        return roots[0] if roots else "?"
    return _NUMBER.sub(b"0", url.encode()).decode().rpartition("/")[2][:30]


def _reader(kind: str, source: Source, url: str) -> Callable[[bytes], object]:
    """Return the function that does with a body what crawl does with an answer for `url`."""

    def read_article(body: bytes) -> None:
        flaw(body)
        with suppress(NotAnArticle):
            extract(body, url)

    def read_list(body: bytes) -> None:
        flaw(body)
        try:
            check(body)
        except NotAnArticle:
            return
        for route in source.routes.values():
            for lead in asyncio.run(_leads(route, url, body)):
                identify(lead.url)

    return read_article if kind == "article" else read_list


async def _leads(route: Any, url: str, body: bytes) -> list[Lead]:
    """Return the leads of a route whose first two requests are answered with the page: the home page, then a list."""
    answers = [Fetched(url, body)] * 2

    async def fetch(url: str, **posted: object) -> Fetched:
        if not answers:
            raise FetchFailed("404")
        return answers.pop()

    found: list[Lead] = []
    with suppress(RouteFailed):
        async for lead in route.leads(fetch, Window(), ()):
            found.append(lead)
    return found


def slots(page: Page) -> list[Slot]:
    """Return the slots of a page in their order, each kind once."""
    found: dict[tuple[str, str], Slot] = {}

    def add(kind: str, name: bytes, at: int) -> None:
        plain = _NUMBER.sub(b"0", name).decode(errors="replace")
        found.setdefault((kind, plain), Slot(page, kind, plain, at))

    add("raw", b"beginning", 0)
    for match in _START_TAG.finditer(page.body):
        naming = b" ".join([match[1], *_NAMING.findall(match[2])])
        add("text", naming, match.end())
        if match[1] in _TAGS:
            add("tag", match[1], match.end(2))
        for attribute in _ATTRIBUTE.finditer(match[2]):
            group = 2 if attribute[2] is not None else 3
            is_stated = attribute[1].lower() not in (b"class", b"style", b"id")
            add(
                "attribute",
                naming + b" @" + attribute[1] if is_stated else attribute[1],
                match.start(2) + attribute.end(group),
            )
    for match in _JSON_STRING.finditer(page.body):
        add("json", match[1], match.end())
    add("raw", b"end", len(page.body))
    return list(found.values())
