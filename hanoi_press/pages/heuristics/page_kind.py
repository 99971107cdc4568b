"""Tell pages that lead to articles from articles: lists of a section, home pages, results of a search."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from hanoi_press.pages.heuristics.body_region import RegionFinder
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.line_kinds import ends_sentence, is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded
from hanoi_press.pages.heuristics.teaser_runs import TeaserRun, find_runs, is_paragraph, is_teaser, leads_on
from hanoi_press.text.normalize import fold
from hanoi_press.text.server_phrases import says_missing, text_kind

_FEWEST = 3  # headlines of other articles on a list
_OWN = 250  # characters of prose that only an article has besides
_OWN_ON_HOME = 1500
_NOTICE = 30  # characters of the only line of a short notice
_SECTION = 20  # characters of a headline that may be a section's name
_HOME = re.compile(r"/*(?:(?:index|default|home|trang-chu)(?:\.\w+)?/?)?", re.I)
_COLLECTION = re.compile(
    r"(?i)\W*(?:(?:kết quả )?tìm(?: kiếm| thấy)?\s*[:\d(]|kết quả(?: tìm kiếm)?\s*(?::|cho\b|$)|tìm kiếm\W*$"
    r"|search(?: results)?\b"
    r"|results for\b|(?:thẻ|từ khóa|chuyên mục|chuyên đề|chủ đề|tag|category|author|archives?|posts? (?:by"
    r"|tagged)|tác giả)\s*:)"
)
_PAGE = (
    r"(?:trang(?: web)?|bài(?: viết| báo)?|tin(?: bài)?|nội dung|đường dẫn|liên kết|địa chỉ)(?: này| nào)?"
    r"(?: (?:bạn|mà) .{0,40})?"
)
_MISSING = re.compile(
    r"(?i)\W*(?:(?:rất tiếc|xin lỗi|ôi|oops|sorry)\W+)?"
    rf"(?:không (?:có|còn|thấy|tìm (?:thấy|được)|tồn tại) {_PAGE}|{_PAGE} (?:đã "
    rf"|hiện )?(?:không (?:còn )?(?:tồn tại|có|tìm thấy)|đi vắng"
    r"|(?:bị|được) (?:xóa|xoá|gỡ)(?: bỏ| xuống)?).{0,40}|we (?:can['’]?t|cannot|could ?n[o'’]t) find\b.{0,60}"
    r"|(?:the )?page (?:(?:was )?not found|does not exist|you\b.{0,40}\b(?:found|exist)).{0,40}|this page (?:isn"
    r"|doesn|is not|does not|has been)\b.{0,60}"
    r"|nothing (?:was )?found.{0,40})\W*"
)
_LONGEST_MISSING = 100  # characters
_MOST_LINES = 60  # that are searched for the sentence of an error page


def is_list(page: PageLines, headline: Headline | None, is_frame: Callable[[Line], bool], url: str) -> bool:
    """Return True if a page consists of headlines of other articles, and has no prose of its own besides."""
    own_headline = range(headline.first, headline.end) if headline else range(0)
    runs = [run for run in find_runs(page, is_frame, own_headline) if run.number >= _FEWEST]
    if not runs:
        return False
    inside = {number for run in runs for number in range(run.first, run.end)}
    own = [line for line in page.lines if line.number not in inside and not is_frame(line) and not _is_other(line)]
    prose = sum(len(line.text) for line in own if is_paragraph(line) and not kind_of(line.text))
    if _is_home(url):
        return prose < _OWN_ON_HOME
    if prose >= _OWN:
        return False
    if headline is None or headline.first in inside or _COLLECTION.match(headline.words):
        return True
    if len(headline.words) < _SECTION:
        return True
    return not _has_notice(page, headline, runs)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None


def _is_other(line: Line) -> bool:
    return is_teaser(line) or leads_on(line)


def _has_notice(page: PageLines, headline: Headline, runs: list[TeaserRun]) -> bool:
    """Return True if words or a document follow the headline, before the first teaser behind it."""
    end = min((run.first for run in runs if run.first >= headline.end), default=len(page.lines))
    return any(
        line.documents
        or (len(line.text) >= _NOTICE and line.link_share < 0.5 and not is_dated(line.text) and not kind_of(line.text))
        for line in page.lines[headline.end : end]
    )


def error_kind(
    page: PageLines, headline: Headline | None, is_frame: Callable[[Line], bool], value: float
) -> str | None:
    """Return "not-found" or "error" for a page without a body that says so; `value` is that of what may be its body."""
    if value >= _OWN:
        return None
    if headline is not None and _is_missing(headline.words):
        return "not-found"
    lines = [line for line in page.lines if not is_frame(line) and not line.linked][:_MOST_LINES]
    if any(_is_missing(line.text) for line in lines):
        return "not-found"
    return next((kind for line in lines if (kind := text_kind(line.text))), None)


def _is_missing(text: str) -> bool:
    return len(text) <= _LONGEST_MISSING and (says_missing(text) or _MISSING.fullmatch(text) is not None)


def added_prose(text: str, own: str, page: PageLines, finder: RegionFinder) -> int:
    """Return how many characters of paragraphs `text` has more than `own` that are not known to be frame."""
    known = {*map(fold, own.split("\n\n"))}
    known.update(folded(line) for line in page.lines if finder.is_known_frame(line) or not is_paragraph(line))
    return sum(len(one) for one in text.split("\n\n") if ends_sentence(one) and fold(one) not in known)
