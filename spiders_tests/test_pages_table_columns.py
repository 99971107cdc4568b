"""Test that the columns of a newspaper are read one after the other, and tables of data by their rows."""

from __future__ import annotations

import pytest

from hanoi_press import extract

LEFT = [
    "Đoàn xe đã vào thôn lúc sáng sớm, mang theo gạo và nước, đủ cho cả thôn trong ba ngày.",
    "Bà con hai bên bờ suối ra đón từ khi trời chưa sáng rõ, người nào cũng vui.",
]
RIGHT = [
    "Con đường qua đèo vẫn còn ba điểm sạt lở chưa dọn xong, xe lớn phải chờ ở chân đèo.",
    "Huyện hẹn cuối tuần này xe khách sẽ chạy lại bình thường trên cả tuyến đường.",
]


PROSE = (
    "<p>Ba đoàn xe của hội chữ thập đỏ đã vượt suối vào thôn trong buổi sáng, mang theo gạo, mì và nước uống.</p>" * 2
)


def _cell(words: list[str]) -> str:
    return "<td>" + "".join(f"<p>{one}</p>" for one in words) + "</td>"


def _text(rows: str) -> str:
    title = "Đoàn xe cứu trợ vượt suối vào thôn"
    page = (
        f"<title>{title}</title><h1>{title}</h1><p>20/11/2026 08:10</p><div>{PROSE}<table>{rows}</table>{PROSE}</div>"
    )
    return extract(page.encode(), "https://x.example/tin/81", fetched_at="2026-11-24T00:00:00Z").text


COLUMNS = f"<tr>{_cell(LEFT)}{_cell(RIGHT)}</tr>"


@pytest.mark.parametrize("before", ["", "<tr><td colspan=2></td></tr>"])
def test_columns(before: str) -> None:
    assert _text(before + COLUMNS).split("\n\n")[2:-2] == [*LEFT, *RIGHT]


ROWS = [
    f"<tr>{_cell(LEFT)}{_cell(RIGHT[:1])}</tr>",
    f"<tr><th>Hôm qua</th><th>Hôm nay</th></tr>{COLUMNS}",
]


@pytest.mark.parametrize("rows", ROWS)
def test_rows_of_data(rows: str) -> None:
    assert " ".join(LEFT) + " | " + RIGHT[0] in _text(rows)
