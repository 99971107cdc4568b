"""The next page of a list whose pager no class or family names."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.discovery import Fetched, Window
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.lists import RowSelectors, read_list
from hanoi_press.discovery.pager_search import search_next
from hanoi_press.discovery.pagers import PostedPage, in_pager, printed_next
from spiders_tests.discovery_site import AnsweringSite, gathered

URL = "https://vidu.gov.vn/tin-tuc.htm"


def article_id(url: str) -> str | None:
    return url if "/bai-" in url else None


SOURCE = ListSource(article_id)


def found(body: str, number: int = 1, url: str = URL, asked: tuple[str, ...] = ()) -> str | PostedPage | None:
    return search_next(Fetched(url, f"<html><body>{body}</body></html>".encode()), number, SOURCE, asked)


def numbers(form: str, last: int = 3) -> str:
    return "".join(f"<td><a href='{form.format(n)}'>{n}</a></td>" for n in range(1, last + 1))


@pytest.mark.parametrize(
    ("body", "number", "wanted"),
    [
        (numbers("?trang={}"), 1, "?trang=2"),
        (numbers("?trang={}"), 2, "?trang=3"),
        (numbers("?trang={}"), 3, None),
        ("<b>1</b> | <a href='?_x_cur=2'>2</a>", 1, "?_x_cur=2"),
        ("<b>[1]</b><a href='?start=10'>[2]</a>", 1, "?start=10"),  # by rows, not by pages
        ("<a href='?n=4'>4</a><b>5</b><a href='?n=6'>6</a>", 5, "?n=6"),
        ("<a aria-label='Trang 2' href='?n=2'>•</a>", 1, "?n=2"),
        ("<a aria-label='Trang sau' href='?n=2'><svg></svg></a>", 1, "?n=2"),
        ("<a title='Trang kế tiếp' href='?n=2'>›</a>", 1, "?n=2"),
        ("<a href='?n=2'>Sau ›</a>", 1, "?n=2"),
        ("<a href='?n=2'>Tiếp &raquo;</a>", 1, "?n=2"),
        ("<a href='?n=0'>‹</a><a href='?n=2'>›</a><a href='?n=9'>»</a>", 1, "?n=2"),
        ("<a href='?n=9'>»</a>", 1, None),  # the last page
        ("<a href='?n=2'>»</a>", 1, "?n=2"),
        ("<a rel='nofollow next' href='?sau=abc'>Cũ hơn</a>" + numbers("?n={}"), 1, "?sau=abc"),
        # not pagers
        ("<a href='/bai-2.htm'>Tiếp</a><a rel=next href='/bai-3.htm'>›</a>", 1, None),
        ("<a href='https://khac.vn/tin-tuc.htm?n=2'>Tiếp</a><link rel=next href='https://khac.vn/'>", 1, None),
        ("<a href='/thu-vien-anh'>Tiếp</a><a href='/anh/12'>›</a>", 1, None),
        ("<a href='?ngay=2'>2</a>", 1, None),  # a number alone
        ("Điều <a href='?page=12'>2</a> và <a href='?page=2'>5</a>", 1, None),
        (numbers("?ngay={}", 30), 1, None),  # a calendar
        (numbers("?trang={}", 30), 1, "?trang=2"),
        ("<a href='javascript:go(2)'>2</a><a href='#'>›</a>", 1, None),
        ("<a href='/tin-tuc.htm'>Tiếp</a>", 1, None),
        ("<a href='?n=2'>Trước</a>", 1, None),
        ("<a href='?n=2'>" + "<i></i>" * 40 + "Tiếp</a>", 1, None),
    ],
)
def test_by_its_words_and_numbers(body: str, number: int, wanted: str | None) -> None:
    got = found(body, number)
    assert got == (
        f"https://vidu.gov.vn{wanted}" if (wanted or "").startswith("/") else f"{URL}{wanted}" if wanted else None
    )


@pytest.mark.parametrize(
    ("page", "href", "is_page"),
    [
        ("https://a.vn/tin", "/tin/trang-2", True),
        ("https://a.vn/tin/", "/tin/page/2/", True),
        ("https://a.vn/tin.htm", "/tin/trang-2.htm", True),
        ("https://a.vn/tin.html", "/tin-p2.html", True),
        ("https://a.vn/tin/p1", "/tin/p2", True),
        ("https://a.vn/tin/trang-2.htm", "/tin/trang-3.htm", True),
        ("https://a.vn/", "/?page=2", True),
        ("https://a.vn/", "/page/2", True),
        ("https://a.vn/", "/van-ban-2", False),
        ("https://a.vn/tin", "/khac?page=2", False),
        ("https://a.vn/tin", "/tin-khac", False),
        ("https://a.vn/tin?id=5&page=1", "/tin?id=5&page=2", True),
    ],
)
def test_an_address_that_differs_in_a_number(page: str, href: str, is_page: bool) -> None:
    assert (found(f"<a href='{href}'>Tiếp</a>", url=page) is not None) == is_page


def test_no_page_is_asked_for_twice() -> None:
    assert found("<a href='?n=2'>Tiếp</a>", asked=(f"{URL}?n=2",)) is None


FORM = """<form action="./tin-tuc.htm" method="post"><input type="hidden" name="__VIEWSTATE" value="abc">
<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" value="nameless"><input name="q" value="tìm">
<table><tr><td>1</td><td><a href="javascript:__doPostBack(&#39;gv&#39;,&#39;Page$2&#39;)">2</a></td>{}</tr></table>
</form>"""


def test_a_page_that_is_posted_back() -> None:
    got = found(FORM.format(""))
    assert isinstance(got, PostedPage) and got.request.url == URL
    assert got.request.form == {"__VIEWSTATE": "abc", "__EVENTTARGET": "gv", "__EVENTARGUMENT": "Page$2"}
    more = FORM.format("<td><a href=\"javascript:__doPostBack('gv','Page$3')\">...</a></td>")
    following = got.next_page(Fetched(URL, more.encode()), 2)
    assert isinstance(following, PostedPage) and following.request.form is not None
    assert following.request.form["__EVENTARGUMENT"] == "Page$3"
    assert found(FORM.format("").replace("./tin-tuc.htm", "https://khac.vn/")) is None
    assert found(FORM.format("").replace("form", "div")) is None
    assert found(FORM.format("").replace("abc", "a" * 2_000_001)) is None


def test_a_list_is_walked_by_postbacks_to_its_end() -> None:
    def answer(url: str, posted: Any) -> bytes:
        number = int(posted["__EVENTARGUMENT"].removeprefix("Page$")) if posted else 1
        links = "".join(
            f"<b>{n}</b>" if n == number else f"<a href=\"javascript:__doPostBack('gv','Page${n}')\">{n}</a>"
            for n in (1, 2, 3)
        )
        rows = "".join(f"<li><a href='/bai-{number}{n}.htm'>Một tin số {number}{n} của tỉnh</a></li>" for n in (1, 2))
        return f"<html><form><input type=hidden name=__VIEWSTATE value=v{number}>{rows}{links}</form></html>".encode()

    site = AnsweringSite(answer)
    leads = gathered(read_list(site, URL, RowSelectors(".mat"), printed_next, Window(source=SOURCE)))
    assert [lead.url[-6:-4] for lead in leads] == ["11", "12", "21", "22", "31", "32"]
    assert [posted and posted["__VIEWSTATE"] for _, _, posted in site.asked] == [None, "v1", "v2"]


def test_a_list_without_pager_is_not_paged_and_a_pager_never_runs_in_circles() -> None:
    page = "<html><li><a href='/bai-1.htm'>Tin</a></li><a href='?n=2'>Tiếp</a></html>".encode()
    window = Window(source=SOURCE)
    site = AnsweringSite(lambda url, posted: page)
    gathered(read_list(site, URL, RowSelectors("li"), None, window))
    assert len(site.asked) == 1
    gathered(read_list(site, URL, RowSelectors("li"), lambda fetched, number: None, window))
    assert [url for url, _, _ in site.asked[1:]] == [URL, f"{URL}?n=2"]


def test_a_familys_address_is_used_where_the_numbers_are_scripts_in_a_renamed_box() -> None:
    next_page = in_pager(".Paging", "{url}?page={number}")
    shown = "<div class=x1><a href='javascript:go(1)'>1</a> <a href='javascript:go(2)'>2</a></div>"
    assert next_page(Fetched(URL, shown.encode()), 1) == f"{URL}?page=2"
    assert next_page(Fetched(URL, shown.encode()), 2) is None
