"""A paper made with Next.js: a script draws the lists, and only their JSON-LD (`ItemList`) names the articles."""

from __future__ import annotations

import json
from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "https://lamgiangtimes.example"
STORIES = news(24)
SECTIONS = [("thoi-su", "Thời sự"), ("doi-song", "Đời sống")]
PAGES = [("/ve-chung-toi", "Về chúng tôi"), ("/lien-he", "Liên hệ"), ("/video", "Video"), ("/auth/login", "Đăng nhập")]
MENU = [("/", "Trang chủ"), *((f"/chuyen-muc/{path}", words) for path, words in SECTIONS), *PAGES]


def _frame(title: str, main: str, stated: object = None) -> str:
    data = f'<script type="application/ld+json">{json.dumps(stated, ensure_ascii=False)}</script>' if stated else ""
    return (
        f'<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} | Lam Giang Times</title>'
        f'<meta property="og:site_name" content="Lam Giang Times">{data}</head><body><div id="__next"><nav>{links(MENU)}</nav>'
        f"<main>{main}</main></div></body></html>"
    )


def _url(one: News) -> str:
    return f"{HOST}/bai-viet/{one.slug}"


def _list(stories: list[News]) -> dict[str, object]:
    entries = [
        {"@type": "ListItem", "position": number, "url": _url(one), "name": one.title}
        for number, one in enumerate(stories, 1)
    ]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": entries}


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Lam Giang Times")
    drawn = '<div class="skeleton"></div>' * 4
    site.add(site.home, _frame("Trang chủ", drawn, _list(STORIES[:10])))
    for number, (path, words) in enumerate(SECTIONS):
        own = [one for one in STORIES if one.number % 2 == number]
        site.add(f"{HOST}/chuyen-muc/{path}", _frame(words, f"<h1>{words}</h1>{drawn}", _list(own)))
    for path, words in PAGES:
        site.add(HOST + path, plain_page(_frame, words))
    for one in STORIES:
        stated = {"@type": "NewsArticle", "headline": one.title, "datePublished": f"{one.date:%Y-%m-%dT%H:%M:00+07:00}"}
        site.add_article(
            _url(one), _frame(one.title, f"<article><h1>{escape(one.title)}</h1>{one.body}</article>", stated)
        )
    return site


SITE = _site()
