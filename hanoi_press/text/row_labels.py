"""Recognise what a list prints beside an article's headline and summary: links to the rest, counters, marks."""

from __future__ import annotations

import re

_LONGEST = 60  # characters
_MARKS = r"[^\w]*"
_LABEL = re.compile(
    rf"""{_MARKS} (?:
      (?: (?:xem|đọc) \ (?:chi\ tiết|thêm|tiếp|toàn\ (?:bộ|văn)|ngay|bài(?:\ viết)?|tin) | (?:xem|đọc) | chi\ tiết
        | tiếp\ (?:theo|tục(?:\ đọc)?) | (?:thông\ tin|nội\ dung|bài\ viết|tin)\ chi\ tiết
        | (?:read|view|see|learn) \ (?:more|details?|all|on|full\ (?:article|story)) | continue(?:\ reading)? | more
        | details? ) (?:\ (?:tin|bài(?:\ viết)?|nội\ dung|chi\ tiết|thêm|tại\ đây|about\ this))?
    | (?:\d[\d.,]* \ ?[kK]? \ )?
      (?:lượt\ (?:xem|đọc|truy\ cập|thích) | bình\ luận | phản\ hồi | ý\ kiến | chia\ sẻ | thích
        | views? | comments? | likes? | shares?) (?: \ ?: \ ?\d[\d.,]* | \ ?\(\d+\) )?
    | (?:lượt\ )?(?:xem|đọc) \ ?: \ ?\d[\d.,]* | (?:share|in|in\ bài|print|email|facebook|zalo|mới|new|hot|video|ảnh)
    | [\d.,\s]+ [kKmM%]?
    ) {_MARKS}""",
    re.I | re.X,
)


def is_row_label(words: str) -> bool:
    """Return True if `words`, cleaned, are a link to the rest of an article, a counter or a mark, and no headline.

    >>> is_row_label("Xem chi tiết >>"), is_row_label("12 bình luận"), is_row_label("Xem chi tiết quy hoạch Thủ đô")
    (True, True, False)
    """
    return len(words) <= _LONGEST and (not any(map(str.isalpha, words)) or _LABEL.fullmatch(words) is not None)
