"""Find the summary (sapo) among the first lines of an article, by what is stated of it and by how it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import takewhile

from hanoi_press.pages.document import box_name, text_of
from hanoi_press.pages.heuristics.headline import Headline, is_headline_again
from hanoi_press.pages.heuristics.known_words import KnownWords
from hanoi_press.pages.heuristics.lead_places import is_among, is_of_picture, paragraphs_of
from hanoi_press.pages.heuristics.line_kinds import ends_sentence, is_date_line, is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.text import bylines
from hanoi_press.text.normalize import fold

_SHORTEST = 40  # characters of a summary
_SHORT_LINE = 20
_LONG = 80  # characters of a summary without an end
_LONGEST = 1500
_LONGEST_BOXED = 500  # characters of one that only its box tells from the paragraphs
_BOLD = 0.9  # of the letters
_MOST_LINES = 12  # that are looked at
_WITHIN = 6  # lines of the body
_SHORT_FOLDED = 20
_LONGEST_PLACE = 30
_HEAD_LINES, _LONGEST_FIELD = 3, 80  # lines of date and byline, their characters
_MOST_LEVELS, _MOST_BOXED = 3, 3  # boxes around the first line of a summary, and its lines
_NAMES = re.compile(r"(?:^|[\s_-])(?:sapo|summary|tom-?tat|standfirst)(?:$|[\s_-])", re.I)
_CUT = ("…", "...")
_ABBREVIATED = re.compile(r"\b(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m)\.")


def find_lead(
    page: PageLines,
    headline: Headline | None,
    region: Region,
    known: KnownWords,
    is_outer: Callable[[Line], bool],
    fields: Collection[int] = (),
    *,
    foreign: bool = False,
) -> list[Line]:
    """Return the lines of the summary, in order; [] if the page prints none apart from its paragraphs.

    `is_outer` returns True for a line of a menu or the like; `fields` are the numbers of lines that name the authors,
    `foreign` is True for a page in another language, from outside Vietnam.
    """
    start = headline.end if headline else region.first
    candidates = [
        line
        for line in page.lines[min(start, region.first) : region.first + _WITHIN]
        if line.number <= region.last and line.number not in fields and _may_be(line, page, headline)
    ][:_MOST_LINES]
    text: list[Line] = []
    if foreign:
        text = paragraphs_of(page, region)
        candidates = [line for line in candidates if not is_of_picture(page, line) and not is_among(page, line, text)]
    stated = next(filter(None, (_stated(candidates[index:], known) for index in range(len(candidates)))), [])
    own = [line for line in candidates if line.number < region.first and _is_sentence(line.text) and not is_outer(line)]
    printed = [max(own, key=lambda line: len(line.text))] if own else []
    inside = (line for line in candidates if line.number >= region.first and len(line.text) >= _SHORTEST)
    first = next(inside, None)
    if not printed and first is not None and _is_apart(first, page, region, text):
        printed = [first]
    printed = printed or _named(page, region, candidates)
    if stated and (not printed or stated[0].number <= printed[0].number):
        return stated
    return printed


def printed_words(page: PageLines, line: Line) -> str:
    """Return the words of a line; a dash behind the place that only a style sheet parts from them."""
    element = page.elements[line.box]
    if len(element) and not (element.text or "").strip():
        place = text_of(element[0])
        rest = line.text[len(place) :]
        is_place = 2 < len(place) <= _LONGEST_PLACE and all(word[0].isupper() for word in place.split())
        if is_place and line.text.startswith(place) and rest[:1].isupper():  # else a drop cap
            return f"{place} - {rest}"
    return line.text


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST and (ends_sentence(text) or len(text) >= _LONG)


def _may_be(line: Line, page: PageLines, headline: Headline | None) -> bool:
    if (
        line.link_share > 0.4
        or not any(map(str.isalnum, line.text))  # what parts the names from the date
        or len(line.text) > _LONGEST
        or is_headline_again(line, headline)
        or _in_caption(line, page)
    ):
        return False
    text = _ABBREVIATED.sub(r"\1", line.text)
    return not kind_of(line.text) and not (is_dated(line.text) and not ends_sentence(text))


def _stated(lines: list[Line], known: KnownWords) -> list[Line]:
    """Return the first lines if they are, together, a statement of the summary."""
    for summary in known.summaries:
        wanted = fold(summary)
        without = fold(bylines.dateline(summary)[1])
        if len(wanted) < _SHORT_FOLDED or summary.endswith(_CUT):  # cut from any paragraph
            continue
        words = ""
        found: list[Line] = []
        for line in lines[:4]:
            words += folded(line) if found else fold(line.text)
            found.append(line)
            bare = fold(bylines.dateline(found[0].text)[1]) + words[len(folded(found[0])) :]
            if words in (wanted, without) or bare in (wanted, without):
                return found
            if not (wanted.startswith((words, bare)) or without.startswith(bare)):
                break
    return []


def _is_apart(line: Line, page: PageLines, region: Region, text: list[Line]) -> bool:
    """Return True if the body's first line is printed in another way than its paragraphs (`text`, if known)."""
    if len(line.text) < _SHORTEST:
        return False
    if _is_above_date(page, line, region):
        return True
    following = [one for one in text if one is not line] or [
        one
        for one in page.lines[line.number + 1 : region.last + 1]
        if len(one.text) >= _SHORT_LINE
        and not is_date_line(one.text)
        and not (bylines.is_signature(one.text) or bylines.is_labelled_author(one.text))
        and one.number not in region.removed
    ]
    if not following:
        return False
    size = len(line.text)
    if line.bold >= _BOLD * size or line.slanted >= _BOLD * size:
        return any(one.bold < 0.5 * len(one.text) and one.slanted < 0.5 * len(one.text) for one in following)
    if page.is_heading(line):
        return size >= 60
    shape = page.shape(line)[0]
    if len(following) >= 2 and all(page.shape(one)[0] != shape for one in following):
        return True
    if len(following) < 2:
        return False
    return line.number < page.first[page.common_box(following[0], following[-1])] or _is_in_other_box(
        page, line, following
    )


