"""What is inside what on a page, by one walk."""

from __future__ import annotations

import pytest

from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.discovery.links import parse_html

HTML = b"""<body><div class=box id=1><p id=2>a <!-- not this --><b id=3>b</b> c</p>
<div class=box id=4><p id=5> </p><i id=6>d</i></div> e</div><p id=7>f</p></body>"""
QUERIES = (".box", "p", "b, i", ".box p", ".box > i", ".box .box", "p + p, b")


@pytest.fixture
def index() -> ElementIndex:
    return ElementIndex(parse_html(HTML).root, QUERIES)


def ids(elements: list[object]) -> str:
    return "".join(element.get("id") for element in elements)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".box", "14"),
        ("p", "257"),
        ("b, i", "36"),
        (".box p", "25"),
        (".box > i", "6"),
        (".box .box", "4"),
        ("p + p, b", "3"),
    ],
)
def test_matches_are_in_document_order(index: ElementIndex, css: str, expected: str) -> None:
    assert ids(index.matching(css)) == expected


def test_what_is_inside_and_around(index: ElementIndex) -> None:
    outer, inner = index.matching(".box")
    assert ids(list(index.inside(outer, "p"))) == "25" and ids(list(index.inside(inner, ".box"))) == "4"
    assert index.holds(inner, "b, i") and not index.holds(index.matching("p")[2], "b, i")
    around = {element.get("id"): box.get("id") for element, box in index.around(".box").items()}
    assert around == {"2": "1", "3": "1", "4": "1", "5": "4", "6": "4"}


def test_words(index: ElementIndex) -> None:
    outer, inner = index.matching(".box")
    assert index.words(outer, limit=100) == "a b c d e" and index.words(inner, limit=100) == "d"
    assert index.words(outer, "b, i", limit=100) == "b d" and index.words(outer, "b, i", limit=1) == "b"
    assert index.words(outer, limit=2) == "a"
    assert index.all_words(".box") == "a b c d e" and index.all_words("p") == "a b c f"


def test_elements_that_are_not_accepted_are_forgotten(index: ElementIndex) -> None:
    index.keep("p", lambda element: element.get("id") != "2")
    assert ids(list(index.inside(index.matching(".box")[0], "p"))) == "5"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("H<sub>2</sub>O", "H2O"),
        ("<b>Đ</b>ường", "Đường"),
        ("Đường<span>20/11</span>", "Đường 20/11"),
        ("Đường<b> Láng</b>", "Đường Láng"),
        ("Đường <!-- x --><b>Láng</b>", "Đường Láng"),
        ("<b>Đường</b> <b>Láng</b>", "Đường Láng"),
        ("Đường<br><b>Láng</b>", "Đường Láng"),
    ],
)
def test_words_of_inline_elements_stay_whole(inside: str, words: str) -> None:
    index = ElementIndex(parse_html(f"<body><h3>x</h3><p>{inside}</p></body>".encode()).root, ("p",))
    assert index.words(index.matching("p")[0], limit=100) == index.all_words("p") == words
