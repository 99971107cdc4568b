"""Recognise labels of links to other articles ("Tin liên quan", "Mời bạn xem thêm:") and lines that begin with one."""

from __future__ import annotations

import re

_MARKS = r"""(?:[^\w"“”'‘’#]|_)*+"""  # arrows, bullets, emojis, brackets
_KINDS = (
    r"(?:tin|bài|tin(?:\ |,\ |/|\ và\ )bài|tin\ tức|bài\ viết|bài\ báo|thông\ tin|nội\ dung|chủ\ đề|sự\ kiện|video"
    r"|clip|ảnh)"
)
_SAME = r"cùng\ (?:chuyên\ mục|mục|chuyên\ đề|chủ\ đề|sự\ kiện|loạt\ bài|tác\ giả)"
_READER = r"(?:bạn\ đọc|bạn|quý\ (?:vị|bạn\ đọc|độc\ giả|khán\ giả)|độc\ giả|khán\ giả)"
_WHAT = r"(?:\ (?:video|clip|bài|tin|các|những|về|tại)\b[^.:?!]{0,40})?"
_LABELS = rf"""
    (?: (?:các|những)\ )? {_KINDS} \ (?:có\ )? (?:liên\ quan|{_SAME}
      |(?:được\ )?(?:đọc|xem)\ (?:nhiều|tiếp)(?:\ nhất)?|khác|mới|mới\ (?:nhất|hơn)|cũ\ hơn|nên\ (?:đọc|xem)|nổi\ bật
      |đáng\ chú\ ý|tương\ tự|(?:bạn\ )?quan\ tâm|đã\ (?:đưa|đăng)|nóng|trước)
    | liên\ quan | đọc\ nhiều(?:\ nhất)? | (?:đừng|không\ (?:thể|nên))\ bỏ\ (?:lỡ|qua)
    | (?:gợi\ ý|dành|đề\ xuất)\ cho\ bạn | {_SAME} | dòng\ sự\ kiện
    | (?:có\ thể\ )? {_READER} \ (?:có\ thể\ |sẽ\ |cũng\ ){{0,2}}
      (?:quan\ tâm|thích|chưa\ biết|muốn\ (?:đọc|xem)|nên\ (?:đọc|xem))
    | mời\ (?:{_READER}\ )? (?:đón\ )? (?:xem|đọc|theo\ dõi|tham\ khảo) (?:\ (?:thêm|tiếp|lại|ngay))? {_WHAT}
    | (?:xem|đọc|tham\ khảo|tìm\ hiểu) \ (?:thêm|tiếp|lại|ngay|nhiều\ hơn) {_WHAT}
    | related (?:\ (?:articles?|news|posts?|stor(?:y|ies)|content|topics?|reading|links?))?
    | (?:read|see|also) \ (?:more|also|next|read) (?:\ (?:on|about|in)\b[^.:?!]{{0,40}})?
    | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in) | (?:latest|other)\ (?:news|stories|articles)
    | recommended (?:\ (?:for\ you|articles?|stories))? | more\ (?:news|stories|(?:from|on)\b[^.:?!]{{0,40}})
    | don['’]t\ miss
"""
_LABEL = re.compile(rf"{_MARKS} (?:{_LABELS}) [^\w“”‘’!?]*+", re.I | re.X)
_LABELLED = re.compile(rf"{_MARKS} (?:{_LABELS}) \s*+ [:：>»›►▶|\])-]", re.I | re.X)
_BEGINS = re.compile(rf"{_MARKS} (?:{_LABELS})", re.I | re.X)
_LONGEST_LABEL = 90  # characters
_ANNOUNCES = re.compile(
    r"[:：]$|(?:dưới|sau) đây(?: [^.]{0,40})?\W*$|(?:như sau|gồm|bao gồm)\W*$|(?:^|[.!?] )(?:Dưới|Sau) đây là ", re.I
)


def is_related_heading(words: str) -> bool:
    """Return True if `words` are only a label of links to other articles; what follows must show that it is one."""
    return len(words) <= _LONGEST_LABEL and _LABEL.fullmatch(words) is not None


def begins_with_related_label(line: str) -> bool:
    """Return True if a line begins with such a label and a colon, arrow or the like ("Có thể bạn quan tâm: …")."""
    return _LABELLED.match(line) is not None


def may_begin_with_related_label(line: str) -> bool:
    """Return True if a line begins with the words of such a label, whatever follows."""
    return _BEGINS.match(line) is not None


def announces_list(words: str) -> bool:
    """Return True for words that say that a list of the text follows ("… các phần như sau")."""
    return _ANNOUNCES.search(words) is not None
