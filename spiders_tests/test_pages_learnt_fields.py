"""When two readings of a page agree, and what overruling one by another takes along."""

from __future__ import annotations

import pytest

from hanoi_press.items import Article
from hanoi_press.pages.learnt_fields import agree, overrule
from spiders_tests.heuristic_probe import PROSE, TITLE, article, paragraphs

MORE = (
    "Chiều cùng ngày, đoàn đi xem khu tái định cư ở cánh đồng phía nam, nơi đường và cống thoát nước đã làm xong.",
    "Theo kế hoạch, tuyến đường mới dài bốn cây số được khởi công vào quý hai sang năm và xong sau mười tám tháng.",
)


def text_of(*texts: str) -> str:
    """Return paragraphs as an article's text."""
    return "\n\n".join(texts)


def reading(title: str, *texts: str) -> Article:
    """Return a reading with this headline and these paragraphs."""
    found = article(f"<h1>{TITLE}</h1><div>{paragraphs()}</div>")
    found.title, found.text = title, text_of(*texts)
    return found


@pytest.mark.parametrize(
    ("title", "texts", "wanted"),
    [
        (TITLE, PROSE, True),
        (TITLE.upper(), PROSE, True),
        ("Chuyện xóm chợ", PROSE, False),
        (TITLE, PROSE[:2], False),  # two thirds
        (TITLE, (*PROSE, *MORE), False),
        (TITLE, (*PROSE, "Lê An"), True),
        (TITLE, (), False),
    ],
)
def test_when_two_readings_agree(title: str, texts: tuple[str, ...], wanted: bool) -> None:
    assert agree(reading(TITLE, *PROSE), reading(title, *texts)) is wanted
    assert agree(reading(title, *texts), reading(TITLE, *PROSE)) is wanted


def test_overruling_takes_the_printed_words_and_the_hash_along() -> None:
    own, ruled = reading(TITLE, *PROSE), reading("Tên mới", *MORE)
    ruled.authors, ruled.raw.authors = ["Lê An"], "Bài: Lê An"
    hash_before = own.content_hash
    overrule(own, ruled, ("title", "authors", "tags"))
    assert (own.title, own.authors, own.raw.authors) == ("Tên mới", ["Lê An"], "Bài: Lê An")
    assert (own.text, own.content_hash == hash_before) == (text_of(*PROSE), False)
