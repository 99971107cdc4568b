"""Whole lines that are the site's frame, never an article's words."""

from __future__ import annotations

import re

# Each matches a whole line. Headings of related blocks and the copyright line under hanoimoi's bodies (2026).
_FRAME = re.compile(
    r"""(?ix)
    (?: (?:các\ )? (?:tin|bài)\ (?:liên\ quan|cùng\ chuyên\ mục|đọc\ nhiều|đọc\ tiếp|khác|mới)
      | cùng\ chuyên\ mục | đọc\ (?:thêm|tiếp|nhiều) | xem\ thêm | đừng\ bỏ\ lỡ
      | từ\ (?:khóa|khoá) | tags? | tham\ khảo\ thêm | video\ liên\ quan
      | gửi\ bình\ luận | bình\ luận (?:\ \(\d+\))? | chia\ sẻ | tin\ tài\ trợ | quảng\ cáo | nhập\ chú\ thích\ ảnh
    ) \s* :? \s*
    | \(\*\)\s*không\ sao\ chép\ dưới\ mọi\ hình\ thức .*
    """
)
_POINTERS = (">>", "»", "►", "▶", "&gt;&gt;")
_INVITATION = re.compile(
    r"^(?:xem thêm|đọc thêm|mời (?:bạn|quý vị|độc giả)\b.{0,20}\b(?:xem|đọc)"
    r"|bài liên quan|tin liên quan|bài đọc tiếp)\b",
    re.I,
)


def is_frame(line: str) -> bool:
    """Is the whole line a piece of the frame ("Tin liên quan", "(*) Không sao chép …")?"""
    return _FRAME.fullmatch(line) is not None


def is_pointer(line: str) -> bool:
    """Does the line point to another article: ">> …"?"""
    return line.lstrip().startswith(_POINTERS)


def is_invitation(line: str) -> bool:
    """Does the line begin like a pointer in words ("Xem thêm: …")? Such a line is one only if it is all link."""
    return _INVITATION.match(line) is not None


def is_invited(rest: str) -> bool:
    """Is `rest`, a line's words outside its links, no more than the invitation itself?"""
    rest = rest.strip(" .:>»-–")
    return not rest or is_frame(rest) or rest.lower().startswith("mời")
