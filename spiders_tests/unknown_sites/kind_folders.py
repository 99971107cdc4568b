"""A province's portal: `/a/123` is an article, `/c/12` a list, `/t/`, `/u/`, `/p/` others; long names, no tag of a menu."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "https://phuloc.example"
STORIES = news(30)
SECTIONS = (
    "Thông tin chỉ đạo, điều hành của Ủy ban nhân dân tỉnh về cải cách thủ tục hành chính",
    "Tuyên truyền, phổ biến, giáo dục pháp luật cho đồng bào dân tộc thiểu số và miền núi",
    "Hoạt động của lãnh đạo Đảng, Nhà nước và lãnh đạo tỉnh trong tuần",
)
PAGES = [("/p/1", "Giới thiệu khái quát về điều kiện tự nhiên, kinh tế, xã hội"), ("/p/2", "Liên hệ")]
MENU = [("/", "Trang chủ"), *((f"/c/{number}", words) for number, words in enumerate(SECTIONS, 12)), *PAGES]
SUBJECTS = [(f"/t/{number}", words) for number, words in enumerate(SECTIONS)]


def _frame(title: str, main: str) -> str:
    return (
        f'<html><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} :: Cổng TTĐT Phú Lộc</title></head><body>'
        f"<div>{links(MENU)}</div><div>{main}</div><div>{links(SUBJECTS)}</div></body></html>"
    )


def _url(one: News) -> str:
    return f"{HOST}/a/{7100 + one.number}"


def _rows(stories: list[News]) -> str:
    return "".join(f'<p><a href="{_url(one)}">{escape(one.title)}</a></p>' for one in stories)


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Cổng TTĐT Phú Lộc")
    site.add(site.home, _frame("Trang chủ", _rows(STORIES[:6])))
    for number, words in enumerate(SECTIONS):
        own = [one for one in STORIES if one.number % 3 == number]
        pager = "".join(f'<a href="/c/{12 + number}/{page}">{page}</a> ' for page in (1, 2, 3))
        for page in (1, 2, 3):
            url = f"{HOST}/c/{12 + number}" + (f"/{page}" if page > 1 else "")
            site.add(url, _frame(words, f"<h1>{words}</h1>{_rows(own[4 * page - 4 : 4 * page])}{pager}"))
        site.add(f"{HOST}/t/{number}", _frame(words, f"<h1>{words}</h1>{_rows(STORIES[number : number + 9])}"))
    site.add(f"{HOST}/u/3", _frame("Lê Minh", f"<h1>Lê Minh</h1>{_rows(STORIES[:3])}"))
    for path, words in PAGES:
        site.add(HOST + path, plain_page(_frame, words))
    for one in STORIES:
        by = f'<p><a href="/u/3">Lê Minh</a> - Thứ ba, {one.date:%d/%m/%Y}</p>'
        site.add_article(_url(one), _frame(one.title, f"<h1>{escape(one.title)}</h1>{by}<div>{one.body}</div>"))
    return site


SITE = _site()
