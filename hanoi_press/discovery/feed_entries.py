"""Read what an entry of a feed states of its article: RSS with its modules, Atom, or JSON Feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from lxml import etree, html

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.row_segments import joined, segments
from hanoi_press.discovery.statements import MAX_SUMMARY, listed
from hanoi_press.discovery.xml import field_text, local_name
from hanoi_press.items import Listed
from hanoi_press.pages.no_pictures import is_placeholder
from hanoi_press.pages.picture_address import is_picture_address
from hanoi_press.text.dated_lines import moment_and_day
from hanoi_press.text.row_labels import is_row_label

_MOST = 50  # children of an entry that are looked at, and elements of a description
_LONGEST = 8 * MAX_SUMMARY  # characters of a description with its markup; a longer one is the whole article
_ESCAPED_TAG = re.compile(r"&(?:amp;){0,2}lt;(?:/|[a-z!])", re.I)
_TAG = re.compile(r"<(?:/|[a-z!])", re.I)
_PICTURES = ("image", "thumbnail", "content", "enclosure", "link")
_OF_MEDIA = re.compile(r"/mrss|itunes|^media:", re.I)


def of_element(entry: etree._Element, published: datetime | None, base: str) -> Listed | None:
    """Return what an entry of RSS or Atom states.

    `published` is its moment, if it is known, `base` the address to which its own addresses are relative. A description
    loses its markup, its picture and the link to the rest.
    """
    children = [(local_name(one).lower(), one) for one in islice(entry.iterchildren("*"), _MOST)]
    fields: dict[str, Any] = {}  # the first of each name; those of a picture or a podcast are others
    for name, child in children:
        if not _OF_MEDIA.search(str(child.tag)):
            fields.setdefault(name, child)

    def text(*names: str) -> str:
        texts = (field_text(fields[name]).strip() for name in names if name in fields)
        return next(filter(None, texts), "")

    summary, pictured = without_markup(text("description", "summary"))
    stated = (one for name, child in children for one in _picture(child, name))
    pictures = (absolute(base, one) for one in (*stated, pictured) if one and not is_placeholder(one))
    creator = fields.get("creator", fields.get("author"))
    category = fields.get("category")
    return listed(
        title=without_markup(text("title"))[0],
        summary=summary,
        published=published or _day(text("pubdate", "published", "issued", "date")),
        picture=next(filter(None, pictures), None),
        section=_category(category) if category is not None else "",
        authors=_person(creator) if creator is not None else "",
    )


def of_json(item: dict[str, Any], published: datetime | None, base: str) -> Listed | None:
    """Return what an item of a JSON feed states (jsonfeed.org, versions 1 and 1.1)."""

    def text(name: str) -> str:
        value = item.get(name)
        return value if isinstance(value, str) else ""

    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [one.get("name") for one in (people or [])[:_MOST] if isinstance(one, dict)]
    tags = item.get("tags")
    first = tags[0] if isinstance(tags, list) and tags else ""
    summary, pictured = without_markup(text("summary"))
    picture = text("image") or text("banner_image") or pictured
    return listed(
        title=text("title"),
        summary=summary,
        published=published or _day(text("date_published")),
        picture=absolute(base, picture) if picture else None,
        section=first if isinstance(first, str) else "",
        authors=", ".join(one for one in names if isinstance(one, str)),
    )


def without_markup(text: str) -> tuple[str, str]:
    """Return a description's words, without labels such as "Xem chi tiết", and the address of its first picture.

    The markup may be escaped twice. Both are "" for a description that is too long for a summary.
    """
    if len(text) > _LONGEST:
        return "", ""
    for _ in range(2):
        if _TAG.search(text) or not _ESCAPED_TAG.search(text):
            break
        text = html_unescaped(text)
    if not _TAG.search(text):
        return text, ""
    try:
        root = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "", ""
    pictures = (_source(one) for one in islice(root.iter("img"), _MOST))
    words = joined(one.words for one in segments(root, "", _MOST * 2) if not is_row_label(one.words))
    return words, next((one for one in pictures if one and not is_placeholder(one)), "")


def html_unescaped(text: str) -> str:
    """Return a text with one level of escaping of its tags undone."""
    return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')


def _source(picture: Any) -> str:
    return (picture.get("data-src") or picture.get("src") or "").strip()


def _picture(child: etree._Element, name: str) -> Iterator[str]:
    """Yield the addresses of pictures that a child of an entry states."""
    if name not in _PICTURES:
        return
    kind = (child.get("type") or child.get("medium") or "").lower()
    if name == "link":
        if child.get("rel") == "enclosure" and kind.startswith("image"):
            yield child.get("href") or ""
        return
    address = (child.get("url") or "").strip()
    if address and (kind.startswith("image") or (not kind and (name == "thumbnail" or is_picture_address(address)))):
        yield address
    if name == "image":
        inner = next((one.text for one in islice(child, _MOST) if local_name(one).lower() == "url"), None)
        yield (inner or child.text or "").strip()


def _category(category: etree._Element) -> str:
    return category.get("label") or category.get("term") or category.text or ""


def _person(creator: etree._Element) -> str:
    """Return the name of an author: of Atom's element inside, or of RSS's "mail@site (Name)"."""
    for one in islice(creator.iterchildren("*"), _MOST):
        if local_name(one).lower() == "name":
            return one.text or ""
    text = (creator.text or "").strip()
    if "@" in text:
        return text.partition("(")[2].rstrip(") ")
    return text


def _day(stated: str) -> Any:
    return moment_and_day(stated[:200])[1]
