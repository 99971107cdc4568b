"""Choose the JSON-LD article and breadcrumb that are the page's own: pages state those of other articles as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from hanoi_press.pages.json_ld import Node, addresses, is_article, types, with_plain_texts
from hanoi_press.text.normalize import clean, fold, unescape

Parts = tuple[str, str, frozenset[tuple[str, str]]]  # of an address: host, path, query

_SHORTEST_HEADLINE = 12  # letters, folded; a shorter one is a section's or a site's name
_LONGEST_HEADLINE = 500  # characters that are compared
_SIMILAR = 0.5  # share of words: headlines for search engines are reworded
_MOST_CANDIDATES = 200
_CUT = 20  # letters, folded, from which the beginning of a headline stands for the whole
_MOBILE = ("www.", "m.", "amp.", "mobile.")


class OwnNews:
    """What a page is: its addresses (asked for, canonical, `og:url`) and its headlines (`h1`, window, metas).

    `headlines` is called, and addresses are taken apart, only if equal addresses do not settle the question.
    """

    def __init__(self, url: str, stated: Iterable[str | None], headlines: Callable[[], list[str]], site: str) -> None:
        self._base = url
        self._stated = {url, *filter(None, stated)}
        self._printed = headlines
        self._site = site

    @cached_property
    def _addresses(self) -> list[Parts]:
        return [parts for one in self._stated if (parts := self._parts(one))]

    @cached_property
    def _headlines(self) -> list[str]:
        site = fold(self._site)
        folded = (fold(one[:_LONGEST_HEADLINE]) for one in self._printed())
        return [one for one in folded if len(one) >= _SHORTEST_HEADLINE and one != site]

    @cached_property
    def _words(self) -> list[set[str]]:
        return [_words(one) for one in self._printed()]

    def article(self, nodes: Sequence[Node]) -> Node:
        """Return the object of the page's own article; {} if there is none.

        An object whose address is the page's counts most, then one whose headline is. One that states neither, or
        whose statements contradict the page by its address or its headline alone, counts if it is the only one and no
        headline denies it.
        """
        found = [with_plain_texts(one) for one in nodes if is_article(one)][:_MOST_CANDIDATES]
        here = [one for one in found if self._is_here(one)]
        if len(here) == 1 and (len(found) == 1 or self._has_headline(here[0]) is not False):
            return here[0]
        if found:
            is_only = len({tuple(it for it in addresses(one) if isinstance(it, str)) for one in found}) == 1
            rank, number = max((self._rank(one, is_only), -number) for number, one in enumerate(found))
            return found[-number] if rank else {}
        pages = [one for one in nodes if "webpage" in types(one) and one.get("datePublished")][:_MOST_CANDIDATES]
        return next((one for one in map(with_plain_texts, pages) if self._is_here(one) and self._has_headline(one)), {})

    def breadcrumb(self, nodes: Sequence[Node]) -> Node:
        """Return the breadcrumb that ends at the page; the first one if none does."""
        trails = [one for one in nodes if "breadcrumblist" in types(one)]
        if len(trails) > 1:
            for trail in trails:
                listed = trail.get("itemListElement")
                last = listed[-1] if isinstance(listed, list) and listed else None
                if isinstance(last, dict) and self._ends_here(last):
                    return trail
        return next(iter(trails), {})

    def _ends_here(self, entry: Node) -> bool:
        item = entry.get("item")
        inner = item if isinstance(item, dict) else {"@id": item}
        named = {"headline": inner.get("name") or entry.get("name"), "url": inner.get("url"), "@id": inner.get("@id")}
        return bool(self._is_here(named) or self._has_headline(named))

    def _rank(self, one: Node, is_only: bool) -> int:
        """Return how surely an article object is the page's own; 0 if it is not."""
        here, named = self._is_here(one), self._has_headline(one)
        if here:
            return 5 if named else 3 if named is False else 4
        if named:  # a template may give the page's address to each object, never the page's headline
            return 4 if here is None else 2
        if here is False and named is False:
            return 0
        if named is False:
            return 2 if self._is_similar(one) else 0
        return 1 if is_only or here is None else 0

    def _is_here(self, one: Node) -> bool | None:
        """Return whether an object states the page's address; None if it states none."""
        printed = [it for it in addresses(one) if isinstance(it, str)]
        if not self._stated.isdisjoint(printed):
            return True
        stated = [parts for it in printed if (parts := self._parts(it))]
        return any(_same(it, own) for it in stated for own in self._addresses) if stated else None

    def _has_headline(self, one: Node) -> bool | None:
        """Return whether an object states the page's headline; None if it or the page states none."""
        headline = _folded(one)
        if not headline or not self._headlines:
            return None
        cut = headline if len(headline) >= _CUT else None
        return any(
            headline == own or (cut and cut in own) or (len(own) >= _CUT and own in headline) for own in self._headlines
        )

    def _is_similar(self, one: Node) -> bool:
        words = _words(_headline(one))
        return any(len(words & own) >= _SIMILAR * max(len(words), 1) for own in self._words)

    def _parts(self, address: str) -> Parts | None:
        """Return host, path and query of an address, for comparison; None for a home page, or a mark on the page."""
        address = address.strip()
        if not address or address.startswith("#") or " " in address or not ("/" in address or "." in address):
            return None
        try:
            parts = urlsplit(urljoin(self._base, address))
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            return None
        path = unquote(parts.path).rstrip("/").lower()
        for prefix in _MOBILE:
            host = host.removeprefix(prefix)
        return (host, path, frozenset(parse_qsl(parts.query.lower()))) if host and path else None


def _same(one: Parts, other: Parts) -> bool:
    return one[:2] == other[:2] and (one[2] <= other[2] or other[2] <= one[2])


def _headline(one: Node) -> str:
    stated = one.get("headline") or one.get("name")
    return unescape(stated[:_LONGEST_HEADLINE]) if isinstance(stated, str) else ""


def _folded(one: Node) -> str:
    return fold(_headline(one).rstrip(".… "))


def _words(headline: str) -> set[str]:
    return {word for one in clean(headline[:_LONGEST_HEADLINE]).split() if (word := fold(one))}
