"""A paper that is a script's app: its pages come whole, its home page empty, with a sitemap a month in an index."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, news, sitemap_index, urlset, xml

HOST = "https://nhipsonglamgiang.example"
STORIES = [News(one.number, one.title, one.date - timedelta(days=2 * one.number), one.paragraphs) for one in news(28)]


def _frame(title: str, main: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)}</title>{head}</head>
<body><div id="__app">{main}</div><script src="/_app/entry.js"></script></body></html>"""


def _path(one: News) -> str:
    return f"/bai/{8_800_000 + 17 * one.number}"


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Nhịp sống Lam Giang")
    site.robots(HOST)
    site.add(f"{HOST}/", _frame("Nhịp sống Lam Giang", ""))
    months: dict[str, list[str]] = {}
    for one in STORIES:
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": one.title,
            "datePublished": f"{one.date.isoformat()}+07:00",
            "publisher": {"@type": "Organization", "name": "Nhịp sống Lam Giang"},
        }
        head = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        site.add_article(
            HOST + _path(one), _frame(one.title, f"<main><h1>{escape(one.title)}</h1>{one.body}</main>", head)
        )
        months.setdefault(f"{one.date:%Y/%m}", []).append(HOST + _path(one))
    fixed = [f"{HOST}/", f"{HOST}/chuyen-muc/1", f"{HOST}/chuyen-muc/2", f"{HOST}/gioi-thieu"]
    children = [f"{HOST}/sitemaps/static.xml", *(f"{HOST}/sitemaps/{month}.xml" for month in sorted(months))]
    site.pages[f"{HOST}/sitemap.xml"] = xml(sitemap_index(children))
    site.pages[children[0]] = xml(urlset(fixed))
    for month, urls in months.items():
        site.pages[f"{HOST}/sitemaps/{month}.xml"] = xml(urlset(urls))
    for url in fixed[1:]:
        site.add(url, _frame("Nhịp sống Lam Giang", ""))
    return site


SITE = _site()
