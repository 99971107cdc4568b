"""bocongan.gov.vn: Nuxt, rendered on the server (docs/sites/bocongan.md). Modelled, not a capture."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

from ..page import PLAIN, RSS, Page
from . import Render
from .markup import body, caption, day
from .piece import Piece

BASE = "https://bocongan.gov.vn"
ZONES = {"34": "Thông tin Đối ngoại", "35": "Hoạt động của Bộ Công an", "36": "Chỉ đạo điều hành"}
CSS = "<style>" + "".join(f".u-{n}{{margin:{n}px}}" for n in range(600)) + "</style>"  # most of a real page is CSS
SOCIAL = """<div id="action-social"><a data-v-618ac35d><p class="text-[10px]"> A <span>A+</span></p></a>
<a data-v-618ac35d><p class="text-[10px]"> A <span>A-</span></p></a></div>"""
SPEECH = """<div id="text-to-speech"><div><div>Nữ Miền Bắc</div><div> Nghe đọc bài </div><div>00:00</div>
<audio></audio></div></div>"""
SEARCH = (
    "<div id='search-article'><p>Tìm kiếm theo</p><p>Từ khóa tìm kiếm</p><p>Tất cả chuyên mục</p><p>Từ ngày</p></div>"
)
FOOTER = """<footer class="footer"><div>CỔNG THÔNG TIN ĐIỆN TỬ BỘ CÔNG AN</div><p class="font-bold">Bản quyền thuộc về
Bộ Công an.</p><p>Khi sử dụng lại thông tin, đề nghị ghi rõ nguồn &quot;Cổng Thông tin điện tử Bộ Công an&quot;</p>
</footer>"""


def _utc(piece: Piece) -> datetime:
    assert piece.published
    return datetime.fromisoformat(piece.published).astimezone(UTC)


def _has_time(piece: Piece) -> bool:
    return "T" in (piece.published or "")


def _shell(title: str, head: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><!-- modelled; not a capture --><head><meta charset="utf-8">
<title>{escape(title)}</title>{head}{CSS}</head><body><div id="__nuxt"><header><p>BỘ VỚI CÔNG DÂN</p></header>
<main class="flex-grow"><!--[-->{main}<!--]--></main>{FOOTER}</div>
<script type="application/json" id="__NUXT_DATA__">[["Reactive",1]]</script></body></html>"""


def _figure(figure: dict[str, Any]) -> str:
    words = caption(figure)
    below = f'<figcaption style="font-style: italic;" data-placeholder="Nhập chú thích ...">{words}</figcaption>'
    return (
        f'<figure class="image"><img src="{figure["url"]}" alt="anh.jpg" data-caption-added="true">\n{below}</figure>'
    )


def _odd(kind: str, value: Any) -> str:
    return f"<p><a href='{BASE}/bai-viet/bai-khac-1790000000'>Xem thêm: {escape(value)}</a></p>"


def _resource(words: str) -> str:
    return f'<div class="flex items-center"><svg/><p class="font-medium text-black">{words}</p></div>'


def _resources(piece: Piece) -> str:
    boxes = [_resource(escape(" - ".join(piece.authors)))] if piece.authors else []
    if piece.attribution:
        words = escape(piece.extra.get("printed", piece.attribution["name"]))
        link = piece.attribution.get("url")
        boxes.append(_resource(f'<a href="{link}">{words}</a>' if link else words))
    return f'<div class="flex resource-author">{"".join(boxes)}</div>' if boxes else "<!---->"


def _head(piece: Piece) -> str:
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "author": {"@type": "Organization", "name": "Bộ Công an"},
    }
    if _has_time(piece):
        stated["datePublished"] = _utc(piece).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    if piece.modified:
        stated["dateModified"] = (
            datetime.fromisoformat(piece.modified).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        )
    return (
        f'<meta property="og:title" content="{escape(piece.title)}"><meta name="author" content="Bộ Công an">'
        f'<script type="application/ld+json">{json.dumps(stated, ensure_ascii=False)}</script>'
    )


