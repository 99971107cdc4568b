"""Parse one page once, and read its tree, meta tags and JSON-LD."""

from __future__ import annotations

import codecs
import json
import re
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from parsel.selector import create_root_node
from w3lib.encoding import html_to_unicode

from hanoi_press.pages.flattening import MOST_LEVELS, flattened, is_excessive
from hanoi_press.pages.selectors import Select
from hanoi_press.pages.visibility import Visibility
from hanoi_press.text.normalize import clean, fold, unescape

Element = Any  # lxml's element; its stubs do not type the results of iterwalk and XPath

_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]|$)", re.I)
_LARGE = 200_000  # bytes
_LONG_SHEET = 3000  # bytes; shorter style sheets are read, for what they hide
_LONGEST_TITLE = 2000  # characters
_JSON = json.JSONDecoder(strict=False)  # the sites leave raw line breaks inside strings
_HOME = re.compile(r"https?://[^/]+/?|/", re.I)
_ARTICLE_TYPES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle"}


_STRING: Any = etree.XPath("string()", smart_strings=False)
_TEXTS: Any = etree.XPath(
    # one step, because libxml2 joins the parts of a union by comparing each node with each
    "descendant::node()[self::br or self::text()[not(parent::script or parent::style)]]",
    smart_strings=False,
)


def text_of(element: Element) -> str:
    """Return the words of an element in one line, scripts left out."""
    if next(element.iter("script", "style", "br"), None) is None:
        return clean(_STRING(element))
    return clean("".join(one if isinstance(one, str) else " " for one in _TEXTS(element)))


def is_larger(element: Element, number: int) -> bool:
    """Return True if an element has more descendants than `number`, without counting them all."""
    return sum(1 for _ in islice(element.iter(), number + 2)) > number + 1


def window_title(doc: Document) -> str:
    """Return what the page's window shows as its title, folded: `og:title` and `title`, up to 2,000 characters each."""
    stated = doc.meta("og:title")[:_LONGEST_TITLE], (doc.root.findtext(".//title") or "")[:_LONGEST_TITLE]
    return fold(" ".join(stated))


def has_class(element: Element, names: frozenset[str]) -> bool:
    """Return True if the element has one of these classes."""
    stated: str | None = element.get("class") if names else None
    return stated is not None and not names.isdisjoint(stated.split())


def decode(body: bytes, encoding: str | None) -> str:
    """Return bytes that are not UTF-8 as text, by the charset of the HTTP header, a BOM or a meta tag."""
    header = f"text/html; charset={encoding}" if encoding else None
    return html_to_unicode(header, body, default_encoding="utf-8")[1]


