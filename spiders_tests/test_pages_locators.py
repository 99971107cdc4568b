"""Elements are named by CSS that finds them alone, names that last first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.locators import LONGEST, candidates, compiled, names_of, rank
from hanoi_press.pages.value_places import ValuePlaces
from spiders_tests.cost_growth import growth

URL = "https://unknown.example/a"


def found(markup: str) -> list[str]:
    """Return the locators of the element that has the attribute `x`."""
    doc = Document(f"<html><body>{markup}</body></html>", URL)
    (wanted,) = doc.root.xpath("//*[@x]")
    ways = candidates(wanted, ValuePlaces(doc, []).names, next(iter(doc.headlines), None))
    assert all(compiled(way)(doc.root) == [wanted] for way in ways), ways
    return ways


@pytest.mark.parametrize(
    ("markup", "first"),
    [
        ('<p id="lead" class="sapo" x>a</p>', "p#lead"),
        ('<p class="sapo" x>a</p><p>b</p>', "p.sapo"),
        ('<p class="big sapo" x>a</p><p class="big">b</p>', "p.sapo"),  # only unique names
        ('<p class="a1b2c sapo" x>a</p>', "p.sapo"),  # hashed names last
        ('<p class="a b" x>a</p><p class="a">b</p><p class="b">c</p>', "p.a.b"),
        ('<p id="news-1301562" class="sapo" x>a</p>', "p.sapo"),  # the article's number
        ('<div class="head"><p>a</p><p x>b</p></div>', "div.head > p:nth-of-type(2)"),
        ('<div class="head"><p class="t" x>b</p></div><p class="t">c</p>', "div.head p.t"),
        ("<h1>a</h1><div>b</div><p x>c</p>", "h1 + div + p"),
        ("<div><h1>a</h1></div><div><p>b</p><p x>c</p></div>", "body > div:nth-of-type(2) > p:nth-of-type(2)"),
        ('<p class="md:w-1/2 sapo" x>a</p>', "p.sapo"),  # a name that CSS has to escape
        ('<p class="tóm-tắt" x>a</p>', "body > p:nth-of-type(1)"),
    ],
)
def test_the_first_locator(markup: str, first: str) -> None:
    assert found(markup)[0] == first


def test_locators_by_name_come_before_those_by_position() -> None:
    ways = found('<h1>t</h1><div class="box"><p class="sapo" x>a</p></div>')
    assert ways == [
        "p.sapo",
        "div.box p.sapo",
        "div.box > p:nth-of-type(1)",
        "h1 + div > p:nth-of-type(1)",
        "body > div:nth-of-type(1) > p:nth-of-type(1)",
    ]
    assert [rank(one) for one in ways] == sorted(rank(one) for one in ways)


def test_an_element_deep_in_the_page_has_no_path_from_its_body() -> None:
    assert found("<div>" * 12 + "<p x>a</p>" + "</div>" * 12) == []


NAMES = st.lists(st.sampled_from(["a", "b", "c1d2", "x-y", "12", "é", "_z", "-q"]), max_size=3).map(" ".join)
NODES = st.recursive(
    st.tuples(st.sampled_from(["p", "span"]), NAMES, st.just(())),
    lambda inner: st.tuples(st.sampled_from(["div", "section", "h1"]), NAMES, st.lists(inner, max_size=4)),
    max_leaves=12,
)


def written(node: tuple[str, str, tuple[object, ...]]) -> str:
    tag, names, inner = node
    return f'<{tag} class="{names}">{"".join(map(written, inner))}w</{tag}>'  # type: ignore[arg-type]


@given(NODES)
def test_every_locator_finds_its_element_alone(node: tuple[str, str, tuple[object, ...]]) -> None:
    doc = Document(f"<html><body>{written(node)}</body></html>", URL)
    names = ValuePlaces(doc, []).names
    for element in doc.root.find("body").iterdescendants():
        for way in candidates(element, names, next(iter(doc.headlines), None)):
            assert compiled(way)(doc.root) == [element] and len(way) <= LONGEST


def test_names_are_bounded() -> None:
    names = " ".join(["c" * 5000, *("x" * n for n in range(99))])
    element: Element = html.fromstring(f'<p id="{"i" * 5000}" class="{names}">')
    assert len(names_of(element)) < 10 and max(map(len, names_of(element))) < 70


PUMPS = ('<p class="{n}">a</p>', "<div>", '<p class="a b c d">x</p>', "<p>a</p>", '<i id="{n}">', "<h1>a</h1>")


@pytest.mark.parametrize("pump", PUMPS)
def test_growth(pump: str) -> None:
    def work(size: int) -> None:
        doc = Document(f"<html><body>{''.join(pump.replace('{n}', f'n{n}') for n in range(size))}<p>z", URL)
        names = ValuePlaces(doc, ["a paragraph"]).names
        last = list(doc.root.iter(etree.Element))[-1]
        candidates(last, names, next(iter(doc.headlines), None))

    assert growth(work, 2000) < 8
