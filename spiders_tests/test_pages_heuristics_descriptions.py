"""A description counts as the summary if it is about the article, and not the beginning of its text."""

from __future__ import annotations

import pytest

from hanoi_press.pages.heuristics.descriptions import is_about, repeats_start

TITLE = "Nông dân xã Hà mở kênh bán cam trực tuyến"
TEXTS = (
    "Sáng nay, các hộ dân trồng cam báo tin vui: toàn bộ số cam đã bán hết qua điện thoại.",
    "Hội khuyến nông cho biết thông tin về giá sẽ được cập nhật trên trang của xã.",
)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Các hộ dân trồng cam ở xã Hà bán hết hàng qua điện thoại.", True),
        ("Các hộ dân trồng cam ở xã Hà bán hết hàng", True),
        ("Hội Nông dân - trang thông tin điện tử", True),  # half of its pairs of words are the text's
        ("Tạp chí Nông thôn - diễn đàn của người dân, tin về xã", False),
        ("Bóng đá, lịch phát sóng, kết quả xổ số mỗi tối.", False),
    ],
)
def test_description_of_the_article_or_of_the_site(description: str, expected: bool) -> None:
    assert is_about(description, TITLE, "", TEXTS) is expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Sáng nay, các hộ dân trồng cam…", True),
        ("Sáng nay, các hộ dân trồng cam báo tin vui.", False),
        (TEXTS[0], True),
    ],
)
def test_beginning_of_the_text(description: str, expected: bool) -> None:
    assert repeats_start(description, TEXTS) is expected
