"""Markup that libxml2 reads otherwise than browsers do."""

from __future__ import annotations

import pytest
from lxml import etree

from hanoi_press.pages.document import Document, text_of
from hanoi_press.pages.html_repair import has_misread_tags, repaired
from spiders_tests.cost_growth import growth

URL = "https://baovidu.example/a.html"


def inside(html: str) -> str:
    """Return the inside of the body as the tree has it."""
    body = Document(f"<html><body><div>{html}</div></body></html>", URL).root.find("body")
    return etree.tostring(body, encoding="unicode").removeprefix("<body><div>").removesuffix("</div></body>")


@pytest.mark.parametrize(
    ("html", "headings"),
    [
        ("<h2><p>A</p></h2><p>B</p>", ["A"]),
        ("<h1 class=t><P>A</P></h1>B", ["A"]),
        ("<h2>A<p>B</p>C</h2>D", ["A B C"]),
        ("<h2><p>A</p><p>B</p></h2><p>C</p>", ["A B"]),
        ("<h2>&nbsp;<p>A<br>B</p></h2>C", ["A B"]),
        ("<h2><b><p>A</p></b></h2>B", ["A"]),
        ("<h2><a href=/x><p>A</p></a></h2>B", ["A"]),
        ("<h2><div><p>A</p></div></h2>B", ["A"]),
        ("<h2><p>A</h2><p>B</p>", ["A"]),  # the inner one is not closed
        ("<h2><table><tr><td>A</td><td>B</td></tr></table></h2>C", ["A B"]),
        ("<h2><form><fieldset>A</fieldset></form></h2>B", ["A"]),
        ("<h1>A<p>B</p></h1><h2><p>C</p></h2><h3>D</h3>", ["A B", "C", "D"]),
        ("<h1>A<p>B</h2><p>C</p>", ["A B"]),  # closed as another heading
        ("<h1>A</h2><div>B</div>", ["A"]),
        ("<h1>A<div>B</div></p><h2>C</h2>", ["A", "C"]),  # never closed
        ("<h1><div>A</div>\n<p>B</p></p><h2>C</h2>", ["A", "C"]),
        ("<script>'<h1><p>x</p></h1>'</script><!-- <h1> --><h2><p>A</p></h2>", ["A"]),
    ],
)
def test_headings(html: str, headings: list[str]) -> None:
    body = Document(f"<html><body><div>{html}</div></body></html>", URL).root.find("body")
    assert [text_of(one) for one in body.iter("h1", "h2", "h3")] == headings


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        # a paragraph with a name around others
        ('<p class="s"><p>A</p></p>B', '<p class="s"><span>A</span></p>B'),
        ('<p class="s">\n<div>A</div><div>B</div></p>', '<p class="s"><span>A</span><br/><br/><span>B</span></p>'),
        ('<p class="s"><b><p>A</p></b></p>', '<p class="s"><span><b>A</b></span></p>'),
        ('<p class="s"><h2 id="x">A</h2></p>', '<p class="s"><span id="x">A</span></p>'),
        ('<p class="s"><p>A</p><p>B</p>', '<p class="s"/><p>A</p><p>B</p>'),  # not closed
        ("<p><p>A</p></p>B", "<p/><p>A</p><br/><br/>B"),
        ('<p class="s"><div><img src="x"/></div></p>', '<p class="s"/><div><img src="x"/></div><br/><br/>'),
        # bold around paragraphs
        ("<b><p>A</p><p>B</p></b>C", "<p><b>A</b></p><p><b>B</b></p>C"),
        ('<i class="s"><p>A</p></i>', '<p><i class="s">A</i></p>'),
        ("<strong><p>A</p></strong>", "<strong><p>A</p></strong>"),
        ("a</br><p><strong><p>A</p></strong></p>B", "a<br/><p><strong><p>A</p></strong></p><br/><br/>B"),
        # ends that close nothing
        ("A</p>B</p><p>C</p>", "A<br/><br/>B<br/><br/><p>C</p>"),
        ("A</br>B", "A<br/>B"),
        ("<p>A<div>B</div>C</p>D", "<p>A</p><div>B</div>C<br/><br/>D"),
        ("<p>A<section>B</section></p></p>", "<p>A</p><section>B</section><br/><br/><br/><br/>"),
        # what is read alike stays
        ("<h2><span>A</span></h2><p>B<br>C</p>", "<h2><span>A</span></h2><p>B<br/>C</p>"),
        ("<p>A<section>B</section></p>", "<p>A<section>B</section></p>"),
        ("<ul><li>A<li>B</ul>", "<ul><li>A</li><li>B</li></ul>"),
    ],
)
def test_trees(html: str, tree: str) -> None:
    assert inside(html) == tree


def test_long_headings_stay() -> None:
    page = b"<h2>" + b"<p>x</p>" * 1000 + b"</h2>"
    assert repaired(page).startswith(b"<h2><p>x</p><p>")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html><body><p>A</p></body></html><p>B</p>", "AB"),
        ("<html><body><p>A</p></BODY></HTML>\n<!-- x --> B", "A B"),
        ("<html><body><div><html><body>A</body></html></div><p>B</p></body></html>", "AB"),
    ],
)
def test_content_after_the_end(html: str, words: str) -> None:
    doc = Document(html, URL)
    assert "".join("".join(doc.root.itertext(etree.Element)).split("\n")) == words


@pytest.mark.parametrize("end", ["", "\n", " <!-- 12 ms --> \n", "</div>", "<!-- <p>x</p> -->"])
def test_nothing_after_the_end(end: str) -> None:
    page = f"<html><body>A</body></html>{end}".encode()
    assert not has_misread_tags(Document(page, URL).root) and repaired(page) == page


PUMPS = (
    b"<h1>", b"<h1><p>", b"<p class=a>", b"<p class=a><p>x</p>", b"<p class=a <p ", b"<b>", b"<b><p>a</p>", b"<!-- ",
    b"<script>", b"<p class class=", b"</html> ", b"</p>", b"</br>", b"<h1>a</div>", b"<h1><i><div></div></i>", b"<p>",
)  # fmt: skip


@pytest.mark.parametrize("pump", PUMPS)
def test_growth(pump: bytes) -> None:
    assert growth(lambda size: repaired(pump * size), 2000) < 8
    assert growth(lambda size: repaired(b"<p class=a><b><h1>" + pump * size), 2000) < 8


@pytest.mark.parametrize("attribute", [b" class=x", b"data-", b" data-a ", b" class "])
def test_growth_of_a_tag_with_attributes_without_end(attribute: bytes) -> None:
    assert growth(lambda size: repaired(b"<h2><p>a</p></h2><p " + attribute * size + b">b</p>"), 2000) < 8
