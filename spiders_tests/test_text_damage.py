"""Damaged letters are taken from another place that states the same words."""

from __future__ import annotations

import pytest

from hanoi_press.text.damage import mended
from spiders_tests.cost_growth import growth

WHOLE = "Ba mươi em đăng ký ngay buổi đầu"


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        (WHOLE, ["khác"], WHOLE),
        ("Ba mươi em đăng ký ngay bu\ufffdi đầu", [WHOLE], WHOLE),
        ("\ufffda mươi em đăng ký ngay buổi đ\ufffdu", [WHOLE], WHOLE),
        ("Ba mươi em đăng ký ngay buổi đầ\ufffd", [WHOLE], WHOLE),
        ("Ba m\ufffd\ufffdi em", [WHOLE], "Ba mươi em"),
        ("(HNM) - Ba m\ufffdơi em", [WHOLE], "(HNM) - Ba mươi em"),  # the other lacks the dateline
        ("Ba m\ufffdơi em đăng ký ngay buổi đầu tuần", ["Ba mươi em đăng k..."], f"{WHOLE} tuần"),  # the other is cut
        ("Ba m\ufffdơi em", [None, "", "Hai em", WHOLE], "Ba mươi em"),
        ("Ba m\ufffdơi em đ\ufffdng ký", ["Ba m\ufffdơi em đăng ký", "Ba mươi em đ\ufffdng"], "Ba mươi em đăng ký"),
        ("Ba mươi\ufffd em đăng ký", ["Ba mươi em đăng ký"], "Ba mươi em đăng ký"),  # a byte between two letters
        ("\ufffdBa mươi em", ["Ba mươi em"], "Ba mươi em"),
        ("Ba m\u1c7a\ufffdơi em", [WHOLE], "Ba mươi em"),  # the bytes of one letter read as another
        # what is not known stays
        ("Ba mươi \ufffd em", ["Ba mươi em"], "Ba mươi \ufffd em"),
        ("Ba mư\ufffd em", ["Bốn mươi bạn"], "Ba mư\ufffd em"),
        ("Ba m\ufffdơi em", ["Ba m\ufffdơi em"], "Ba m\ufffdơi em"),
        ("Ba m\ufffdơi em", ["Bốn mươi bạn"], "Ba m\ufffdơi em"),
        ("a\ufffdb", ["acb"], "a\ufffdb"),
        ("Hết giờ \ufffd", ["Hết giờ chơi rồi các em ơi"], "Hết giờ \ufffd"),
    ],
)
def test_mended(text: str, others: list[str | None], found: str) -> None:
    assert mended(text, others) == found


def test_growth() -> None:
    assert growth(lambda size: mended("aaaaaa\ufffd" * size, ["a" * size, "aaaaaaa" * size]), 2000) < 8
