"""Recognise a site's name by its words: what kind of outlet or office it is, and then nothing but names."""

from __future__ import annotations

import re

_LONGEST = 90  # characters
_PORTAL = r"(?:cổng|trang) (?:thông )?tin (?:điện tử|tổng hợp)"
_OUTLET = rf"(?:{_PORTAL}|tạp chí(?: điện tử)?|báo(?: điện tử)?|đài (?:phát thanh|truyền hình)\S*|ubnd|tuần báo)"
_LEVEL = (
    r"(?:tỉnh|huyện|xã|phường|quận|thị|trấn|thành|phố|bộ|sở|ban|cục|ubnd|ủy|uỷ|nhân|dân|của|và|hội|văn|phòng|đoàn|trường"
    r"|đại|học|viện|trung|tâm|công|ty)"
)
_NAME = re.compile(rf"(?i:{_OUTLET})(?: (?:(?i:{_LEVEL})(?!\S)|[A-ZÀ-ỸĐ0-9]\S*|[-–]))*")
_PORTAL_NAME = re.compile(rf"(?i){_PORTAL}(?: \S+)*")


def is_site_title(words: str) -> bool:
    """Return True for the name of a portal, paper or office alone: "Tạp chí Sông Xanh"; in capitals only a portal's.

    >>> is_site_title("UBND huyện Đọ Giang"), is_site_title("Báo động đỏ trên sông Cầu")
    (True, False)
    """
    if len(words) > _LONGEST or words.endswith((".", "!", "?", ":")):
        return False
    return (_PORTAL_NAME if words.isupper() else _NAME).fullmatch(words) is not None
