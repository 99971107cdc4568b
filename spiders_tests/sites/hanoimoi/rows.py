"""Listing rows, as they stand in lists, boxes and the API of today's site."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from ..spec import Spec
from .sections import channel
from .text import encode, sapo

CDN = "https://hnm.1cdn.vn"


def lead(spec: Spec) -> str:
    """Return the address of the lead picture's original."""
    return spec.image(spec.figures[0]["file"]) if spec.figures else f"{CDN}/assets/images/logo-social.jpg"


def thumb(spec: Spec, size: str) -> str:
    """Return the address of the lead picture in another size."""
    return lead(spec).replace(f"{CDN}/", f"{CDN}/thumbs/{size}/", 1) if spec.figures else lead(spec)


def row(spec: Spec, newest: bool = False) -> str:
    """Return a row with its pid."""
    title, link = encode(spec.title), spec.url
    image = f'<img src="{thumb(spec, "540x360")}" alt="{title}" title="{title}" />'
    ad = '<span class="b-grid__ad"><i class="icon16-ad"></i>Tin tài trợ</span>' if spec.sponsored else ""
    count = (
        f'<div class="c-time-count"><span datetime="{spec.published:%Y/%m/%d %H:%M:%S}"></span></div>' if newest else ""
    )
    return f"""
<li pid="{spec.id}">{count}
    <div class="b-grid">
        <div class="b-grid__img"><a href="{link}">{image}</a></div>
        <div class="b-grid__content">
            <div class="b-grid__row">{ad}
                <h3 class="b-grid__title"><a href="{link}">{title}</a></h3>
                <span class="b-grid__time">{spec.published:%d/%m/%Y - %H:%M}</span>
            </div>
            <div class="b-grid__row b-grid__desc"><a href="{link}">{encode(sapo(spec))}</a></div>
        </div>
    </div>
</li>"""


def side_row(spec: Spec, image: bool = True) -> str:
    """Return a row of a box beside or below an article, which has no pid."""
    title = encode(spec.title)
    source = thumb(spec, "300x200") if not spec.old else spec.image("anh-dai-dien.jpg")
    picture = (
        f'<div class="b-grid__img"><a href="{spec.url}"><img src="{source}" alt="{title}" title="{title}" /></a></div>'
    )
    return f"""
                    <li>
                        <div class="b-grid">
                            {picture if image else ""}
                            <div class="b-grid__content">
                                <div class="b-grid__row">
                                    <h3 class="b-grid__title"><a href="{spec.url}">{title}</a></h3>
                                </div>
                                <div class="b-grid__row">
                                    <a class="b-grid__cat" href="https://hanoimoi.vn/{spec.section_path}">{encode(spec.section[-1])}</a>
                                </div>
                            </div>
                        </div>
                    </li>"""


def box(title: str, rows: list[str], extra: str = "") -> str:
    """Return a titled box of rows."""
    return f"""
        <div class="c-box {extra}">
            <div class="c-box__title">
                <div class="c-box__title__name">{title}</div>
            </div>
            <div class="c-box__content">
                <div class="c-template-grid is-border">
                    <ul>{"".join(rows)}
                    </ul>
                </div>
            </div>
        </div>"""


def item(spec: Spec) -> dict[str, Any]:
    """Return an article as the API gives it."""
    when = spec.published
    icon = f'<i class="icon16-ad"></i>{spec.title}' if spec.sponsored else spec.title
    return {
        "PublisherId": spec.id,
        "Title": spec.title,
        "TitleIcon16": icon,
        "LinktoMe": spec.url.removeprefix("https://hanoimoi.vn"),
        "LinktoMe2": spec.url,
        "Headlines": sapo(spec),
        "HeadlinesCutOff2": sapo(spec)[:90].rsplit(" ", 1)[0] + "...",
        "Thumbnail": lead(spec),
        "Thumbnail_Small": thumb(spec, "540x360"),
        "Thumbnail_540x360": thumb(spec, "540x360"),
        "Thumbnail_Square": thumb(spec, "300x300"),
        "LinkToChannel": f"https://hanoimoi.vn/{spec.section_path}",
        "NameChannel": spec.section[-1],
        "ChannelId": channel(spec.section_path),
        "TimeX1": f"{when:%d/%m/%Y - %H:%M}",
        "TimeX2": f"{when:%Y-%m-%d %H:%M:%S}",
        "Time_ddMMyyyyHHmm": f"{when:%d/%m/%Y %H:%M}",
        "Time_yyyyMMddHHmmss": f"{when:%Y/%m/%d %H:%M:%S}",
        "PublishedTime": f"/Date({int(when.astimezone(UTC).timestamp() * 1000)})/",
        "CommentCount": spec.id % 4,
        "BlockedInstantArticleCreate": spec.sponsored,
    }
