"""A template that finds no body, or clearly less than the page holds, hands on to the reading without selectors."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.extraction import NotAnArticle
from hanoi_press.pages.document import Document
from hanoi_press.pages.fallback import holds_loose_prose, holds_prose, reads_too_little
from spiders_tests.family_pages import BODY, PAGES, PARAGRAPHS, SUMMARY, TEXT, TITLE, FamilyPage

LINE = "Một dòng đủ dài để được coi là văn xuôi chứ không phải mục của thực đơn hay tít bài."  # 84 characters
FOUR_HUNDRED = f"<p>{LINE}</p>" * 5


def doc(inside: str) -> Document:
    return Document(f"<html><body>{inside}</body></html>".encode(), "https://baovidu.example/a.html")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_the_template_reads_its_page(page: FamilyPage) -> None:
    got = extract(page.html.encode(), page.url)
    assert (got.extraction.page, got.extraction.fields["text"]) == (page.template, "css")
    assert (got.title, got.summary, got.text) == (TITLE, SUMMARY, TEXT)
    assert (got.published_at or "")[4:16] == "-11-20T08:15"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_a_renamed_body_is_read_by_the_next_layer(page: FamilyPage) -> None:
    html = page.html
    for name in page.body_names:
        assert name in html
        html = html.replace(name, "renamed")
    got = extract(html.encode(), page.url)
    assert (got.title, got.text) == (TITLE, TEXT)
    if page.template == "liferay":  # no selector of the family's second template matches
        assert got.extraction.page == "heuristic"
    else:
        assert (got.extraction.page, got.extraction.fields["text"]) == (page.template, "heuristic")


def test_the_fields_that_the_template_found_stay() -> None:
    page = next(one for one in PAGES if one.template == "onecms-detail")
    got = extract(page.html.replace('class="entry"', 'class="renamed"').encode(), page.url)
    assert (got.summary, got.published_at) == (SUMMARY, "2026-11-20T08:15:00+07:00")
    assert {got.extraction.fields[name] for name in ("title", "summary", "published_at")} == {"css"}


def test_what_the_template_does_not_find_is_filled_in() -> None:
    head = f"""<title>{TITLE} - Báo Ví Dụ</title><meta name="description" content="{SUMMARY}">
    <meta name="keywords" content="mương, chợ">"""
    page = f"""<html><head>{head}</head><body><div class="b-maincontent"><div class="entry"></div></div>
    <article><time datetime="2026-11-20T08:15:00+07:00"></time>{BODY}</article></body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert got.extraction.page == "onecms-detail"
    assert (got.title, got.summary, got.text) == (TITLE, SUMMARY, TEXT)
    assert (got.published_at, got.tags) == ("2026-11-20T08:15:00+07:00", ["mương", "chợ"])
    assert got.extraction.fields["title"] == "generic"


def test_a_box_with_less_than_a_third_of_the_pages_prose() -> None:
    page = f"""<html><head><title>{TITLE}</title></head><body><main><h1 class="c-detail-head__title">{TITLE}</h1>
    <div class="b-maincontent"><div class="entry"><p>Ảnh: PV</p></div></div><div class="story">{BODY * 2}</div></main>
    </body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert got.extraction.fields["text"] == "heuristic"
    assert got.text.endswith(TEXT)


@pytest.mark.parametrize(
    "others",
    [
        "".join(f"<p>{LINE} Đoạn {n}.</p>" for n in range(12)),
        "".join(f"<div>{LINE} Đoạn {n}.</div>" for n in range(12)),
        "<br><br>".join(f"{LINE} Đoạn {n}." for n in range(12)),
        "<table>" + "".join(f"<tr><td>{LINE} Đoạn {n}.</td></tr>" for n in range(12)) + "</table>",
    ],
    ids=["p", "div", "br", "td"],
)
def test_a_stub_gives_way_to_the_page_whatever_its_elements(others: str) -> None:
    page = f"""<html><head><title>{TITLE}</title></head><body><h1 class="c-detail-head__title">{TITLE}</h1>
    <div class="b-maincontent"><article class="entry"><p>Một dòng ngắn.</p></article></div>
    <div class="noi-dung-moi">{others}</div></body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert got.extraction.fields["text"] == "heuristic"
    assert all(f"{LINE} Đoạn {n}." in got.text for n in range(12))


