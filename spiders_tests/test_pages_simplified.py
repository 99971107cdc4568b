"""The page as trafilatura gets it: no sidebars, a paragraph for each line, no tables of one column."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.pages.document import Document
from hanoi_press.pages.simplified import simplified_html

LINES = tuple(f"Dòng thứ {n} kể chuyện khơi mương sau chợ, dài như một đoạn văn vẫn thấy trên báo." for n in range(6))


def simplified(inside: str) -> str:
    page = Document(f"<html><body>{inside}</body></html>".encode(), "https://baovidu.example/a.html")
    html = simplified_html(page.root)
    return html.removeprefix("<html><body>").removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("<div>a<br>b <b>c</b> d<br><br>e</div>", "<div><p>a</p><p>b <b>c</b> d</p><p>e</p></div>"),
        ("<div>a<br><h2>b</h2>c<br>d</div>", "<div><p>a</p><h2>b</h2><p> c</p><p>d</p></div>"),
        ('<div><img src="x"><br>a</div>', '<div><p><img src="x"></p><p>a</p></div>'),
        ("<div>a<!--x--><br>b</div>", "<div><p>a<!--x--></p><p>b</p></div>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),  # trafilatura reads these lines
        ("<div>a <b>b</b></div>", "<div>a <b>b</b></div>"),
        ("a<br>b", "<p>a</p><p>b</p>"),
        ("<div>a<br><div>b<br>c</div></div>", "<div><p>a</p><div><p>b</p><p>c</p></div></div>"),
        ("<table><tr><td>a<br>b</td></tr></table>", "<div><div><div><p>a</p><p>b</p></div></div></div>"),
        ("<table><tbody><tr><td>a</td></tr></tbody></table>", "<div><div><div><p>a</p></div></div></div>"),
        ("<table><tr><td> </td><td>a</td></tr></table>", "<div><div><div> </div><p>a</p></div></div>"),
        (
            "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        ),
        (
            "<table><tr><td><table><tr><th>a</th><td>b</td></tr></table></td></tr></table>",
            "<div><div><div><table><tr><th>a</th><td>b</td></tr></table></div></div></div>",
        ),
        (f"<div>{LINES[0]} <b>a</b></div>", f"<p>{LINES[0]} <b>a</b></p>"),
        (f"<div>{LINES[0]}<ul></ul></div>", f"<div>{LINES[0]} <ul></ul></div>"),
        ("<div><b>a</b><h2>b</h2></div>", "<div><b>a</b><h2>b</h2></div>"),
        ("<ul><li><b>a</b><div>b</div>c</li></ul>", "<ul><li><b>a</b> <div>b</div> c</li></ul>"),
        (
            "<table><tr><td>a<td><ul><li>b<li>c</table>",
            "<table><tr><td>a</td><td><div><p>b</p><p>c</p></div></td></tr></table>",
        ),
        ("<p>a <b style='display:block'>b</b>c</p>", "<p>a <br><b>b</b><br> c</p>"),
        ("<x-a>a</x-a><x-b><p>b</p></x-b>", "<p>a</p><div><p>b</p></div>"),
        ("<fieldset><legend>a</legend><menu><li>b</menu></fieldset>", "<div><p>a</p><ul><li>b</li></ul></div>"),
        ("<p>a<img>b<img>, c</p>", "<p>a<img> b<img>, c</p>"),
        (f"<section>{LINES[0]}</section>", f"<section>{LINES[0]}</section>"),
        ("<p>a a a</p><aside>b</aside>c", "<p>a a a</p><aside></aside> c"),
        ("<p>a</p><aside>b b b</aside>", "<p>a</p><aside>b b b</aside>"),  # most of the page
    ],
)
def test_the_tree_of_a_page(inside: str, wanted: str) -> None:
    assert simplified(inside) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "<br>".join(LINES),
        "<br><br>".join(LINES),
        "".join(f"<div>{one}</div>" for one in LINES),
        "<table><tr><td>" + "".join(f"<p>{one}</p>" for one in LINES) + "</td></tr></table>",
        "<table><tr><td>" + "<br>".join(LINES) + "</td></tr></table>",
    ],
    ids=["br", "brbr", "div", "td", "td-br"],
)
def test_each_line_of_an_unknown_page_is_a_paragraph(body: str) -> None:
    page = f"<html><head><title>Mương</title></head><body><main><h1>Mương</h1><div>{body}</div></main></body></html>"
    got = extract(page.encode(), "https://baovidu.example/a.html")
    assert got.text == "\n\n".join(LINES)


def test_rows_are_written_without_the_marks_of_a_table() -> None:
    table = "<table><tr><th>Năm</th><th>Thóc</th></tr><tr><td>2025</td><td>12 tấn - khô</td></tr></table>"
    body = f"<p>{LINES[0]}</p>{table}<p>{LINES[1]}</p>"
    page = f"<html><head><title>Mương</title></head><body><main><h1>Mương</h1><div>{body}</div></main></body></html>"
    got = extract(page.encode(), "https://baovidu.example/a.html")
    assert got.text == f"{LINES[0]}\n\nNăm | Thóc\n\n2025 | 12 tấn - khô\n\n{LINES[1]}"
