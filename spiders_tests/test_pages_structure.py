"""Marks and structures by which templates are recognised, and the sidebars in which they do not count."""

from __future__ import annotations

import pytest

from hanoi_press.pages.document import Document
from hanoi_press.pages.structure import in_sidebar, marks, next_to, outside_sidebars, structure

URL = "https://baovidu.example/a.html"


def doc(inside: str) -> Document:
    return Document(f"<html><body>{inside}</body></html>".encode(), URL)


@pytest.mark.parametrize(
    ("around", "beside"),
    [
        ("<aside>{}</aside>", True),
        ("<nav>{}</nav>", True),
        ("<footer>{}</footer>", True),
        ('<div class="box Sidebar"><section>{}</section></div>', True),
        ('<div id="sidebar">{}</div>', True),
        ('<div class="col-right">{}</div>', True),
        ('<div class="has-sidebar">{}</div>', False),
        ('<div class="c-news-detail-scroll__right">{}</div>', False),
        ("<main>{}</main>", False),
        ("<header>{}</header>", False),
    ],
)
def test_sidebars(around: str, beside: bool) -> None:
    page = doc(around.format("<p>Một.</p>"))
    assert in_sidebar(page.root.find(".//p")) is beside


def test_sidebars_are_left_out_where_something_is_left() -> None:
    page = doc("<aside><p>a</p></aside><p>b</p>")
    first, second = page.root.iter("p")
    assert outside_sidebars([first, second]) == [second]
    assert outside_sidebars([first]) == [first]
    many = doc("<aside>" + "<p>a</p>" * 51 + "</aside><p>b</p>")
    assert len(outside_sidebars(list(many.root.iter("p")))) == 52


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ('<div class="box"><p>a</p></div><main><h1>T</h1><div class="box"><p>b</p></div></main>', "b"),
        ('<main><h1>T</h1><div class="box"><p>a</p></div><div class="box"><p>b</p></div></main>', "a"),
        ('<div class="box"><h1>T</h1><p>a</p></div><div class="box"><p>b</p></div>', "a"),
        ('<div class="box"><p>a</p></div><div class="box"><p>b</p></div>', "a"),
    ],
)
def test_the_box_next_to_the_headline(inside: str, wanted: str) -> None:
    page = doc(inside)
    boxes = page.root.xpath("//*[@class='box']")
    assert next_to(page.root.find(".//h1"), boxes).findtext("p") == wanted


@pytest.mark.parametrize(
    ("inside", "matches"),
    [
        ('<article class="post"><h1 class="head">T</h1><div class="words">a</div></article>', True),
        ('<article class="post"><h1 class="head">T</h1></article><div class="words">a</div>', False),
        ('<article class="post"><div class="words">a</div></article>', False),
        ('<article class="post x"><h1 class="head">T</h1><aside><div class="words">a</div></aside></article>', False),
        ('<aside><article class="post"><h1 class="head">T</h1><div class="words">a</div></article></aside>', False),
        ('<h1 class="head">T</h1><article class="post"><div class="words">a</div></article>', False),
        ("<!-- article post head words --><style>.post .head .words{}</style>", False),
    ],
)
def test_a_structure_is_marks_in_a_relation(inside: str, matches: bool) -> None:
    assert structure("article.post", "h1.head", "div.words").matches(doc(inside)) is matches


def test_alternatives() -> None:
    either = structure("body", ("h1.head", "h1 span.head"))
    assert either.matches(doc('<h1 class="head">T</h1>'))
    assert either.matches(doc('<h1><span class="head">T</span></h1>'))
    assert not either.matches(doc('<h1>T</h1><span class="head">T</span>'))


def test_a_mark_is_an_element_outside_the_sidebars() -> None:
    [mark] = marks("div.words")
    assert mark.matches(doc('<div class="words">a</div>'))
    assert not mark.matches(doc('<div class="words-x">a</div><div title="words">a</div>'))
    assert not mark.matches(doc('<div class="sidebar"><div class="words">a</div></div>'))
