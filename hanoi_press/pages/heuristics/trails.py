"""Find the breadcrumb before the headline and the keywords behind the text, by words and addresses of their links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from urllib.parse import urlsplit

from hanoi_press.pages.document import Document, Element, box_name, is_larger, text_of
from hanoi_press.pages.document_address import split_address
from hanoi_press.pages.heuristics.line_kinds import is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.printed_bylines import AUTHOR_ADDRESS
from hanoi_press.pages.heuristics.teaser_runs import is_link_to_rest, is_paragraph
from hanoi_press.pages.named_boxes import steps
from hanoi_press.text.normalize import fold

_REACH_BEFORE, _REACH_BEHIND = 14, 40  # lines
_LEVELS = 4  # of boxes around a line
_MOST_STEPS = 5
_FEWEST_IN_MENU = 3  # links
_MOST_IN_ROW = 3  # links of a row that is no menu
_NEAR = 5  # lines before the headline
_MOST_LINKS = 20  # of a box of keywords
_MOST_LINES = 24
_LONGEST_STEP, _LONGEST_TAG = 45, 70  # characters
_LARGEST = 120  # elements
_HOME = re.compile(r"(?i)\W*(?:trang chủ|trang chính|trang nhất|home(?: ?page)?)\W*")
_HOME_PATH = re.compile(r"(?i)/*(?:(?:index|default|home|trang-chu|trang-nhat)(?:\.\w+)?/?)?")
_CRUMBS = re.compile(r"(?i)crumb|chuyen-?muc|[-_]cate|^cate|section|folder")
_MENU = re.compile(r"(?i)menu|nav")
_LABEL = re.compile(
    r"(?i)\W*(?:từ kh(?:óa|oá)|(?:hash)?tags?|thẻ|chủ đề|keywords?|topics?)(?: liên quan| bài viết)?\b\s*[:：]?\W*"
)
_TAG_ADDRESS = re.compile(r"(?i)(?:^|[/._?&-])(?:tags?|tu-khoa|hashtags?|keywords?)(?:[/._?=-]|\d|$)")
_SUFFIX = re.compile(r"\.\w{2,5}$")


def breadcrumb(page: PageLines, doc: Document, url: str, headline: range) -> list[str]:
    """Return the steps of the row of links that leads from the home page to the headline (the numbers of its lines).

    A row counts if it begins with the home page, or its addresses lead to the article's; [] if there is none.
    """
    own = _path(url)
    around = {one for line in page.lines[headline.start : headline.stop] for one in (*line.outer, *line.named)}
    titles = {fold(line.text) for line in page.lines[headline.start : headline.stop]}
    for line in reversed(page.lines[max(0, headline.start - _REACH_BEFORE) : headline.start]):
        if is_paragraph(line):
            break
        if not line.linked or len(line.text) > _MOST_STEPS * _LONGEST_STEP:
            continue
        names: list[str] = []
        for box in page.around(line.box, _LEVELS):
            if page.end[box] > headline.start or is_larger(page.elements[box], _LARGEST):
                break
            is_near = headline.start - page.first[box] <= _NEAR
            is_row = not any(_is_menu_box(one) for one in (*line.outer, *line.named) if one not in around)
            found = _crumbs(page.elements[box], doc, own, is_near=is_near, is_row=is_row)
            if not found and _is_menu(page.inside(box)):
                names = []
                break
            names = found or names
        if names := [name for name in names if fold(name) not in titles]:
            return names
    return _beside_date(page, doc, own, headline.stop)


def _beside_date(page: PageLines, doc: Document, own: str, number: int) -> list[str]:
    """Return the section that the article's date line behind the headline links: "20/11/2026 09:15 | Giáo dục"."""
    for line in page.lines[number : number + _NEAR]:
        if is_paragraph(line):
            break
        if line.linked and len(line.text) <= _LONGEST_TAG and any(map(str.isdigit, line.text)) and is_dated(line.text):
            links = list(islice(page.elements[line.box].iter("a"), _MOST_IN_ROW + 1))
            found = [(text_of(one), _path(doc.absolute(one.get("href") or "") or own)) for one in links]
            if len(found) <= _MOST_IN_ROW and all(path != own and _names(path, words) for words, path in found):
                return [words for words, _ in found]
    return []


def _is_menu(lines: list[Line]) -> bool:
    return len(lines) > _MOST_IN_ROW and all(line.link_share > 0.6 for line in lines)


