"""The lines between the headline and the first paragraph."""

from __future__ import annotations

import pytest
from lxml import html

from hanoi_press.pages.near_headline import lines_after


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<h1>A</h1><p>Một</p><p>Hai</p>", ["Một", "Hai"]),
        ("<div><div><h1>A</h1></div><div><b>Một</b></div></div><p>Hai</p>", ["Một", "Một", "Hai"]),
        (f"<h1>A</h1><p>Một</p><p>{'chữ ' * 50}</p><p>Hai</p>", ["Một"]),
        ("<h1>A</h1><script>x</script><!-- y --><p>Một</p><ul><li>Hai</li></ul><p>Ba</p>", ["Một"]),
        ("<h1>A</h1><p>Một</p><p>Cả xóm ra bến từ sớm để dựng lại cầu tre.</p><p>Hai</p>", ["Một"]),
        ("<p>Trước</p><h1>A</h1>", []),
        ("<h1>A</h1>" + "<i></i>" * 40 + "<p>Xa</p>", []),
        ("<h1>A</h1><div>" + "<i>1</i>" * 9 + "</div>", ["1"] * 9),
    ],
)
def test_lines(markup: str, lines: list[str]) -> None:
    root = html.fromstring(f"<html><body>{markup}</body></html>")
    assert [text for _, text in lines_after(root.find(".//h1"))] == lines


def test_no_headline() -> None:
    assert lines_after(None) == []
