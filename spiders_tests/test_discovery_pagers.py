"""Lists whose markup nobody recorded: the date beside a link, and the link that leads on."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from hanoi_press.discovery import VN, Window
from hanoi_press.discovery.lead import Fetched
from hanoi_press.discovery.lists import RowSelectors, read_list, rows
from hanoi_press.discovery.pagers import in_pager, printed_next

URL = "https://vidu.gov.vn/tin-tuc"
SHAPE = RowSelectors('a[href*="/tin/"]')


def fetched(body: str) -> Fetched:
    return Fetched(URL, f"<html><body>{body}</body></html>".encode())


def dates(body: str) -> dict[str, tuple[str | None, str | None]]:
    return {
        row.lead.url.rsplit("/", 1)[-1]: (
            row.lead.published.isoformat() if row.lead.published else None,
            row.latest.isoformat() if row.latest else None,
        )
        for row in rows(fetched(body), SHAPE)
    }


def test_each_row_has_its_own_date() -> None:
    body = """<p>Hà Nội, 24/11/2026 09:00</p><div class=list>
    <div class=row><div class=col-sm-4><a href="/tin/a"><img src=a.jpg></a></div>
      <div class=col-sm-8><a href="/tin/a">Thông báo ngày 02/11/2026</a><span>20/11/2026 | 08:15:00</span></div></div>
    <div class=row><div><a href="/tin/b">Tin không ngày</a></div></div>
    <ul><li><a href="/tin/c">Tin thứ ba</a> <i>Thứ sáu, 13-11-2026</i></li>
        <li><i>(Ngày đăng: 12/11/2026)</i><a href="/tin/d">Tin thứ tư</a></li></ul></div>"""
    assert dates(body) == {
        "a": ("2026-11-20T08:15:00+07:00", "2026-11-20T08:15:00+07:00"),
        "b": (None, None),
        "c": (None, "2026-11-13T23:59:59+07:00"),
        "d": (None, "2026-11-12T23:59:59+07:00"),
    }


def test_the_day_on_the_banner_is_not_the_date_of_a_list_with_one_row() -> None:
    body = """<div class=top>Thứ ba, 24/11/2026 09:00</div><div><div class=item><h3><a href="/tin/a">Tin</a></h3>
    <div class=news-time>17:05 | 06/11/2026</div></div></div>"""
    assert dates(body)["a"] == ("2026-11-06T17:05:00+07:00", "2026-11-06T17:05:00+07:00")
    assert dates(body.replace("17:05 | 06/11/2026", "Tin"))["a"] == (None, None)


@pytest.mark.parametrize(
    "beside",
    [
        "Hội nghị diễn ra ngày 02/11/2026 tại Hà Nội",
        "Văn bản số 12/11/2026/TT",
        "Từ 01/11/2026 đến nay, bộ đã trả lời hết số đơn tồn đọng",
        "11/2026",
        "",
    ],
)
def test_a_sentence_that_names_a_date_is_none(beside: str) -> None:
    assert dates(f'<li><a href="/tin/a">Tin</a><p>{beside}</p></li><li><a href="/tin/b">Tin</a></li>')["a"] == (
        None,
        None,
    )


def test_a_deep_page() -> None:
    body = "<div>" * 200 + '<a href="/tin/a">Tin</a>' + "</div>" * 200
    assert dates(body) == {"a": (None, None)}


NUMBERS = (
    '<ul class="pagination"><li><a href="?p=1">1</a></li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li>'
)


@pytest.mark.parametrize(
    ("body", "number", "wanted"),
    [
        (NUMBERS, 1, "?p=2"),
        (NUMBERS, 2, "?p=3"),
        (NUMBERS, 3, None),
        (NUMBERS + '<li><a href="?p=9">»</a></li>', 1, "?p=2"),
        ('<div class="phan-trang"><a href="?p=4"> » </a></div>', 3, "?p=4"),
        ('<ul class="lfr-pagination-buttons pager"><li><a href="?_cur=2">Tiếp theo</a></li></ul>', 1, "?_cur=2"),
        ('<a title="Trang kế tiếp" class="page-link" href="?_cur=5">5</a>', 1, "?_cur=5"),
        ('<a title="Trang kế tiếp" href="javascript:__doPostBack(1)">Trang sau</a>', 1, None),
        ('<link rel="next" href="/tin-tuc?p=2"><div class=paging><a href="?p=7">2</a></div>', 1, "?p=2"),
        ('<ul class="pager"><li class="pager_next"><a href="?trang=2"><i class="fa"></i></a></li></ul>', 1, "?trang=2"),
        ('<div class="slider"><a class="next" href="/anh"></a></div>', 1, None),
        ('<table class="calendar"><tr><td><a href="?ngay=2">2</a></td></tr></table>', 1, None),
        ('<div class="slider"><a href="/anh">»</a></div>', 1, None),
        ('<div class=paging><a href="https://khac.vn/?p=2">2</a></div>', 1, None),
        ('<div class=paging><a href="/tin-tuc">2</a></div>', 1, None),
        ('<div class="so"><span>1</span><a href="?page=2">2</a><a href="?page=3">3</a></div>', 1, "?page=2"),
        ('<div><a href="?page=2">2</a></div><p class="pager"><a href="?p=2">2</a></p>', 1, "?p=2"),
        ('<p>Điều <a href="?page=12">2</a> và <a href="/khac?page=2">2</a></p>', 1, None),
        ("", 1, None),
    ],
)
def test_the_link_that_leads_on(body: str, number: int, wanted: str | None) -> None:
    assert printed_next(fetched(body), number) == (f"{URL}{wanted}" if wanted else None)


def test_a_side_bar_of_new_articles_does_not_keep_a_walk_going() -> None:
    side = '<div class=side><a href="/tin/moi">Tin mới</a><i>20/11/2026</i></div>'
    pages = {
        number: f'<ul><li><a href="/tin/{number}">Tin</a><i>{21 - number}/11/2026</i></li></ul>{side}{NUMBERS}'
        for number in (1, 2, 3)
    }
    asked: list[str] = []

    async def fetch(url: str, **_: object) -> Fetched:
        asked.append(url)
        number = int(url.partition("p=")[2] or 1)
        return Fetched(url, f"<html><body>{pages[number]}</body></html>".encode())

    async def found() -> list[str]:
        window = Window(since=datetime(2026, 11, 20, tzinfo=VN))
        return [lead.url async for lead in read_list(fetch, URL, SHAPE, printed_next, window)]

    assert asyncio.run(found()) == ["https://vidu.gov.vn/tin/1", "https://vidu.gov.vn/tin/moi"]
    assert asked == [URL, f"{URL}?p=2"]


@pytest.mark.parametrize(
    ("pager", "number", "url"),
    [
        ('<div class="Paging"><span>1</span><a href="?page=2">2</a><a href="?page=9">Cuối</a></div>', 1, "?page=2"),
        ('<div class="Paging"><a href="javascript:go(1)">1</a><a href="javascript:go(2)">2</a></div>', 1, "?page=2"),
        ('<div class="Paging"><a href="?page=1">[1]</a> <a href="?page=2">[2]</a></div>', 1, "?page=2"),
        ('<div class="Paging"><a href="?page=1">1</a><span>2</span></div>', 2, None),
        ('<div class="Paging"><a href="?page=1">1</a><a href="?page=12">12</a></div>', 1, None),
        ("<div>2</div>", 1, None),
    ],
)
def test_the_next_page_by_the_pager(pager: str, number: int, url: str | None) -> None:
    next_page = in_pager(".Paging", "{url}?page={number}")
    page = Fetched("https://bo.vn/l.aspx" + (f"?page={number}" if number > 1 else ""), pager.encode())
    assert next_page(page, number) == (f"https://bo.vn/l.aspx{url}" if url else None)
