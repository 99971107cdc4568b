"""A department's portal on DotNetNuke: everything is `Default.aspx?tabid=`, articles by `ArticleID`, documents beside."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, news, plain_page

PAGE = "http://sxd.anke.gov.example/Default.aspx"
STORIES = news(28)
TABS = {57: "Tin tức - Sự kiện", 58: "Thông báo - Chỉ đạo điều hành"}
PAGES = {50: "Giới thiệu chung", 51: "Cơ cấu tổ chức bộ máy", 61: "Thư viện video", 62: "Tìm kiếm"}


def _frame(title: str, main: str) -> str:
    menu = {**dict([*PAGES.items()][:2]), **TABS, 60: "Văn bản pháp quy", **dict([*PAGES.items()][2:])}
    cells = "".join(
        f'<td class="mi"><a href="/Default.aspx?tabid={tab}">{words}</a></td>' for tab, words in menu.items()
    )
    return (
        f'<html><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} - Sở Xây dựng An Khê</title></head><body>'
        f'<form id="Form"><table><tr><td class="mi"><a href="/Default.aspx">Trang chủ</a></td>{cells}</tr></table>'
        f"<table><tr><td>{main}</td></tr></table></form></body></html>"
    )


def _url(one: News) -> str:
    return f"{PAGE}?tabid={57 + one.number % 2}&CategoryID={3 + one.number % 2}&ArticleID={4000 + 5 * one.number}"


def _table(stories: list[News]) -> str:
    rows = "".join(
        f'<tr><td><a class="tin" href="{escape(_url(one))}">{escape(one.title)}</a></td><td>{one.date:%d/%m/%Y}</td></tr>'
        for one in stories
    )
    return f"<table>{rows}</table>"


def _site() -> Site:
    site = Site("http://sxd.anke.gov.example/", publisher="Sở Xây dựng An Khê")
    for url in (site.home, PAGE):
        site.add(url, _frame("Trang chủ", _table(STORIES[:5])))
    for tab, words in TABS.items():
        own = [one for one in STORIES if 57 + one.number % 2 == tab]
        pager = "".join(f'<a href="/Default.aspx?tabid={tab}&amp;currentpage={page}">{page}</a> ' for page in (1, 2, 3))
        for page in (1, 2, 3):
            tail = f"&currentpage={page}" if page > 1 else ""
            site.add(
                f"{PAGE}?tabid={tab}{tail}", _frame(words, f"{_table(own[5 * page - 5 : 5 * page])}<div>{pager}</div>")
            )
    documents = "".join(
        f'<tr><td><a href="/Default.aspx?tabid=60&amp;DocID={number}">Quyết định số {number}/QĐ-SXD về việc công bố danh '
        f"mục thủ tục hành chính</a></td><td>02/10/2026</td></tr>"
        for number in range(300, 308)
    )
    site.add(f"{PAGE}?tabid=60", _frame("Văn bản", f"<table>{documents}</table>"))
    for number in range(300, 308):
        site.add(f"{PAGE}?tabid=60&DocID={number}", _frame("Văn bản", f"<p>Số hiệu {number}/QĐ-SXD</p>"))
    for tab, words in PAGES.items():
        site.add(f"{PAGE}?tabid={tab}", plain_page(_frame, words))
    for one in STORIES:
        site.add_article(
            _url(one),
            _frame(
                one.title, f"<h2>{escape(one.title)}</h2><i>Ngày đăng: {one.date:%d/%m/%Y}</i><div>{one.body}</div>"
            ),
        )
    return site


SITE = _site()
