"""A ward's page below a folder of another portal: a home page with links, and nothing else."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "https://camson.gov.example"
STORIES = news(22)
MENU = [
    ("/phuong-an-khe/", "Trang nhất"),
    ("/phuong-an-khe/gioi-thieu-5.html", "Giới thiệu"),
    ("/phuong-an-khe/bo-may-6.html", "Bộ máy"),
    ("/tin-tinh/tin-trong-tinh-771122.html", "Tin trong tỉnh"),
    ("/", "Cổng tỉnh"),
]


def _frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} :: Phường An Khê</title></head>
<body><table><tr>{links(MENU, '<td><a href="{0}">{1}</a></td>')}</tr></table><h4>Phường An Khê</h4>{main}
<p>Trụ sở: 5 Nguyễn Du</p></body></html>"""


def _url(one: News) -> str:
    return f"/phuong-an-khe/{one.slug}-{5000 + 11 * one.number}.html"


def _site() -> Site:
    site = Site(f"{HOST}/phuong-an-khe/", publisher="Phường An Khê")
    site.robots(HOST)
    listed = links([(_url(one), one.title) for one in STORIES], '- <a href="{0}">{1}</a><br>')
    site.add(site.home, _frame("Trang nhất", listed))
    site.add(f"{HOST}/", _frame("Tỉnh Cẩm Sơn", "<p>Cổng của tỉnh</p>"))
    for path, words in MENU[1:4]:
        site.add(HOST + path, plain_page(_frame, words))
    for one in STORIES:
        main = f"<h1>{escape(one.title)}</h1><i>{one.date:%d-%m-%Y}</i>{one.body}"
        site.add_article(HOST + _url(one), _frame(one.title, main))
    return site


SITE = _site()
