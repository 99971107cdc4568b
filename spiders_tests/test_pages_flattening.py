"""`pages.flattening`: pages with absurd markup keep their words, and take a time that grows with their length."""

from __future__ import annotations

import pytest
from lxml import etree

from hanoi_press.pages import flattening
from hanoi_press.pages.document import Document
from hanoi_press.pages.flattening import MOST_LEVELS, flattened, is_excessive
from spiders_tests.cost_growth import growth

URL = "https://unknown.example/a"


def depth(root: etree._Element) -> int:
    return max(sum(1 for _ in one.iterancestors()) for one in root.iter())


def words(doc: Document) -> str:
    return "".join(doc.root.itertext())


def test_a_usual_page_is_left_alone() -> None:
    page = b"<html><body><p>M\xe1\xbb\x99t" + b"<b>x</b>" * 300 + b"</p></body></html>"
    assert not is_excessive(page) and not Document(page, URL).flattened
    assert flattened(page) == page


def test_what_is_closed_by_the_next_tag_is_not_nested() -> None:
    page = b"<body><ul>" + b"<li>x" * 300 + b"</ul><table>" + b"<tr><td>a<td>b" * 300 + b"</table>" + b"<p>y" * 300
    assert etree.tostring(Document(flattened(page), URL).root) == etree.tostring(Document(page, URL).root)


def test_levels() -> None:
    doc = Document(b"<body>" + b"<div>" * 5000 + b"x<b>y</b>" + b"</div>" * 5000 + b"<p>z</p></body>", URL)
    assert doc.flattened and words(doc) == "xyz"
    assert MOST_LEVELS <= depth(doc.root) <= MOST_LEVELS + 2
    assert doc.root.find("body/p").text == "z"  # outside the boxes, as on the page


def test_a_box_that_is_left_out_ends_a_line() -> None:
    deep = b"<span>" * MOST_LEVELS
    doc = Document(flattened(b"<body>" + deep + b"a<p>b</p><i>c</i></body>"), URL)
    assert b"a<br/><br/>b<br/><br/>c" in etree.tostring(doc.root) and "abc" in words(doc)


def test_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flattening, "MOST_ELEMENTS", most := 1000)
    page = b"<body><div>" + b"<i>x</i>" * (most + 10) + b"<script>1 < 2</script><p>end</p></div></body>"
    doc = Document(page, URL)
    assert doc.flattened and sum(1 for _ in doc.root.iter()) <= most + 1
    assert "".join(words(doc).split()) == "x" * (most + 10) + "end"
    assert len(doc.root.findall("body/*")) == 1  # the words stay in the open box


def test_attributes() -> None:
    many = " ".join(f'data-{number}="1"' for number in range(5000))
    doc = Document(f'<body><p id="first" {many}>x</p><p class="other">y</p></body>'.encode(), URL)
    first, other = doc.root.findall("body/p")
    assert (first.get("id"), len(first.attrib), first.text) == ("first", 200, "x")
    assert (dict(other.attrib), other.text) == ({"class": "other"}, "y")


@pytest.mark.parametrize("form", ['a%d=">"', "a%d = '>' ", 'a%d="<p>"', 'a%d="x > y" b', "a%d\\r", "a%d\\f"])
def test_attributes_with_marks_in_their_values(form: str) -> None:
    many = " ".join(form.encode().decode("unicode_escape") % number for number in range(6000))
    page = f'<body><p id="first" {many}>x</p><p class="other">y</p></body>'.encode()
    doc = Document(page, URL)
    assert doc.flattened and words(doc) == "xy"
    assert len(doc.root.find("body/p").attrib) <= 200


def test_marks_in_values_of_usual_tags() -> None:
    link = b'<a href="/x?a=1>2" title=\'"so" > x\' data-x=1>a > b "c d e"</a>'
    assert not is_excessive(link * 2000) and not is_excessive(b'<p title=">">' + b'"' + b"words of it " * 3000)
    assert flattened(b"<p>" + link) == b"<p>" + link


def test_zero_bytes_hide_no_tags() -> None:
    assert flattened(b"<\0div>" * 300).count(b"<div>") == MOST_LEVELS


def test_a_long_value_is_no_reason() -> None:
    assert not is_excessive(b'<img src="data:' + b"A" * 50_000 + b'">' + b"<p>" + b"words " * 5000)


def test_comments_and_unclosed_markup() -> None:
    deep = b"<div>" * 300
    assert b"hidden" not in flattened(deep + b"<!-- hidden <p> -->x")
    assert flattened(b"<p>x</p><!-- never closed") == b"<p>x</p><!-- never closed"
    assert flattened(b"<p>1 < 2</p><a href=") == b"<p>1 < 2</p><a href="
    assert flattened(b"<script>if (a<b) '<p>'</script><p>x</p>") == b"<script>if (a<b) '<p>'</script><p>x</p>"
    assert flattened(b"</p></b>x") == b"x"  # closes nothing


def test_growth() -> None:
    for pump in (b"<b>", b"<p>x", b"</i>", b"<!-", b"<script>", b"<p a='", b"<", b"<div></p>", b"<p a='>'", b"<p ="):
        assert growth(lambda size, pump=pump: flattened(pump * size), 1500) < 8, pump  # type: ignore[misc]


def test_growth_with_attributes() -> None:
    def parse(size: int) -> Document:
        return Document(b"<p " + b" ".join(b"a%d" % number for number in range(size)) + b">x</p>", URL)

    assert growth(parse, 10_000) < 8
    assert growth(lambda size: flattened(b"<p " + b"/" * size + b">"), 10_000) < 8
    assert growth(lambda size: is_excessive(b"<p a='>' " * size), 5_000) < 8
    assert growth(lambda size: is_excessive(b"<p " + b'a=">" b=\'' * size), 5_000) < 8
    assert flattening.has_long_tag(b"<p " + b"a " * 5000 + b">")
