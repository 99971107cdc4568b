"""What servers say in place of content, and what only looks like it. All pages here are our own."""

from __future__ import annotations

import html
from unicodedata import normalize

import pytest

from hanoi_press.extraction import NotAnArticle, extract
from hanoi_press.text.block_pages import is_challenge, is_html, is_refusal

COOKIE_WALL = b"""<html><head><script>function go(){document.cookie="D1N=8a1f;path=/";window.location.reload(true);}
go();</script></head><body></body></html>"""
REFUSAL = "<html><body><h2>Thông báo từ chối truy cập</h2><p>Mã yêu cầu: 771</p></body></html>"
SHELL = b'<!DOCTYPE html><html><head><title>BTC</title></head><body><div id="app"></div><script src="/a.js"></script>'


@pytest.mark.parametrize(
    "body",
    [
        b"<html><head><title>Just a moment...</title></head><body></body></html>",
        b"<title>Attention Required! | Cloudflare</title>",
        "<title>Chờ một chút...</title><body><p>Đang kiểm tra</p></body>".encode(),
        '<TITLE lang="vi">\n Chờ một chút… </TITLE>'.encode(),
        normalize("NFD", "<title>Chờ một chút</title>").encode(),  # letters and marks apart
        "<title>Chờ một chút...</title>".encode("ascii", "xmlcharrefreplace"),
        b'<title id="t">Just a moment...</title>',
        b'<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>',
        b"<body>Cloudrity<script>x()</script></body>",
        COOKIE_WALL,
    ],
)
def test_challenges(body: bytes) -> None:
    assert is_challenge(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><title>Just a little</title><p>words</p></html>",
        "<title>Chờ một chút nữa thôi</title><p>Truyện ngắn</p>".encode(),
        f"<title>Chờ một chút</title>{'<p>Một đoạn của truyện ngắn.</p>' * 12}".encode(),
        b"<script>document.cookie='a=1'</script>" + b"<p>mot doan van cua bai viet nay</p>" * 40,
        b"<p>Cloudrity</p>" * 3_000,
    ],
)
def test_no_challenges(body: bytes) -> None:
    assert not is_challenge(body)


@pytest.mark.parametrize(
    "page",
    [
        REFUSAL,
        html.escape(REFUSAL).encode("ascii", "xmlcharrefreplace").decode().replace("&lt;", "<").replace("&gt;", ">"),
        "<p>Hệ thống đang gặp vấn đề khi xử lý yêu cầu của bạn. Vui lòng thử lại sau.</p>",
        "<p>The requested URL was rejected. Please consult with your administrator.<br>ID: 1</p>",
    ],
)
def test_refusals_with_http_200(page: str) -> None:
    assert is_refusal(page.encode())
    with pytest.raises(NotAnArticle) as caught:
        extract(page.encode(), "https://mae.gov.vn/mua-lua-12345.htm")
    assert caught.value.kind == "blocked"


def test_an_article_may_quote_a_refusal() -> None:
    words = "<p>Người dân kể rằng trang chỉ hiện dòng “Thông báo từ chối truy cập” suốt cả buổi sáng hôm qua.</p>"
    body = f'<div class="b-maincontent"><div class="entry">{words * 30}</div></div>'
    page = f'<h1 class="c-detail-head__title">Tít</h1>{body}'
    assert "từ chối" in extract(page.encode(), "https://hanoimoi.vn/a-1.html").text


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (SHELL, "shell"),
        ("<title>404 - Không tìm thấy trang</title><h1>Không tìm thấy trang</h1>".encode(), "not-found"),
        ("<html><body><p>Bài viết không tồn tại hoặc đã bị xóa.</p></body></html>".encode(), "not-found"),
        (b"  \n ", "empty"),
        (COOKIE_WALL, "blocked"),
    ],
)
def test_verdicts_on_pages_without_article(page: bytes, kind: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        extract(page, "https://mst.gov.vn/a-197241112083514363.htm")
    assert caught.value.kind == kind


@pytest.mark.parametrize("body", [SHELL, b"\xef\xbb\xbf<html>", b"\n <!-- x --><HTML lang=vi>", COOKIE_WALL])
def test_html_in_place_of_text(body: bytes) -> None:
    assert is_html(body)


@pytest.mark.parametrize("body", [b"", b"User-agent: *\nDisallow: /", b"# <html> only in a remark", b'{"a": "<html>"}'])
def test_text_that_is_no_html(body: bytes) -> None:
    assert not is_html(body)
