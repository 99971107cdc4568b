"""Print a young paper's app, rendered on the server: hashed classes, `div`s for everything, UTC times in the metas."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape
from zlib import crc32

from spiders_tests.strange.forms import stamp
from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://nhipmoi.example"
STORIES = stories("plain")
NOTE = "<!-- Invented. Modelled on the manners of a script-built app, rendered on the server. -->"


def c(name: str) -> str:
    """Return the classes that a build tool would make of `name`."""
    return f"sc-{crc32(name.encode()):08x} {chr(97 + crc32(name.encode()[::-1]) % 26)}K{crc32(name.encode()) % 9973}Zq"


MAKERS: Makers = {
    "paragraph": f'<div class="{c("text")}"><span>{{}}</span></div>'.format,
    "heading": f'<div class="{c("subhead")}" role="heading" aria-level="2"><span>{{}}</span></div>'.format,
    "quote": f'<div class="{c("quote")}"><div>{{}}</div></div>'.format,
    "picture": lambda src, caption, alt: (
        f'<div class="{c("media")}"><div class="{c("ratio")}"><img alt="{alt}" srcset="{src}?w=640 640w, {src}?w=1200 1200w" '
        f'src="{src}?w=1200" decoding="async"/></div><div class="{c("caption")}">{caption}</div></div>'
    ),
}


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/{story.slug}-p{50000 + STORIES.index(story) * 11}"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the app around `main`."""
    menu = "".join(
        f'<div class="{c("item")}"><a href="/c/{n}">{name}</a></div>'
        for n, name in enumerate(["Mới nhất", "Đời sống", "Kinh tế", "Công nghệ", "Thể thao"])
    )
    state = json.dumps({"props": {"pageProps": {}}, "page": "/[slug]", "buildId": "r8Xk2"})
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charSet="utf-8"/>{NOTE}<title>{escape(title)}</title>
<link rel="preload" href="/_next/static/css/5ad1c9.css" as="style"/>{head}</head><body><div id="__next">
<div class="{c("layout")}"><div class="{c("top")}"><div class="{c("logo")}"><a href="/">Nhịp Mới</a></div>
<div class="{c("clock")}">{day_name(TODAY)}, {TODAY:%d/%m/%Y}</div><div class="{c("menu")}">{menu}</div>
<div class="{c("login")}"><button>Đăng nhập</button></div></div><div class="{c("main")}">{main}</div>
<div class="{c("bottom")}"><div>© 2026 Nhịp Mới. Giấy phép số 09/GP-BTTTT cấp ngày 02/01/2021.</div>
<div>Tổng biên tập: Hồ Thị Kim Liên</div><div>Tòa soạn: 3 Phan Kế Bính, Hà Nội. Hotline: 0900 111 222</div>
<div><a href="/about">Giới thiệu</a><a href="/terms">Điều khoản sử dụng</a></div></div></div></div>
<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>"""


def _cards(shown: list[Story], form: str = "") -> str:
    card = form or (
        f'<div class="{c("card")}"><div class="{c("thumb")}"><a href="{{href}}"><img src="/t.webp" alt="{{title}}"/></a></div>'
        f'<div class="{c("cardtitle")}"><a href="{{href}}">{{title}}</a></div><div class="{c("cardtime")}">{{time}} {{day}}</div>'
        f'<div class="{c("cardtext")}">{{sapo}}</div></div>'
    )
    return links(shown, address, card)


def article(index: int, story: Story, make: int) -> Page:
    text = body(story.blocks, MAKERS, f"https://cdn.nhipmoi.example/u/{crc32(story.slug.encode()):x}/{{}}.jpg".format)
    utc = story.date - timedelta(hours=7)
    head = (
        f'<meta property="og:title" content="{escape(story.title)}"/><meta property="og:description" content='
        f'"{escape(story.sapo or "")}"/><meta property="article:published_time" content="{utc.isoformat()}.000Z"/>'
        if index % 3
        else f'<meta property="og:site_name" content="Nhịp Mới"/><meta property="og:title" content="{escape(story.title)}"/>'
    )
    when = stamp(story, index, make, f"{story.date:%H:%M} - {story.date:%d/%m/%Y}")
    people = "".join(f'<a href="/u/{n}" class="{c("person")}">{name}</a>' for n, name in enumerate(story.authors))
    tags = "".join(f'<a class="{c("tag")}" href="/t/{n}">#{tag}</a>' for n, tag in enumerate(story.tags))
    bar = "".join(
        f'<button class="{c("share")}">{name}</button>' for name in ["Facebook", "Zalo", "Sao chép liên kết", "Lưu bài"]
    )
    lead = f"({story.dateline}) - " if story.dateline else ""
    main = (
        f'<div class="{c("crumb")}"><a href="/">Trang chủ</a><span>/</span><a href="/c/1">{story.section}</a></div>'
        f'<div class="{c("head")}"><h1 class="{c("title")}">{escape(story.title)}</h1><div class="{c("meta")}">'
        f'<div class="{c("people")}">{people}</div><div class="{c("time")}">{when}</div></div>'
        f'<div class="{c("bar")}">{bar}</div></div><div class="{c("lead")}">{lead}{escape(story.sapo or "")}</div>'
        f'<div class="{c("body")}">{text}</div><div class="{c("tags")}">{tags}</div>'
        f'<div class="{c("reactions")}"><button>Thích</button><span>128</span><span>4 bình luận</span></div>'
        f'<div class="{c("more")}"><div class="{c("label")}">Tin cùng chuyên mục</div>{_cards(neighbours(STORIES, index, 4))}</div>'
    )
    return Page(story.slug, address(story), frame(f"{story.title} | Nhịp Mới", main, head), gold(story))


def others() -> list[Page]:
    cards = _cards(list(STORIES))
    label = f'<div class="{c("label")}">Đời sống</div>'
    more = f'<div class="{c("loadmore")}"><button>Xem thêm</button></div>'
    found = f'<div class="{c("label")}">12 kết quả cho “cà phê”</div>'
    lost = f'<div class="{c("lost")}"><div>404</div><div>Trang không tồn tại</div><a href="/">Về trang chủ</a></div>'
    shell = (
        f'<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charSet="utf-8"/><title>{escape(STORIES[1].title)}</title></head>'
        '<body><div id="__next"></div><noscript>Bạn cần bật JavaScript để dùng ứng dụng này.</noscript>'
        '<script src="/_next/static/chunks/main-1f.js"></script></body></html>'
    )
    return [
        Page("home", f"{HOST}/", frame("Nhịp Mới", cards + more)),
        Page("section", f"{HOST}/c/1", frame("Đời sống | Nhịp Mới", label + cards + more)),
        Page("search", f"{HOST}/tim-kiem?q=ca%20phe", frame("Tìm kiếm | Nhịp Mới", found + cards)),
        Page("error", f"{HOST}/bai-da-go-p1", frame("Nhịp Mới", lost)),
        Page("shell", address(STORIES[1]), shell),
        Page("list at an article's address", address(STORIES[6]), frame("Đời sống | Nhịp Mới", label + cards + more)),
    ]
