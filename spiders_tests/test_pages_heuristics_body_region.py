"""The body of an article in many makes of pages: its text is exact."""

from __future__ import annotations

import pytest

from spiders_tests.heuristic_probe import PROSE, TITLE, others, paragraphs, texts

LINKS = '<p><a href="/a{number}">{title}</a> (19/11)</p>'
SPLIT = "".join(f"<div><p>{text}</p></div><div><span>Quảng cáo</span></div>" for text in PROSE)
COLUMNS = "".join(f"<div class='cot'><p class='b'>{text}</p></div>" for text in PROSE)


@pytest.mark.parametrize(
    "body",
    [
        paragraphs(tag="div"),
        f"<ul>{paragraphs(tag='li')}</ul>",
        f"<dl>{paragraphs(tag='dd')}</dl>",
        f"<blockquote>{paragraphs()}</blockquote>",
        "<pre>" + "\n\n".join(PROSE) + "</pre>",
        "<br><br>".join(PROSE),
        "".join(f"<span>{text}</span><br><br>" for text in PROSE),
        SPLIT,
        COLUMNS,
        f"<table><tr><td>{paragraphs()}</td><td>{others(LINKS)}</td></tr></table>",
        f"{paragraphs()}<p><b>Tin cùng mục</b></p>{others(LINKS)}<p>Địa chỉ: 12 phố Huế. Điện thoại: 024 3456 7890</p>",
        f"{paragraphs()}<hr>{others('- <a href=/a{number}>{title}</a><br>')}",
    ],
)
@pytest.mark.parametrize(
    "form", ["<div><h1>{title}</h1>{body}</div>", "<h1>{title}</h1>{body}", "<h1>{title}</h1><div>{body}</div>"]
)
def test_the_text_is_exact(form: str, body: str) -> None:
    assert texts(form.format(title=TITLE, body=body)) == list(PROSE)


def test_short_last_paragraphs_of_the_same_shape_are_text() -> None:
    columns = [PROSE[:2], PROSE[2:], ("“Tôi vẫn ra đảo”, ông nói.", "Xin cảm ơn ông!")]
    boxes = "<div class='qc'>QUẢNG CÁO</div>".join(f"<div class='cot'>{paragraphs(*one)}</div>" for one in columns)
    assert texts(f"<h1>{TITLE}</h1><div>{boxes}</div>") == [*PROSE, *columns[2]]


def test_a_headline_in_bold_between_paragraphs_that_is_a_link_is_none_of_them() -> None:
    link = "<p><a href='/a'><b>Bốn quy định mới về đỗ xe trong ngõ từ đầu năm sau</b></a></p>"
    assert texts(f"<h1>{TITLE}</h1><div>{paragraphs(*PROSE[:2])}{link}{paragraphs(PROSE[2])}</div>") == list(PROSE)


def test_comments_longer_than_the_article_are_not_its_text() -> None:
    said = "".join(f"<div><b>Người đọc {n}</b><p>{PROSE[1]} {PROSE[2]} {PROSE[1]}</p></div>" for n in range(4))
    body = f"<h1>{TITLE}</h1><div><div>{paragraphs(PROSE[0])}</div><div><h3>Ý kiến bạn đọc (4)</h3>{said}</div></div>"
    assert texts(body) == [PROSE[0]]


@pytest.mark.parametrize("end", ["<div><b>Tin, ảnh: Lã Vinh</b></div><div>Lượt đọc: 10</div>", ""])
def test_a_document_dated_in_its_words_at_the_end_is_text(end: str) -> None:
    link = "Quyết định số 12/QĐ-UBND ngày 02/11/2026"
    body = f'{paragraphs(tag="div")}<div><a href="/f/qd12.pdf">{link}</a></div>{end}'
    assert texts(f"<div>{TITLE}</div>{body}<div><b>Tin khác</b></div>{others(LINKS)}") == [*PROSE, link]


def test_what_the_links_behind_a_flat_text_leave_is_no_text() -> None:
    body = "<br><br>".join(PROSE) + "<p align=right><b>Lã Vinh</b></p><hr><b>Tin khác</b><br>"
    links = others("<a href=/a{number}>{title}</a> (1{number}/11)<br>")
    assert texts(f"<font size=5><b>{TITLE}</b></font><br>{body}{links}") == list(PROSE)


@pytest.mark.parametrize(
    "end",
    [
        "<p>Đánh giá post</p>",
        "<p>Đánh giá mục này (0 bình chọn)</p>",
        "<p><b>Lã Vinh</b></p><div><span>Đánh giá bài viết</span><span>4,5/5</span></div>",
        "<div><span>Nghe đọc bài</span> <span>Nữ miền Bắc</span> <span>00:00</span></div>",
        "<div><span>Tăng cỡ chữ</span> <span>Giảm cỡ chữ</span> <span>In bài viết</span></div>",
        "<div><span>Đọc <b>77</b> lần</span><span>Sửa lần cuối lúc Thứ năm, 19/11/2026 20:47</span></div>",
        "<p>Sửa lần cuối lúc 20:47 ngày 19/11/2026</p>",
        "<p><span>👍 12</span><span>❤️ 3</span></p>",
        "<p>Thiết kế: Lã Vinh</p><p>Ảnh: Phan Hòa</p>",
    ],
)
def test_counters_ratings_and_credits_behind_the_text_are_none(end: str) -> None:
    assert texts(f"<h1>{TITLE}</h1><div>{paragraphs()}{end}</div>") == list(PROSE)


@pytest.mark.parametrize(
    "end", ["Kỹ thuật: làm đất, gieo hạt, tưới nước.", "Năm 2026 có 12 hộ.", "Xem 3 lần bộ phim, tôi vẫn khóc."]
)
def test_a_last_line_that_looks_like_a_credit_is_text(end: str) -> None:
    assert texts(f"<h1>{TITLE}</h1><div>{paragraphs()}<p>{end}</p></div>") == [*PROSE, end]
