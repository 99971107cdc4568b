"""Read the objects in a page's JSON-LD, and what they say of an article."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from hanoi_press.pages.lenient_json import values
from hanoi_press.text.normalize import unescape

Node = dict[str, Any]

_SCRIPT_TYPES = frozenset({"application/ld+json", "application/json+ld", "application/json-ld"})
_ARTICLES = frozenset(
    (
        "article newsarticle reportagenewsarticle opinionnewsarticle analysisnewsarticle backgroundnewsarticle "
        "reviewnewsarticle askpublicnewsarticle blogposting liveblogposting socialmediaposting report techarticle "
        "scholarlyarticle medicalscholarlyarticle satiricalarticle advertisercontentarticle"
    ).split()
)
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb")  # members that hold objects on the page itself
_TEXTS = ("headline", "name", "description", "datePublished", "dateModified", "url", "@id")
_MOST_OBJECTS = 10_000
_MOST_NAMES = 100
_SPELT_OUT = re.compile(r'"(?:schema:|https?://schema\.org/)\w+"\s*+:|"@value"')
_PREFIX = re.compile(r"(?:schema:|https?://schema\.org/)")
_HOME = re.compile(r"https?://[^/]+/?|/", re.I)


def is_json_ld(script_type: str | None) -> bool:
    """Return True for the `type` of a script with JSON-LD, also with a charset behind it or in capitals."""
    return script_type is not None and script_type.split(";")[0].strip().lower() in _SCRIPT_TYPES


def objects(scripts: Iterable[str]) -> list[Node]:
    """Return the JSON-LD objects in the texts of scripts, in order, those of graphs and lists one by one.

    Of the objects inside others only those on the page itself are returned (`mainEntity`, `breadcrumb`), never those
    that a list of other pages names. Names that spell the vocabulary out ("schema:headline") are shortened.
    """
    waiting: deque[Any] = deque()
    for text in scripts:
        waiting.extend(values(text, _plain if _SPELT_OUT.search(text) else None))
    found: list[Node] = []
    while waiting and len(found) < _MOST_OBJECTS:
        one = waiting.popleft()
        if isinstance(one, str) and one.lstrip()[:1] in ("{", "["):  # encoded twice
            waiting.extendleft(reversed([it for it in values(one) if not isinstance(it, str)]))
        elif isinstance(one, list):
            waiting.extendleft(reversed(one))
        elif isinstance(one, dict):
            inner = [one[name] for name in _INNER if isinstance(one.get(name), dict | list)]
            if "@graph" not in one or "@type" in one:
                found.append(one)
            waiting.extendleft(reversed(inner))
    return found


def _plain(one: Node) -> Any:
    """Return an object with short names; the value alone of one that only states a value and its language."""
    return one["@value"] if "@value" in one else {_PREFIX.sub("", name, count=1): it for name, it in one.items()}


def types(one: Node) -> set[str]:
    """Return the types of an object without their vocabulary, in small letters."""
    kind = one.get("@type") or one.get("type")  # which schema.org's context allows
    stated = kind if isinstance(kind, list) else [kind]
    return {re.split("[/#:]", name.strip())[-1].lower() for name in stated if isinstance(name, str)}


def is_article(one: Node) -> bool:
    """Return True for an object of a type that articles have."""
    return not _ARTICLES.isdisjoint(types(one))


def with_plain_texts(one: Node) -> Node:
    """Return the object, its texts that stand in a list replaced by the first of them."""
    for name in _TEXTS:
        value = one.get(name)
        if isinstance(value, list):
            one[name] = next((text for text in value if isinstance(text, str) and text.strip()), None)
    return one


def addresses(news: Node) -> list[Any]:
    """Return the values that may be the address of an article."""
    page = news.get("mainEntityOfPage")
    return [
        *((page.get("@id"), page.get("url")) if isinstance(page, dict) else [page]),
        news.get("url"),
        news.get("@id"),
    ]


def people(author: Any, nodes: Iterable[Node]) -> list[str]:
    """Return the names that an `author` states, organisations left out.

    It is a name, an object, one that only refers to another of `nodes` by its `@id`, or a list of these.
    """
    return [
        unescape(name)
        for one in _flat(author)
        for name in ([one] if isinstance(one, str) else _names(_resolved(one, nodes)) if _is_person(one) else [])
        if name.strip()
    ]


def texts(value: Any) -> list[str]:
    """Return the texts that a value or the lists in it hold, each once."""
    found = (unescape(one) for one in _flat(value) if isinstance(one, str))
    return list(dict.fromkeys(filter(None, found)))


def publisher(stated: Any, nodes: Iterable[Node]) -> str:
    """Return the publisher's name; "" if none is stated."""
    named = (name for one in _flat(stated) if isinstance(one, dict) for name in _names(_resolved(one, nodes)))
    return unescape(next(named, ""))


def _flat(value: Any) -> Iterator[Any]:
    """Yield the strings and objects of a value, or of lists in lists, at most `_MOST_NAMES`."""
    waiting, number = [value], 0
    while waiting and number < _MOST_NAMES:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict) and isinstance(one.get("@list"), list):
            waiting.append(one["@list"])
        elif isinstance(one, str | dict):
            number += 1
            yield one


def _is_person(one: Node) -> bool:
    return not any(kind.endswith("organization") for kind in types(one))


def _names(one: Node) -> list[str]:
    return [name for name in _flat(one.get("name")) if isinstance(name, str)]


def _resolved(one: Node, nodes: Iterable[Node]) -> Node:
    if "name" in one or not isinstance(one.get("@id"), str):
        return one
    return next((other for other in nodes if other.get("@id") == one["@id"] and "name" in other), one)


def crumbs(trail: Node) -> list[str]:
    """Return the names in a breadcrumb, outermost first, without the site's home page."""
    listed = trail.get("itemListElement")
    entries = [one for one in (listed if isinstance(listed, list) else [listed]) if isinstance(one, dict)]
    if all(isinstance(one.get("position"), int) for one in entries):
        entries.sort(key=lambda one: one["position"])
    return [name for one in entries if (name := _crumb(one)) is not None]


def _crumb(entry: Node) -> str | None:
    item = entry.get("item")
    name = (item.get("name") if isinstance(item, dict) else None) or entry.get("name")
    address = item.get("@id") if isinstance(item, dict) else item
    if isinstance(address, str) and _HOME.fullmatch(address.strip()):
        return None
    return unescape(name) if isinstance(name, str) else None