def _article(piece: Piece, others: list[Piece]) -> str:
    crumbs = "".join(
        f'<div class="flex"><a href="/chuyen-muc/{piece.extra["list"]}"><div></div><div>{escape(name)}</div></a></div>'
        for name in piece.section
    )
    lead = f'<p class="text-justify mb-[22px] text-bca-gray-700">{escape(piece.summary)}</p>' if piece.summary else ""
    cards = "".join(_small(one) for one in others)
    main = f"""<div><nav aria-label="Breadcrumb"><div class="flex"><!--[-->{crumbs}<!--]--></div></nav></div>
<div><!--[--><h1 class="text-justify font-bold">{escape(piece.title)}</h1>{lead}
<div class="grid grid-cols-12"><div class="col-span-12 lg:col-span-8"><div class="flex justify-between">
<p class="text-[15px] font-medium text-bca-gray-400">{day(piece)}</p>{SOCIAL}</div>{SPEECH}
<div class="tinymce-content mt-4" style="font-size:16px;">{body(piece, _figure, _odd)}</div>{_resources(piece)}
<!----><div id="action-social"><span class="uppercase">In</span><span>Chia sẻ</span></div>
<div id="article-bottom" class="lg:hidden"><!----></div><div id="article-bottom"><section>
<h3 class="category-title">Tin đọc nhiều trong tuần</h3>{cards}</section></div>{SEARCH}</div>
<div id="right-page"><h3 class="category-title">Tin tức mới cập nhật</h3>{cards}</div></div></div>"""
    return _shell(piece.title, _head(piece), main)


def _path(piece: Piece) -> str:
    return piece.url.removeprefix(BASE)


def _small(piece: Piece) -> str:
    return f"""<a href="{_path(piece)}"><article class="card-small"><figure><figcaption><h2>{escape(piece.title)}</h2>
<span class="hidden text-bca-gray-400 text-xs">{day(piece)}</span></figcaption></figure></article></a>"""


def _large(piece: Piece) -> str:
    return f"""<article class="card-large"><figure><a href="{_path(piece)}"><picture><img src="/a.jpg"></picture></a>
<figcaption class="card-content"><a href="{_path(piece)}"><h2>{escape(piece.title)}</h2></a>
<p class="text-bca-gray-700">{escape(piece.summary or "")}</p>
<span class="hidden lg:block text-bca-gray-700 text-xs">{day(piece)}</span></figcaption></figure></article>"""


def _list(name: str, pieces: list[Piece], aside: list[Piece]) -> str:
    rows = "".join(map(_large, pieces))
    side = "".join(map(_small, aside))
    main = f"""<div class="grid"><div class="lg:col-span-8"><h3 class="category-title">{name}</h3>{rows}
<select><option>10</option></select> of 193 pages</div><div class="lg:col-span-4" id="right-page">{side}</div></div>"""
    return _shell(name, "", main)


def _feed(zone: str, pieces: list[Piece]) -> str:
    items = "".join(
        f"""<item><title>{escape(one.title)}</title><description>&lt;a href=&#39;{one.url}&#39;&gt;&lt;img width=130&gt;
&lt;/a&gt;&lt;/br&gt;{escape(one.summary or "")}</description><pubDate>{_utc(one):%a, %d %b %Y %H:%M:%S} UTC</pubDate>
<link>{one.url}</link><guid>{one.url}</guid></item>"""
        for one in pieces
        if _has_time(one)
    )
    return f"""<rss version="2.0"><channel><title>{ZONES[zone]}</title>
<pubDate>Thu, 07 Aug 2025 07:41:11 UTC</pubDate><link>{BASE}</link>{items}</channel></rss>"""


def bocongan(pieces: list[Piece]) -> dict[str, Page]:
    """Return the whole site: home page, lists, feeds, articles."""
    lists: dict[str, list[Piece]] = {}
    for piece in pieces:
        lists.setdefault(piece.extra["list"], []).append(piece)
    links = "".join(f'<a href="/chuyen-muc/{name}">{name}</a>' for name in lists)
    pages = {
        f"{BASE}/robots.txt": Page.of("User-agent: *\nDisallow:\n", PLAIN),
        f"{BASE}/": Page.of(_shell("Bộ Công an", "", f"<nav>{links}<a href='/lien-he'>Liên hệ</a></nav>")),
    }
    for name, held in lists.items():
        pages[f"{BASE}/chuyen-muc/{name}"] = Page.of(_list(held[0].section[-1], held, pieces))
    for zone in ZONES:
        held = [piece for piece in pieces if piece.extra.get("feed") == zone]
        pages[f"{BASE}/api/rss/{zone}.xml"] = Page.of(_feed(zone, held), RSS)
    pages |= {piece.url: Page.of(_article(piece, [one for one in pieces if one is not piece])) for piece in pieces}
    return pages


SITES: dict[str, Render] = {"bocongan": bocongan}
