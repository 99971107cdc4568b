"""Read what a row of a list states of its article, from the row's own box, without selectors.

A headline, a summary, a date and a picture are recognised by what they are: the words of a heading or of the link, or
those in the link's address; a longer text that is no link; a short text that is a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import groupby, islice
from typing import Any, NamedTuple

from lxml import etree

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.row_dates import WHOLE_PAGE, nearest_elements, printed_date
from hanoi_press.discovery.row_segments import GLUED, Segment, joined, last_part, segments
from hanoi_press.discovery.statements import MAX_SUMMARY, listed, merged
from hanoi_press.items import Listed
from hanoi_press.pages.no_pictures import is_placeholder
from hanoi_press.text.cut_off import is_cut_off, without_ellipsis
from hanoi_press.text.normalize import clean
from hanoi_press.text.row_labels import is_row_label
from hanoi_press.text.slugs import is_spelled_in, slug_of

_MOST_PICTURES = 5
_MOST_PLACES = 3  # of a page at which one article is listed
_LEVELS_ALONE = 3  # around a link that is looked at on a page with no other row
_MOST_TEXTS = 50
_MOST_PARTS = 8  # elements between two rows that may belong to the first of them
_MOST_ELEMENTS = 300  # of a row that are looked at
_LEAST_TITLE = 3  # words of a link that is taken for the headline before longer ones are looked at
_LEAST_SUMMARY = 8  # words
_SOURCES = ("data-original", "data-src", "data-lazy-src", "data-srcset", "src", "srcset")
_AUTHOR = re.compile(r"(?:tác giả|người viết|by)\s*:?\s+(?P<name>[^\d:]{3,80})", re.I)
_MOST_IN_DATE = 4  # texts that make up one date: "09:15", "|", "Thứ sáu", "20/11/2026"
_LONGEST_DATE = 120  # characters


class _Line(NamedTuple):
    """Words that a row shows in one line; `is_own`: in a link to the article; `linked`: letters in other links."""

    words: str
    is_own: bool
    is_heading: bool
    is_caption: bool
    linked: int


def listed_in(box: Any, link: Any, base: str = "", rest: Any = None) -> Listed | None:
    """Return what `box`, the element of a list's row, states of the article that `link`, an element in it, leads to.

    `base` is the address to which the row's pictures are relative; without it only whole addresses are taken. `rest`
    is an element with what belongs to the row behind its box. Of a large box the first 300 elements are read. None if
    nothing is stated.
    """
    href = (link.get("href") or "").strip()
    found = list(segments(box, href, _MOST_ELEMENTS))
    if rest is not None:
        first = found[-1].block + 1 if found else 0
        found += [replace(one, block=one.block + first) for one in segments(rest, href, _MOST_ELEMENTS)]
    stated = next((one.stated for one in found if one.stated), "")
    lines, printed = _lines(found)
    named = _names(box, href)
    title = _title(lines, href) or max((one for one in named if not is_row_label(one)), key=len, default="")
    summary = _summary(lines, title)
    author = next(filter(None, (_AUTHOR.fullmatch(one.words) for one in lines)), None)
    return listed(
        title=_whole(title, named),
        summary=summary,
        published=printed or stated,
        picture=_picture(box, base),
        section=_section(found, href),
        authors=author["name"] if author else "",
    )


def _lines(found: Sequence[Segment]) -> tuple[list[_Line], str]:
    """Return the lines of a row without its dates and labels, and the first date."""
    lines: list[_Line] = []
    printed = ""
    for _, group in groupby(found, key=lambda one: (one.block, one.is_own and one.link)):
        kept, date = _without_dates([one for one in group if one.words])
        printed = printed or date
        while kept and is_row_label(kept[0].words):  # inside a sentence a number is no counter
            kept = kept[1:]
        while kept and is_row_label(kept[-1].words):
            kept = kept[:-1]
        if words := clean(joined(one.words for one in kept)):
            linked = sum(len(one.words) for one in kept if one.href and not one.is_own)
            is_heading = any(one.is_heading for one in kept)
            lines.append(_Line(words, kept[0].is_own, is_heading, any(one.is_caption for one in kept), linked))
    return lines, printed


def _without_dates(parts: Sequence[Segment]) -> tuple[list[Segment], str]:
    """Return the texts of a line that are no dates, and the first date; day and clock may be texts of their own.

    A date with words of a sentence before and behind it is one of the sentence.
    """
    kept: list[Segment] = []
    is_sentence = sum(len(one.words.split()) for one in parts) >= _LEAST_SUMMARY
    printed = ""
    at = 0
    while at < len(parts):
        for size in range(min(_MOST_IN_DATE, len(parts) - at), 0, -1):
            behind = parts[at + size].words if at + size < len(parts) else ""
            is_within = is_sentence and behind and (kept or behind[0] in GLUED)
            if not is_within and (date := _date_of(" ".join(one.words for one in parts[at : at + size]))):
                printed = printed or date
                at += size
                break
        else:
            kept.append(parts[at])
            at += 1
    return kept, printed


def _date_of(words: str) -> str:
    return (printed_date(words.strip("()[]|-–•, ")) or "") if len(words) <= _LONGEST_DATE else ""


def _names(box: Any, href: str) -> list[str]:
    """Return the `title` of each link to the article, which may have the headline that the row cuts off."""
    own = last_part(href)
    links = (one for one in islice(box.iter("a"), _MOST_ELEMENTS) if one.get("title"))
    return [clean(one.get("title")[:MAX_SUMMARY]) for one in links if last_part(one.get("href") or "") == own]


def _title(lines: Sequence[_Line], href: str) -> str:
    """Return the headline: the line that the address spells, else a heading, else the link's words."""
    candidates = [one for one in lines if (one.is_own or one.is_heading) and not one.linked]
    if spelled := next((one.words for one in candidates if is_spelled_in(one.words, href)), ""):
        return spelled
    if heading := next((one.words for one in candidates if one.is_heading), ""):
        return heading
    own = [one.words for one in candidates if not one.is_caption]
    if title := next((one for one in own if len(one.split()) >= _LEAST_TITLE), ""):
        return title
    return max(own, key=len, default="")