def _crumbs(box: Element, doc: Document, own: str, *, is_near: bool, is_row: bool) -> list[str]:
    """Return the steps if a box is a breadcrumb."""
    found = [(text_of(one), doc.absolute(one.get("href") or "")) for one in box.iter("a")]
    links = [
        (words, _path(url)) for words, url in found if url and not _is_button(words) and not AUTHOR_ADDRESS.search(url)
    ]
    links = [(words, path) for words, path in links if path != own and (words or _HOME_PATH.fullmatch(path))]
    if not 0 < len(links) <= _MOST_STEPS + 1 or any(len(words) > _LONGEST_STEP for words, _ in links):
        return []
    first, path = links[0]
    from_home = _HOME.fullmatch(first) is not None or (not first and _HOME_PATH.fullmatch(path) is not None)
    rest = links[1:] if from_home or _HOME_PATH.fullmatch(path) else links
    if not rest:
        return []
    leads = all(own.startswith(f"{_SUFFIX.sub('', path).rstrip('/')}/") for _, path in rest)
    nested = len(rest) > 1 and all(two.startswith(f"{_SUFFIX.sub('', one)}/") for (_, one), (_, two) in pairwise(rest))
    named = any(_CRUMBS.search(box_name(one)) for one in islice(box.iter("*"), 3))
    is_row = is_row and len(rest) <= _MOST_IN_ROW
    told = is_near and is_row and all(_names(path, words) for words, path in rest)
    if not (leads or nested or named or told or (from_home and is_row)):
        return []
    names = [name for name in steps(box) if not _HOME.fullmatch(name)]  # also those that are no links
    if len(names) < len(rest) or any(len(name) > _LONGEST_STEP or is_dated(name) for name in names):
        names = [words for words, _ in rest]
    return list(dict.fromkeys(words.strip(" /\\»›>|:–—•→-") for words in names if words))[:_MOST_STEPS]


def _is_menu_box(element: Element) -> bool:
    """Return True for a menu: it has more links than one to the home page and one to the section."""
    names = box_name(element)
    if element.tag not in ("nav", "header") and not _MENU.search(names):
        return False
    return sum(1 for _ in islice(element.iter("a"), _FEWEST_IN_MENU)) == _FEWEST_IN_MENU


def _is_button(words: str) -> bool:
    return kind_of(words) in ("share", "counter") or is_link_to_rest(words)


def _names(path: str, words: str) -> bool:
    """Return True if an address spells the words of its link."""
    return len(words) > 1 and fold(words).replace(" ", "") in re.sub(r"\W", "", path)


def _path(url: str) -> str:
    return urlsplit(url).path.lower()


def keywords(page: PageLines, first: int, last: int) -> list[str]:
    """Return the words of the links behind a label of keywords, else of links whose addresses are those of keywords.

    `first` and `last` are the numbers of the text's first and last line.
    """
    lines = page.lines[last + 1 : last + 1 + _REACH_BEHIND]
    for line in [*lines, *reversed(page.lines[first : last + 1])]:
        label = _LABEL.match(line.text) if len(line.text) <= 20 * _LONGEST_TAG else None
        if label and (names := _labelled(page, line, label.end())):
            return names
    for line in lines:
        if names := _addressed(page, line):
            return names
    return []


def _labelled(page: PageLines, line: Line, label: int) -> list[str]:
    """Return the keywords behind a label: in the same line, or in the widest box that begins with it."""
    rest = len(line.text) - label
    if rest > 0 and line.linked < 0.7 * rest:
        return []
    found: list[str] = []
    for box in page.around(line.box, _LEVELS):
        element = page.elements[box]
        lines = page.inside(box)
        if page.first[box] != line.number or len(lines) > _MOST_LINES or is_larger(element, _LARGEST):
            break
        if any(one.link_share < 0.7 for one in lines if one is not line):
            break
        names = _words(element)
        if len(names) > _MOST_LINKS or any(len(name) > _LONGEST_TAG for name in names):
            break
        found = names
    return found


def _addressed(page: PageLines, line: Line) -> list[str]:
    """Return the words of the links of the widest box around a line, if all lead to pages of keywords."""
    found: list[str] = []
    if line.link_share < 0.7 or any(one.tag in ("aside", "nav") for one in line.outer):
        return found
    for box in page.around(line.box, _LEVELS):
        element = page.elements[box]
        if page.end[box] - page.first[box] > _MOST_LINES or is_larger(element, _LARGEST):
            break
        links = list(islice(element.iter("a"), _MOST_LINKS + 1))
        if len(links) > _MOST_LINKS or not all(map(_is_tag, links)):
            break
        found = _words(element)
    return found


def _is_tag(link: Element) -> bool:
    parts = split_address(link.get("href") or "")
    return parts is not None and _TAG_ADDRESS.search(f"{parts.path}?{parts.query}") is not None


def _words(element: Element) -> list[str]:
    return list(dict.fromkeys(filter(None, _link_words(element))))


def _link_words(element: Element) -> Iterator[str]:
    for link in islice(element.iter("a"), 2 * _MOST_LINKS):
        words = text_of(link).strip(" #,;")
        if not _LABEL.fullmatch(words):
            yield words