HOTLINE = "Đường dây nóng: 024 3333 4444 phục vụ người dân trong giờ hành chính các ngày làm việc."
LONG = tuple(f"{LINE} Đoạn {n}." for n in range(8))
ELSEWHERE = {
    "p": "".join(f"<p>{one}</p>" for one in LONG),
    "div": "".join(f"<div>{one}</div>" for one in LONG),
    "br": "<br>".join(LONG),
    "brbr": "<br><br>".join(LONG),
    "td": "<table><tr><td>" + "".join(f"<p>{one}</p>" for one in LONG) + "</td></tr></table>",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("elements", ELSEWHERE)
@pytest.mark.parametrize("stub", ["", "<p>Nội dung đang được cập nhật.</p>"], ids=["none", "stub"])
def test_a_body_elsewhere_is_read_without_the_head_of_the_page(page: FamilyPage, elements: str, stub: str) -> None:
    html = page.html.replace("<body>", f'<body><div class="hotline">{HOTLINE}</div>').replace(BODY, stub)
    html = html.replace("</body>", f'<div class="moved">{ELSEWHERE[elements]}</div></body>')
    got = extract(html.encode(), page.url)
    assert (got.title, got.text.split("\n\n")) == (TITLE, list(LONG))
    assert got.extraction.fields["text"] == "heuristic"


def completed(body: str, *, head: str = "") -> list[str]:
    """Return the paragraphs of a page whose template finds no body."""
    page = f"""<html><head><title>{TITLE}</title></head><body>{head}<h1 class="c-detail-head__title">{TITLE}</h1>
    <p class="Headlines">{SUMMARY}</p><div class="b-maincontent"></div><div class="moved">{body}</div></body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert got.extraction.fields["text"] == "heuristic"
    return got.text.split("\n\n")


def test_a_repeated_title_cuts_nothing_off() -> None:
    lines = [PARAGRAPHS[0], TITLE, *PARAGRAPHS[1:]]
    assert completed("".join(f"<p>{one}</p>" for one in lines)) == lines


def test_a_first_paragraph_that_states_a_date_stays() -> None:
    lines = [f"Ngày 20/11/2026: {PARAGRAPHS[0]}", *PARAGRAPHS[1:]]
    assert completed("".join(f"<p>{one}</p>" for one in lines)) == lines


def test_a_line_above_the_headline_that_the_article_repeats_stays() -> None:
    lines = [LINE, *PARAGRAPHS]
    body = "".join(f"<p>{one}</p>" for one in lines)
    assert completed(body, head=f"<nav>{LINE}</nav>") == lines


def test_an_address_at_the_head_of_the_text_takes_no_paragraph_off() -> None:
    body = "".join(f"<p>{one}</p>" for one in (HOTLINE, *PARAGRAPHS))
    assert completed(body)[-3:] == list(PARAGRAPHS)


def test_a_title_only_below_the_article_is_no_headline() -> None:
    page = f"""<html><head><meta property="og:title" content="{TITLE}"></head><body><div class="b-maincontent">
    <div class="entry"></div></div><div class="moved">{BODY}</div><p>{TITLE}</p></body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert (got.title, got.text, got.extraction.page) == (TITLE, TEXT, "onecms-detail")


def test_what_the_template_read_stays_between_the_fields() -> None:
    page = f"""<html><head><title>{TITLE}</title></head><body><h1 class="c-detail-head__title">{TITLE}</h1>
    <div class="b-maincontent"><div class="entry"><p>Mời xem.</p></div></div><p class="Headlines">{SUMMARY}</p>
    <div class="moved">{"".join(f"<p>{one}</p>" for one in LONG)}</div></body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert (got.summary, got.text.split("\n\n")) == (SUMMARY, ["Mời xem.", *LONG])


def test_what_the_template_read_stays_behind_the_rest() -> None:
    page = f"""<html><head><title>{TITLE}</title></head><body><h1 class="c-detail-head__title">{TITLE}</h1>
    <div class="moved">{"".join(f"<p>{one}</p>" for one in LONG)}</div>
    <div class="b-maincontent"><div class="entry"><p>Mời xem.</p></div></div></body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert got.text.split("\n\n") == [*LONG, "Mời xem."]


@pytest.mark.parametrize(
    ("inside", "holds"),
    [
        (f"<div>{LINE}</div>" * 5, True),
        (f"<div>{LINE}</div>" * 4, False),  # 336 characters
        ("<br>".join([LINE] * 5), True),
        (f"<div><a href='/x'>{LINE}</a></div>" * 9, False),
        (f"<aside><div>{LINE}</div></aside>" * 9, False),
        (f"<script>{LINE}</script><style>{LINE}</style>" * 9, False),
        ("<div>Mục của thực đơn</div>" * 90, False),
    ],
)
def test_prose_outside_paragraphs(inside: str, holds: bool) -> None:
    assert holds_loose_prose(doc(inside), 400) is holds


def test_a_long_text_is_compared_with_paragraphs_alone() -> None:
    loose = doc(f"<div>{LINE}</div>" * 60)
    assert reads_too_little(LINE * 5, loose) and not reads_too_little(LINE * 6, loose)  # 420 and 504 characters


def test_a_short_article_beside_teasers_keeps_its_words() -> None:
    teaser = f'<div class="item"><h3><a href="/b-1.html">Bài khác</a></h3><p>{LINE}</p></div>' * 9
    page = f"""<html><head><title>{TITLE}</title></head><body><h1 class="c-detail-head__title">{TITLE}</h1>
    <div class="b-maincontent"><div class="entry"><p>Mời xem ảnh.</p></div></div>{teaser}</body></html>"""
    got = extract(page.encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
    assert (got.text, got.extraction.fields["text"]) == ("Mời xem ảnh.", "css")


@pytest.mark.parametrize(
    ("inside", "holds"),
    [
        (FOUR_HUNDRED, True),
        (f"<p>{LINE}</p>" * 4, False),  # 336 characters
        (FOUR_HUNDRED.replace("<p>", "<p><span>").replace("</p>", "</span></p>"), True),
        ("<p>Dòng ngắn.</p>" * 60, False),
        (f"<nav>{FOUR_HUNDRED}</nav>", False),
        (f"<aside>{FOUR_HUNDRED}</aside>", False),
        (f"<footer>{FOUR_HUNDRED}</footer>", False),
        (f"<div class='sidebar'>{FOUR_HUNDRED}</div>", False),
        (f"<ul><li>{FOUR_HUNDRED}</li></ul>", False),
        (f"<form>{FOUR_HUNDRED}</form>", False),
        (f"<form><h1>Tít</h1>{FOUR_HUNDRED}</form>", True),  # ASP.NET wraps the whole page
        (f"<div><h3><a href='/b'>Bài khác</a></h3>{FOUR_HUNDRED}</div>", False),
        (f"<div><h3>Tít phụ</h3>{FOUR_HUNDRED}</div>", True),
    ],
)
def test_the_prose_of_a_page(inside: str, holds: bool) -> None:
    assert holds_prose(doc(inside), 400) is holds


def test_less_than_a_third() -> None:
    page = doc(f"<p>{LINE}</p>" * 10)  # 840 characters
    assert reads_too_little("", page)
    assert reads_too_little("x" * 280, page)
    assert not reads_too_little("x" * 281, page)
    assert not reads_too_little("x", doc(f"<p>{LINE}</p>"))


@pytest.mark.parametrize(
    "inside",
    [
        f'<h1 class="c-detail-head__title">{TITLE}</h1><div class="b-maincontent"><div class="entry"></div></div>',
        f'<h1 class="c-detail-head__title">{TITLE}</h1><footer><p>Giấy phép số 1 của Bộ.</p></footer>',
        f'<h1 class="c-detail-head__title">{TITLE}</h1><div class="menu"><p>Trang nhất</p><p>Thời sự</p></div>',
    ],
)
def test_an_article_without_text_never_leaves(inside: str) -> None:
    with pytest.raises(NotAnArticle, match="empty: no text"):
        extract(f"<html><body>{inside}</body></html>".encode(), "https://hanoimoi.vn/khoi-muong-1305109.html")
