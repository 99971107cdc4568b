"""Vary the forms of dates, signatures, labels and credits, so that a site can be printed in several makes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from spiders_tests.strange.markup import day_name
from spiders_tests.strange.stories import Page, Story


def _dates(date: datetime) -> list[str]:
    return [
        f"{day_name(date)}, {date:%d/%m/%Y} | {date:%H:%M}",
        f"{date:%H:%M} - {date:%d/%m/%Y}",
        f"{date:%d/%m/%Y} {date:%H:%M} GMT+7",
        f"Cập nhật lúc {date:%H:%M}, {date:%d/%m/%Y}",
        f"{day_name(date).title()}, {date.day} tháng {date.month}, {date.year} - {date:%H:%M}",
        f"{date:%d-%m-%Y} {date:%H:%M}",
        f"Ngày đăng: {date:%d/%m/%Y} - {date:%H:%M}",
        f"{date.hour}:{date:%M} | {date:%d/%m/%Y} (GMT+7)",
        f"{date.day}/{date.month}/{date.year}, {date:%H}h{date:%M}",
        f"Đăng ngày {date:%d.%m.%Y} {date:%H:%M}",
        f"{date.hour} giờ {date:%M} phút, ngày {date:%d/%m/%Y}",
        f"{day_name(date, capital=False)} ngày {date.day}/{date.month}/{date.year} {date.hour}:{date:%M}",
        f"{date:%d/%m/%Y} | {date:%I:%M} {'SA' if date.hour < 12 else 'CH'}",
    ]


_SIGNATURES = (
    "{}",
    "Bài, ảnh: {}",
    "({})",
    "Tác giả: {}",
    "Bài và ảnh: {}",
    "{} (thực hiện)",
    "Tin, ảnh: {}",
    "Thực hiện: {}",
)
_JOINTS = (" - ", ", ", " và ", " – ")


def stamp(story: Story, index: int, make: int, own: str) -> str:
    """Return the line of the date: the site's own form in make 0, else one of many, another on each page."""
    forms = _dates(story.date)
    return forms[(index + make) % len(forms)] if make else own


def signature(story: Story, index: int, make: int, own: str) -> str:
    """Return the line of the authors behind the text: the site's own form in make 0, else one of many."""
    if not make:
        return own
    joint = _JOINTS[(index // 2 + make) % len(_JOINTS)]
    return _SIGNATURES[(index + 3 * make) % len(_SIGNATURES)].format(joint.join(story.authors))


_LABELS = re.compile(
    "Bài viết cùng chuyên mục|Tin liên quan|Các tin khác|Tin cùng chuyên mục|Tin khác|Có thể bạn quan tâm|Tin cùng mục|"
    "Thông báo khác|Đọc thêm(?=:)"
)
_OTHER_LABELS = (
    "Tin cùng mục",
    "Xem thêm",
    "Bài liên quan",
    "Tin đã đưa",
    "Có thể bạn quan tâm",
    "Các bài trước",
    "Tin cũ hơn",
    "Đọc nhiều nhất",
    "Những tin mới hơn",
    "Tin nổi bật",
    "Đọc thêm",
)
_CREDIT = re.compile(r"\. Ảnh: ([^<]+)")
_CREDITS = (r" (Ảnh: \1)", r". Ảnh: \1.", r" - Ảnh: \1", r". Nguồn: \1", r" | Ảnh: \1", r". (Ảnh: \1)")


def remade(page: Page, index: int, make: int) -> Page:
    """Return the page with other labels over lists of headlines and another form of the pictures' credits."""
    if not make:
        return page
    html = _LABELS.sub(_OTHER_LABELS[(index + make) % len(_OTHER_LABELS)], page.html)
    return replace(page, html=_CREDIT.sub(_CREDITS[(index + make) % len(_CREDITS)], html))
