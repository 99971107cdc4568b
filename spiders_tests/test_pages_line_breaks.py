"""`pages.line_breaks`: words of two blocks are never joined, words of inline elements never separated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.pages.document import Document, text_of
from hanoi_press.pages.line_breaks import lines_of
from spiders_tests.onecms_markup import detail, longform, read
from spiders_tests.unknown_page import UNKNOWN, WORDS
from spiders_tests.unknown_page import URL as UNKNOWN_URL

INSIDE = [
    ("một<p>hai</p>ba", ["một", "hai", "ba"]),
    ("<p>một</p><p>hai</p>", ["một", "hai"]),
    ("<div>một</div>hai", ["một", "hai"]),
    ("<ul><li>một</li><li>hai</li></ul>", ["một", "hai"]),
    ("<ul><li><p>một</p><p>hai</p></li></ul>", ["một", "hai"]),
    ("<dl><dt>một</dt><dd>hai</dd></dl>", ["một", "hai"]),
    ("<menu><li>một</menu><dir><li>hai</dir>", ["một", "hai"]),
    ("<hgroup><h2>một</h2><p>hai</p></hgroup>", ["một", "hai"]),
    ("<fieldset><legend>một</legend>hai</fieldset>", ["một", "hai"]),
    ("<details><summary>một</summary>hai</details>", ["một", "hai"]),
    ("<search>một</search>hai", ["một", "hai"]),
    ("<center>một</center>hai", ["một", "hai"]),
    ("<address>một</address><blockquote>hai</blockquote>", ["một", "hai"]),
    ("một<hr>hai", ["một", "hai"]),
    ("<b>một<div>hai</div></b>ba", ["một", "hai", "ba"]),
    ("<span style='display:block'>một</span>hai", ["một", "hai"]),
    ("<span style='color:red; DISPLAY : Block'>một</span>hai", ["một", "hai"]),
    ("<b style='display:flex'>một</b><i style='display:grid'>hai</i>ba", ["một", "hai", "ba"]),
    ("<font style='display:list-item'>một</font><font style='display:table;'>hai</font>", ["một", "hai"]),
    ("<a style='display:block!important' href=/a>một</a>hai", ["một", "hai"]),
    ("<my-part>một</my-part><my-part>hai</my-part>", ["một", "hai"]),
    ("<my-box>một<p>hai</p>ba</my-box>bốn", ["một", "hai", "ba", "bốn"]),
    ("<p style='display:inline'>một</p><p style='display:inline'>hai</p>", ["một", "hai"]),  # rather two paragraphs
    # inline elements
    ("H<sub>2</sub>O", ["H2O"]),
    ("<b>Hà</b>nội <span>Hà</span><span>nội</span> <font>Hà</font><i>nội</i>", ["Hànội Hànội Hànội"]),
    ("một<span style='display:inline'>hai</span>", ["mộthai"]),
    ("một<span style='display:inline-block'>hai</span>", ["mộthai"]),
    ("một<span style='display:none'></span>hai", ["mộthai"]),
    ("<span style='float:left;font-size:60px'>H</span>à Nội", ["Hà Nội"]),
    ("<span data-display='block'>một</span>hai", ["mộthai"]),
    ("<span style='mso-display:block'>một</span>hai", ["mộthai"]),
    ("một <x-name>Hà</x-name>, hai", ["một Hà, hai"]),
    ("Hà<wbr>Nội Hà&shy;Nội Hà&#8203;Nội Hà<!-- -->Nội", ["HàNội HàNội HàNội HàNội"]),
    ("<st1:place>Hà</st1:place>nội", ["Hànội"]),
]


@pytest.mark.parametrize(("html", "wanted"), INSIDE)
def test_lines(html: str, wanted: list[str]) -> None:
    box = next(Document(f"<div class=box>{html}</div>".encode(), "https://a.vn/").root.iter("div"))
    assert lines_of(box) == wanted
    assert text_of(box) == " ".join(wanted)


@pytest.mark.parametrize(("html", "wanted"), INSIDE)
def test_paragraphs(html: str, wanted: list[str]) -> None:
    assert read(longform(f"<p>Một.</p><div>{html}</div><p>Hết.</p>")).text.split("\n\n") == ["Một.", *wanted, "Hết."]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("một<br>hai<br/>ba<BR>bốn", ["một\nhai\nba\nbốn"]),
        ("một<br><br>hai<br clear=all>&nbsp;<br/>ba", ["một", "hai", "ba"]),
        ("<pre>một\n  hai\n\nba\tbốn</pre>", ["một\nhai", "ba bốn"]),
        ("<pre>\nmột\n<b>hai\nba</b></pre>", ["một\nhai\nba"]),
        ("<listing>một\nhai</listing>", ["một\nhai"]),
        ("<p style='white-space: pre-line'>một\nhai</p><p>ba\nbốn</p>", ["một\nhai", "ba bốn"]),
        ("<p style='white-space:nowrap'>một\nhai</p>", ["một hai"]),
        ("<div>Một<div class=c-box>Quảng cáo</div>hai</div>", ["Một", "hai"]),
        ("<p>Một.<img src=/a.jpg>Hai<img src=/b.jpg>, ba<script>x</script>bốn</p>", ["Một. Hai, babốn"]),
    ],
)
def test_line_breaks(html: str, wanted: list[str]) -> None:
    assert read(longform(f"<p>Một.</p>{html}<p>Hết.</p>")).text.split("\n\n")[1:-1] == wanted


def test_fields() -> None:
    two = "<span style='display:block'>{}</span><div>{}</div>"
    page = longform(
        author=f'<span class="block-sc-author">{two.format("Lê An,", "Mai Hoa")}</span>',
        sapo="Sapo<br>của <span style='display: block'>bài.</span>",
    )
    page = page.replace('block-sc-title">Cầu mới<', 'block-sc-title"><span style="display:block">Cầu</span>mới<')
    page = page.replace("> Đô thị<", "><span style='display:block'>Đô</span>thị<")
    article = read(page)
    assert (article.title, article.summary) == ("Cầu mới", "Sapo của bài.")
    assert (article.authors, article.section) == (["Lê An", "Mai Hoa"], ["Đô thị"])
    row = '<span class="c-detail-head__author"><div>Lê An</div><div>Mai Hoa</div></span>'
    article = read(detail(row=row, sapo="<b style='display:block'>Một</b><font style='display:block'>hai.</font>"))
    assert (article.summary, article.raw.authors) == ("Một hai.", "Lê An, Mai Hoa")


WORD = st.integers(0, 10**6).map("từ{}".format)
INLINE = st.sampled_from(["b", "i", "em", "strong", "span", "font", "a", "u", "sup"])
BLOCK = st.sampled_from(
    "p div h2 h3 blockquote ul|li ol|li dl|dt dl|dd section article details|summary fieldset center address pre "
    "figure figure|p figure|blockquote figure|ul|li figure|table|tr|td table|tr|td table|tr|th table|caption "
    "menu|li my-box table|tbody|tr|td aside header main search".split()
)

KINDS = st.sampled_from("word word inline block row break styled".split())
FLAT = "p h2 h3 pre summary dt caption".split()  # these hold no blocks: the parser closes them


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> tuple[str, list[str]]:
    """Return markup, and the words of its blocks in reading order, those of one line joined."""
    html, lines = "", [""]
    for kind in draw(
        st.lists(st.sampled_from("word word inline block row break styled".split()), min_size=1, max_size=5)
    ):
        if kind == "word":
            word = draw(WORD)
            html, lines[-1] = html + word, lines[-1] + word
        elif kind == "inline":
            tag, word = draw(INLINE), draw(WORD)
            html, lines[-1] = f"{html}<{tag}>{word}</{tag}>", lines[-1] + word
        elif kind == "break":
            html += "<br>"
            lines.append("")
        elif kind == "styled":
            tag, word = draw(INLINE), draw(WORD)
            html = f'{html}<{tag} style="display: block">{word}</{tag}>'
            lines += [word, ""]
        elif depth and kind == "row":
            cells = [draw(trees(0)) for _ in range(draw(st.integers(2, 3)))]
            html = f"{html}<table><tr>{''.join(f'<td>{cell}</td>' for cell, _ in cells)}</tr></table>"
            lines += [line for _, inside in cells for line in inside] + [""]
        elif depth:
            tags = draw(BLOCK).split("|")
            # a paragraph, heading or pre cannot hold blocks: the parser closes it
            inner, inside = draw(
                trees(0 if tags[-1] in ("p", "h2", "h3", "pre", "summary", "dt", "caption") else depth - 1)
            )
            html += "".join(f"<{tag}>" for tag in tags) + inner + "".join(f"</{tag}>" for tag in reversed(tags))
            lines += [*inside, ""]
    return html, [line for line in lines if line]


@settings(max_examples=150, deadline=None)
@given(trees())
def test_no_word_is_joined_lost_or_repeated(tree: tuple[str, list[str]]) -> None:
    html, lines = tree
    article = read(longform(f"<div>Đoạn đầu.</div><div>{html}</div><div>Đoạn cuối.</div>"))
    assert article.text.replace("|", " ").split()[2:-2] == lines
    box = next(Document(f"<div class=box>{html}</div>".encode(), "https://a.vn/").root.iter("div"))
    assert text_of(box).split() == lines


@settings(max_examples=25, deadline=None)
@given(trees(2))
def test_no_word_of_a_page_without_a_template_is_joined_or_repeated(tree: tuple[str, list[str]]) -> None:
    html, lines = tree
    body = f"<p>{WORDS * 2}Đoạn đầu.</p><div>{html}</div><p>{WORDS * 2}Đoạn cuối.</p>"
    article = read(UNKNOWN.replace(f"<p>{WORDS * 3}</p>", body), UNKNOWN_URL)
    found = [word for word in article.text.replace("|", " ").split() if word[:2] == "từ" and word != "từ"]
    assert set(found) <= set(lines)
    assert len(found) <= len(lines)
