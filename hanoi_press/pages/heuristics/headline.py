"""Find a page's headline among its lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from hanoi_press.pages.document import Element, text_of
from hanoi_press.pages.heuristics.known_words import KnownWords
from hanoi_press.pages.heuristics.line_kinds import is_contact, is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded
from hanoi_press.pages.heuristics.site_titles import is_site_title
from hanoi_press.text.normalize import clean, fold
from hanoi_press.text.related_labels import is_related_heading

_RANK = {"h1": 2.0, "h2": 1.2, "h3": 0.8, "h4": 0.5, "h5": 0.3, "h6": 0.3}
_SLUG = 2.5  # what it counts that a line is the whole address in words: more than a window that names the site
_LONGEST = 400  # characters of a headline
_SHORTEST = 8  # letters
_MOST_LINES = 4  # of a headline
_PROSE = 60
_FOLLOWED = 25  # lines after a headline in which its prose begins
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|default\.aspx|home|trang-chu\S*)?(?:[?#].*)?", re.I)
_IMPRINT = 3  # lines after the site's name in a footer, of which one is its address
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(pt|px|em|rem|%)", re.I)
_LARGE = {"pt": 15, "px": 20, "em": 1.3, "rem": 1.3, "%": 130}
_LARGE_FONTS = frozenset({"4", "5", "6", "7", "+1", "+2", "+3"})
_MOST_NESTED = 4  # elements of a line that are looked at
_BEFORE = 24  # lines before the first prose
_OVER_DATE = 8  # lines before the first prose, one of which is the date below the headline
_LONGEST_DATE = 40  # characters of a line that is hardly more than a date
_LEAST_PRINTED, _LIKELY_PRINTED, _LONGEST_PRINTED = 15, 30, 250  # characters of a headline that only its print shows


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline: its element, its words, and the numbers of its first line and of the line after its last."""

    element: Element
    words: str
    first: int
    end: int
    weight: float  # how well the statements of it agree; 0 if nothing states it

    @property
    def folded(self) -> str:
        """Its words for comparison."""
        return _folded(self.words)


_folded = lru_cache(maxsize=16)(fold)  # every line of a page is compared with its headline


def find_headline(page: PageLines, known: KnownWords, is_site: Callable[[str], bool]) -> Headline | None:
    """Return the headline; None if no line looks like one. `is_site` returns True for a name of the site."""
    best: tuple[float, Headline] | None = None
    for box, first, end in _candidates(page):
        lines = page.lines[first:end]
        words = lines[0].text if len(lines) == 1 else clean(" ".join(line.text for line in lines))
        stated = known.title_weight(folded(lines[0]) if len(lines) == 1 else fold(words))
        rank = _RANK.get(page.elements[box].tag, 0.0)
        if (not stated and not rank) or len(words) > _LONGEST or is_related_heading(words):
            continue
        is_slug = bool(stated) and known.is_slug(folded(lines[0]) if len(lines) == 1 else fold(words))
        score = stated + rank + _place(page, first, end) + (_SLUG if is_slug else 0)
        if best is not None and score <= best[0]:
            continue
        if (
            _is_of_site(page, box, first, words, is_site, known)
            or _leads_home(page.elements[box])
            or _is_imprint(page, end)
        ):
            score -= 5
        if best is None or score > best[0]:
            best = score, Headline(page.elements[box], words, first, end, stated)
    return best[1] if best and best[0] > 0 else None


def _is_of_site(
    page: PageLines, box: int, first: int, words: str, is_site: Callable[[str], bool], known: KnownWords
) -> bool:
    """Return True if the words name the site, are a part of a heading that does, or begin with its line."""
    element = page.elements[box]
    around = (words, page.lines[first].text, clean(text_of(element)[:_LONGEST]) if element.tag in _RANK else "")
    return is_site(words) or known.is_of_host(words) or any(map(is_site_title, around))


def headline_by_print(page: PageLines, prose: int, is_site: Callable[[str], bool]) -> Headline | None:
    """Return the last bold or large line before the paragraph with the number `prose`, else the line over the date.

    It counts where no heading and no statement says more.
    """
    best: tuple[int, int] | None = None
    for line in page.lines[max(0, prose - _BEFORE) : prose + 1]:
        text = line.text
        size = int(_is_large(page.elements[line.box]))
        if (
            (size or line.bold >= 0.9 * len(text))
            and _LEAST_PRINTED <= len(text) <= _LONGEST_PRINTED
            and line.link_share < 0.5
            and not text.endswith((".", ":", ";"))
            and not kind_of(text)
            and not (is_dated(text) and len(text) < _LONGEST_DATE)
            and not is_site(text)
            and not is_site_title(text)
            and not _is_imprint(page, line.number + 1)
        ):
            best = max(best or (0, 0), (2 * size + (len(text) >= _LIKELY_PRINTED), line.number))
    if best is None and (found := _before_date(page, prose, is_site)) is not None:
        return found
    number = best[1] if best is not None else _over_date(page, prose, is_site)
    if number is None:
        return None
    line = page.lines[number]
    return Headline(page.elements[line.box], line.text, line.number, line.number + 1, 0.0)


