"""What stands on the author at the end of a text."""

from __future__ import annotations

import pytest

from spiders_tests.heuristic_probe import PROSE, TITLE, paragraphs, texts

BIO = "Cộng tác với tạp chí từ năm 2010, viết về những người bình thường ở các làng ven sông và trên núi."
NAME = "<b>Nguyễn Thu Hà</b>"


@pytest.mark.parametrize(
    ("byline", "box"),
    [
        ("", f'<div><img src="/a.jpg">{NAME}<p>{BIO}</p></div>'),
        ("", f'<div>{NAME}<p>{BIO}</p><a href="/tac-gia/7">Xem các bài khác</a></div>'),
        ("<div>Nguyễn Thu Hà | 20/11/2026</div>", f"<div>{NAME}<p>{BIO}</p></div>"),
        (
            "<div>By John Smith</div>",
            "<p>John Smith is a reporter on the Metro desk, covering transit and bridges.</p>",
        ),
        (
            "",
            "<p>A version of this article appears in print on April 24, 2019, on Page 12 of the New York edition.</p>",
        ),
        ("", "<p><i>Contact John Smith at 555-0100 or jsmith@example.com. Follow him on Twitter at @jsmith.</i></p>"),
    ],
)
def test_it_is_no_text(byline: str, box: str) -> None:
    assert texts(f"<h1>{TITLE}</h1>{byline}<div>{paragraphs()}{box}</div>") == list(PROSE)


@pytest.mark.parametrize(
    "box",
    [
        f"<div>{NAME}<p>{BIO}</p></div>",  # a person whom the article is about
        "<p>Jane Roe is a nurse who crosses the bridge every day on her way to the hospital at the other bank.</p>",
    ],
)
def test_another_person_is_text(box: str) -> None:
    assert len(texts(f"<h1>{TITLE}</h1><div>By John Smith</div><div>{paragraphs()}{box}</div>")) > len(PROSE)
