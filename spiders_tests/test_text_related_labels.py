"""Which lines are labels of links to other articles, or begin with one."""

from __future__ import annotations

import pytest

from hanoi_press.text.related_labels import begins_with_related_label, is_related_heading

LABELS = [
    "Tin liên quan",
    "TIN BÀI LIÊN QUAN",
    ">>> Xem thêm:",
    "Đọc thêm",
    "Bài liên quan:",
    "Cùng chuyên mục",
    "Có thể bạn quan tâm",
    "Bạn có thể quan tâm",
    "Mời bạn xem",
    "Mời quý độc giả đón đọc",
    "MỜI ĐỘC GIẢ THEO DÕI CÁC TIN BÀI KHÁC",
    "Mời xem video:",
    "Xem thêm các tin về thoát nước",
    "Tin nên đọc",
    "Đừng bỏ lỡ",
    "Video liên quan",
    "📌 Xem ngay:",
    "🔗 Tin, bài liên quan",
    "➡️ Tin/bài cùng sự kiện",
    "[Xem thêm]",
    "(Đọc nhiều nhất)",
    "Các tin đã đưa",
    "Bài trước",
    "Xem lại",
    "Có thể bạn chưa biết",
    "Không nên bỏ lỡ",
    "Dòng sự kiện",
    "Related",
    "More on this story",
    "Latest news",
    "Related articles",
    "Read more",
    "See also:",
    "You may also like",
]
NO_LABELS = [
    "",
    "Tin liên quan đến con mương sau chợ",
    "Chương trình gồm các phần:",
    "Tài liệu tham khảo",
    "Xem thêm. Đọc thêm.",
    "Bạn đọc viết",
    "Xem lại?",
    "“Đọc thêm”",
    "#xemthem",
    "Các văn bản liên quan:",
    "Đọc thêm " + "một câu rất dài " * 8,
]


@pytest.mark.parametrize("words", LABELS)
def test_labels(words: str) -> None:
    assert is_related_heading(words)
    assert begins_with_related_label(f"{words.rstrip(':')}: Phố cũ mở phòng đọc")


@pytest.mark.parametrize("words", NO_LABELS)
def test_no_labels(words: str) -> None:
    assert not is_related_heading(words)


@pytest.mark.parametrize(
    "line", ["Tin khác biệt nhất: một con mương", "Đọc thêm sách là tốt", "Liên quan đến mương: ba hộ"]
)
def test_lines_that_only_begin_like_a_label(line: str) -> None:
    assert not begins_with_related_label(line)
