"""What a browser does not show is no text, and what it does show stays, however it is marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press import extract
from hanoi_press.pages.document import Document, text_of
from spiders_tests.family_pages import BODY, PARAGRAPHS, FamilyPage
from spiders_tests.inserted_parts import ALL_PAGES, TWO_PAGES, paragraphs_of, with_part

DECOY = "Bạn đang đọc bản sao trái phép của bài này, hãy xem tại trang gốc của tòa soạn."
SHOWN = "Câu này vẫn hiện trên màn hình, vì vậy nó là lời của bài và phải ở lại."

HIDING = [
    'style="display:none"',
    'style="display : none !important;color:red"',
    'STYLE="COLOR:RED; DISPLAY:NONE"',
    'style="margin:0;visibility: hidden"',
    'style="visibility:collapse"',
    'style="opacity:0"',
    'style="opacity: 0.0;"',
    'style="font-size:0"',
    'style="font-size:0px;line-height:0"',
    'style="height:0;overflow:hidden"',
    'style="position:absolute;width:1px;height:1px;overflow:hidden"',
    'style="position:absolute;clip:rect(0 0 0 0)"',
    'style="clip-path:inset(50%)"',
    'style="position:absolute;left:-9999px"',
    'style="position:fixed;top:-9999em"',
    'style="text-indent:-9999px"',
    'style="color:transparent"',
    'style="mso-hide:all"',
    'style="display:block;display:none"',
    "hidden",
    'hidden="hidden"',
    "popover",
    'class="sr-only"',
    'class="x visually-hidden"',
    'class="screen-reader-text"',
    'class="d-none"',
    'class="hidden"',
    'class="hide"',
    'class="invisible"',
    'class="ms-hidden"',
    'class="element-invisible"',
    'class="visible-print"',
    'class="modal fade" aria-hidden="true"',
]
SHOWING = [
    'style="display:block"',
    'style="display:none;display:block"',
    'style="display:block !important;display:none"',
    'style="opacity:.9"',
    'style="overflow:hidden"',
    'style="height:0;overflow:hidden;padding-bottom:56%"',  # the padding is its height
    'style="left:-9999px"',  # without a position it does nothing
    'style="text-indent:-20px"',
    'style="color:transparent;background-clip:text"',  # letters cut from a picture
    'style="opacity:0;transform:translateY(20px)"',  # until it is scrolled to
    'style="visibility:hidden" class="wow"',
    'style="opacity:0" data-aos="fade-up"',
    'hidden="until-found"',
    'class="hidden md:block"',
    'class="d-none d-lg-block"',
    'class="hidden-xs"',
    'class="hidden-print"',
    'aria-hidden="true"',
    'class="d-md-none"',  # for small screens only, but nothing else says the same
]
RULES = [
    ".decoy{display:none}",
    "p.x, p.decoy , #y { color:red; display : none !important }",
    "#d7 { position:absolute; left:-9999px }",
    "/* p.decoy{display:block} */ p.decoy{visibility:hidden}",
    "@media screen { .decoy { font-size:0 } }",
    "@media (min-width: 600px) { .decoy { display:none } }",
    "body .decoy{display:none}",
    "body > main .none, body .decoy{display:none}",
    ".decoy{display:none} .other{display:block}",
]
NO_RULES = [
    "@media print{.decoy{display:none}}",
    "@media (max-width:600px){.decoy{display:none}}",
    ".decoy{display:none} @media (min-width:600px){.decoy{display:block}}",
    ".decoy{display:none} p.decoy{display:block}",
    ".no-js .decoy{display:none}",
    ".menu .decoy{display:none}",
    ".decoy:after{display:none}",
    ".decoy{opacity:0}",  # the first frame of an animation
    "@keyframes a{from{opacity:0}} .decoy{animation:a}",
    ".decoy{display:none",  # cut off
    "} .x{display:none}",
]


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("mark", HIDING)
def test_hidden_elements_are_no_text(page: FamilyPage, mark: str) -> None:
    assert paragraphs_of(page, f"<p {mark}>{DECOY}</p>") == [*PARAGRAPHS]
    assert paragraphs_of(page, f"<div {mark}><p>{DECOY}</p></div>") == [*PARAGRAPHS]
    inside = SHOWN.replace(" ", f" <span {mark}>{DECOY}</span>", 1)
    assert paragraphs_of(page, f"<p>{inside}</p>", 0) == [SHOWN, *PARAGRAPHS]


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("mark", SHOWING)
def test_shown_elements_are_text(page: FamilyPage, mark: str) -> None:
    assert paragraphs_of(page, f"<p {mark}>{SHOWN}</p>") == [PARAGRAPHS[0], SHOWN, *PARAGRAPHS[1:]]


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("sheet", RULES)
def test_what_a_rule_of_the_page_hides_is_no_text(page: FamilyPage, sheet: str) -> None:
    head = f"<style>{sheet}</style>"
    assert paragraphs_of(page, f'<p class="decoy" id="d7">{DECOY}</p>', head=head) == [*PARAGRAPHS]


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("sheet", NO_RULES)
def test_what_no_rule_hides_on_a_screen_is_text(page: FamilyPage, sheet: str) -> None:
    head = f"<style>{sheet}</style>"
    assert SHOWN in paragraphs_of(page, f'<p class="decoy">{SHOWN}</p>', head=head)


def test_sheets_for_print_or_without_scripts_hide_nothing() -> None:
    rule = ".decoy{display:none}"
    for head in (f'<style media="print">{rule}</style>', f"<noscript><style>{rule}</style></noscript>"):
        assert SHOWN in paragraphs_of(TWO_PAGES[0], f'<p class="decoy">{SHOWN}</p>', head=head)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.template)
def test_every_template(page: FamilyPage) -> None:
    cells = f"<table><tr><td>Một<span hidden> {DECOY}</span></td><td>Hai</td><td hidden>{DECOY}</td></tr></table>"
    for part in (f'<p style="display:none">{DECOY}</p>', f"<ul><li hidden>{DECOY}</li></ul>", cells):
        assert DECOY not in with_part(page, part).text
    assert [one for one in paragraphs_of(page, f'<p hidden="">{DECOY}</p>') if one in PARAGRAPHS] == [*PARAGRAPHS]


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("mark", ['style="display:none"', 'style="opacity:0"', 'class="hidden"'])
def test_an_article_that_waits_for_its_script_is_read(page: FamilyPage, mark: str) -> None:
    plain = extract(page.html.encode(), page.url)
    boxed = page.html.replace(BODY, f"<div {mark}>{BODY}</div>")
    assert extract(boxed.encode(), page.url).text == plain.text
    each = page.html.replace(BODY, BODY.replace("<p>", f"<p {mark}>"))
    assert extract(each.encode(), page.url).text == plain.text
    whole = page.html.replace("<body>", f"<body {mark}>")
    assert extract(whole.encode(), page.url).text == plain.text


FIELDS = f"""<html><head><title>Cầu mới</title></head><body><div class="l-main"><div class="c-detail-head">
<h1 class="c-detail-head__title"><span class="sr-only">Tiêu đề: </span>Cầu mới</h1>
<span class="c-detail-head__author"><i hidden>Tác giả ẩn, </i>Lê An</span>
<span class="c-detail-head__time"><b style="display:none">01/01/2020 07:00 </b>20/11/2026 - 08:15</span></div>
<ol class="breadcrumb"><li><a href="/do-thi"><span class="visually-hidden">Mục </span>Đô thị</a></li></ol>
<div class="b-maincontent"><p class="Headlines"><span style="font-size:0">Ẩn. </span>Sapo của bài.</p>
<article class="entry"><p>{PARAGRAPHS[0]}</p><figure><img src="/a.jpg"><figcaption>Nhịp giữa<span hidden> ẩn</span>.
</figcaption></figure><p>{PARAGRAPHS[1]}</p><p>Theo <span hidden>báo ẩn</span>TTXVN</p></article></div>
<div class="c-tags"><h4>Từ khóa</h4><a href="/cau">cầu<span class="sr-only"> (mở)</span></a></div>
</div></body></html>"""


def test_fields_have_no_hidden_words() -> None:
    got = extract(FIELDS.encode(), "https://hanoimoi.vn/cau-moi-1305109.html")
    assert (got.title, got.summary, got.authors) == ("Cầu mới", "Sapo của bài.", ["Lê An"])
    assert (got.published_at, got.section, got.tags) == ("2026-11-20T08:15:00+07:00", ["Đô thị"], ["cầu"])
    assert [one.caption for one in got.images] == ["Nhịp giữa."]
    assert got.attribution is not None and got.attribution.name == "TTXVN"


def test_the_visible_match_of_a_selector_is_preferred() -> None:
    hidden = FIELDS.replace("<h1 ", '<h1 class="c-detail-head__title" style="display:none">Tên báo</h1><h1 ', 1)
    assert extract(hidden.encode(), "https://hanoimoi.vn/cau-moi-1305109.html").title == "Cầu mới"


@pytest.mark.parametrize("name", ["author", "time"])
@pytest.mark.parametrize("box", ["{}", "<div hidden>{}</div>"])
def test_a_hidden_field_is_none(name: str, box: str) -> None:
    field = f'<span class="c-detail-head__{name}"'
    hidden = f'{field} style="display:none"' if box == "{}" else field
    page = re.sub(f"{field}(>.*?</span>)", lambda one: box.format(hidden + one[1]), FIELDS)
    got = extract(page.encode(), "https://hanoimoi.vn/cau-moi-1305109.html")
    assert (got.authors, got.published_at) == (
        ([], "2026-11-20T08:15:00+07:00") if name == "author" else (["Lê An"], None)
    )
    assert (got.title, got.text) == ("Cầu mới", "\n\n".join(PARAGRAPHS[:2]))


def test_hidden_tags_and_sapo_are_none() -> None:
    page = FIELDS.replace('class="c-tags"', 'class="c-tags" hidden').replace('"Headlines"', '"Headlines" hidden')
    got = extract(page.encode(), "https://hanoimoi.vn/cau-moi-1305109.html")
    assert (got.tags, got.summary) == ([], None)


def pruned(inside: str) -> str:
    page = Document(f"<html><body><h1>T</h1><div>{inside}</div></body></html>", "https://baovidu.example/a.html")
    box = page.root.find(".//div")
    page.visibility.prune(box)
    return text_of(box)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("a <b hidden>x</b>b", "a b"),
        ("a<b hidden>x</b>b", "ab"),  # an inline element does not part words
        ("a<p hidden>x</p>b", "a b"),
        ("<i>a</i><b hidden>x</b> b", "a b"),
        ("<b hidden>x</b>b", "b"),
        ("<b hidden>x</b>", "x"),  # nothing else
        ("a<b hidden>x<u hidden>y</u></b>z", "az"),
        ("a<dialog>x</dialog>", "a"),
        ("a<dialog open>x</dialog>", "a x"),
        ("a<template>x</template>", "a"),
        ("a<details><summary>b</summary> c</details>", "a b c"),
        ('a <span style="font-size:0"><u style="font-size:12px">b</u></span>', "a b"),
        ('a <span style="visibility:hidden"><u style="visibility:visible">b</u></span>', "a b"),
        ('<p class="d-none d-md-block">Một hai</p><p class="d-md-none">Một  Hai.</p>', "Một hai"),
        ('<p class="visible-xs">Một hai</p><p class="hidden-xs">Một hai</p>', "Một hai"),
        ('<p class="visible-xs">Một hai</p><p class="hidden-xs">Ba bốn</p>', "Một hai Ba bốn"),
        ('a <i class="material-icons">share</i>', "a"),
        (f'a <div role="tabpanel" hidden>{SHOWN}</div>', f"a {SHOWN}"),
        (f'<button aria-controls="m">a</button><div id="m" hidden>{SHOWN}</div>', f"a {SHOWN}"),
        ('<div class="tab-pane" style="display:none">Chiều: nghỉ.</div>a', "Chiều: nghỉ. a"),
        ('<div class="tab-pane" hidden><a href="/x">Đăng nhập</a></div>a', "a"),
        (f'a <span id="more" style="display:none">{SHOWN}</span>', f"a {SHOWN}"),
        (f'a <div class="panel-answer" style="display:none">{SHOWN}</div>', f"a {SHOWN}"),
        (f'<div style="display:none">{SHOWN}</div><button>a</button>', f"{SHOWN} a"),
        (f'<h4 onclick="x()">a</h4><div hidden>{SHOWN}</div>', f"a {SHOWN}"),
        ("<button>a</button><div hidden>Đã sao chép</div>", "a"),
        (f'<div class="collapse" style="display:none">{SHOWN}</div>a', f"{SHOWN} a"),
    ],
)
def test_what_is_left_of_a_part(inside: str, words: str) -> None:
    assert pruned(inside) == words


def test_slides_of_an_album_stay() -> None:
    slide = '<div class="slide"{}><img src="/{}.jpg"><p>Ảnh {}</p></div>'
    slides = slide.format("", 1, 1) + slide.format(' style="display:none"', 2, 2)
    assert [one.url.rsplit("/", 1)[-1] for one in with_part(TWO_PAGES[0], slides).images] == ["1.jpg", "2.jpg"]


@given(st.lists(st.sampled_from(["<p>", "<div>", '<div class="content">', '<p class="lead">', "<ul><li>"]), max_size=6))
@settings(max_examples=40, deadline=None)
def test_visible_prose_is_never_removed(opened: list[str]) -> None:
    part = "".join(f"{one}{SHOWN}</{one[1:].split()[0].rstrip('>')}>" for one in opened)
    assert with_part(TWO_PAGES[0], part).text.count(SHOWN) == len(opened)
