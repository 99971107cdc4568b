"""Labels beside an article in a list, ellipses, and words in addresses."""

from __future__ import annotations

import doctest

import pytest

from hanoi_press.text import cut_off, row_labels, slugs
from hanoi_press.text.cut_off import is_cut_off
from hanoi_press.text.row_labels import is_row_label
from hanoi_press.text.slugs import is_spelled_in


@pytest.mark.parametrize("module", [cut_off, row_labels, slugs])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "label",
    [
        "Xem chi tiết", "Xem thêm", "» Đọc tiếp", "Xem tiếp...", "[Chi tiết]", "Đọc bài viết", "Read more →",
        "12", "1.234 lượt xem", "Lượt xem: 1.234", "0 bình luận", "Bình luận (3)", "5 comments", "Chia sẻ", "MỚI",
        "1,2K", "...", "»", "", "Continue reading",
    ],
)  # fmt: skip
def test_labels(label: str) -> None:
    assert is_row_label(label)


@pytest.mark.parametrize(
    "headline",
    [
        "Xem xét kỷ luật hai cán bộ", "Chi tiết lịch thi lớp 10", "Đọc sách cùng con", "Mới đây", "Video: Bão số 9",
        "Bình luận về trận chung kết", "12 tỉnh có mưa lớn", "Xem phim ở đâu", "Kinh tế",
    ],
)  # fmt: skip
def test_headlines(headline: str) -> None:
    assert not is_row_label(headline)


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("Bộ Y tế…", True),
        ("Bộ Y tế ...", True),
        ("Bộ [&hellip;]", False),
        ("Bộ […]", True),
        ("Hết..", False),
        ("…và", False),
    ],
)
def test_what_is_cut_off(text: str, is_cut: bool) -> None:
    assert is_cut_off(text) is is_cut


@pytest.mark.parametrize(
    ("words", "address", "is_there"),
    [
        ("Bộ Y tế họp báo", "/bo-y-te-hop-bao-12.html", True),
        ("Đường sắt đô thị số 2", "/Duong_sat_do_thi_so_2_mo_lai", True),
        ("Họp báo", "/hop-bao-12.html", False),  # too short to tell
        ("Bộ Y tế họp báo", "/bo-cong-an-hop-bao.html", False),
        ("", "/a", False),
    ],
)
def test_words_in_addresses(words: str, address: str, is_there: bool) -> None:
    assert is_spelled_in(words, address) is is_there
