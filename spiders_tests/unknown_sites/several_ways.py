"""A paper with a feed of the newest, a sitemap of one month, and sections among the noise of its menu."""

from __future__ import annotations

import json
from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, feed, links, news, plain_page, sitemap_index, urlset, xml

HOST = "https://donglinh24h.example"
STORIES = news(60)
SECTIONS = [("thoi-su", "Thời sự"), ("giao-duc", "Giáo dục"), ("doi-song", "Đời sống"), ("the-thao", "Thể thao")]
NOISE = [
    ("/gioi-thieu.html", "Giới thiệu"),
    ("/video.html", "Video"),
    ("/bao-in/so-1204.html", "Báo in"),
    ("/tim-kiem?q=", "Tìm kiếm"),
    ("/dang-nhap", "Đăng nhập"),
    ("/rss.html", "RSS"),
    ("/dat-bao-dai-han-nam-2027.html", "Đặt báo dài hạn năm 2027"),
    ("https://facebook.com/donglinh24h", "Facebook"),
    ("/upload/bang-gia.pdf", "Bảng giá"),
]


def _frame(title: str, main: str, head: str = "") -> str:
    menu = links([(f"/{path}.html", words) for path, words in SECTIONS] + NOISE)
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": "Đông Lĩnh 24h"})
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} | Đông Lĩnh 24h</title>
<meta property="og:site_name" content="Đông Lĩnh 24h"><script type="application/ld+json">{data}</script>
<link rel="alternate" type="application/rss+xml" href="/rss/home.rss">{head}</head><body><header><a href="/">Đông Lĩnh 24h
</a><ul class="nav">{menu}</ul></header><main>{main}</main><footer>Tổng biên tập: Trần Lâm</footer></body></html>"""


def _path(one: News) -> str:
    section = SECTIONS[one.number % 4][0]
    return f"/{section}/{one.slug}-d{1_200_000 - 31 * one.number}.html"


def _article(one: News) -> str:
    head = f'<meta property="article:published_time" content="{one.date:%Y-%m-%dT%H:%M:00}+07:00">'
    words = SECTIONS[one.number % 4][1]
    return _frame(
        one.title,
        f'<div class="breadcrumb"><a href="/">Trang chủ</a> / <a href="#">{words}</a></div><h1>{escape(one.title)}</h1>'
        f'<div class="noi-dung">{one.body}</div><div class="tu-khoa"><a href="/tag/lam-giang-c99.html">Lam Giang</a></div>',
        head,
    )


def _rows(stories: list[News]) -> str:
    return "".join(
        f'<article class="item"><a href="{_path(one)}"><img src="/a/{one.number}.jpg" alt=""></a><h3><a href="{_path(one)}">'
        f"{escape(one.title)}</a></h3><span>{one.date:%H:%M %d/%m/%Y}</span><p>{escape(one.summary)}</p></article>"
        for one in stories
    )


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Đông Lĩnh 24h")
    site.robots(HOST, f"Sitemap: {HOST}/sitemap.xml")
    site.add(f"{HOST}/", _frame("Tin mới", _rows(STORIES[:8])))
    for number, (path, words) in enumerate(SECTIONS):
        own = [one for one in STORIES if one.number % 4 == number]
        for page in range(1, 4):
            rows = _rows(own[5 * (page - 1) : 5 * page])
            more = f'<a class="next" href="/{path}/trang-{page + 1}.html">Trang sau</a>' if page < 3 else ""
            url = f"{HOST}/{path}.html" if page == 1 else f"{HOST}/{path}/trang-{page}.html"
            site.add(url, _frame(words, f"<h2>{words}</h2>{rows}<div class='paging'>{more}</div>"))
    for path in ("/gioi-thieu.html", "/dat-bao-dai-han-nam-2027.html", "/video.html", "/bao-in/so-1204.html"):
        site.add(HOST + path, plain_page(_frame, dict(NOISE)[path]))
    for one in STORIES:
        site.add_article(HOST + _path(one), _article(one))
    site.pages[f"{HOST}/rss/home.rss"] = feed("Đông Lĩnh 24h", [(HOST + _path(one), one) for one in STORIES[:10]])
    months = [f"{HOST}/sitemap-2026-11.xml", f"{HOST}/sitemap-category.xml"]
    site.pages[f"{HOST}/sitemap.xml"] = xml(sitemap_index(months))
    site.pages[months[0]] = xml(urlset([HOST + _path(one) for one in STORIES[:20]]))
    site.pages[months[1]] = xml(urlset([f"{HOST}/{path}.html" for path, _ in SECTIONS]))
    return site


SITE = _site()
