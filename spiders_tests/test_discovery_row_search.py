"""The rows of list pages whose markup no selector knows."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from hanoi_press.discovery import VN, Fetched, Window
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.lists import RowSelectors, read_list
from hanoi_press.discovery.routes import ListPages
from hanoi_press.discovery.row_search import FoundRows, search_rows
from spiders_tests.discovery_site import Site, run

URL = "https://a.vn/tin"


TITLE = "Một tin của ngày hôm nay ở tỉnh"


def article_id(url: str) -> str | None:
    return url.split("?")[0] if url.startswith("https://a.vn/bai-") else None


def found(body: str) -> FoundRows:
    return search_rows(Fetched(URL, f"<html><body>{body}</body></html>".encode()), ListSource(article_id), 100)


def shown(body: str) -> list[tuple[str, str]]:
    return [(row.url.removeprefix("https://a.vn/bai-"), row.printed) for row in found(body).rows]


def titles(*numbers: int) -> str:
    return "".join(f"<li><a href='/bai-{n}'>{TITLE}</a></li>" for n in numbers)


def cards(*numbers: int, tag: str = "div") -> str:
    return "".join(
        f"<{tag}><a href='/bai-{n}'><img src=a.jpg></a><p><a href='/bai-{n}'>{TITLE}</a></p>"
        f"<i>{n:02}/11/2026</i><p>Trích yếu của tin này, dài hơn một dòng trong danh sách.</p>"
        f"<a href='/bai-{n}'>Xem thêm</a></{tag}>"
        for n in numbers
    )


MENU = "".join(f"<li><a href='/bai-{n}'>Giới thiệu</a></li>" for n in range(50, 80))
MAIN = [("12", "12/11/2026"), ("11", "11/11/2026"), ("10", "10/11/2026")]


@pytest.mark.parametrize(
    "page",
    [
        "<div>{}</div>",
        "<nav><a href='/bai-1'>Giới thiệu</a></nav><div>{}</div><footer><a href='/bai-2'>Liên hệ</a></footer>",
        f"<div>{{}}</div><div><h3>Đọc nhiều</h3><ul>{titles(*range(20, 40))}</ul></div>",
        f"<div><div><h3>Tin nổi bật</h3><ul>{titles(1, 2, 3, 4)}</ul></div><div><section>{{}}</section></div></div>",
        f"<div><div><section>{{}}</section></div><div><div><b>Hoạt động</b><ul>{titles(1, 2)}</ul></div></div></div>",
        f"<table><tr><td><ul>{titles(1, 2, 3)}</ul></td><td><div>{{}}</div></td></tr></table>",
        "<div>{}</div><div><a href='https://khac.vn/bai-1'>Trang khác</a><a href='/lien-he'>Liên hệ</a></div>",
        f"<div>{{}}</div><aside>{cards(1, 2, 3, 4, 5, 6, 7, 8)}</aside>",
    ],
)
def test_the_main_list_and_no_side_bar(page: str) -> None:
    assert shown(page.replace("{}", cards(12, 11, 10))) == MAIN


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a featured row, and older headlines right below the list
        (f"<div>{cards(13, tag='section')}<div>{cards(12, 11)}</div></div>", ["13", "12", "11"]),
        (f"<div><div>{cards(12, 11)}</div><ul>{titles(9, 8)}</ul></div>", ["12", "11", "9", "8"]),
        # a grid: two columns in a row
        ("".join(f"<div class=r>{cards(n, n - 1)}</div>" for n in (12, 10, 8)), ["12", "11", "10", "9", "8", "7"]),
        # rows of a table, pictures and headlines in cells of their own
        (
            "<table>"
            + "".join(f"<tr><td><a href='/bai-{n}'><img></a><td><a href='/bai-{n}'>{TITLE}</a></tr>" for n in (3, 2))
            + "</table>",
            ["3", "2"],
        ),
        # headlines alone, on a page that has nothing else
        (f"<ul>{titles(3, 2, 1)}</ul>", ["3", "2", "1"]),
        # a long list of headlines beside a short one with pictures and dates
        (
            f"<div><ul>{titles(*range(1, 17))}</ul></div><div><p>Mới</p>{cards(30, 29)}</div>",
            [*map(str, range(1, 17)), "30", "29"],
        ),
        # a menu whose addresses look like articles', beside a list and alone
        (f"<div><ul>{MENU}</ul></div><div>{cards(12, 11)}</div>", ["12", "11"]),
        (f"<div><ul>{MENU}</ul></div><div>{titles(12, 11)}</div>", ["12", "11"]),
        (f"<div><ul>{MENU}</ul></div><div>Chưa có tin</div>", []),
        # headlines of related articles below each row
        (
            "<ul>"
            + "".join(
                f"<li><h3><a href='/bai-{n}'>{TITLE}</a></h3><i>{n}/11/2026</i><ul>{titles(n + 1)}</ul></li>"
                for n in (24, 20)
            )
            + "</ul>",
            ["24", "25", "20", "21"],
        ),
        (f"<h2>Tiêu điểm</h2><ul>{titles(3, 2, 1)}</ul>", ["3", "2", "1"]),
        # boxes of a home page
        (f"<div><div><h2>A</h2>{titles(3, 2)}</div><div><h2>B</h2>{titles(7, 6)}</div></div>", ["3", "2", "7", "6"]),
        # an empty list beside the boxes that every page has
        (f"<div>Chưa có tin</div><div><h2>Đọc nhiều</h2><ul>{titles(3, 2, 1)}</ul></div>", []),
        (f"<aside><ul>{titles(3, 2, 1)}</ul></aside>", []),
        ("<p>không có tin</p>", []),
    ],
)
def test_which_lists_of_a_page_are_read(body: str, expected: list[str]) -> None:
    assert [number for number, _ in shown(body)] == expected


def test_the_address_behind_the_longest_words() -> None:
    links = f"<a href='/bai-1?anh'><img></a><a href='/bai-1?tin'>{TITLE}</a><a href='/bai-1?them'>Xem chi tiết »</a>"
    assert shown(f"<ul><li>{links}</li></ul>")[0][0] == "1?tin"


A1, A2, A3 = (f"<a href='/bai-{n}'>{TITLE}</a>" for n in (1, 2, 3))


@pytest.mark.parametrize(
    "body",
    [
        f"{A3} (03/11/2026)<br>{A2}<br>{A1} 01/11/2026",
        f"<h3>{A3}</h3><p>03/11/2026</p><h3>{A2}</h3><p>Trích yếu</p><h3>{A1}</h3><p>01/11/2026</p>",
        f"<i>03/11/2026</i><h3>{A3}</h3><h3>{A2}</h3><i>01/11/2026</i><h3>{A1}</h3>",
    ],
)
def test_dates_of_rows_without_boxes(body: str) -> None:
    dates = [(number, printed.strip("() ")) for number, printed in shown(f"<div>{body}</div>")]
    assert dates == [("3", "03/11/2026"), ("2", ""), ("1", "01/11/2026")]


def test_code_is_no_summary() -> None:
    code = f"<script>{'var x = 1; ' * 20}</script>"
    body = "".join(f"<li><a href='/bai-{n}'>{TITLE}</a>{code}</li>" for n in (1, 2))
    assert found(f"<ul>{body}</ul>").value == 1


SIDE = "".join(f"<li class=mat><a href='/bai-{n}'>{TITLE}</a></li>" for n in range(30, 35))


@pytest.mark.parametrize(
    ("body", "css", "expected", "kind"),
    [
        (f"<div>{cards(12, 11, 10)}</div>", ".mat", ["12", "11", "10"], "heuristic"),
        # a name that survives in a side bar only: its rows come last
        (
            f"<div><div>{cards(12, 11)}</div><div><ul>{SIDE}</ul></div></div>",
            ".mat",
            ["12", "11", "30", "31", "32", "33", "34"],
            "heuristic",
        ),
        # a healthy page, whose side bar is longer than its list
        (
            f"<div><div>{cards(12, 11)}</div><div><ul>{SIDE}</ul></div></div>",
            "div > div > div",
            ["12", "11"],
            "selectors",
        ),
        (f"<div><ul>{SIDE}</ul></div><div>{titles(*range(1, 20))}</div>", ".mat", None, "heuristic"),
        (f"<div><ul>{titles(1, 2)}</ul></div><div><p>{cards(*range(1, 20))}</div>", "ul li", None, "heuristic"),
        (f"<div><ol>{cards(12, tag='li')}</ol><div>{titles(*range(20, 30))}</div></div>", "ol li", ["12"], "selectors"),
        # rows that lead to no article
        (
            f"<ul><li class=m><a href='/muc'>Mục</a></li></ul><div>{cards(12, 11)}</div>",
            ".m",
            ["12", "11"],
            "heuristic",
        ),
        ("<ul><li class=m><a href='/muc'>Mục</a></li></ul>", ".m", [], "selectors"),
    ],
)
def test_when_selectors_lose(body: str, css: str, expected: list[str] | None, kind: str) -> None:
    counts: Counter[str] = Counter()
    window = Window(source=ListSource(article_id, lambda kind: counts.update([kind])))
    site = Site({URL: f"<html><body>{body}</body></html>".encode()})
    leads, failure = run(read_list(site.fetch, URL, RowSelectors(css), None, window))  # type: ignore[arg-type]
    assert failure is None and counts == {f"lists/{kind}": 1}
    if expected is not None:
        assert [lead.url.rpartition("-")[2] for lead in leads if article_id(lead.url)] == expected
    plain, _ = run(read_list(site.fetch, URL, RowSelectors(css), None, Window()))  # type: ignore[arg-type]
    if kind == "selectors":
        assert leads == plain


def test_a_date_that_its_selector_does_not_find_is_that_beside_the_link() -> None:
    site = Site({URL: f"<html>{cards(12, 11)}</html>".encode()})
    selectors = RowSelectors("div", "p a", ".ngay")
    window = Window(since=datetime(2026, 11, 12, tzinfo=VN))
    leads, _ = run(read_list(site.fetch, URL, selectors, None, window))  # type: ignore[arg-type]
    assert [lead.url[-2:] for lead in leads] == ["12"]


def test_a_page_after_the_last_that_has_only_side_bars_gives_nothing() -> None:
    side = f"<div><div><ul class=s>{titles(30, 31)}</ul></div></div>"
    pages = {
        URL: f"<html><body><section><div>{cards(12, 11)}</div></section>{side}</body></html>".encode(),
        f"{URL}?p=2": f"<html><body><section><div>Hết tin</div></section>{side}</body></html>".encode(),
    }
    site = Site(dict(pages))
    window = Window(source=ListSource(article_id))
    walk = read_list(site.fetch, URL, RowSelectors(".mat"), lambda page, n: f"{URL}?p={n + 1}", window)  # type: ignore[arg-type]
    leads, failure = run(walk)
    assert failure is None and [lead.url[-2:] for lead in leads] == ["12", "11"]
    assert site.asked == [URL, f"{URL}?p=2"]


def test_rows_of_a_side_bar_do_not_end_a_walk() -> None:
    def page(*numbers: int) -> bytes:
        rich = cards(6, 5, 4, 3, tag="p")  # a side bar as good as the list, with what the next page lists
        return f"<html><body><div><ul>{cards(*numbers, tag='li')}</ul></div><div>{rich}</div></body></html>".encode()

    numbers = {URL: (9, 8, 7, 10, 11), f"{URL}?p=2": (6, 5, 4, 3), f"{URL}?p=3": (2, 1)}
    site = Site({url: page(*some) for url, some in numbers.items()})
    walk = read_list(
        site.fetch, URL, RowSelectors(".mat"), lambda page, n: f"{URL}?p={n + 1}", Window(source=ListSource(article_id))
    )  # type: ignore[arg-type]
    leads, _ = run(walk)
    assert {lead.url.rpartition("-")[2] for lead in leads} == {str(n) for n in range(1, 12)}


def test_a_home_page_that_links_lists_needs_no_rows_of_its_own() -> None:
    counts: Counter[str] = Counter()
    window = Window(source=ListSource(article_id, lambda kind: counts.update([kind])))
    route = ListPages("https://a.vn/{section}", RowSelectors("li.m"), home="https://a.vn/", links="https://a.vn/muc")
    listing = f"<html><li class=m><a href='/bai-1'>{TITLE}</a></li></html>".encode()
    home = f"<html><a href='/muc'>Mục</a><div>{cards(12, 11)}</div></html>".encode()
    leads, _ = run(route.leads(Site({"https://a.vn/": home, "https://a.vn/muc": listing}).fetch, window, ()))  # type: ignore[arg-type]
    assert [lead.url[-1] for lead in leads] == ["1"] and counts == {"lists/selectors": 1}
    leads, _ = run(route.leads(Site({"https://a.vn/": home.replace(b"/muc", b"/x")}).fetch, window, ()))  # type: ignore[arg-type]
    assert [lead.url[-2:] for lead in leads] == ["12", "11"] and counts["lists/heuristic"] == 1
