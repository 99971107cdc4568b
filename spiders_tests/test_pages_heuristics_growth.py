"""A page without a template is read in a time that grows with its length, whatever it repeats."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.pages import NotAnArticle
from spiders_tests.cost_growth import growth

PROSE = "<p>Sáng nay cầu mới qua sông đã được thông xe sau hai năm thi công, đúng như kế hoạch của huyện.</p>"
BEFORE, AFTER = "<body><article><h1>Cầu mới qua sông đã thông xe</h1>", "</article></body>"
PUMPS = {
    "boxes": "<div>",
    "boxes with words": "<div>x",
    "boxes with prose": f"<div>{PROSE}",
    "named boxes": '<div class="sidebar">',
    "menus": "<nav>x",
    "footers": "<footer>x",
    "quotations": "<blockquote><footer>x",
    "forms": "<form>x",
    "quoted": "<blockquote>x",
    "headings": "<h2>x</h2>",
    "open headings": "<h2>x",
    "long headings": "<h2>Cầu mới qua sông đã thông xe sau hai năm</h2>",
    "links": '<a href="/{number}.html">Cầu mới qua sông đã thông xe</a> ',
    "linked lines": '<p><a href="/{number}.html">Cầu mới qua sông đã thông xe</a></p>',
    "cards": '<div><h3><a href="/{number}.html">Cầu mới qua sông đã thông xe</a></h3><p>x</p></div>',
    "nested cards": '<div><h3><a href="/{number}.html">Cầu mới qua sông đã thông xe</a></h3><p>x</p>',
    "labels": "<p>Tin liên quan</p>",
    "nested labels": "<div><p>Tin liên quan</p>",
    "nested comments": "<div><p>Bình luận</p>",
    "nested addresses": "<div><p>Điện thoại: 024 3333 4444</p>",
    "nested notices": "<div><p>Chúng tôi sử dụng cookie.</p>",
    "bylines": "<p>Lê An</p>",
    "nested bylines": "<div><p>Lê An</p>",
    "labelled bylines": "<p>Tác giả: Lê An</p>",
    "dates": "<p>20/11/2026 08:15</p>",
    "times": '<time datetime="2026-11-20T08:15:42Z">',
    "breaks": "x<br>",
    "breaks of prose": f"{PROSE[3:-4]}<br>",
    "rules": "<hr>x",
    "pictures": '<p><img src="/{number}.jpg"></p><p>x</p>',
    "figures": '<figure><img src="/{number}.jpg"><p>Cầu mới',
    "rows": "<tr><td>a<td>b",
    "tables": "<table><tr><td>x",
    "list": "<li>x</li>",
    "nested lists": "<ul><li>x",
    "bold": "<b>x</b> ",
    "open bold": "<b>x",
    "spans": "<span>x</span>",
    "one line": "Cầu mới qua sông đã thông xe sau hai năm. ",
    "joints": " - x | ",
    "colons": "Tin: ",
}


def read(page: str) -> object:
    try:
        return extract(page.encode(), "https://unknown.example/cau-moi.html", fetched_at="2026-11-24T00:00:00Z")
    except NotAnArticle as verdict:
        return verdict.kind


WINDOWS = ("one line", "joints", "colons")


@pytest.mark.slow
@pytest.mark.parametrize("pump", PUMPS.values(), ids=PUMPS.keys())
def test_before_and_behind_the_text(pump: str) -> None:
    pages = {}
    for size in (300, 1200):
        words = "".join(pump.replace("{number}", str(n)) for n in range(size))
        pages[size] = f"<html>{BEFORE}{words}{PROSE * 3}{words}{AFTER}</html>"
    assert growth(lambda size: read(pages[size]), 300) < 8


@pytest.mark.slow
@pytest.mark.parametrize("pump", WINDOWS)
def test_in_the_windows_title(pump: str) -> None:
    pages = {size: PUMPS[pump] * size for size in (700, 2800)}
    page = f"<html><head><title>{{}}</title></head>{BEFORE}{PROSE * 3}{AFTER}</html>"
    assert growth(lambda size: read(page.format(pages[size])), 700) < 8
