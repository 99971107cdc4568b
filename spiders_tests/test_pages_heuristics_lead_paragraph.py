"""The summary among an article's first lines, told from its paragraphs by its box alone."""

from __future__ import annotations

import pytest

from hanoi_press.extraction import extract
from spiders_tests.heuristic_probe import PROSE, TITLE, URL, article, html, paragraphs

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


def test_what_parts_the_names_from_the_date_is_no_part_of_a_stated_summary() -> None:
    head = "<div><div>Lã Vinh</div> | <div>20/11/2026 - 09:15</div></div>"
    body = f"<h1>{TITLE}</h1>{head}<div class='s'><p>{SAPO}</p></div><div class='f'>{paragraphs()}</div>"
    found = extract(html(body, head=f'<meta name="description" content="{SAPO}">'), URL)
    assert (found.summary, found.text) == (SAPO, "\n\n".join(PROSE))