def _before_date(page: PageLines, prose: int, is_site: Callable[[str], bool]) -> Headline | None:
    """Return the words of a line before its date: `<b>Headline</b> (20/11/2026 09:15)`."""
    for line in reversed(page.lines[max(0, prose - _OVER_DATE) : prose]):
        element = next(iter(page.elements[line.box].iterchildren("*")), None)
        if element is None or line.linked or not page.has_one_line(line.box):
            continue
        words = text_of(element)
        rest = line.text.removeprefix(words).strip(" ()[]-–|")
        if words == line.text or not line.text.startswith(words) or not is_dated(rest) or len(rest) > _LONGEST_DATE:
            continue
        if _LIKELY_PRINTED <= len(words) <= _LONGEST_PRINTED and not kind_of(words) and not is_site(words):
            return Headline(element, words, line.number, line.number + 1, 0.0)
    return None


def _over_date(page: PageLines, prose: int, is_site: Callable[[str], bool]) -> int | None:
    """Return the number of the plain line, a box of its own, over the last date before the prose."""
    for line in reversed(page.lines[max(0, prose - _OVER_DATE) : prose]):
        if line.number and len(line.text) <= 2 * _LONGEST_DATE and is_dated(line.text) and not line.linked:
            over = page.lines[line.number - 1]
            return over.number if _may_be_plain_headline(page, over, is_site) else None
    return None


def _may_be_plain_headline(page: PageLines, line: Line, is_site: Callable[[str], bool]) -> bool:
    text = line.text
    return (
        _LIKELY_PRINTED <= len(text) <= _LONGEST_PRINTED
        and page.has_one_line(line.box)
        and not line.linked
        and not text.endswith((".", ":", ";"))
        and not kind_of(text)
        and not is_dated(text)
        and not is_site(text)
    )


def _candidates(page: PageLines) -> list[tuple[int, int, int]]:
    """Return boxes that may be the headline, with their lines: headings, and lines of their own."""
    found: dict[tuple[int, int], int] = {}
    for number, element in enumerate(page.elements):
        lines = page.end[number] - page.first[number]
        if element.tag in _RANK and 0 < lines <= _MOST_LINES:
            found.setdefault((page.first[number], page.end[number]), number)
    for line in page.lines:
        if _SHORTEST <= len(line.text) <= _LONGEST:
            heading = page.heading_of(line)
            box = line.box if heading is None else page.box_of[heading]
            found.setdefault((line.number, line.number + 1), box)
        parent = page.parents[line.box]  # words of a headline in boxes of their own
        if parent >= 0 and page.first[parent] == line.number and 1 < page.end[parent] - line.number <= 2:
            found.setdefault((line.number, page.end[parent]), parent)
    return [(box, first, end) for (first, end), box in found.items()]


def _place(page: PageLines, first: int, end: int) -> float:
    """Return how well the place of lines suits a headline: not in a menu or a link, prose follows."""
    lines = page.lines[first:end]
    score = 0.0
    if any(line.outer for line in lines if _is_menu(line)):
        score -= 2.5
    if any(line.named for line in lines):
        score -= 0.5
    if sum(line.linked for line in lines) > 0.5 * sum(len(line.text) for line in lines):
        score -= 2
    following = page.lines[end : end + _FOLLOWED]
    distance = next((number for number, line in enumerate(following) if _is_prose(line)), None)
    if distance is None:
        score -= 2
    else:
        links = sum(line.link_share > 0.5 and len(line.text) > 3 for line in following[:distance])
        score += 1 - min(links, 12) / 6
    return score


def _is_large(element: Element) -> bool:
    """Return True if the element, or the only one in it, is printed in large letters."""
    for one in islice(element.iter("*"), _MOST_NESTED):
        size = _SIZE.search(one.get("style") or "")
        if size is not None and float(size[1]) >= _LARGE[size[2].lower()]:
            return True
        if one.tag == "big" or (one.tag == "font" and (one.get("size") or "") in _LARGE_FONTS):
            return True
    return False


def _is_imprint(page: PageLines, end: int) -> bool:
    """Return True if the site's address or licence follows, as it follows the site's name in a footer."""
    outer = page.lines[end - 1].outer if end else ()
    for line in page.lines[end : end + _IMPRINT]:
        if any(one not in outer for one in line.outer):  # the footer below a short article
            return False
        if _is_prose(line):
            return False
        if is_contact(line.text):
            return True
    return False


def _is_menu(line: Line) -> bool:
    return any(one.tag in ("nav", "footer", "aside", "label", "dialog", "menu") for one in line.outer)


def _is_prose(line: Line) -> bool:
    return len(line.text) > _PROSE and line.link_share < 0.4 and not is_contact(line.text)


def _leads_home(element: Element) -> bool:
    """Return True if the element holds, or is in, a link to the site's home page."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any((href := one.get("href")) is not None and _HOME.fullmatch(href.strip()) for one in links[:3])


def is_headline_again(line: Line, headline: Headline | None) -> bool:
    """Return True for a line that repeats the headline."""
    return headline is not None and folded(line) == headline.folded
