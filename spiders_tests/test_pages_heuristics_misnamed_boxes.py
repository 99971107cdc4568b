"""A box that holds the article is no frame, whatever its name; a footer is, however long."""

from __future__ import annotations

import pytest

from spiders_tests.heuristic_probe import PROSE, TITLE, paragraphs, texts

IMPRINT = "Cổng thông tin của các đơn vị thuộc Bộ, được xây dựng để người dân tra cứu thủ tục và gửi kiến nghị. " * 12


@pytest.mark.parametrize("name", ["ads-box", "share-wrap", "menu-left"])
def test_the_article_in_a_box_with_another_name(name: str) -> None:
    assert texts(f'<h1>{TITLE}</h1><div class="{name}">{paragraphs()}</div>') == list(PROSE)


@pytest.mark.parametrize("footer", ["<footer>{}</footer>", '<div class="footer">{}</div>'])
def test_a_footer_that_is_longer_than_the_article(footer: str) -> None:
    page = f"<div><h1>{TITLE}</h1><div>{paragraphs()}</div></div>" + footer.format(f"<div><p>{IMPRINT}</p></div>")
    assert texts(page) == list(PROSE)
