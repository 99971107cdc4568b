"""Boxes of related articles at the head of a body and inside it."""

from __future__ import annotations

import pytest

from spiders_tests.heuristic_probe import OTHERS, PROSE, TITLE, article, others, paragraphs, texts

SAPO = "Mười hai hộ vẫn chờ chỗ ở mới gần chợ, tuyến đường vì thế chậm thêm một tháng so với cam kết của chủ đầu tư."
LINK = f'<a href="/a1">{OTHERS[1]}</a>'
TEASER = '<h3><a href="/a{number}">{title}</a></h3><p>' + PROSE[1] + "</p>"


@pytest.mark.parametrize(
    "box", [f"<div><h4>Xem thêm</h4>{LINK}</div>", f"<div><b>Tin liên quan</b><ul><li>{LINK}</li></ul></div>"]
)
def test_a_box_before_each_paragraph_takes_none_with_it(box: str) -> None:
    body = "".join(f"{box}<p>{text}</p>" for text in PROSE)
    found = article(f"<div><h1>{TITLE}</h1><p><b>{SAPO}</b></p><div>{body}</div></div>")
    assert (found.summary, found.text.split("\n\n")) == (SAPO, list(PROSE))


def test_a_label_takes_all_the_teasers_behind_it() -> None:
    body = f"<div>{paragraphs()}</div><div><h4>Tin liên quan</h4>{others(TEASER)}</div>"
    assert texts(f"<h1>{TITLE}</h1>{body}") == list(PROSE)
