"""The summary among an article's first lines, told from its paragraphs by its box alone."""

from __future__ import annotations

import pytest

from spiders_tests.heuristic_probe import PROSE, TITLE, article, paragraphs

SAPO = "Mười hai hộ vẫn chờ chỗ ở mới gần chợ, tuyến đường vì thế chậm thêm một tháng."
BOXES = "".join(f'<div class="b"><p>{text}</p></div>' for text in PROSE)


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="s"><p>{SAPO}</p></div>{BOXES}',
        f'<div><div class="s"><p>{SAPO}</p></div><div class="f">{paragraphs()}</div></div>',
        f'<div><div class="s"><p>{SAPO}</p></div><div class="f">{paragraphs()}</div><p>Đọc 7 lần</p></div>',
    ],
)
def test_a_box_of_its_own_makes_the_summary(body: str) -> None:
    found = article(f"<h1>{TITLE}</h1>{body}")
    assert (found.summary, found.text) == (SAPO, "\n\n".join(PROSE))


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="b"><p>{SAPO}</p></div>{BOXES}',
        f'<div class="s"><p>{SAPO}</p><p>{PROSE[0]}</p></div><div class="b">{paragraphs(*PROSE[1:])}</div>',
        f'<div class="f"><p>{SAPO}</p>{paragraphs()}</div>',
    ],
)
def test_no_summary_without_a_box_of_its_own(body: str) -> None:
    found = article(f"<h1>{TITLE}</h1>{body}")
    assert (found.summary, found.text) == (None, "\n\n".join([SAPO, *PROSE]))
