"""Vary the forms of date and signature, so that a plain site can be printed in several makes of the same markup."""

from __future__ import annotations

from datetime import datetime

from spiders_tests.strange.markup import day_name
from spiders_tests.strange.stories import Story


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
