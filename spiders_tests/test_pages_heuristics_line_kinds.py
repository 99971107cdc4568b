"""Test what lines are by their words alone, beside words of articles that look like them."""

from __future__ import annotations

import pytest

from hanoi_press.pages.heuristics.byline_words import read_words
from hanoi_press.pages.heuristics.line_kinds import kind_of

KINDS = [
    ("Chia sẻFacebookZaloSao chép liên kết", "share"),
    ("Facebook Viber Lấy link", "share"),
    ("Chia sẻ liên kết vùng", ""),
    ("Bình chọn: ★★★☆☆ 3,5/5 (12 phiếu)", "counter"),
    ("Đánh giá bài viết: ★★★★☆ (4/5 trong 17 đánh giá)", "counter"),
    ("Đánh giá: 4 trong 17 hồ đã cạn nước.", ""),
    ("Bạn cần đăng nhập để bình luận", "notice"),
    ("Bạn phải đăng ký khám trước để bác sĩ xem lại hồ sơ.", ""),
    ("Bài cùng mục:", "related"),
    ("Chủ đề tương tự", "related"),
    ("Những trường hợp tương tự", ""),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kind(words: str, kind: str) -> None:
    assert kind_of(words) == kind


BYLINES = [
    ("6 ngày trước Thực hiện: Lò Văn Sơn", "Thực hiện: Lò Văn Sơn"),
    ("2 giờ trước Lò Văn Sơn", "Lò Văn Sơn"),
    ("3 days ago Lò Văn Sơn", "Lò Văn Sơn"),
]


@pytest.mark.parametrize(("words", "names"), BYLINES)
def test_byline_behind_relative_time(words: str, names: str) -> None:
    byline = read_words(words)
    assert byline is not None and byline.names == names
