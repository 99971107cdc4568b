"""`pages.selectors`: the same matches as cssselect's own XPath, in a time that grows with the page."""

from __future__ import annotations

import pytest
from cssselect.xpath import ExpressionError
from lxml import etree, html
from parsel.csstranslator import HTMLTranslator

from hanoi_press.pages.selectors import css, xpath_of
from spiders_tests.cost_growth import growth

PAGE = html.fromstring(
    """<body><div class="a"><p class="b">n1</p><div id="c"><h1>n2</h1><p class="b">n3</p><span>n4</span></div></div>
    <p class="b">n5</p><ul class="a"><li><a href="/x">n6</a></li><li><a>n7</a></li></ul><h1>n8</h1><h1>n9</h1>
    <p class="b c">n10</p><i>n11</i><p class="b">n12</p></body>"""
)
QUERIES = (
    "p",
    "p.b",
    "div p.b",
    "div > p.b",
    "div.a div p",
    "div > h1 ~ p",
    "h1 ~ p.b",
    "h1 ~ :is(p, i)",
    "h1 + p",
    "h1 + h1",
    "li:first-child a",
    "li:nth-child(2) a",
    "div.a > :nth-child(2) p",
    "li:nth-child(1) a",
    "li:nth-of-type(1) a",
    "li:nth-of-type(2) a",
    "div > p:nth-of-type(2)",
    "div > p:nth-of-type(3)",
    "li:nth-child(2n) a",
    "ul a, div a",
    "ul.a, div.a, span",
    "#c, p.c",
    ".a, .b, .c",
    "a[href], a",
    "div:is(.a, #c)",
)


@pytest.mark.parametrize("query", QUERIES)
def test_the_same_matches(query: str) -> None:
    wanted = etree.XPath(HTMLTranslator().css_to_xpath(query, "descendant-or-self::"))(PAGE)
    assert css(query)(PAGE) == wanted
    assert etree.XPath(xpath_of(query))(PAGE) == wanted


def test_what_is_not_supported() -> None:
    for query in ("h1 ~ p, h1 ~ i", "h1 ~ p a"):
        with pytest.raises(ExpressionError, match="~"):
            xpath_of(query)


@pytest.mark.parametrize(
    ("query", "pump"),
    [
        ("div.a a", '<div class="a"><a>x</a></div>'),
        ("div.a > a, p.b", '<div class="a"><a>x</a></div><p class="b">y</p>'),
        ("h1 ~ p", "<h1>x</h1><p>y</p>"),
        ("h1 ~ p", "<p>y</p>"),
        ("p:nth-child(2)", "<p>y</p>"),
        ("p:nth-of-type(1)", "<p>y</p>"),
        ("p:nth-of-type(3)", "<p>y</p><b>z</b>"),
        ("p:first-child", "<p>y</p>"),
    ],
)
def test_growth(query: str, pump: str) -> None:
    pages = {size: html.fromstring(f"<body>{pump * size}</body>") for size in (1500, 6000)}
    assert growth(lambda size: css(query)(pages[size]), 1500) < 8
