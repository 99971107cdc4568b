"""Lines of several labelled fields, and other head lines of pages without boxes."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract
from hanoi_press.pages.heuristics.labelled_fields import is_labelled_fields
from spiders_tests.line_page import DATE, PARAGRAPHS, SAPO, TITLE, URL, read


def read_html(body: str) -> Article:
    html = f'<html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title></head><body>{body}</body></html>'
    return extract(html.encode(), URL, fetched_at="2026-11-24T00:00:00Z")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tác giả: Hoài Nam. Ngày đăng: 20-11-2026 09:15. Lượt đọc: 4322", True),
        ("[Ngày đăng: 20/11/2026 09:15; Người viết: Hoài Nam; Đã xem: 12]", True),
        ("Cập nhật lúc: 09:15 ngày 20/11/2026. Nguồn: Báo Đồng Bãi.", True),
        ("Tác giả: Hoài Nam", False),
        ("Ông Nam kể về tác giả: một người ít nói. Nguồn: gia đình.", False),
        ("Tác giả của bài thơ sinh năm 1942. Ông mất ngày 20/11/2026.", False),
    ],
)
def test_is_labelled_fields(line: str, expected: bool) -> None:
    assert is_labelled_fields(line) is expected


@pytest.mark.parametrize(
    "line",
    [
        "Tác giả: Hoài Nam. Ngày đăng: 20-11-2026 09:15. Lượt đọc: 4322",
        "Ngày đăng: 20/11/2026 09:15. Người đăng: Hoài Nam. Đã xem: 4322 lần.",
    ],
)
def test_line_of_labelled_fields_is_date_and_byline(line: str) -> None:
    flat = f"<b>{TITLE}</b><br>{line}<br><br><i>{SAPO}</i><br><br>" + "<br><br>".join(PARAGRAPHS)
    for article in (read(above=f"<p>{line}</p>"), read_html(flat)):
        assert (article.published_at, article.authors) == (DATE, ["Hoài Nam"])
        assert (article.summary, article.text) == (SAPO, "\n\n".join(PARAGRAPHS))


def test_name_below_the_lead_beside_a_portrait() -> None:
    paragraphs = "".join(f"<div>{one}</div>" for one in PARAGRAPHS)
    article = read_html(
        f'<div><h1>{TITLE}</h1><div>{SAPO}</div><div><div><img src="/a.webp" alt=""></div><div><div>Hoài Nam</div>'
        f"<div>09:15 · 20 thg 11, 2026</div></div></div><div>{paragraphs}</div></div>"
    )
    assert (article.authors, article.published_at, article.summary) == (["Hoài Nam"], DATE, SAPO)
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_paragraph_above_the_date_is_the_lead() -> None:
    article = read_html(
        f"<h1>{TITLE}</h1><p>{SAPO}</p><p>Hoài Nam</p><p>20/11/2026 09:15</p>"
        + "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    )
    assert (article.summary, article.text) == (SAPO, "\n\n".join(PARAGRAPHS))


def test_sentence_that_announces_dates_is_no_lead() -> None:
    first = "Văn phòng huyện thông báo lịch tiếp công dân của lãnh đạo trong tháng như sau:"
    days = ["Thứ sáu, 04/12/2026", "Thứ sáu, 11/12/2026"]
    article = read_html(
        f"<h1>{TITLE}</h1><p>20/11/2026 09:15</p>" + "".join(f"<p>{one}</p>" for one in [first, *days, *PARAGRAPHS])
    )
    assert article.summary is None
    assert article.text == "\n\n".join([first, *days, *PARAGRAPHS])


def test_note_in_a_box_like_a_caption_is_no_paragraph() -> None:
    caption = (
        '<center><img src="a.jpg"><br><i>Máy bơm dầu chạy bên đoạn đê xung yếu của xóm Bến - Ảnh: Hoài Nam</i></center>'
    )
    article = read_html(
        f"<b>{TITLE}</b><br>20/11/2026 09:15<br><br><b>{SAPO}</b><br><br>{PARAGRAPHS[0]}<br><br>{caption}<br>"
        + "<br><br>".join([*PARAGRAPHS[1:], *PARAGRAPHS[:2]])
        + '<br><br><i>Hoài Nam</i><br><hr>Tin khác:<br><a href="b.html">Nông dân gặt lúa chạy lũ ở xóm Thượng</a><br>'
        "<hr><center>Trang tin do nhóm đồng hương xóm Bến lập ra. Thư về: xomben@dongbai.example</center>"
    )
    assert "đồng hương" not in article.text
    assert article.authors == ["Hoài Nam"]


def test_labels_behind_a_text_with_a_quote_and_a_lead_of_their_own_shapes_are_no_text() -> None:
    quote = "“Cả đời tôi chưa thấy con nước nào lên nhanh như con nước này”, một cụ già trong xóm nói."
    texts = [*PARAGRAPHS, quote]
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + f"<blockquote><p>{quote}</p></blockquote>"
    article = read_html(
        f"<h1>{TITLE}</h1><div><div class=a><p>{SAPO}</p></div><div class=b>{body}</div><div class=c><div>Tác giả</div>"
        '<div>Hoài Nam</div></div><div class=c><div>Chuyên mục</div><div><a href="/c">Nông thôn</a></div></div></div>'
    )
    assert (article.text, article.authors) == ("\n\n".join(texts), ["Hoài Nam"])


def test_lines_behind_the_caption_in_one_block_are_paragraphs() -> None:
    lines = "<br>".join(["Trạm bơm nhìn từ trên cao", *PARAGRAPHS[1:]])
    article = read_html(f"<b>{TITLE}</b><br>20/11/2026 09:15<br><br>{SAPO}<br><br>{PARAGRAPHS[0]}<br><br>{lines}")
    assert article.text.split("\n\n")[-2:] == PARAGRAPHS[1:]