def is_utf8(body: bytes) -> bool:
    """Return True if the bytes are valid UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def without_styles(body: bytes) -> bytes:
    """Return a large page with its inline style sheets emptied: they are most of such a page (three quarters of
    baochinhphu.vn's), and the parser reads them letter by letter. A sheet that holds a "<" is left alone: it may be
    none, but a word in a comment or an attribute."""
    if len(body) < _LARGE:
        return body
    kept: list[bytes] = []
    read = 0
    opening = body.find(b"<style")
    while opening >= 0:
        sheet = body.find(b">", opening) + 1
        end = body.find(b"<", sheet)
        if not sheet or end < 0:
            break
        if body.startswith(b"</style", end) and end - sheet > _LONG_SHEET:
            kept.append(body[read:sheet])
            read = end
        opening = body.find(b"<style", end)
    return b"".join([*kept, body[read:]])


_TOO_DEEP: Any = etree.XPath(f"boolean({'/'.join(['*'] * (MOST_LEVELS + 5))})")  # html and body may be implied


class _Parser(etree.HTMLParser):
    """lxml's parser without its table of ids, which costs a twentieth of the parse and is not used."""

    def __init__(self, **options: Any) -> None:
        super().__init__(collect_ids=False, **options)


def _tree(markup: bytes) -> Element:
    """Return the root as parsel makes it, but of lxml's plain elements: those of lxml.html take a Python call each."""
    return create_root_node("", _Parser, body=markup, encoding="utf-8")


class Document:
    """A page's bytes and address; everything else is read from one tree, each part at most once."""

    def __init__(self, body: bytes | str, url: str) -> None:
        """Parse a page. Bytes are read as UTF-8, whatever the page declares, because sites declare it wrongly.

        Bytes that are not UTF-8 become U+FFFD; if `is_utf8` returns False, parse the result of `decode` instead.
        """
        self.url = url
        self.body = body if isinstance(body, bytes) else body.encode(errors="replace")
        self.data = _json(self.body)  # an API's answer in place of a page
        markup = without_styles(self.body.removeprefix(codecs.BOM_UTF8)) if self.data is None else b"<html/>"
        self.flattened = is_excessive(markup)  # True if the tree lacks some of the page's tags, but none of its words
        self.root: Element = _tree(flattened(markup) if self.flattened else markup)
        if not self.flattened and _TOO_DEEP(self.root):
            self.flattened, self.root = True, _tree(flattened(markup))

    def may_match(self, select: Select) -> bool:
        """Return False if the page's bytes lack a name of the selector, which is cheaper to check than running it."""
        return all(name in self.body for name in select.names)

    @cached_property
    def visibility(self) -> Visibility:
        """What is hidden on the page."""
        return Visibility(self.root)

    @cached_property
    def _marks(self) -> dict[str, list[Element]]:
        """The elements with metadata and text, by tag, from one walk over the tree."""
        found: dict[str, list[Element]] = {tag: [] for tag in ("h1", "p", "meta", "link", "script")}
        for element in self.root.iter(*found):
            found[element.tag].append(element)
        if len(headlines := found["h1"]) > 1:  # one inside another is a tag that was not closed
            found["h1"] = [one for one in headlines if next(one.iterancestors("h1"), None) is None]
        return found

    @property
    def headlines(self) -> list[Element]:
        """The `h1` elements."""
        return self._marks["h1"]

    @property
    def refreshes(self) -> bool:
        """True if a meta tag sends the reader to another page."""
        return any(
            (meta.get("http-equiv") or "").lower() == "refresh" and "url=" in (meta.get("content") or "").lower()
            for meta in self._marks["meta"]
        )

    @property
    def paragraphs(self) -> list[Element]:
        """The `p` elements."""
        return self._marks["p"]

    @property
    def scripts(self) -> list[Element]:
        """The `script` elements."""
        return self._marks["script"]

    @cached_property
    def metas(self) -> dict[str, str]:
        """Meta tags by `property`, `name` or `itemprop` (lower case), the first of each, unescaped."""
        found: dict[str, str] = {}
        for meta in self._marks["meta"]:
            key = meta.get("property") or meta.get("name") or meta.get("itemprop")
            if key:
                found.setdefault(key.lower(), meta.get("content") or "")
        return found

    def meta(self, name: str) -> str:
        """Return a meta tag's content, cleaned; "" if there is none."""
        return unescape(self.metas.get(name, ""))

    def meta_names(self, name: str) -> list[str]:
        """Return the names that a meta tag lists, each once."""
        return list(dict.fromkeys(one for part in self.meta(name).split(",") if (one := clean(part))))

    @property
    def language(self) -> str | None:
        """The language that the page states, as two or three letters ("vi"); None if it states none."""
        stated = clean(self.root.get("lang") or self.meta("og:locale")).replace("_", "-").split("-")[0].lower()
        return stated if 2 <= len(stated) <= 3 and stated.isascii() and stated.isalpha() else None

    @cached_property
    def canonical(self) -> str | None:
        """The page's own address as its `<link rel=canonical>` states it, absolute."""
        for link in self._marks["link"]:
            if (link.get("rel") or "").strip().lower() == "canonical":
                address: str = link.get("href") or ""
                return address if address == self.url else self.absolute(address)
        return None

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """All JSON-LD objects of the page, graphs flattened; a block that is no JSON is skipped."""
        found: list[dict[str, Any]] = []
        for script in self._marks["script"]:
            if script.get("type") != "application/ld+json":
                continue
            try:
                loaded = _JSON.decode((script.text or "").strip().strip(";"))
            except (ValueError, RecursionError):
                continue
            for one in loaded if isinstance(loaded, list) else [loaded]:
                if isinstance(one, dict):
                    graph = one.get("@graph")
                    found.extend(g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else found.append(
                        one
                    )
        return found

    @cached_property
    def news(self) -> dict[str, Any]:
        """The JSON-LD object of the article; {} if there is none."""
        return next((one for one in self.json_ld if _ARTICLE_TYPES & _types(one)), {})

    @cached_property
    def news_authors(self) -> list[str]:
        """Names in the JSON-LD author, organisations left out."""
        author = self.news.get("author")
        names = []
        for one in author if isinstance(author, list) else [author]:
            name = one.get("name") if isinstance(one, dict) and one.get("@type") != "Organization" else one
            if isinstance(name, str):
                names.append(unescape(name))
        return names

    @property
    def news_publisher(self) -> str:
        """The publisher's name in the JSON-LD article; "" if there is none."""
        publisher = self.news.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        return unescape(name) if isinstance(name, str) else ""

    @cached_property
    def crumbs(self) -> list[str]:
        """Names in the JSON-LD breadcrumb, outermost first."""
        listed = next((one for one in self.json_ld if "BreadcrumbList" in _types(one)), {}).get("itemListElement")
        names = []
        for entry in listed if isinstance(listed, list) else []:
            if isinstance(entry, dict):
                item = entry.get("item")
                name = (item.get("name") if isinstance(item, dict) else None) or entry.get("name")
                address = item.get("@id") if isinstance(item, dict) else item
                if isinstance(address, str) and _HOME.fullmatch(address.strip()):
                    continue  # the site's home page, whatever its name
                if isinstance(name, str):
                    names.append(unescape(name))
        return names

    def absolute(self, address: str) -> str | None:
        """Return an address on the page as an absolute one without its fragment; None if it is not http(s)."""
        address = address.strip()
        if not _ABSOLUTE.match(address):
            try:
                address = urljoin(self.url, address)
            except ValueError:
                return None
            if not _ABSOLUTE.match(address):
                return None
        return address.split("#")[0].replace(" ", "%20")


def _json(body: bytes) -> dict[str, Any] | None:
    """Return the JSON object that the bytes are, or the first of a list of objects; None for anything else."""
    start = body[:64].removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if start not in (b"{", b"["):
        return None
    try:
        loaded = _JSON.decode(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return None
    if isinstance(loaded, list):
        loaded = next((one for one in loaded if isinstance(one, dict)), {})
    return loaded if isinstance(loaded, dict) else None


def _types(one: dict[str, Any]) -> set[str]:
    kind = one.get("@type")
    return {k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)}
