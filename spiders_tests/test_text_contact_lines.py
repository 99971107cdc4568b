"""`text/contact_lines.py`: what looks like a way to reach somebody."""

from __future__ import annotations

import pytest

from hanoi_press.text.contact_lines import has_contact


@pytest.mark.parametrize(
    "text",
    [
        "Thư gửi về an.nguyen+tin@mail.hanoi.vn.",
        "Hotline: 0912345678",
        "gọi (024) 3825 1234",
        "gọi 024.3825.1234 hoặc",
        "+84 912 345 678",
        "Tổng đài 1900 1234, 18001567",
    ],
)
def test_contact(text: str) -> None:
    assert has_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2026 có 1.234.567.890 đồng và 0,5%.",
        "Quyết định số 0123/QĐ-UBND, ngày 01/02/2026",
        "lúc 8 giờ @ Hà Nội",
        "tỉ số 0-0, mã 2012345678901",
        "từ năm 1900 đến 1954, rồi 1900-1954 năm 1800",
        "",
    ],
)
def test_no_contact(text: str) -> None:
    assert not has_contact(text)
