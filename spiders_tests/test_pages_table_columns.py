"""Test that the columns of a newspaper are read one after the other, and tables of data by their rows."""

from __future__ import annotations

import pytest

from hanoi_press import extract

LEFT = [
    "Đoàn xe đã vào thôn lúc sáng sớm, mang theo gạo và nước.",
    "Bà con hai bên bờ suối ra đón từ khi trời chưa sáng rõ.",
]
RIGHT = [
    "Con đường qua đèo vẫn còn ba điểm sạt lở chưa dọn xong.",
    "Huyện hẹn cuối tuần này xe khách sẽ chạy lại bình thường.",
]


def _cell(words: list[str]) -> str:
    return "<td>" + "".join(f"<p>{one}</p>" for one in words) + "</td>"


def _text(rows: str) -> str:
    page = f"<h1>Đoàn xe cứu trợ vượt suối vào thôn</h1><p>20/11/2026 08:10</p><table>{rows}</table>"
    return extract(page.encode(), "https://x.example/tin/81", fetched_at="2026-11-24T00:00:00Z").text


COLUMNS = f"<tr>{_cell(LEFT)}{_cell(RIGHT)}</tr>"


@pytest.mark.parametrize("before", ["", "<tr><td colspan=2></td></tr>"])
def test_columns(before: str) -> None:
    assert _text(before + COLUMNS).split("\n\n") == [*LEFT, *RIGHT]


ROWS = [
    f"<tr>{_cell(LEFT)}{_cell(RIGHT[:1])}</tr>",
    f"<tr><th>Hôm qua</th><th>Hôm nay</th></tr>{COLUMNS}",
]


@pytest.mark.parametrize("rows", ROWS)
def test_rows_of_data(rows: str) -> None:
    assert " ".join(LEFT) + " | " + RIGHT[0] in _text(rows)
