"""Parse one page once, and read its tree, meta tags and JSON-LD."""

from __future__ import annotations

import codecs
import json
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree
from parsel.selector import create_root_node

from hanoi_press.pages import json_ld
from hanoi_press.pages.flattening import flattened, is_excessive, is_too_deep
from hanoi_press.pages.html_repair import has_misread_tags, repaired
from hanoi_press.pages.line_breaks import separated_text
from hanoi_press.pages.own_news import OwnNews
from hanoi_press.pages.page_addresses import absolute_address, base_address
from hanoi_press.pages.selectors import Select
from hanoi_press.pages.visibility import Visibility
from hanoi_press.pages.void_elements import unnest
from hanoi_press.text.normalize import clean, fold, unescape

Element = Any  # lxml's element; its stubs do not type the results of iterwalk and XPath

_LARGE = 200_000  # bytes
_LONG_SHEET = 3000  # bytes; shorter style sheets are read, for what they hide
_LONGEST_TITLE = 2000  # characters
_JSON = json.JSONDecoder(strict=False)  # the sites leave raw line breaks inside strings
_MOST_HEADLINES = 5  # of a page, compared with the headlines in its JSON-LD


def text_of(element: Element) -> str:
    """Return the words of an element in one line, a space between those of two blocks, scripts left out."""
    return clean(separated_text(element) if len(element) else element.text or "")


def is_larger(element: Element, number: int) -> bool:
    """Return True if an element has more descendants than `number`, without counting them all."""
    return next(islice(element.iter(), number + 1, None), None) is not None


def window_title(doc: Document) -> str:
    """Return what the page's window shows as its title, folded: `og:title` and `title`, up to 2,000 characters each."""
    stated = doc.meta("og:title")[:_LONGEST_TITLE], (doc.root.findtext(".//title") or "")[:_LONGEST_TITLE]
    return fold(" ".join(stated))


def box_name(element: Element) -> str:
    """Return the element's class and id in one string."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def has_class(element: Element, names: frozenset[str]) -> bool:
    """Return True if the element has one of these classes."""
    stated: str | None = element.get("class") if names else None
    return stated is not None and not names.isdisjoint(stated.split())


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


class _Parser(etree.HTMLParser):
    """lxml's parser without its table of ids, which costs a twentieth of the parse and is not used."""

    def __init__(self, **options: Any) -> None:
        super().__init__(collect_ids=False, **options)


def _tree(markup: bytes) -> Element:
    """Return the root as parsel makes it, but of lxml's plain elements: those of lxml.html take a Python call each."""
    root = create_root_node("", _Parser, body=markup, encoding="utf-8")
    unnest(root)
    return root


