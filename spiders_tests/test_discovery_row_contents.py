"""What a row of a list states of its article: rows in the manners of many sites, read without selectors."""

from __future__ import annotations

import pytest
from lxml import html

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.lists import RowSelectors, rows
from hanoi_press.discovery.row_contents import listed_in
from hanoi_press.items import Listed

SITE = "https://vidu.gov.vn"
HREF = "/kinh-te/bo-cong-thuong-hop-bao-thuong-ky-123.html"
TITLE = "Bộ Công Thương họp báo thường kỳ"
SAPO = "Sáng 20/11, Bộ Công Thương tổ chức họp báo về tình hình sản xuất, kinh doanh quý III."
PICTURE = f"{SITE}/anh/1.jpg"
DAY, MOMENT = "2026-11-20", "2026-11-20T09:15:00+07:00"

ROWS: dict[str, tuple[str, Listed]] = {
    "a card with three links": (
        f'<div><a href="{HREF}"><img src="data:image/gif;base64,R0" data-src="/anh/1.jpg"></a>'
        f'<h3><a href="{HREF}">Bộ Công'
        f' Thương <b>họp</b> báo thường kỳ</a></h3><a href="/kinh-te">Kinh tế</a> <span>20/11/2026</span>'
        f' <span>09:15</span><p>{SAPO}</p><a href="{HREF}">Xem chi tiết »</a><i>12 bình luận</i></div>',
        Listed(TITLE, SAPO, MOMENT, PICTURE, "Kinh tế"),
    ),
    "all in one link": (
        f'<a href="{HREF}"><img src="/anh/1.jpg" alt="x"><div>KINH TẾ HÔM NAY</div><div>{TITLE}</div><p>{SAPO}</p>'
        "<div>09:15 | 20/11/2026</div></a>",
        Listed(TITLE, SAPO, MOMENT, PICTURE),
    ),
    "a row of a table, the headline cut off and whole in its attribute": (
        f'<table><tr><td><a href="/x.aspx?id=5"><img src="/anh/1.jpg"></a></td><td>'
        f'<a href="/x.aspx?id=5" title="{TITLE}">'
        f"Bộ Công Thương họp ...</a> (20/11/2026)<br>{SAPO}</td></tr></table>",
        Listed(TITLE, SAPO, DAY, PICTURE),
    ),
    "the headline cut off everywhere": (
        '<li><a href="/x.aspx?id=5">Bộ Công Thương họp…</a></li>',
        Listed("Bộ Công Thương họp…"),
    ),
    "a heading without link, and a link with a label": (
        f'<div><h4>{TITLE}</h4><p>{SAPO}</p><a href="/x.aspx?id=5">Đọc tiếp</a></div>',
        Listed(TITLE, SAPO),
    ),
    "the summary in a link, too": (
        f'<div><a href="/x.aspx?id=5">{TITLE}</a><br><a href="/x.aspx?id=5">{SAPO}</a></div>',
        Listed(TITLE, SAPO),
    ),
    "the summary before the headline": (
        f'<div><p>{SAPO}</p><a href="{HREF}">{TITLE}</a></div>',
        Listed(TITLE, SAPO),
    ),
    "a caption and other articles' headlines are no summary": (
        f'<div><figure><img src="/anh/1.jpg"><figcaption>{SAPO}</figcaption></figure><a href="{HREF}">{TITLE}</a>'
        "<ul><li>"
        f'<a href="/b-2.html">Một bài khác có tiêu đề rất dài để trông như phần tóm tắt</a></li></ul></div>',
        Listed(TITLE, None, None, PICTURE),
    ),
    "a date within a sentence is not the row's": (
        f'<div><a href="{HREF}">{TITLE}</a><p>{SAPO} Hạn nộp hồ sơ là 30/11/2026.</p></div>',
        Listed(TITLE, f"{SAPO} Hạn nộp hồ sơ là 30/11/2026."),
    ),
    "nor if the sentence shows it otherwise": (
        f'<div><a href="{HREF}">{TITLE}</a><p>Sáng <span>20/11/2026</span>, tại Hà Nội,'
        " Bộ tổ chức họp báo thường kỳ.</p></div>",
        Listed(TITLE, "Sáng 20/11/2026, tại Hà Nội, Bộ tổ chức họp báo thường kỳ."),
    ),
    "a title attribute beside a picture alone": (
        f'<div><a href="/x.aspx?id=5" title="{TITLE}"><img src="/anh/1.jpg"></a></div>',
        Listed(TITLE, None, None, PICTURE),
    ),
    "a time element, printed in words": (
        f'<div><a href="{HREF}">{TITLE}</a><time datetime="2026-11-20T02:15:00Z">2 giờ trước</time></div>',
        Listed(TITLE, None, MOMENT),
    ),
    "an author with a label": (
        f'<div><a href="{HREF}">{TITLE}</a><span>Tác giả: Mai Hoa</span></div>',
        Listed(TITLE, authors="Mai Hoa"),
    ),
    "scripts, entities and invisible letters": (
        f'<div><a href="{HREF}">Bộ Công&nbsp;Thương\u200b họp báo thường kỳ</a><script>var a = "{SAPO}"</script></div>',
        Listed(TITLE),
    ),
    "the same address in another form": (
        f'<div><a href="{SITE}{HREF}#top"><img src="/anh/1.jpg"></a><a href="{HREF}">{TITLE}</a></div>',
        Listed(TITLE, None, None, PICTURE),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_row(name: str) -> None:
    markup, wanted = ROWS[name]
    box = html.fragment_fromstring(markup)
    link = next(box.iter("a"))
    assert listed_in(box, link, f"{SITE}/tin") == wanted


def test_a_row_without_words_states_nothing() -> None:
    box = html.fragment_fromstring(
        '<div><a href="/a-1.html"><img src="/1x1.gif"></a><a href="/a-1.html">Chi tiết</a></div>'
    )
    assert listed_in(box, next(box.iter("a"))) is None


def _list(body: str, selectors: RowSelectors) -> dict[str, Listed | None]:
    page = Fetched(f"{SITE}/tin", f"<html><body>{body}</body></html>".encode())
    return {row.lead.url.removeprefix(SITE): row.lead.listed for row in rows(page, selectors)}


def _row(number: int, more: str = "") -> str:
    return (
        f'<div class=o><div class=t><a href="/tin/{number}"><img src="/anh/{number}.jpg"></a></div><div class=t>'
        f'<a href="/tin/{number}">Tin số {number} hôm nay</a></div><p>{SAPO} ({number})</p>{more}</div>'
    )


def _wanted(number: int) -> Listed:
    return Listed(f"Tin số {number} hôm nay", f"{SAPO} ({number})", None, f"{SITE}/anh/{number}.jpg")


@pytest.mark.parametrize("selectors", [RowSelectors('a[href*="/tin/"]'), RowSelectors(".t"), RowSelectors(".o")])
def test_the_box_is_found_around_whatever_the_selector_matches(selectors: RowSelectors) -> None:
    found = _list(_row(1) + _row(2), selectors)
    assert found == {"/tin/1": _wanted(1), "/tin/2": _wanted(2)}


@pytest.mark.parametrize("selectors", [RowSelectors('a[href*="/tin/"]'), RowSelectors(".o")])
def test_the_only_row_of_a_page_does_not_take_the_page(selectors: RowSelectors) -> None:
    menu = "<p>Cổng thông tin điện tử của một bộ, cơ quan ngôn luận của nhiều người dân cả nước từ lâu.</p>"
    listed = _list(menu + _row(1), selectors)["/tin/1"]
    assert (
        listed is not None
        and listed.title in ("Tin số 1 hôm nay", None)
        and listed.summary in (_wanted(1).summary, None)
    )


def test_an_article_in_two_places_of_a_page_is_stated_by_both() -> None:
    top = '<div><a href="/tin/1"><img src="/anh/1.jpg"></a></div>'
    bottom = f'<ul><li><a href="/tin/1">Tin số 1 hôm nay</a><p>{SAPO} (1)</p></li></ul>'
    found = _list(top + _row(2) + bottom + _row(3), RowSelectors('a[href*="/tin/"]'))
    assert found["/tin/1"] == _wanted(1)


@pytest.mark.parametrize(("time", "published"), [("i.d", "2026-11-21"), (None, "2026-11-20")])
def test_the_date_of_the_selector_counts_before_the_first_one(time: str | None, published: str) -> None:
    more = "<span>20/11/2026</span> <i class=d>21/11/2026</i>"
    listed = _list(_row(1, more) + _row(2), RowSelectors(".o", "a", time))["/tin/1"]
    assert listed is not None and listed.published == published


def test_a_clock_beside_one_link_is_no_date() -> None:
    head = '<div class=h><span>Thứ sáu, 20/11/2026</span><a href="/tin/7">Tin số 7 hôm nay</a></div>'
    found = _list(head + _row(1) + _row(2), RowSelectors('a[href*="/tin/"]'))
    assert found["/tin/7"] == Listed("Tin số 7 hôm nay")


def test_a_part_of_the_page_is_no_row() -> None:
    main = f'<main><p>{SAPO}</p><h2><a href="/tin/1">Tin số 1 hôm nay</a></h2></main>'
    found = _list(f'{main}<div><a href="/tin/2">Tin số 2 hôm nay</a></div>', RowSelectors('a[href*="/tin/"]'))
    assert found["/tin/1"] == Listed("Tin số 1 hôm nay")


def test_a_box_of_two_articles_gives_its_date_to_neither() -> None:
    links = '<a href="/tin/1">Tin thứ nhất ngày</a><a href="/tin/2">Tin thứ hai ngày</a>'
    found = _list(
        f"<div class=o>{links}<i>20/11/2026</i></div>", RowSelectors('a[href*="/tin/"]', time="i", within=".o")
    )
    assert [one.published for one in found.values() if one] == [None, None]


FLAT = {
    "headings and paragraphs": '<h3><a href="/tin/%">Tin số % hôm nay</a></h3><p>SAPO (%)</p><i>20/11/2026</i>',
    "rows of a table": (
        '<tr><td><a href="/tin/%">Tin số % hôm nay</a></td></tr><!-- x --><tr><td>20/11/2026</td></tr>'
        "<tr><td>SAPO (%)</td></tr>"
    ),
    "line breaks": '<a href="/tin/%">Tin số % hôm nay</a> (20/11/2026)<br>SAPO (%)<br><br>',
    "terms": '<dt><a href="/tin/%">Tin số % hôm nay</a></dt><dd>SAPO (%)</dd><dd>20/11/2026</dd>',
}


@pytest.mark.parametrize("name", FLAT)
def test_a_row_without_a_box_around_it(name: str) -> None:
    flat = FLAT[name].replace("SAPO", SAPO)
    body = "".join(flat.replace("%", str(number)) for number in (1, 2, 3))
    if name == "rows of a table":
        body = f"<table>{body}</table>"
    found = _list(
        f"<div>{body}<p>{'Cơ quan chủ quản: một bộ của nước ta. ' * 3}</p></div>", RowSelectors('a[href*="/tin/"]')
    )
    for number in (1, 2):
        assert found[f"/tin/{number}"] == Listed(f"Tin số {number} hôm nay", f"{SAPO} ({number})", DAY)
    last = found["/tin/3"]
    assert last is not None and last.title == "Tin số 3 hôm nay" and last.summary in (None, f"{SAPO} (3)")


def test_a_text_between_two_of_many_boxes_belongs_to_none() -> None:
    body = _row(1) + _row(2) + f"<p>{SAPO} Khác.</p><i>20/11/2026</i>" + _row(3) + _row(4) + _row(5)
    found = _list(body, RowSelectors('a[href*="/tin/"]'))
    assert found["/tin/2"] == _wanted(2)