def _is_above_date(page: PageLines, line: Line, region: Region) -> bool:
    """Return True for a sentence that the date, and the byline, part from the next."""
    if not _is_sentence(line.text) or line.text.endswith(":"):
        return False
    following = [
        one
        for one in page.lines[line.number + 1 : min(line.number + 2 + _HEAD_LINES, region.last + 1)]
        if one.number not in region.removed
    ]
    fields = list(takewhile(_is_field, following))
    if any(_is_quoted(page, one) for one in fields):
        return False
    return any(is_date_line(one.text) for one in fields) and len(fields) < len(following)


def _is_quoted(page: PageLines, line: Line) -> bool:
    """Return True for a line of a quotation, such as the date of an embedded post."""
    box = page.elements[line.box]
    return box.tag == "blockquote" or next(box.iterancestors("blockquote"), None) is not None


def _is_field(line: Line) -> bool:
    """Return True for a short line without a sentence; a linked one is of an embedded post or another article."""
    return len(line.text) <= _LONGEST_FIELD and not ends_sentence(line.text) and 2 * line.linked < len(line.text)


def _is_in_other_box(page: PageLines, line: Line, following: list[Line]) -> bool:
    """Return True for a line in a box whose make none of the boxes around the following paragraphs has."""
    own = page.shape(line)
    if len(line.text) > _LONGEST_BOXED or len(own) < 2 or page.parents[line.box] < 0:
        return False
    others = [page.shape(one)[1:2] for one in following]
    box = page.parents[line.box]
    return page.has_one_line(box) and own[1:2] not in others and len(set(others)) < len(others)


def _named(page: PageLines, region: Region, candidates: list[Line]) -> list[Line]:
    """Return the body's first lines if they, and no others, are in a box that is named as a summary."""
    first = next((line for line in candidates if line.number >= region.first), None)
    for box in page.around(first.box, _MOST_LEVELS) if first is not None else ():
        lines, element = page.inside(box), page.elements[box]
        if lines[0] is not first or len(lines) > _MOST_BOXED or lines[-1].number >= region.last:
            break
        if _NAMES.search(box_name(element)):
            return lines if sum(len(line.text) for line in lines) >= _SHORTEST else []
    return []


def _in_caption(line: Line, page: PageLines) -> bool:
    return any(page.elements[box].tag == "figcaption" for box in page.around(line.box, 2))
