"""`pages.picture_tables`: a table of one picture and its caption."""

from __future__ import annotations

import pytest
from lxml import etree

from hanoi_press.pages.picture_tables import columns, is_picture_table

PICTURE = "<tr><td><img src=/a.jpg></td></tr>"


@pytest.mark.parametrize(
    ("rows", "is_one"),
    [
        (f"{PICTURE}<tr><td>Cầu mới. Ảnh: PV</td></tr>", True),
        (f"{PICTURE}<tr><td>{'lời ' * 99}</td></tr>", True),
        (f"{PICTURE}<tr><td>{'lời ' * 101}</td></tr>", False),
        (f"{PICTURE}<tr><td>{' ' * 9000}lời</td></tr>", True),
        (f"{PICTURE}<tr><td>{'lời ' * 9000}</td></tr>", False),
        (f"{PICTURE}<tr><td>a<td>b<td>c</tr>", False),
        (PICTURE * 5, False),
        ("<tr><td>Cầu mới</td></tr>", False),
        (f"{'<tr><td><table>' * 2}{PICTURE}", True),
        (f"{'<table>' * 4}{PICTURE}", False),
    ],
)
def test_tables(rows: str, is_one: bool) -> None:
    table = etree.HTML(f"<table>{rows}</table>").find(".//table")
    assert is_picture_table(table) is is_one


A, B = "<img src=/a.jpg>", "<img src=/b.jpg>"
TWO = f"<tr><td>{A}</td><td>{B}</td></tr>"
ONE_LONG = (
    "Một câu chuyện dài hơn một trăm chữ cái ở dưới mỗi ảnh là một cột của trang, "
    "lời của bài báo chứ không phải chú thích."
)


@pytest.mark.parametrize(
    ("rows", "captions"),
    [
        (f"{TWO}<tr><td>Cầu A</td><td>Cầu B</td></tr>", ["Cầu A", "Cầu B"]),
        (f"<tr><td>{A}<br>Cầu A</td><td>{B}<p>Cầu B</p></td></tr>", ["Cầu A", "Cầu B"]),
        (f"{TWO}<tr><td>Cầu A<p>Ảnh: PV</p></td><td>Cầu B</td></tr>", ["Cầu A Ảnh: PV", "Cầu B"]),
        (f"{TWO}<tr><td>Cầu A</td><td></td></tr>", ["Cầu A", ""]),
        (f"{TWO}<tr><td>A</td><td>B</td></tr>{TWO}<tr><td>C</td><td>D</td></tr>", ["A", "B", "C", "D"]),
        (f"{TWO}<tr><td>A</td><td>B</td></tr><tr><td colspan=2>Ảnh: PV</td></tr>", ["A Ảnh: PV", "B Ảnh: PV"]),
        (f"{TWO}<tr><td>{ONE_LONG} Ảnh: PV</td><td>B</td></tr>", [f"{ONE_LONG} Ảnh: PV", "B"]),
        (f"{TWO}<tr><td>{ONE_LONG}</td><td>B</td></tr>", []),
        (f"{TWO}<tr><td>Bà Hạ<br>Chủ tịch</td><td>Ông Cừ<br>Phó Chủ tịch</td></tr>", []),
        (f"<tr><td>{A}</td><td>Bà Hạ</td></tr><tr><td>{B}</td><td>Ông Cừ</td></tr>", []),
        (f"<tr><th>Ảnh</th><th>Tên</th></tr>{TWO}", []),
        (f"{TWO}<tr><td>A</td></tr>", []),
        (TWO, []),
        (f"{TWO}<tr><td>A</td><td><table><tr><td>B</table></td></tr>", []),
    ],
)
def test_pictures_side_by_side_with_a_caption_each(rows: str, captions: list[str]) -> None:
    table = etree.HTML(f"<table>{rows}</table>").find(".//table")
    assert [words for _, words in columns(table)] == captions
    assert not captions or is_picture_table(table)


@pytest.mark.parametrize(
    ("beside", "is_one"),
    [
        ("Cầu mới", True),
        ("Cầu mới<br>Ảnh: PV", True),
        ("Bà Hạ<br>Chủ tịch", False),
        ("<p>Một dòng.</p><p>Dòng nữa.</p>", False),
    ],
)
def test_words_beside_a_picture(beside: str, is_one: bool) -> None:
    table = etree.HTML(f"<table><tr><td>{A}</td><td>{beside}</td></tr></table>").find(".//table")
    assert is_picture_table(table) is is_one