def _whole(title: str, named: Sequence[str]) -> str:
    """Return a headline that was cut off from the `title` of a link, if that has it whole."""
    if not is_cut_off(title):
        return title
    beginning = without_ellipsis(title)
    return next((one for one in named if one.startswith(beginning) and not is_cut_off(one)), title)


def _summary(lines: Sequence[_Line], title: str) -> str:
    """Return the longest text behind the headline, else before it, that is no link to something else."""
    at = next((number for number, one in enumerate(lines) if one.words == title), -1)
    for part in (lines[at + 1 :], lines[: max(at, 0)]):
        texts = [
            one.words
            for one in part
            if not one.is_caption and one.linked * 2 < len(one.words) and len(one.words.split()) >= _LEAST_SUMMARY
        ]
        if texts:
            return max(texts, key=len)
    return ""


def _section(found: Sequence[Segment], href: str) -> str:
    """Return the words of a link to a section: its address ends with them, and the article's does not begin there."""
    for one in found:
        if one.href and not one.is_own and one.words:
            ends = one.href.lower().split("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
            if slug_of(one.words[:100]) == ends and ends:
                return one.words
    return ""


def _picture(box: Any, base: str) -> str | None:
    """Return the absolute address of the first picture that is no placeholder."""
    for picture in islice((one for one in islice(box.iter("*"), _MOST_ELEMENTS) if one.tag == "img"), _MOST_PICTURES):
        for name in _SOURCES:
            address = (picture.get(name) or "").strip()
            if name.endswith("srcset"):
                address = address[:MAX_SUMMARY].split(" ")[0].rstrip(",")
            if address and not is_placeholder(address) and (url := absolute(base, address)):
                return url
    return None


def listed_rows(links: Iterable[tuple[Any, str, Any]], base: str) -> dict[str, Listed]:
    """Return what a list's rows state, by address; of an address in several places the first three, merged.

    Dates count only if at least half of the rows have one.
    `links` are the links of the rows, the addresses to which they lead, and the elements that the row's selector
    matches. `base` is the address to which the page's pictures are relative.
    """
    links = list(links)
    found: dict[str, Listed] = {}
    seen: dict[str, set[Any]] = {}
    boxes = boxes_of(links)
    rests = rests_of(list(dict.fromkeys(boxes)))
    for (link, url, _), box in zip(links, boxes, strict=True):
        places = seen.setdefault(url, set())
        if box in places or len(places) == _MOST_PLACES:
            continue
        places.add(box)
        if stated := merged(found.get(url), listed_in(box, link, base, rests.get(box))):
            found[url] = stated
    dated = sum(one.published is not None for one in found.values())
    if 2 * dated < len(found):  # a clock in the site's head stands beside a link, too
        found = {url: replace(one, published=None) for url, one in found.items()}
    return {url: one for url, one in found.items() if one != Listed()}


def boxes_of(links: Sequence[tuple[Any, str, Any]]) -> list[Any]:
    """Return for each link of a list the box of its row (`links` as for `listed_rows`).

    It is the outermost of six elements around the link that contains no link to another address of the list. On a page
    with one address that is the element that the row's selector matches; if that is the link, the nearest box around
    it that shows more.
    """
    if len({url for _, url, _ in links}) == 1:
        return [_with_text(link) if item is link else item for link, _, item in links]
    leads_to: dict[Any, str | None] = {}  # None: to several addresses
    for link, url, _ in links:
        for around in nearest_elements(link):
            leads_to[around] = url if leads_to.get(around, url) == url else None
    found: list[Any] = []
    for link, _, _ in links:
        box = link
        for around in nearest_elements(link):
            if leads_to[around] is None or around.tag in WHOLE_PAGE:
                break
            box = around
        found.append(box)
    return found


def rests_of(boxes: Sequence[Any]) -> dict[Any, Any]:
    """Return for each box of a row what stands between it and the next row, as an element; {} if few rows have any.

    Pages of tables and line breaks print headline and summary beside each other, without a box around both. What
    follows the last row is not told apart from what follows the list.
    """
    rows = set(boxes)
    found: dict[Any, Any] = {}
    for box in boxes:
        parts: list[Any] = []
        one = box.getnext()
        while one is not None and one not in rows and len(parts) <= _MOST_PARTS and one.find(".//a") is None:
            parts.append(one)
            one = one.getnext()
        if one in rows and len(parts) <= _MOST_PARTS and (parts or (box.tail or "").strip()):
            rest = etree.Element("div")
            rest.text = box.tail
            rest.extend(map(deepcopy, parts))
            found[box] = rest
    return found if 2 * len(found) >= len(boxes) - 1 else {}


def _with_text(link: Any) -> Any:
    """Return the nearest box around a link that shows more than the link; the link if none near does."""
    shown = len(_start_of(link))
    for around in islice(link.iterancestors(), _LEVELS_ALONE):
        if around.tag in WHOLE_PAGE:
            break
        if len(_start_of(around)) > shown:
            return around
    return link


def _start_of(element: Any) -> str:
    return "".join("".join(islice(element.itertext(), _MOST_TEXTS)).split())
