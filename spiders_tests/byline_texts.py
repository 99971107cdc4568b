"""Texts for property tests of bylines, and the mark of a fault that was reported."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

PIECES = "(|)|[|]| |. |, | - | – |:|/|; | và |Ảnh: |Ảnh |Nguồn: |Nguồn ảnh: |Ảnh minh họa: |Photo: "
PIECES += "|Theo |theo nguồn |PV|HNM|TTXVN|Mai Hoa|cầu mới|Bài và ảnh: |Tác giả: |(ghi)|vnexpress.net|Phóng viên |A|1|."
PIECES += "|\u200b|\u0301|\ud800"

ANY = st.text(st.characters(exclude_categories=())) | st.lists(st.sampled_from(PIECES.split("|")), max_size=9).map(
    "".join
)


def bug(*values: object, why: str) -> Any:
    return pytest.param(*values, id=f"{values[0]} ({why})")


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ"]),
        st.sampled_from(["Ánh", "Bảo", "Chi", "Đức", "Giang", "Thu-Hà", "Ỷ Lan", "Văn"]),
    ).map(" ".join),
    unique=True,
    max_size=5,
)
