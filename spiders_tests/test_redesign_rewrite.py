"""The levels of redesign on a page written by hand: the same words in order, in other markup."""

from __future__ import annotations

import re

import pytest
from lxml import html as markup
from lxml.html import HtmlElement

from spiders_tests.redesign import LEVELS, redesigned, redesigned_site
from spiders_tests.redesign.reboxing import is_data
from spiders_tests.redesign.roles import words_of
from spiders_tests.sites.page import JSON, RSS, Page

HEAD = """<meta charset="utf-8"><title>Chợ họp sớm | Báo Ví Dụ</title><meta name="description" content="Chợ họp.">
<meta property="og:title" content="Chợ họp sớm">
<script type="application/ld+json">{"headline": "Chợ họp sớm"}</script>"""
BODY = """<header class="top"><nav><ul><li><a href="/">Trang chủ</a></li>
<li><a href="/tin">Tin</a></li></ul></nav></header><main><article><h1 class="title">Chợ họp sớm</h1>
<div class="meta"><p class="author">An Bình</p><p class="time">20/11/2026 08:15</p></div>
<h2 class="sapo">Từ ba giờ sáng, mười hai xe tải đã đỗ kín bãi đất phía sau chợ đầu mối.</h2>
<div class="body"><p>Người bán rau thức từ nửa đêm để chọn mớ rau ngon nhất cho những mối quen của mình ở phố.</p>
<p>Đến sáng thì bãi lại vắng, chỉ còn vài chiếc sọt tre và vệt nước chảy dài xuống con đường đất.</p>
<figure><img src="/cho.jpg" alt="chợ"><figcaption>Xe rau vào chợ.</figcaption></figure>
<h3>Giá rau giảm</h3><ul class="list"><li>Cải ngọt: 9.000 đồng</li><li>Su hào: 4.000 đồng</li></ul>
<table class="data"><tr><td>Chợ</td><td>Xe</td></tr><tr><td>Đầu mối</td><td>12</td></tr></table>
<blockquote><p>Bán hết là về.</p></blockquote>
<p><b>Theo <i>ban quản lý</i></b>, chợ họp thế đã ba năm.</p></div></article>
<table width="100%"><tr><td><p>Tin khác</p><ul><li><a href="/khac">Bãi xe mới</a></li></ul></td></tr></table></main>
<footer><p>Giấy phép số 1</p></footer>"""
PAGE = f"<!DOCTYPE html><html><head>{HEAD}</head><body><!-- top -->{BODY}</body></html>".encode()
SEEDS = [str(number) for number in range(8)]  # together they choose every make of boxes


def tree(level: int, seed: str = "0") -> HtmlElement:
    return markup.fromstring(redesigned(PAGE, level, seed))


def without(words: str, *parts: str) -> str:
    for part in parts:
        words = words.replace(f"{part} ", "", 1)
    return words


def words(root: HtmlElement) -> str:
    """The words of the body, those of two blocks apart."""
    return " ".join(" ".join(root.xpath("/html/body//text()")).split())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", LEVELS)
def test_all_words_are_kept_in_order(level: int, seed: str) -> None:
    before, after = words(markup.fromstring(PAGE)), words(tree(level, seed))
    if level == 1:
        assert after == before
        return
    head = ("An Bình", "20/11/2026 08:15")  # the one part whose order may change
    logo = "Báo Ví Dụ " if after.startswith("Báo Ví Dụ ") else ""
    assert without(after.removeprefix(logo), *head) == without(before, *head)
    assert all(after.count(part) == 1 for part in head)


def test_level_0_changes_nothing_and_level_1_no_tag() -> None:
    assert redesigned(PAGE, 0) == PAGE
    assert [one.tag for one in tree(1).iter("*")] == [one.tag for one in markup.fromstring(PAGE).iter("*")]
    with pytest.raises(ValueError, match="level 5"):
        redesigned(PAGE, 5)


def test_level_2_keeps_what_the_head_states() -> None:
    page = redesigned(PAGE, 2)
    assert b'{"headline": "Ch\xe1\xbb\xa3' in page
    assert b'name="description"' in page


