"""`extract` on pages that are made or declared wrongly. The pages are our own."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.pages import NotAnArticle

HEAD = '<html><head><meta charset="{}"><title>A</title></head><body><h1 class="c-detail-head__title">Tin sáng</h1>'
BODY = '<div class="b-maincontent"><div class="entry">{}</div></div></body></html>'
URL = "https://hanoimoi.vn/tin-sang-1.html"


@pytest.mark.parametrize("tag", ["div", "b", "p", "blockquote", "table><tr><td"])
def test_ten_thousand_deep(tag: str) -> None:
    page = HEAD.format("utf-8") + BODY.format(f"<{tag}>" * 10_000 + "<p>Một hai ba bốn.</p>")
    try:
        assert extract(page.encode(), URL).text in ("", "Một hai ba bốn.")
    except NotAnArticle as verdict:
        assert verdict.kind == "empty"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1258", "utf-16", "nonsense", "x" * 999])
def test_a_charset_that_is_declared_wrongly(declared: str) -> None:
    page = (HEAD.format(declared) + BODY.format("<p>Đường Láng vừa được trải nhựa.</p>")).encode()
    for header in (declared, None):
        assert extract(page, URL, encoding=header).text == "Đường Láng vừa được trải nhựa."


@pytest.mark.parametrize("link", ["http://[x", "//[", "http://a]/b", "http://℀.vn/a"])
def test_links_that_are_no_addresses_on_an_unknown_site(link: str) -> None:
    teaser = (
        f'<p><a href="{link}">Xe đêm chạy thêm chuyến từ tháng mười hai</a></p><p>{"Mỗi giờ thêm một chuyến. " * 4}</p>'
    )
    text = "<p>Đội vệ sinh quét chợ từ bốn giờ sáng, xong trước khi xe rau về đến cổng.</p>"
    teasers = f"<div>{f'<div>{teaser}</div>' * 4}</div>"
    tags = f'<div><a href="{link}">chợ</a> <a href="{link}/tag/rau">rau</a></div>'
    page = (
        f"<html><body><article><h1>Quét chợ trước lúc rạng đông</h1>{text * 3}</article>{tags}{teasers}</body></html>"
    )
    assert extract(page.encode(), "https://baovidu.example/quet-cho-77.html").text.startswith("Đội vệ sinh quét chợ")
