"""`corpus/word_alignment.py`: what a segmenter decides is taken over, whatever it did to the characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.corpus.word_alignment import aligned_words


@pytest.mark.parametrize(
    ("piece", "words", "wanted"),
    [
        ("Hà Nội mưa", ["Hà_Nội", "mưa"], ["Hà_Nội", "mưa"]),
        ("(Hà Nội)", ["(", "Hà_Nội", ")"], ["(", "Hà_Nội", ")"]),
        ("TP.HCM mưa", ["TP._HCM", "mưa"], ["TP.HCM", "mưa"]),  # a joint where the text has no space
        ("qui định mới", ["quy_định", "mới"], ["qui_định", "mới"]),  # changed
        ("nghành qui, mới", ["ngành_quy", ",", "mới"], ["nghành_qui", ",", "mới"]),
        ("cả™ nhà Hà Nội", ["cả", "nhà", "Hà_Nội"], ["cả", "™", "nhà", "Hà", "Nội"]),  # dropped: not followed
        ("Hà Nội mưa", ["Hà_Nội"], ["Hà_Nội", "mưa"]),
        ("Hà Nội", ["Hà_Nội_mưa", "to"], ["Hà_Nội"]),  # invented
        ("❤\ufe0f đỏ", ["❤", "\ufe0f", "đỏ"], ["❤\ufe0f", "đỏ"]),
        ("Hà Nội", [], ["Hà", "Nội"]),
        ("Hà Nội", ["__", "_Hà_", "_"], ["Hà", "Nội"]),
    ],
)
def test_table(piece: str, words: list[str], wanted: list[str]) -> None:
    assert aligned_words(piece, words) == wanted


LETTERS = st.text("aă.,\ufe0fð", min_size=1, max_size=4)


@given(st.lists(LETTERS, min_size=1, max_size=8), st.lists(st.text("aă.,_\ufe0fđ", max_size=5), max_size=12))
def test_whatever_a_segmenter_says_the_characters_stay(strings: list[str], words: list[str]) -> None:
    found = aligned_words(" ".join(strings), words)
    assert "".join(found).replace("_", "") == "".join(strings)
    assert all(found)