@pytest.mark.parametrize("level", [3, 4])
def test_levels_3_and_4_state_nothing_but_og_title(level: int) -> None:
    root = tree(level)
    assert root.findall(".//script") == []
    assert [dict(meta.attrib) for meta in root.iter("meta")] == [
        {"charset": "utf-8"},
        {"property": "og:title", "content": "Chợ họp sớm"},
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_level_2_has_other_tags(seed: str) -> None:
    root = tree(2, seed)
    body = root.find("body")
    assert list(body.iter("article", "header", "nav", "main", "figure", "figcaption", "ul", "li")) == []
    assert {one.tag for one in root.iter("strong", "em", "b", "i")} == {"strong", "em"}
    title = next(one for one in root.find("body").iter("*") if one.text == "Chợ họp sớm")
    assert title.tag in ("div", "h2", "p")
    assert [one for one in root.iter("p") if one.findall(".//div")] == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", [2, 3, 4])
def test_data_stay_a_table_and_layout_changes(level: int, seed: str) -> None:
    root = tree(level, seed)
    [data] = [one for one in root.iter("table") if one.findall(".//td") and words_of(one).startswith("ChợXe")]
    assert [[words_of(cell) for cell in row.iter("td")] for row in data.iter("tr")] == [
        ["Chợ", "Xe"],
        ["Đầu mối", "12"],
    ]
    if level < 4:
        assert len(list(root.iter("table"))) == 1


@pytest.mark.parametrize(
    ("rows", "data"),
    [
        ("<tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr>", True),
        ("<tr><th colspan='2'>Giá</th></tr><tr><td>A</td><td>B</td></tr>", True),
        ("<tr><td rowspan='2'>A</td><td>B</td></tr><tr><td>2</td></tr>", True),
        ("<tr><td>Đầu trang</td></tr><tr><td>Trái</td><td>Phải</td></tr>", False),
        ("<tr><td>Trái</td><td>Phải</td></tr>", False),
        ("<tr><td>Một</td></tr><tr><td>Hai</td></tr>", False),
        ("<tr><td><img src='a.jpg'></td><td><img src='b.jpg'></td></tr><tr><td>A</td><td>B</td></tr>", False),
        ("<tr><td><p>1</p><p>2</p><p>3</p><p>4</p></td><td>B</td></tr><tr><td>A</td><td>B</td></tr>", False),
    ],
)
def test_which_tables_are_data(rows: str, data: bool) -> None:
    assert is_data(markup.fromstring(f"<table>{rows}</table>")) is data


def test_more_boxes_stand_around_the_headline_pictures_and_others() -> None:
    def depth(root: HtmlElement, path: str) -> int:
        [one] = root.xpath(path)
        return len(list(one.iterancestors()))

    headline, picture, text = "//body//*[.='Chợ họp sớm'][not(*)]", "//img", "//*[.='Giấy phép số 1'][not(*)]"
    before = {path: depth(markup.fromstring(PAGE), path) for path in (headline, picture, text)}
    after = [{path: depth(tree(2, seed), path) - before[path] for path in before} for seed in SEEDS]
    assert all(one[headline] >= 1 and one[picture] >= 1 for one in after)
    assert {one[text] > 0 for one in after} == {True, False}


def test_level_3_takes_microdata_away() -> None:
    page = b"<html><body><p itemprop='datePublished' datetime='2026-11-20' title='x'>Nay</p></body></html>"
    names = {name for one in markup.fromstring(redesigned(page, 3)).iter("*") for name in one.attrib}
    assert names == {"title"}


def test_each_make_of_paragraphs_appears() -> None:
    both = "phố.<br>", "phố.</div>"
    pages = [redesigned(PAGE, 2, seed).decode() for seed in SEEDS]
    assert [any(sign in page for page in pages) for sign in both] == [True, True]
    firsts = {next(one for one in tree(2, seed).iter("div") if (one.text or "").startswith("Người")) for seed in SEEDS}
    assert {bool(one.getparent().get("class")) and len(one.getparent()) == 1 for one in firsts} == {True, False}


def test_the_date_and_the_author_change_places() -> None:
    page = redesigned(PAGE, 2).decode()
    assert page.index("20/11/2026") < page.index("An Bình")


def test_the_author_behind_the_text_stays_there() -> None:
    """The words of the text are between: there is no head to arrange."""
    text = "Một câu dài. " * 20
    page = f"""<html><body><div><p class="time">20/11/2026</p><div>{text}</div><p class="author">An Bình</p></div>"""
    words_then = words(markup.fromstring(redesigned(page.encode(), 2).decode()))
    assert words_then.startswith("20/11/2026")
    assert words_then.endswith("An Bình")


def test_the_logo_is_the_site_s_name() -> None:
    def logos(title: str) -> set[str]:
        page = f"<html><head><title>{title}</title></head><body><p>Một.</p></body></html>".encode()
        roots = [markup.fromstring(redesigned(page, 3, seed).decode()) for seed in SEEDS]
        return {words_of(heading) for root in roots for heading in root.iter("h1")}

    assert logos("Ngõ nhỏ - Báo Ví Dụ") == {"Báo Ví Dụ"}
    assert logos("Ngõ nhỏ - tập tản văn") == logos("Ngõ nhỏ") == set()


def test_level_4_is_tables_and_breaks_without_names() -> None:
    page = redesigned(PAGE, 4).decode()
    root = markup.fromstring(page)
    assert {name for one in root.iter("*") for name in one.attrib}.isdisjoint({"class", "id", "lang"})
    assert list(root.find("body").iter("p", "h1", "h2", "h3", "ul", "li", "article")) == []
    assert "<b>Từ ba giờ sáng" in page
    assert "<center><i>Xe rau vào chợ.</i></center>" in page
    assert "mình ở phố.<br><br>" in page
    assert "Cải ngọt: 9.000 đồng<br><br>Su hào: 4.000 đồng<br><br>" in page
    assert re.search(r"<br><br>\s*Đến sáng", page)
    assert '<div align="right">An Bình</div>' in page


def test_a_block_behind_words_keeps_its_own_line() -> None:
    page = "<html><body><div><span>Đầu tư</span><h1>Chợ</h1><p>Một.</p></div></body></html>".encode()
    assert "Đầu tư</span><br><b>" in redesigned(page, 4).decode()


def test_a_whole_site_keeps_its_feeds_and_addresses() -> None:
    feed = "<rss><channel><item><title class='x'>Chợ</title></item></channel></rss>"
    pages = {
        "https://a.vn/": Page(200, {"Content-Type": "text/html", "ETag": '"1"'}, PAGE),
        "https://a.vn/cho.html": Page.of(PAGE.decode()),
        "https://a.vn/more": Page.of("<div class='row'>Một</div><div class='row'>Hai</div>"),
        "https://a.vn/empty": Page.of(""),
        "https://a.vn/rss": Page.of(feed, RSS),
        "https://a.vn/api": Page.of('{"class": "row"}', JSON),
        "https://a.vn/old": Page.moved("https://a.vn/cho.html"),
        "https://a.vn/gone": Page.of("<html><body class='none'>404</body></html>", status=404),
    }
    out = redesigned_site(pages, 2)
    assert list(out) == list(pages)
    assert [url for url in pages if out[url] == pages[url]] == [
        f"https://a.vn/{path}" for path in ("empty", "rss", "api", "old")
    ]
    assert out["https://a.vn/"].headers == {"Content-Type": "text/html"}
    assert out["https://a.vn/"].body == out["https://a.vn/cho.html"].body
    rows = re.findall(r'<div class="(\w+)">(Một|Hai)</div>', out["https://a.vn/more"].body.decode())
    assert [word for _, word in rows] == ["Một", "Hai"]
    assert rows[0][0] == rows[1][0] != "row"
    assert b"<html" not in out["https://a.vn/more"].body
    assert (out["https://a.vn/gone"].status, b'"none"' in out["https://a.vn/gone"].body) == (404, False)
