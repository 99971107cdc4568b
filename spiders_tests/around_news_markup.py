"""AroundNews pages of our own, modelled on moc.gov.vn, for tests of single fields."""

from __future__ import annotations

from hanoi_press import Article, extract

MOC = "https://moc.gov.vn/vn/tin-tuc/1173/90112/be-tong-xanh-cho-cau-moi.aspx"


PANEL = "ctl00_SPWebPartManager1_g_9c0a5a28_ctl00_pnNguontin"


BODY = "<p>Đoạn đầu của bài viết.</p><p>Đoạn thứ hai của bài viết.</p>"


def around(
    body: str = BODY,
    *,
    sapo: str = "<p>Sapo của bài.</p>",
    time: str = "Thứ sáu, 20/11/2026 08:15 |",
    panel: str = "",
    before: str = "",
    after: str = "",
    head: str = "",
    main: str = '<div id="divArticleDescription2">{}</div>',
) -> str:
    """The Around_News template."""
    return f"""<html lang="vi-vn"><head><title>Bộ Xây dựng</title>{head}</head><body><form id="aspnetForm">
    <div class="Menu_Top"><ul><li><a href="/vn/chuyen-muc/1173/tin-hoat-dong.aspx">Tin hoạt động</a></li></ul></div>
    {before}<div class="Around_News_Content"><div id="divArticleDescription3"><h1 class="News_Detail_Title">
    Bê tông xanh cho cầu mới</h1></div><div id="ctl00_pnHide"><span class="News_Time_Post">{time}</span></div>
    <div id="divArticleDescription1">{sapo}</div>{main.format(body)}
    <div id="{PANEL}">{panel}</div></div>{after}</form></body></html>"""


def read(page: str, url: str = MOC) -> Article:
    return extract(page.encode(), url)
