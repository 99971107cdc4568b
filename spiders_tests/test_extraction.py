"""`extract()` on pages of sites that nobody described, and on bytes that are no page at all."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press import extract
from hanoi_press.extraction import NotAnArticle
from spiders_tests.unknown_page import UNKNOWN, URL, WORDS

LAZY = """
import sys
import hanoi_press
assert not {"lxml", "scrapy", "twisted"} & sys.modules.keys()
from hanoi_press import Article, NotAnArticle, extract
try:
    extract(b"<html></html>", "https://hanoimoi.vn/a-1.html")
except NotAnArticle as verdict:
    assert verdict.kind == "empty"
assert not {"scrapy", "twisted"} & sys.modules.keys()
"""


def test_an_unknown_site() -> None:
    got = extract(UNKNOWN.encode(), URL)
    assert got.extraction.page == got.extraction.fields["text"] == "heuristic"
    assert (got.source, got.publisher) == ("baovidu.example", "baovidu.example")
    assert got.url == "https://baovidu.example/tin/ho-moi-don-nuoc.html"
    assert got.id.startswith("baovidu.example/") and len(got.id.split("/")[1]) == 16
    assert (got.title, got.summary) == ("Hồ mới đón nước", "Hồ mới ở ngoại thành đã đón nước.")
    assert got.text.split("\n\n") == [(WORDS * 3).strip(), WORDS * 2 + "Nước còn dâng."]
    assert got.authors == ["Lê An"]
    assert (got.published_at, got.modified_at) == ("2026-03-02T06:30:00+07:00", "2026-03-02T15:00:00+07:00")
    assert (got.section, got.tags, got.language) == (["Đời sống"], ["hồ", "nước"], "vi")


def test_the_window_title_is_the_last_resort() -> None:
    page = f"<html><head><title>Hồ mới | Báo Ví Dụ</title></head><body><div><p>{WORDS * 6}</p></div></body></html>"
    got = extract(page.encode(), URL)
    assert (got.title, got.extraction.fields["title"]) == ("Hồ mới", "generic")
    assert (got.published_at, got.authors) == (None, [])


@pytest.mark.parametrize("url", ["hanoimoi.vn/a-1.html", "ftp://hanoimoi.vn/a", "file:///etc/passwd", "", "https://"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match=r"invalid url .*; use http:// or https:// with a host"):
        extract(UNKNOWN.encode(), url)


def test_text_in_place_of_bytes() -> None:
    with pytest.raises(TypeError, match="invalid body of type str; use the page's bytes"):
        extract(UNKNOWN, URL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"<html></html>", "empty"),
        (b"\x00\x01\x02\xff\xfe", "empty"),
        (b"<html><head><title>Just a moment...</title></head><body>x</body></html>", "blocked"),
        (b"<html><script>window._cf_chl_opt={}</script></html>", "blocked"),
        ("<h1 class=c-detail-head__title>A (Tài trợ)</h1><div class=entry><p>B.</p></div>".encode(), "sponsored"),
    ],
)
def test_what_is_no_article(body: bytes, kind: str) -> None:
    with pytest.raises(NotAnArticle) as verdict:
        extract(body, "https://hanoimoi.vn/a-1.html")
    assert verdict.value.kind == kind


def test_a_page_nested_ten_thousand_deep() -> None:
    body = "<div>" * 10_000 + "Đáy." + "</div>" * 10_000
    page = f'<h1 class="c-detail-head__title">Sâu</h1><div class="b-maincontent"><div class="entry">{body}</div></div>'
    article = extract(page.encode(), "https://hanoimoi.vn/a-1.html")
    assert (article.text, article.extraction.fields["markup"]) == ("Đáy.", "flattened")


def test_a_cut_page_gives_what_it_has() -> None:
    page = '<h1 class="c-detail-head__title">Cụt</h1><div class="b-maincontent"><div class="entry"><p>Một.</p><p>Hai'
    assert extract(page.encode(), "https://hanoimoi.vn/a-1.html").text == "Một.\n\nHai"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_an_article_or_a_verdict(body: bytes) -> None:
    frame = b'<h1 class="block-sc-title">T</h1><div class="entry">' + body
    for page in (body, frame):
        try:
            got = extract(page, "https://hanoimoi.vn/a-1.html")
        except NotAnArticle:
            continue
        assert got.title and got.text
        assert not re.search("[\x00-\x09\x0b-\x1f\u200b\ufeff\ud800-\udfff]", got.title + got.text)


def test_a_page_without_section_states_no_origin_for_it() -> None:
    body = '<div class="b-maincontent"><div class="entry"><p>Câu.</p></div></div>'
    page = f'<h1 class="c-detail-head__title">Tít</h1>{body}'
    got = extract(page.encode(), "https://hanoimoi.vn/a-1.html")
    assert got.section == [] and "section" not in got.extraction.fields


@pytest.mark.parametrize(
    ("description", "summary"),
    [
        ("Cầu mới rút ngắn đường đi của hai xã.", "Cầu mới rút ngắn đường đi của hai xã."),
        ("Cổng thông tin điện tử Bộ Xây dựng", None),
        ("Hànộimới", None),
        ("Tít", None),
        ("", None),
    ],
)
def test_a_description_of_the_site_is_no_summary(description: str, summary: str | None) -> None:
    head = f'<head><meta name="description" content="{description}"></head>'
    body = (
        '<h1 class="c-detail-head__title">Tít</h1><div class="b-maincontent"><div class="entry"><p>Câu.</p></div></div>'
    )
    assert extract(f"{head}{body}".encode(), "https://hanoimoi.vn/a-1.html").summary == summary


def test_the_public_names_load_without_scrapy() -> None:
    assert subprocess.run([sys.executable, "-c", LAZY], check=False).returncode == 0


def test_a_name_that_the_package_has_not() -> None:
    with pytest.raises(ImportError, match="extrakt"):
        exec("from hanoi_press import extrakt")
