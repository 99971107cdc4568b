"""The headline among the matches of a template's selectors."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.pages.document import Document, text_of
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.selectors import css

SELECTS = (css("h3.title"), css("h1.title, h2.title"))
LONG = "Một đoạn văn đủ dài kể chuyện khơi mương sau chợ, từ sáng sớm cho đến khi nước chảy thông về cuối ngõ. " * 3


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ('<h3 class="title">Khơi mương</h3><h1>Khơi mương</h1><h1>Khác</h1>', "h3"),
        ('<h3 class="title"> </h3><h2 class="title">Khơi mương</h2>', "h2"),
        ('<div class="related-news"><h3 class="title">Bên lề</h3></div><h2 class="title">Một tít</h2>', "h2"),
        ('<div id="tin-lien-quan"><h3 class="title">Bên lề</h3></div><h2 class="title">Một tít</h2>', "h2"),
        ('<div class="bai-khac"><h3 class="title">Bên lề</h3></div><h2 class="title">Một tít</h2>', "h2"),
        ('<div class="col right"><b><h3 class="title">Bên lề</h3></b></div><h2 class="title">Một tít</h2>', "h2"),
        ('<aside><h3 class="title">Bên lề</h3></aside><h2 class="title">Một tít</h2>', "h2"),
        ('<h3 class="title">Tin liên quan</h3><h2 class="title">Một tít</h2>', "h2"),
        ('<div class="bright"><h3 class="title">Bên lề</h3></div><h2 class="title">Một tít</h2>', "h3"),
        ('<div class="right"><h3 class="title">Khơi mương</h3></div><h2 class="title">Một tít</h2>', "h3"),
        ('<div class="right"><h3 class="title">Bên lề</h3></div><h1>Khơi mương</h1>', "h1"),
        ('<div class="right"><h3 class="title">Bên lề</h3></div><h1>Tên trang</h1>', "h3"),
        ('<div class="right"><h3 class="title">Bên lề</h3></div><h1> </h1>', "h3"),
        ('<div class="right"><h3 class="title">Bên lề</h3></div><aside><h1>Khơi mương</h1></aside>', "h3"),
        ('<div class="right"><h1 class="title">Bên lề</h1></div>', "h1"),
        ('<div class="right"><h1 class="title">Một tít</h1></div><h2 class="title">Khác</h2>', "h1"),  # the only h1
    ],
)
def test_a_box_of_other_articles_has_no_headline_if_there_is_another(inside: str, wanted: str) -> None:
    html = f"<html><head><title>Khơi mương - Báo Ví Dụ</title></head><body>{inside}</body></html>"
    page = Document(html.encode(), "https://baovidu.example/a.html")
    found = Lookup(page, page.root).headline(SELECTS)
    assert found is not None and found.tag == wanted


def test_a_page_without_a_match_has_no_headline() -> None:
    page = Document(b"<html><body><h1>T</h1></body></html>", "https://baovidu.example/a.html")
    assert Lookup(page, page.root).headline(SELECTS) is None


def test_the_title_of_og_title_counts_as_the_windows() -> None:
    head = '<meta property="og:title" content="Khơi mương">'
    inside = '<div class="related"><h3 class="title">Bên lề</h3></div><h1>Khơi mương</h1>'
    page = Document(f"<html><head>{head}</head><body>{inside}</body></html>".encode(), "https://baovidu.example/a.html")
    assert text_of(Lookup(page, page.root).headline(SELECTS)) == "Khơi mương"


@pytest.mark.parametrize("around", ['<div class="related-news">{}</div>', '<div class="col-md-4 right">{}</div>', "{}"])
@pytest.mark.parametrize(
    ("url", "box"),
    [
        ("https://moj.gov.vn/qt/tintuc/Pages/tin.aspx?ItemID=7", '<div class="content-news">{}</div>'),
        ("https://monre.gov.vn/Pages/abc.aspx", '<div id="layoutBanTin">{}</div>'),
    ],
    ids=["moj", "monre"],
)
def test_a_side_box_with_the_familys_own_names(url: str, box: str, around: str) -> None:
    beside = around.format(box.format("<h3>Tin liên quan</h3><p>Một tin khác.</p>"))
    page = f"""<html><head><title>Khơi mương - Bộ Ví Dụ</title></head><body>{beside}<article><h1>Khơi mương</h1>
    <div class="words">{f"<p>{LONG}</p>" * 2}</div></article></body></html>"""
    assert extract(page.encode(), url).title == "Khơi mương"
