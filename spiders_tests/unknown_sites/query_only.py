"""A portal in the manner of an old Joomla: `index.php?option=…` for articles, lists and pages alike; `start=` pages."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "http://www.hoinongdan.camson.example"
STORIES = news(27)
_INDEX = "/index.php?option=com_content"
MENU = [
    ("/index.php", "Trang chủ"),
    (f"{_INDEX}&view=category&id=31", "Tin tức"),
    (f"{_INDEX}&view=category&id=32", "Gương điển hình"),
    ("/index.php?option=com_contact&view=contact&id=1", "Liên hệ"),
    (f"{_INDEX}&view=article&id=4", "Cơ cấu tổ chức"),
    ("/index.php?option=com_search", "Tìm kiếm"),
]


def _frame(title: str, main: str) -> str:
    items = links(MENU, '<li class="item"><a href="{0}"><span>{1}</span></a></li>')
    return f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="vi-vn"><head>{NOTE}<meta http-equiv="content-type" content="text/html; charset=utf-8" />
<title>{escape(title)}</title></head><body><div id="top_menu"><ul class="menu">{items}</ul></div><div id="content">{main}</div>
<div id="bottom">HỘI NÔNG DÂN TỈNH CẨM SƠN</div></body></html>"""


def _path(one: News) -> str:
    return f"{_INDEX}&view=article&id={210 + 2 * one.number}&catid={31 + one.number % 2}"


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Hội Nông dân tỉnh Cẩm Sơn")
    top = "".join(
        f'<div class="leading"><h2 class="contentheading"><a href="{escape(_path(one))}">{escape(one.title)}</a></h2>'
        f'<p class="createdate">{one.date:%d/%m/%Y}</p><p>{escape(one.summary)}</p></div>'
        for one in STORIES[:5]
    )
    site.add(f"{HOST}/", _frame("Hội Nông dân tỉnh Cẩm Sơn", top))
    site.add(f"{HOST}/index.php", _frame("Hội Nông dân tỉnh Cẩm Sơn", top))
    for number in (0, 1):
        own = [one for one in STORIES if one.number % 2 == number]
        for start in range(0, len(own), 5):
            rows = "".join(
                f'<tr class="sectiontableentry{place % 2 + 1}"><td align="right">{start + place}</td><td><a href="{escape(_path(one))}">'
                f"{escape(one.title)}</a></td><td>Biên tập</td></tr>"
                for place, one in enumerate(own[start : start + 5], 1)
            )
            base = f"{_INDEX}&view=category&id={31 + number}"
            pager = " ".join(
                f"<span>{each // 5 + 1}</span>"
                if each == start
                else f'<a href="{escape(f"{base}&start={each}")}">{each // 5 + 1}</a>'
                for each in range(0, len(own), 5)
            )
            url = HOST + base + (f"&start={start}" if start else "")
            site.add(url, _frame(MENU[1 + number][1], f"<table>{rows}</table><div>{pager}</div>"))
    site.add(HOST + MENU[3][0], plain_page(_frame, "Liên hệ"))
    site.add(HOST + MENU[4][0], plain_page(_frame, "Cơ cấu tổ chức"))
    for one in STORIES:
        main = (
            f'<div class="componentheading">{escape(one.title)}</div><table><tr><td class="createdate">{one.date:%d/%m/%Y %H:%M}</td></tr>'
            f"<tr><td>{one.body}</td></tr></table>"
        )
        site.add_article(HOST + _path(one), _frame(one.title, main))
    return site


SITE = _site()
