"""Test what stands between an article's last paragraph and the page's frame, and the byline of text and pictures."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.items import Article
from hanoi_press.pages.heuristics.byline_words import read_words

PARAGRAPHS = [
    f"Đoàn thứ {n} đã đến thôn lúc sáng sớm, mang theo gạo, mì và nước uống cho bà con hai bên bờ suối."
    for n in ("nhất", "hai", "ba")
]
TEXT = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
PDF = '<a href="/u/bao-cao.pdf">bao-cao.pdf</a>'


def _read(body: str) -> Article:
    page = f"<h1>Đoàn xe cứu trợ vượt suối vào thôn</h1><p>20/11/2026 08:10</p><div>{body}</div>"
    return extract(page.encode(), "https://x.example/tin/81", fetched_at="2026-11-24T00:00:00Z")


TAILS = [
    f"<p>Tệp đính kèm: {PDF} (1,2 MB)</p>",
    f"<p>Các tài liệu kèm theo: {PDF}, 1. {PDF} Tải về</p>",
    f"<div align=right><b>Lò Văn Sơn</b></div><p>File đính kèm: {PDF}</p>",
]


@pytest.mark.parametrize("tail", TAILS)
def test_bar_of_documents_is_no_text(tail: str) -> None:
    article = _read(TEXT + tail)
    assert article.text.split("\n\n") == PARAGRAPHS
    assert [one.url for one in article.attachments] == ["https://x.example/u/bao-cao.pdf"]


@pytest.mark.parametrize("kept", ["Phụ lục kèm theo quyết định", "Văn bản kèm theo: Đề án phát triển ba xã ven sông."])
def test_words_on_documents_are_text(kept: str) -> None:
    assert kept in _read(f"{TEXT}<p>{kept} {PDF}.</p><p>{PARAGRAPHS[0]} Hết.</p>").text


@pytest.mark.parametrize("field", ['placeholder="Địa chỉ thư"', 'name="thu" placeholder="Hộp thư của bạn"'])
def test_form_that_asks_for_an_address(field: str) -> None:
    form = f"<div><b>Bản tin sáng</b><div>Mỗi tuần một câu chuyện dài.</div><input {field}></div>"
    article = _read(f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{form}<p>{PARAGRAPHS[2]}</p>")
    assert article.text.split("\n\n") == PARAGRAPHS


BYLINES = [
    ("Bài Lò Văn Sơn Ảnh Vũ Bình An", "Lò Văn Sơn"),
    ("Bài viết | Lò Văn Sơn | Minh họa | Vũ Bình An", "Lò Văn Sơn"),
    ("Bài toán Lò Văn Sơn ảnh hưởng", None),
]


@pytest.mark.parametrize(("words", "names"), BYLINES)
def test_byline_of_text_and_pictures(words: str, names: str | None) -> None:
    byline = read_words(words)
    assert (byline and byline.names) == names
