"""Read a line as a byline: whose names it has, beside dates, jobs, addresses and sections."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from hanoi_press.pages.byline_lines import byline_of
from hanoi_press.pages.heuristics.field_places import is_alone
from hanoi_press.pages.heuristics.labelled_fields import is_labelled_fields, with_bars
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.text import bylines, dates, people
from hanoi_press.text.normalize import clean

LONGEST = 120  # characters of a byline
_LONGEST_NAMES = 80
_LABEL = re.compile(
    r"(?i)\W*(?:(?:tác giả(?: bài viết)?|người viết|người thực hiện|thực hiện|biên soạn|biên dịch"
    r"|nội dung|(?:phóng|biên tập|cộng tác) viên|nhà báo|pv|btv|ctv|author"
    r"|người đăng|theo pv)|(?:(?:tin|bài|bài viết)(?:\s*(?:,|và|&|-|/)\s*(?:tin|ảnh|hình|video|clip))*))\s*[:：]"
)
_LEAD = re.compile(rf"\W*(?i:{bylines.LEAD_WORDS}|(?:bài|tin)(?: viết| và ảnh|, ảnh)? của)[\s:]+(?=[A-ZÀ-ỸĐ])")
_BARE_LABEL = re.compile(
    r"(?i)\W*(?:tác giả|người viết|(?:người )?thực hiện|phóng viên|author|written by|by|bài|người đăng)\s*[:：]?\W*"
)
_PARTS = re.compile(r"\s*[|•·●]\s*|\s+[-–—]\s+|\s{2,}")
_SIGN = re.compile(
    "[@\u2190-\u2bff\ufe0f\U0001f300-\U0001faff\\s]+(?=[^\\W\\d_])"
)  # a pencil or a person before a name
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,64}")
_DATE_WORDS = re.compile(
    r"(?i)(?:[\s,;|(:.–-]|\b(?:đăng|cập nhật|vào|lúc|ngày|thứ|t(?=\d?$)|chủ nhật|cn|hai|ba|tư|năm|sáu|bảy"
    r"|published|posted|updated|on|at|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b"
    r"){1,20}$"
)
_AFTER_DATE = re.compile(r"(?i)^(?:[\s,;|():.–-]|gmt\b|[ap]m\b|sa\b|ch\b){0,12}")
_WEEKDAY = re.compile(r"(?i)(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\W*")
_RELATIVE = re.compile(r"(?i)\b(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) trước\b|\bago\b")
# "Bài Lê An Ảnh Vũ Bình": labels without a colon, in elements of their own.
_TEXT_AND_PICTURES = re.compile(
    r"(?:Bài(?: viết)?|Lời|Chữ|Nội dung|Words|Text)[ |]{1,3}(?P<names>[^:|]{4,60}?)[ |·•,–-]{1,3}"
    r"(?:Ảnh|Hình(?: ảnh)?|Minh họa|Minh hoạ|Đồ họa|Đồ hoạ|Video|Thiết kế|Trình bày|Photos?|Pictures)[ |]{1,3}"
    r"[A-ZÀ-ỸĐ][^:]{3,60}"
)
_AGO = re.compile(r"(?i)^ ?(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) trước\b|^ ?\w{3,7} ago\b")  # behind its number
_ROLE_BEHIND = re.compile(r"\s*[,(]\s*(?=\S)")
# The job behind a name in boxes beside each other: "Lê An Phóng viên".
_JOB_BEHIND = re.compile(r"(?<=\w)\s+(?=(?:Phóng viên|Nhà báo|Biên tập viên|Cộng tác viên|Tác giả)(?!\w))")
# Counters at the end of a line of date and byline: "2 bình luận", "No comments", "5 phút đọc".
_COUNTERS = re.compile(
    r"(?i)(?:[\s,;|·•–-]+(?:(?:\d[\d.,]*k?|không có|chưa có|no) "
    r"(?:bình luận|ý kiến|phản hồi|lượt (?:xem|đọc)|phút đọc|min(?:utes?)? read|comments?|views?)"
    r"|(?:để lại |gửi )?bình luận|leave a comment))+\W*$"
)
_OUTLET_BEHIND = re.compile(r"(?i)\s*\((?:báo|tạp chí|đài|theo|nguồn)\s[^()]{1,40}\)")
# Who made pictures and layout, behind the author's name; what the author did, behind it.
_OTHER_WORK = re.compile(
    r"(?i)(?:\W+(?:thiết kế|đồ họa|đồ hoạ|trình bày|kỹ thuật|infographics?)|\s*\((?:hình )?(?:ảnh|video|clip))\s*[:：]"
)
_WORK_DONE = re.compile(
    r"(?i)\s+\(?(?:tổng hợp|lược dịch|biên dịch|dịch|lược ghi|ghi|sưu tầm|thực hiện|biên tập)\)?\.?$"
)
_VOICES = re.compile(
    r"(?i)^giọng\b|^(?:nữ|nam) (?:bắc|trung|nam)\b|miền (?:bắc|nam|trung)"
    r"|^(?:cỡ|nghe|đọc|xem|chia|theo|cổng|trang|báo|tạp chí|đài)\b"
)
_BUTTON = re.compile(r"(?i)\s(?:copy link|sao chép(?: liên kết)?|xem bài gốc|link gốc)$")
_DIGIT = re.compile(r"\d")
_ORIGIN = re.compile(r"(?i)theo|ngu|source|dẫn|ttxvn|vietnam")  # one of which every attribution has
_WORD = re.compile(r"[^\W\d_]{2}")
_INITIALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ]){1,2}\.?")


class Byline(NamedTuple):
    """The names of a byline as printed, and whether a label says that they are authors."""

    names: str
    is_labelled: bool


def is_bare_label(text: str) -> bool:
    """Return True for the label of an author alone: "Tác giả"."""
    return _BARE_LABEL.fullmatch(text) is not None


def read_byline(page: PageLines, line: Line) -> Byline | None:
    """Return the byline that a line is, or has beside its date; None if it names nobody."""
    if len(line.text) > LONGEST:
        return None
    words = words_of(page, line)
    return read_words(with_bars(words) if is_labelled_fields(line.text) else words)


@lru_cache(maxsize=256)  # dates, authors and signatures are looked for in the same lines
def read_words(words: str) -> Byline | None:
    """Return the byline in the words of a line."""
    if len(words) > LONGEST + 20:
        return None
    if words[:1] == "(" and words[-1:] == ")":
        words = words[1:-1]
    shared = _TEXT_AND_PICTURES.fullmatch(words)
    if shared is not None and (own := _read(shared["names"])) is not None:
        return Byline(own.names, True)
    found = _read(_stripped(words))
    if found is not None:
        return found
    parts = _PARTS.split(words)
    names: list[str] = []
    is_labelled = False
    for part in parts if len(parts) > 1 else ():
        one = _read(_stripped(part))
        if one is not None and not (one.is_labelled and names and not is_labelled):
            names.append(one.names)
            is_labelled = is_labelled or one.is_labelled
        elif names:
            break
    return Byline(", ".join(names), is_labelled) if names else None


def outlet_in(text: str) -> str | None:
    """Return the outlet that a byline names as the text's origin: "Minh Hòa (Theo AFP)", "Theo TTXVN | 20/11/2026"."""
    if len(text) > LONGEST or not _ORIGIN.search(text):
        return None
    for part in (text, *_PARTS.split(text)):
        words = _BUTTON.sub("", _without_date(part).strip())
        start = max(words.rfind(" ("), words.find(" Theo "))
        if name := bylines.attribution(words):
            return name
        if (
            start > 0
            and (bylines.is_signature(head := words[:start].rstrip(" ,")) or _INITIALS.fullmatch(head))
            and (name := bylines.attribution(words[start:]))
        ):
            return name
    return None


