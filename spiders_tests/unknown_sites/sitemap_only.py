"""A portal whose home page links nothing but its offices; articles stand in a gzipped sitemap behind an index."""

from __future__ import annotations

import gzip
from html import escape

from spiders_tests.sites.page import Page
from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page, sitemap_index, urlset, xml

HOST = "https://thanham.gov.example"
STORIES = news(30)
OFFICES = [
    ("/gioi-thieu", "Giới thiệu"),
    ("/gioi-thieu/co-cau-to-chuc", "Cơ cấu tổ chức"),
    ("/gioi-thieu/lich-su-hinh-thanh", "Lịch sử hình thành"),
    ("/lien-he", "Liên hệ"),
]
TAGS = [f"/tag/chu-de-{number}-quan-trong-trong-nam" for number in range(25)]


def _frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)}</title>
<meta name="application-name" content="Cổng thông tin huyện Thanh Am"></head><body><nav><ul>{links(OFFICES)}</ul></nav>
<main>{main}</main><footer>Cổng thông tin điện tử huyện Thanh Am. Địa chỉ: 12 Trần Phú</footer></body></html>"""


def _article(one: News) -> str:
    return _frame(
        one.title,
        f"<article><h1>{escape(one.title)}</h1><time>{one.date:%H:%M} {one.date:%d/%m/%Y}</time>{one.body}</article>",
    )


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Cổng thông tin huyện Thanh Am")
    site.robots(HOST, f"Sitemap: {HOST}/sitemap-index.xml")
    site.add(f"{HOST}/", _frame("Cổng thông tin huyện Thanh Am", "<p>Chào mừng quý khách đến với cổng thông tin.</p>"))
    for path, words in OFFICES:
        site.add(HOST + path, plain_page(_frame, words))
    for path in TAGS:
        teasers = links([(f"/tin-bai/{one.slug}", one.title) for one in STORIES[:8]])
        site.add(HOST + path, _frame("Chủ đề", f"<h1>Chủ đề</h1><ul>{teasers}</ul>"))
    urls = []
    for one in STORIES:
        url = f"{HOST}/tin-bai/{one.slug}"
        site.add_article(url, _article(one))
        urls.append(url)
    children = [f"{HOST}/sitemaps/pages.xml.gz", f"{HOST}/sitemaps/tags.xml.gz"]
    children += [f"{HOST}/sitemaps/posts-{number}.xml.gz" for number in (1, 2, 3)]
    site.pages[f"{HOST}/sitemap-index.xml"] = xml(sitemap_index(children))
    lists = [[HOST + path for path, _ in OFFICES], [HOST + path for path in TAGS], urls[:10], urls[10:20], urls[20:]]
    for url, listed in zip(children, lists, strict=True):
        body = gzip.compress(urlset(listed).encode(), mtime=0)
        site.pages[url] = Page(200, {"Content-Type": "application/x-gzip"}, body)
    return site


SITE = _site()
