"""Find the printed date and the byline among the lines around the headline and behind the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hanoi_press.pages.byline_lines import byline_of
from hanoi_press.pages.document import is_larger
from hanoi_press.pages.heuristics.body_region import Region
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.line_kinds import ends_sentence, is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.text import bylines, dates

_BEFORE = 6  # lines before the headline that may belong to it
_AFTER = 10  # lines behind the body
_HEAD = 15  # lines between headline and body
_LONGEST_DATE = 120
_LONGEST_BYLINE = 120
_PHOTOGRAPHER = re.compile(r"(?i)\W*(?:nguồn )?(?:ảnh|photo|đồ họa|video|clip)\b")
_SMALL = 12  # elements of a byline
_HEAD_RANK = 2.6  # of a place next to the headline
_NEAR_END = 3  # lines behind the body
_BARE_LABEL = re.compile(r"(?i)\W*(?:tác giả|người viết|thực hiện|phóng viên|author|by|bài|người đăng)\s*[:：]?\W*")
_LABELLED = re.compile(
    r"(?i)ngày (?:đăng|xuất bản|viết|tạo)|đăng (?:lúc|ngày)|xuất bản|cập nhật|publish|posted|thời gian"
)
_AUTHOR = re.compile(
    r"(?i)\W*(?:(?:tác giả|người viết|người thực hiện|thực hiện|biên soạn|phóng viên|nhà báo|pv|btv|ctv|by|author|written by|posted by|người đăng|viết bởi)"
    r"|(?:(?:tin|bài|bài viết)(?:(?:\s*(?:,|và|&|-|/)\s*)(?:tin|ảnh|hình|video|clip))*))\s*(?::|：|(?<=by)\s)"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_PARTS = re.compile(r"\s*[|•·●]\s*|\s+[-–—]\s+|\s{2,}")
_BARS = re.compile(r"\s*[|•·●]\s*")
_VOICES = re.compile(
    r"(?i)^(?:giọng|nữ|nam)\b|miền (?:bắc|nam|trung)|^(?:cỡ|nghe|đọc|xem|chia|theo|cổng|trang|báo|tạp chí|đài)\b"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A dated line; `rank` says how near to the headline it is: above 3 it is the article's own."""

    line: Line
    rank: float


def find_dates(
    page: PageLines, headline: Headline | None, region: Region | None, stated: set[str]
) -> list[PrintedDate]:
    """Return the dated lines that may be the article's, the best first. `stated` are the days that metadata states."""
    found = []
    for line, rank in _places(page, headline, region):
        if len(line.text) > _LONGEST_DATE or not is_dated(line.text):
            continue
        if len(line.text) > 60 and ends_sentence(line.text):
            continue
        date = dates.parse_line(line.text)
        moment = date.published or date.modified or ""
        rank += ("T" in moment) + (_LABELLED.search(line.text) is not None)
        rank += 3 if dates.in_hanoi(moment) and (dates.in_hanoi(moment) or "")[:10] in stated else 0
        rank -= 0.5 if date.only_update else 0
        found.append(PrintedDate(line, rank))
    return sorted(found, key=lambda one: -one.rank)


def _places(page: PageLines, headline: Headline | None, region: Region | None) -> Iterator[tuple[Line, float]]:
    """Yield the lines in whose places a date or a byline is printed, with the rank of each place."""
    first = headline.first if headline else (region.first if region else 0)
    end = headline.end if headline else first
    body = region.first if region else end
    for line in page.lines[end : min(max(body, end) + 4, end + _HEAD + 4)]:
        if region is not None and line.number > region.last:
            break
        yield line, 4.0 if not _is_outer(line) else 1.0
    for distance, line in enumerate(reversed(page.lines[max(0, first - _BEFORE) : first])):
        yield line, (3.0 if not _is_outer(line) else 0.5) - distance / 4
    if region is not None:
        for distance, line in enumerate(page.lines[region.last + 1 : region.last + 1 + _AFTER]):
            yield line, (2.8 if not _is_outer(line) else 0.0) - distance / 4
        for line in page.lines[max(region.first, region.last - 2) : region.last + 1]:
            yield line, 1.5


