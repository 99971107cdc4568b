"""A paper whose home page is a script's shell, and which has nothing but a feed."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, feed, news

HOST = "https://www.baolamgiang.example"
STORIES = news(18)


def _frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} | Báo Lam Giang</title>
<meta property="og:site_name" content="Báo Lam Giang"></head><body><div id="top"><a href="/">Báo Lam Giang</a>
<a href="/lien-he.htm">Liên hệ</a></div>{main}<div id="bottom">Giấy phép số 12/GP</div></body></html>"""


def _article(one: News) -> str:
    main = (
        f'<div class="chi-tiet"><h1>{escape(one.title)}</h1><span class="gio">{one.date:%d/%m/%Y %H:%M}</span>'
        f"<div>{one.body}</div></div>"
    )
    return _frame(one.title, main)


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Báo Lam Giang")
    site.robots(HOST)
    shell = f"""<!DOCTYPE html><html><head>{NOTE}<title>Báo Lam Giang</title><meta charset="utf-8">
<link rel="alternate" type="application/rss+xml" href="/rss/tin-moi.rss"></head><body><div id="root"></div>
<script src="/app.js"></script></body></html>"""
    site.add(f"{HOST}/", shell)
    items = []
    for one in STORIES:
        url = f"{HOST}/{one.slug}-post{40_000 + 7 * one.number}.html"
        site.add_article(url, _article(one))
        items.append((url, one))
    site.pages[f"{HOST}/rss/tin-moi.rss"] = feed("Báo Lam Giang", items)
    return site


SITE = _site()
