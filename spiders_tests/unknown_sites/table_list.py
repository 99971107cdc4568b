"""An office's portal on ASP.NET, by http and www.: notices in a table with their days, `?id=` and a menu of the same."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "http://www.sotuphap.tayha.example"
STORIES = news(26)
MENU = [
    ("/Default.aspx", "TRANG CHỦ"),
    ("/Page.aspx?id=1", "GIỚI THIỆU"),
    ("/Page.aspx?id=2", "CHỨC NĂNG NHIỆM VỤ"),
    ("/DanhSach.aspx?cat=3", "THÔNG BÁO"),
    ("/DanhSach.aspx?cat=4", "TIN HOẠT ĐỘNG"),
    ("/LienHe.aspx", "LIÊN HỆ"),
]


def _frame(title: str, main: str) -> str:
    cells = "".join(f'<td class="ctl00_mnuChinh_1"><a href="{url}">{words}</a></td>' for url, words in MENU)
    return f"""<html><head>{NOTE}<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Sở Tư pháp Tây Hà - {escape(title)}</title></head><body><form name="aspnetForm" method="post" action="x.aspx">
<table id="ctl00_mnuChinh"><tr>{cells}</tr></table><table width="100%"><tr><td>{main}</td></tr></table>
<div id="chan">Sở Tư pháp tỉnh Tây Hà, 72 Lý Thường Kiệt</div></form></body></html>"""


def _url(one: News) -> str:
    return f"/ChiTiet.aspx?cat={3 + one.number % 2}&id={900 + 3 * one.number}"


def _article(one: News) -> str:
    return _frame(
        one.title,
        f'<span id="lblTieuDe" class="TieuDe">{escape(one.title)}</span><br /><span id="lblNgay">Ngày đăng: '
        f'{one.date:%d/%m/%Y %H:%M}</span><div id="lblNoiDung">{one.body}</div>',
    )


def _table(stories: list[News]) -> str:
    rows = "".join(
        f'<tr><td>{number}</td><td><a href="{escape(_url(one))}">{escape(one.title)}</a></td>'
        f"<td>{one.date:%d/%m/%Y}</td></tr>"
        for number, one in enumerate(stories, 1)
    )
    return f'<table border="1"><tr><th>STT</th><th>Trích yếu</th><th>Ngày</th></tr>{rows}</table>'


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Sở Tư pháp Tây Hà")
    site.add(f"{HOST}/", _frame("Trang chủ", _table(STORIES[:4])))
    site.add(f"{HOST}/Default.aspx", _frame("Trang chủ", _table(STORIES[:4])))
    for rest in (1, 0):
        own = [one for one in STORIES if one.number % 2 == rest]
        last = -(-len(own) // 5)
        for number in range(1, last + 1):
            more = links(
                [(f"/DanhSach.aspx?cat={3 + rest}&trang={each}", str(each)) for each in range(1, last + 1)],
                '<a href="{0}">{1}</a> ',
            )
            tail = "" if number == 1 else f"&trang={number}"
            rows = _table(own[5 * (number - 1) : 5 * number])
            site.add(
                f"{HOST}/DanhSach.aspx?cat={3 + rest}{tail}", _frame("Danh sách", f"{rows}<div>Trang: {more}</div>")
            )
    for path, words in (MENU[1], MENU[2], MENU[5]):
        site.add(HOST + path, plain_page(_frame, words.capitalize()))
    for one in STORIES:
        site.add_article(HOST + _url(one), _article(one))
    return site


SITE = _site()
