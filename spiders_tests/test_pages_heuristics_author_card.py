"""Boxes behind the text that present its author."""

from __future__ import annotations

import pytest

from spiders_tests.line_page import DATE_LINE, PARAGRAPHS, read

ABOUT = "Viết về đồng bằng từ năm 2011, yêu những con đê cũ và những chuyến đò dọc."


@pytest.mark.parametrize("where", ["end", "after"])
@pytest.mark.parametrize(
    "box",
    [
        f'<div><img src="/x.jpg"><div>Hoài Nam</div><div>Biên tập viên</div><p>{ABOUT}</p></div>',
        f'<div><img src="/x.jpg" alt="Hoài Nam"><strong>Hoài Nam</strong><p>{ABOUT}</p><a href="/p">Bài khác</a></div>',
        f"<div><p><b>Hoài Nam</b></p><p>Cộng tác viên Báo Đồng Bãi</p><p>{ABOUT}</p></div>",
    ],
)
def test_box_is_no_text_and_its_name_the_author(where: str, box: str) -> None:
    article = read(above=DATE_LINE, **{where: box})
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.authors == ["Hoài Nam"]
    assert article.images == []


def test_picture_of_a_person_at_the_end_stays() -> None:
    article = read(above=DATE_LINE, end='<figure><img src="/l.jpg"><figcaption>Ông Hai Lượm</figcaption></figure>')
    assert [image.caption for image in article.images] == ["Ông Hai Lượm"]
    assert article.authors == []
