"""The link, or the number, that leads to a list's next page."""

from __future__ import annotations

import pytest

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.pagers import first_of, in_pager, next_link, numbered, printed_next

URL = "https://vidu.gov.vn/tin-tuc"


def fetched(body: str) -> Fetched:
    return Fetched(URL, f"<html><body>{body}</body></html>".encode())


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


@pytest.mark.parametrize(
    ("url", "number", "last", "wanted"),
    [
        ("https://bo.vn/l", 1, 9, "https://bo.vn/l?p=2"),
        ("https://bo.vn/l?p=2#top", 2, 9, "https://bo.vn/l?p=3"),
        ("https://bo.vn/l?p=8", 8, 9, "https://bo.vn/l?p=9"),
        ("https://bo.vn/l?p=9", 9, 9, None),
    ],
)
def test_pages_by_number(url: str, number: int, last: int, wanted: str | None) -> None:
    assert numbered("{url}?p={number}", last=last)(Fetched(url, b""), number) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('<a class="next" href="/l?p=2">x</a>', "https://bo.vn/l?p=2"),
        ('<a class="next" href="#">x</a><a class="next" href="?p=2">x</a>', "https://bo.vn/l?p=2"),
        ('<a class="next" href="https://khac.vn/l?p=2">x</a>', None),
        ('<a class="next" href="/l">x</a>', None),  # the page itself
        ('<a href="/l?p=2">x</a>', None),
        ("", None),
    ],
)
def test_the_link_that_a_selector_names(body: str, wanted: str | None) -> None:
    assert next_link("a.next")(Fetched("https://bo.vn/l", body.encode()), 1) == wanted


def test_of_several_pagers_the_first_that_finds_a_page_counts() -> None:
    pager = first_of(next_link("a.next"), numbered("{url}?pageNo={number}", last=3))
    assert pager(Fetched("https://bo.vn/l", b'<a class="next" href="?p=2">x</a>'), 1) == "https://bo.vn/l?p=2"
    assert pager(Fetched("https://bo.vn/l", b""), 1) == "https://bo.vn/l?pageNo=2"
    assert pager(Fetched("https://bo.vn/l?pageNo=3", b""), 3) is None


NUMBERED_FILES = "".join(f'<a href="/tin-tuc-va-su-kien/trang-{n}.htm">{n}</a>' for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("url", "number", "wanted"),
    [
        ("https://bvhttdl.gov.vn/tin-tuc-va-su-kien.htm", 1, "https://bvhttdl.gov.vn/tin-tuc-va-su-kien/trang-2.htm"),
        (
            "https://bvhttdl.gov.vn/tin-tuc-va-su-kien/trang-2.htm",
            2,
            "https://bvhttdl.gov.vn/tin-tuc-va-su-kien/trang-3.htm",
        ),
        ("https://bvhttdl.gov.vn/tin-tuc-va-su-kien/trang-3.htm", 3, None),
    ],
)
def test_pages_that_are_files_as_bvhttdl_had_them(url: str, number: int, wanted: str | None) -> None:
    for box in ('<div class="pagination">{}</div>', "<div>{}</div>"):
        assert printed_next(Fetched(url, box.format(NUMBERED_FILES).encode()), number) == wanted


def test_the_pager_of_ncov() -> None:
    pager = """<div class="clearfix lfr-pagination"><small class="search-results">1 - 20</small>
    <ul class="lfr-pagination-buttons pager"><li class="disabled"><a href="javascript:;">← Trang đầu</a></li>
    <li class="disabled"><a href="javascript:;">Trước</a></li><li><a href="/web/guest/tin-tuc?_cur=2">Tiếp theo</a></li>
    <li><a href="/web/guest/tin-tuc?_cur=9">Trang cuối →</a></li></ul></div>"""
    page = Fetched("https://ncov.moh.gov.vn/web/guest/tin-tuc", pager.encode())
    assert printed_next(page, 1) == "https://ncov.moh.gov.vn/web/guest/tin-tuc?_cur=2"


@pytest.mark.parametrize(
    "href", ["//bo.vn:443/tin?page=2", "https://BO.vn./tin?page=2", "\\tin?page=2", "bo.vn/tin?page=2"]
)
def test_the_next_page_in_other_spellings(href: str) -> None:
    page = Fetched("https://bo.vn/tin", f'<html><div class="pager"><a href="{href}">2</a></div></html>'.encode())
    assert printed_next(page, 1) == next_link(".pager a")(page, 1) == "https://bo.vn/tin?page=2"


def test_the_next_page_is_relative_to_the_base() -> None:
    html = (
        '<html><base href="/"><div class="pager"><a href="tin?page=2">2</a><a href="//bo.vn:8080/x">3</a></div></html>'
    )
    page = Fetched("https://bo.vn/a/tin", html.encode())
    assert printed_next(page, 1) == next_link(".pager a")(page, 1) == "https://bo.vn/tin?page=2"
    assert printed_next(page, 2) is None  # another port is another server
