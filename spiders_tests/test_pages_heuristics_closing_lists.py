"""Test where a text in one flat box ends: at its closing list, not at links between its paragraphs."""

from __future__ import annotations

import pytest

from hanoi_press import extract

PARAGRAPHS = [
    f"Đoàn thứ {n} đã đến thôn lúc sáng sớm, mang theo gạo, mì và nước uống cho bà con hai bên bờ suối."
    for n in ("nhất", "hai", "ba")
]
LINKS = "<br>".join(f"<a href=/{n}>Chợ phiên {n} ở bên kia suối họp lại</a>" for n in ("một", "hai", "ba"))
NOTE = "Mực nước hôm nay: trạm trên 2,1 mét, trạm dưới 1,8 mét, không có cảnh báo lũ trong ngày."
BODY = "<br><br>".join(PARAGRAPHS)


def _text(body: str) -> list[str]:
    page = f"<div><b>Đoàn xe cứu trợ vượt suối vào thôn</b><br>20/11/2026, 08:10<br><br>{body}</div>"
    return extract(page.encode(), "https://x.example/tin/81", fetched_at="2026-11-24T00:00:00Z").text.split("\n\n")


LABELS = ["---<br><b>Bài cùng mục:</b>", "<b>Các tin khác</b>", "* * *<br>Đọc thêm"]


@pytest.mark.parametrize("label", LABELS)
def test_closing_list(label: str) -> None:
    assert _text(f"{BODY}<br><br>{label}<br>{LINKS}<br><br>{NOTE}") == PARAGRAPHS


def test_links_between_paragraphs() -> None:
    text = _text(f"{PARAGRAPHS[0]}<br><br><b>Tin khác</b><br>{LINKS}<br><br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}")
    assert text[-2:] == PARAGRAPHS[1:]


def test_caption_in_the_box_of_the_menu() -> None:
    caption = "<img src=/1.jpg><br><i>Đoàn xe qua suối, sáng 19/11</i>"
    text = _text(f"<a href=/c>Con nước</a><br><br>{PARAGRAPHS[0]}<br><br>{caption}<br><br>{PARAGRAPHS[1]}")
    assert text == PARAGRAPHS[:2]