def _is_outer(line: Line) -> bool:
    return any(one.tag in ("nav", "footer", "aside") for one in line.outer)


def bylines_of(page: PageLines, headline: Headline | None, region: Region | None) -> Iterator[str]:
    """Yield the bylines as printed: labelled ones first, then names alone next to headline or body."""
    lines = [(line, rank) for line, rank in _places(page, headline, region) if rank > 1]
    for line, _ in lines:
        if len(line.text) > _LONGEST_BYLINE:
            continue
        if printed := _labelled(_with_commas(page, line)):
            yield printed
        elif _BARE_LABEL.fullmatch(line.text) and (named := _beside(page, line)):
            yield named
    end = region.last if region is not None else 0
    for line, rank in lines:
        if len(line.text) > _LONGEST_BYLINE or kind_of(line.text) or page.is_heading(line) or _is_caption(page, line):
            continue
        if rank < _HEAD_RANK and not (end < line.number <= end + _NEAR_END and _is_plain(page, line, end)):
            continue
        whole = _with_commas(page, line)
        people = next(filter(_is_people, (whole, *_BARS.split(whole), *_PARTS.split(whole))), None)
        if people:
            yield ", ".join([people, *_people_beside(page, line)])


def _is_caption(page: PageLines, line: Line) -> bool:
    """Return True for a line directly behind a picture, or one that names a photographer."""
    if line.number in page.pictures or _PHOTOGRAPHER.match(line.text) or page.elements[line.box].tag == "figcaption":
        return True
    return any(page.elements[box].tag in ("figure", "figcaption") for box in page.around(line.box)[:4])


def _people_beside(page: PageLines, line: Line) -> Iterator[str]:
    """Yield the names in the next lines in boxes beside that of a line."""
    for other in page.lines[line.number + 1 : line.number + 4]:
        if other.box == line.box or page.parents[other.box] != page.parents[line.box] or not _is_people(other.text):
            return
        yield other.text


def _beside(page: PageLines, label: Line) -> str | None:
    """Return the names in the line after a label that stands alone ("Tác giả" over "Lê An")."""
    following = page.lines[label.number + 1 : label.number + 2]
    if not following or len(following[0].text) > _LONGEST_BYLINE or is_dated(following[0].text):
        return None
    printed = _with_commas(page, following[0])
    return printed if bylines.is_signature(printed) else None


def _is_plain(page: PageLines, line: Line, end: int) -> bool:
    """Return True for a line behind the body that is no link, no entry of a list, and follows no label."""
    if line.link_share > 0.5 or page.elements[line.box].tag in ("li", "dd", "dt", "option") or line.text.isupper():
        return False
    return not any(kind_of(one.text) in ("tags", "related", "comments") for one in page.lines[end + 1 : line.number])


def _with_commas(page: PageLines, line: Line) -> str:
    """Return the words of a line, with a comma between names in elements of their own."""
    element = page.elements[line.box]
    if page.end[line.box] - page.first[line.box] > 1 or is_larger(element, _SMALL):
        return line.text
    return byline_of(element) or line.text


def _labelled(text: str) -> str | None:
    """Return the part of a line behind a label of authors, without a date behind it."""
    for part in _PARTS.split(text):
        if _AUTHOR.match(part) and not is_dated(part):
            return part
    return text if _AUTHOR.match(text) and not is_dated(text) else None


def _is_people(part: str) -> bool:
    if _VOICES.search(part) or is_dated(part) or not bylines.is_signature(part):
        return False
    names = bylines.authors(part)
    return bool(names) and all(bylines.is_name(one) and _WORD.search(one) for one in names)
