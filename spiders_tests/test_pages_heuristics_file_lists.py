"""Lists of attached files behind a text are attachments, and no text."""

from __future__ import annotations

import pytest

from spiders_tests.heuristic_probe import PROSE, TITLE, article, paragraphs

FILE = '<a href="/f/van-ban-12.pdf">{}</a>'
NAMED = FILE.format("van-ban-12.pdf")


@pytest.mark.parametrize(
    "box",
    [
        f"<b>Tài liệu đính kèm</b><ul><li>{NAMED} <i>(245 KB)</i></li></ul>",
        f"<p>File đính kèm:</p><p>{NAMED}</p><p>(1,2 MB)</p><p>Tải về</p>",
        f"<h4>Tệp tin đính kèm (2)</h4><p>{FILE.format('Phụ lục kèm theo Thông tư')}</p><p>{NAMED}</p>",
        f"<div><p>Văn bản kèm theo:</p><p>{FILE.format('Thông tư số 12')} (90 kb)</p></div>",
    ],
)
def test_a_label_and_files_behind_the_text_are_attachments_alone(box: str) -> None:
    found = article(f"<h1>{TITLE}</h1><div>{paragraphs()}<div>{box}</div></div>")
    assert found.text.split("\n\n") == list(PROSE)
    assert found.attachments[0].url == "https://baovidu.example/f/van-ban-12.pdf"


@pytest.mark.parametrize(
    ("end", "texts"),
    [
        (f"<p>{FILE.format('Thông báo số 12')}</p>", ["Thông báo số 12"]),  # no label
        (f"<p>Tài liệu đính kèm</p><p>{NAMED}</p><p>Mời bà con đọc kỹ.</p>", None),  # words behind the files
        (f"<p>Xin đọc văn bản sau:</p><p>{NAMED}</p>", ["Xin đọc văn bản sau:", "van-ban-12.pdf"]),
    ],
)
def test_files_that_are_part_of_the_text(end: str, texts: list[str] | None) -> None:
    texts = texts or ["Tài liệu đính kèm", "van-ban-12.pdf", "Mời bà con đọc kỹ."]
    assert article(f"<h1>{TITLE}</h1><div>{paragraphs()}{end}</div>").text.split("\n\n") == [*PROSE, *texts]


def test_a_poll_behind_the_text_is_none() -> None:
    poll = "<h4>Thăm dò ý kiến</h4><p>Bạn đánh giá thế nào về giao diện mới của Cổng?</p><label>Tốt</label>"
    found = article(f"<h1>{TITLE}</h1><div><div>{paragraphs()}</div><div>{poll}</div></div>")
    assert found.text.split("\n\n") == list(PROSE)
