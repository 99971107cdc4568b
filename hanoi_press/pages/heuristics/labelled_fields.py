"""Recognise a line of several labelled fields: "Tác giả: Lê An. Ngày đăng: 20/11/2026. Lượt xem: 12"."""

from __future__ import annotations

import re

_LONGEST = 160  # characters
_FEWEST = 2  # labels
_LABEL = re.compile(
    r"(?i)(?<!\w)(?:tác giả|người (?:viết|đăng|gửi)|(?:được )?đăng (?:bởi|lúc|ngày)|ngày (?:đăng|viết|tạo|cập nhật|gửi)"
    r"|cập nhật(?: (?:lúc|ngày))?|(?:số )?(?:lượt|lần) (?:xem|đọc)|đã (?:xem|đọc)|xem|đọc|nguồn(?: tin)?"
    r"|chuyên mục|danh mục|thể loại|bình luận)\s?[:：]"
)
_NEXT = re.compile(rf"\s*[.;,]\s+(?={_LABEL.pattern.removeprefix('(?i)')})", re.I)
_BETWEEN = re.compile(r"[.;,|•·()\[\]–—-]?\s*")


def is_labelled_fields(text: str) -> bool:
    """Return True for a line that begins with the label of a field and has those of others behind it.

    Its full stops separate fields, and end no sentence.
    """
    if len(text) > _LONGEST or not (":" in text or "：" in text):
        return False
    start = _BETWEEN.match(text)
    first = _LABEL.match(text, start.end() if start else 0)
    return first is not None and len(_LABEL.findall(text)) >= _FEWEST


def with_bars(text: str) -> str:
    """Return the words of such a line with a bar instead of a full stop, semicolon or comma before each label."""
    return _NEXT.sub(" | ", text)
