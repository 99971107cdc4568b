"""A ward's page whose rows link nothing but the words "Xem chi tiết", below a headline that is no link."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "https://www.donglinh.example"
STORIES = news(20)
PAGES = [("/lien-he", "Liên hệ"), ("/gioi-thieu", "Giới thiệu"), ("/hinh-anh", "Hình ảnh")]
MENU = [("/", "Trang chủ"), ("/tin-tuc", "Tin tức"), *PAGES]


def _frame(title: str, main: str) -> str:
    return (
        f'<html><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} - Phường Đông Lĩnh</title></head><body>'
        f'<div class="a">{links(MENU)}</div><div class="b">{main}</div></body></html>'
    )


def _url(one: News) -> str:
    return f"{HOST}/tin-tuc/chi-tiet/{one.number + 40}"


def _rows(stories: list[News]) -> str:
    return "".join(
        f'<div class="r"><h3>{escape(one.title)}</h3><span>{one.date:%d/%m/%Y}</span><p>{escape(one.summary)}</p>'
        f'<a href="{_url(one)}">Xem chi tiết</a></div>'
        for one in stories
    )


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Phường Đông Lĩnh")
    site.add(site.home, _frame("Trang chủ", _rows(STORIES[:5])))
    pager = "".join(f'<a href="/tin-tuc?page={page}">{page}</a> ' for page in range(1, 5))
    for page in range(1, 5):
        tail = f"?page={page}" if page > 1 else ""
        site.add(f"{HOST}/tin-tuc{tail}", _frame("Tin tức", _rows(STORIES[5 * page - 5 : 5 * page]) + pager))
    for path, words in PAGES:
        site.add(HOST + path, plain_page(_frame, words))
    for one in STORIES:
        main = f"<h2>{escape(one.title)}</h2><span>{one.date:%d/%m/%Y}</span><div>{one.body}</div>"
        site.add_article(_url(one), _frame(one.title, main))
    return site


SITE = _site()