def words_of(page: PageLines, line: Line) -> str:
    """Return the words of a line: a bar between elements that only their style keeps apart, a comma between names."""
    if line.words is None:
        line.words = _words_of(page, line)
    return line.words


def _words_of(page: PageLines, line: Line) -> str:
    element = page.elements[line.box]
    if not len(element) or not is_alone(page, line):
        return line.text
    named = byline_of(element) if len(element) > 1 or len(element[0]) else ""
    if named and named.count(",") > line.text.count(",") and "(" not in line.text:
        return named
    words = ""
    for piece in element.itertext(etree.Element):
        is_glued = words[-1:].isalnum() and (piece[:1].isupper() or piece[:1].isdigit() or "@" in piece)
        words += f" | {piece}" if is_glued else piece
    return clean(words)


def _stripped(part: str) -> str:
    """Return a part of a line without e-mail addresses, dates, jobs and outlets in brackets."""
    words = _without_date(without_counters(_MAIL.sub(" ", part) if "@" in part else part))
    words = _OUTLET_BEHIND.sub("", words)
    sign = _SIGN.match(words)
    words = words[sign.end() :] if sign is not None else words
    job = _JOB_BEHIND.search(words)
    if job is not None and " " in words[: job.start()] and people.is_role(words[job.end() :]):
        words = words[: job.start()]
    for behind_name in (_OTHER_WORK, _WORK_DONE):
        cut = behind_name.search(words)
        if cut is not None and cut.start() and _read(head := words[: cut.start()].strip(" ,;|.-–—(")) is not None:
            words = head
    for found in _ROLE_BEHIND.finditer(words):
        behind = words[found.end() :].strip(" )")
        if people.is_role(behind) or people.is_position(behind):
            words = words[: found.start()]
            break
    return words.strip(" ,;|.-–—•·")


def without_counters(words: str) -> str:
    """Return words without the numbers of comments or readers at their end."""
    found = _COUNTERS.search(words)
    return words[: found.start()] if found is not None else words


def _without_date(words: str) -> str:
    digits = [found.start() for found in _DIGIT.finditer(words)]
    if not digits:
        return _WEEKDAY.sub("", words) if _WEEKDAY.fullmatch(words) else words
    if not (dates.parse_line(words).has_day or _RELATIVE.search(words) or _is_clock(words)):
        return words
    head = _DATE_WORDS.sub("", words[: digits[0]]).strip()
    return head or _AFTER_DATE.sub("", _AGO.sub("", words[digits[-1] + 1 :])).strip()


def _is_clock(words: str) -> bool:
    return re.search(r"\d\d?[:h]\d\d", words) is not None


def _read(words: str) -> Byline | None:
    if not words or len(words) > _LONGEST_NAMES or any(map(str.isdigit, words)):
        return None
    if _LABEL.match(words) or _LEAD.match(words):
        names = bylines.authors(_LEAD.sub("", words))
        return Byline(words, True) if names and not any(map(people.is_bare_role, names)) else None
    return Byline(words, False) if _is_people(words) else None


def _is_people(words: str) -> bool:
    if _INITIALS.fullmatch(words):
        return True
    if _VOICES.search(words) or people.is_bare_role(words) or not bylines.is_signature(words):
        return False
    names = bylines.authors(words)
    return bool(names) and all(bylines.is_desk(one) or _is_person(one) for one in names)


def _is_person(name: str) -> bool:
    return (
        bylines.is_name(name)
        and bool(_WORD.search(name))
        and not (people.is_place(name) or people.has_label_word(name))
    )