class Document:
    """A page's bytes and address; everything else is read from one tree, each part at most once."""

    def __init__(self, body: bytes | str, url: str) -> None:
        """Parse a page. Bytes are read as UTF-8, whatever the page declares, because sites declare it wrongly.

        Bytes that are not UTF-8 become U+FFFD; if `decoding.is_utf8` returns False, parse the result of
        `decoding.decode` instead.
        """
        self.url = url
        self.body = body if isinstance(body, bytes) else body.encode(errors="replace")
        self.data = _json(self.body)  # an API's answer in place of a page
        markup = without_styles(self.body.removeprefix(codecs.BOM_UTF8)) if self.data is None else b"<html/>"
        self.flattened = is_excessive(markup)  # True if the tree lacks some of the page's tags, but none of its words
        self.root: Element = _tree(flattened(repaired(markup)) if self.flattened else markup)
        if not self.flattened and has_misread_tags(self.root):
            markup = repaired(markup)
            self.root = _tree(markup)
        if not self.flattened and is_too_deep(self.root):
            self.flattened, self.root = True, _tree(flattened(markup))

    def may_match(self, select: Select) -> bool:
        """Return False if the page's bytes lack a name of the selector, which is cheaper to check than running it."""
        return all(name in self.body for name in select.names)

    @cached_property
    def visibility(self) -> Visibility:
        """What is hidden on the page."""
        return Visibility(self.root, lambda: self._marks["style"])

    @cached_property
    def _marks(self) -> dict[str, list[Element]]:
        """The elements with metadata and text, by tag, from one walk over the tree."""
        found: dict[str, list[Element]] = {tag: [] for tag in ("h1", "p", "meta", "link", "script", "style")}
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
        """Meta tags by `property`, `name` or `itemprop` (lower case), the first of each, unescaped.

        If a set of them is printed several times (`og:title` …), the set whose title is the page's own counts.
        """
        found: dict[str, list[str]] = {}
        for meta in self._marks["meta"]:
            key = meta.get("property") or meta.get("name") or meta.get("itemprop")
            if key:
                found.setdefault(key.lower(), []).append(meta.get("content") or "")
        titles = found.get("og:title", [])
        number = self._own_set(titles) if len(titles) > 1 else 0
        return {key: every[number] if len(every) == len(titles) else every[0] for key, every in found.items()}

    def _own_set(self, titles: list[str]) -> int:
        """Return the number of the title that a headline or the window repeats; 0 if none or several are repeated."""
        window = fold((self.root.findtext(".//title") or "")[:_LONGEST_TITLE])
        shown = {fold(text_of(one)[:_LONGEST_TITLE]) for one in self.headlines[:_MOST_HEADLINES]}
        folded = [fold(unescape(one[:_LONGEST_TITLE])) for one in titles[:_MOST_HEADLINES]]
        own = [number for number, one in enumerate(folded) if one and (one in shown or one in window)]
        best = [number for number in own if folded[number] in shown] or own
        return best[0] if best else 0

    def meta(self, name: str) -> str:
        """Return a meta tag's content, cleaned; "" if there is none."""
        stated = self.metas.get(name)
        return unescape(stated) if stated else ""

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
        """All JSON-LD objects of the page, graphs flattened."""
        texts = [one.text or "" for one in self._marks["script"] if json_ld.is_json_ld(one.get("type"))]
        return json_ld.objects(texts) if texts else []

    @cached_property
    def _own(self) -> OwnNews:
        """The addresses and headlines of the page, to tell its JSON-LD from that of other articles."""
        return OwnNews(
            self.url, (self.canonical, self.metas.get("og:url")), self._all_headlines, self.meta("og:site_name")
        )

    def _all_headlines(self) -> list[str]:
        titles = (self.root.findtext(".//title"), self.metas.get("og:title"), self.metas.get("twitter:title"))
        return [*map(text_of, self.headlines[:_MOST_HEADLINES]), *(unescape(one or "") for one in titles)]

    @cached_property
    def news(self) -> dict[str, Any]:
        """The JSON-LD object of the page's own article; {} if there is none."""
        return self._own.article(self.json_ld) if self.json_ld else {}

    @cached_property
    def news_authors(self) -> list[str]:
        """Names in the JSON-LD author, organisations left out."""
        return json_ld.people(self.news.get("author"), self.json_ld)

    @property
    def news_publisher(self) -> str:
        """The publisher's name in the JSON-LD article; "" if there is none."""
        return json_ld.publisher(self.news.get("publisher"), self.json_ld)

    @property
    def news_section(self) -> list[str]:
        """The names of the section in the JSON-LD article."""
        return json_ld.texts(self.news.get("articleSection"))

    @cached_property
    def crumbs(self) -> list[str]:
        """Names in the JSON-LD breadcrumb, outermost first."""
        return json_ld.crumbs(self._own.breadcrumb(self.json_ld)) if self.json_ld else []

    @cached_property
    def base(self) -> str:
        """The address that relative ones are relative to."""
        return base_address(self.root, self.url)

    def absolute(self, address: str) -> str | None:
        """Return an address on the page as an absolute one without its fragment; None if it is not http(s)."""
        return absolute_address(address, self.base)


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
