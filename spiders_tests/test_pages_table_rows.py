"""`pages.table_rows` and `pages.picture_tables` on a page: rows of words, columns of a layout, tables of people."""

from __future__ import annotations

import pytest

from spiders_tests.onecms_markup import longform, read

LONG = "Người dân tổ 4 mang sách đến từ sáng sớm, xếp thành ba chồng cao dưới gốc đa trước nhà văn hóa phường."
LATER = "Đến trưa, ban tổ chức đã ghi tên một trăm hai mươi gia đình và hẹn ngày giao sách cho các cháu lớp một."
A, B, C = (f'<img src="https://a.vn/{name}.jpg">' for name in "abc")


def parts(rows: str) -> tuple[list[str], list[str | None]]:
    """Return the paragraphs of a table between two others, and the captions of its pictures."""
    article = read(longform(f"<p>Trước.</p><table>{rows}</table><p>Sau đó.</p>"))
    first, *between, last = article.text.split("\n\n")
    assert (first, last) == ("Trước.", "Sau đó.")
    return between, [one.caption for one in article.images]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("<tr><td><p>Sáng</p><p>7h30</p></td><td><p>Đón</p><p>Khai mạc</p></td></tr>", ["Sáng 7h30 | Đón Khai mạc"]),
        ("<tr><td><div>a</div><div>b</div></td><td>c<div>d</div>e</td></tr>", ["a b | c d e"]),
        ("<tr><td>Sáng<br>7h30</td><td>Đón<br><br>Khai mạc</td></tr>", ["Sáng 7h30 | Đón Khai mạc"]),
        ("<tr><td>Sáng</td><td><ul><li>a</li><li>b</li></ul></td></tr>", ["Sáng | a b"]),
        ("<tr><td>Sáng</td><td><span style='display:block'>a</span>b</td></tr>", ["Sáng | a b"]),
        ("<tr><th>Xã</th><th>Hồ</th></tr><tr><td>Phú Cầu</td><td>Ba</td></tr>", ["Xã | Hồ", "Phú Cầu | Ba"]),
        ("<caption>Bảng 1</caption><tr><td>a</td><td>b</td></tr>", ["Bảng 1", "a | b"]),
        ("<caption>Bảng<br>1</caption><tr><td>a</td></tr>", ["Bảng\n1", "a"]),
        ("<thead><tr><th>a<th>b</thead><tfoot><tr><td>c<td>d</tfoot>", ["a | b", "c | d"]),
        ("<tr><td rowspan=2>Sáng</td><td>7h</td></tr><tr><td>8h</td></tr><tr><td colspan=2>Hết</td></tr>",
         ["Sáng | 7h", "8h", "Hết"]),
        ("<tr><td>a</td><td></td><td>c</td></tr>", ["a | | c"]),
        ("<tr><td> </td><td>b</td><td>c</td></tr>", ["| b | c"]),
        ("<tr><td>a</td><td>b</td><td></td></tr>", ["a | b"]),
        ("<tr><td></td><td></td></tr>", []),
        ("<tr><td>12</td><td>34</td></tr>", ["12 | 34"]),
        ("<td>a</td><td>b</td>", ["a", "b"]),  # no rows
        ("<tr>a<td>b</td>c<td>d</td>e</tr>", ["a", "b c | d e"]),  # words outside cells
        ("a<tr><td>b</td></tr>c", ["a", "b", "c"]),
        # cells with a table: its rows are rows
        ("<tr><td>Sáng</td><td>x<table><tr><td>a</td><td>b</td></tr></table>y</td></tr>", ["Sáng", "x", "a | b", "y"]),
        # the layout of a page
        (f"<tr><td><p>{LONG}</p><p>{LATER}</p><p>Ngắn.</p></td></tr>", [LONG, LATER, "Ngắn."]),
        (f"<tr><td>&nbsp;</td><td><p>{LONG}</p><p>Ngắn.</p></td></tr>", [LONG, "Ngắn."]),
        (f"<tr><td><p>{LONG}</p><p>{LATER}</p></td><td>Bên cạnh</td></tr>", [LONG, LATER, "Bên cạnh"]),
        (f"<tr><td>{LONG}<br><br>{LATER}</td><td>Bên cạnh</td></tr>", [LONG, LATER, "Bên cạnh"]),
        (f"<tr><td>{LONG}</td><td>{LATER}</td></tr>", [LONG, LATER]),
        (f"<tbody><tr><td>{LONG}</td><td>{LATER}</td></tr></tbody>", [LONG, LATER]),
        (f"<tr><td><table><tr><td><p>{LONG}</p><p>Hai.</p></td></tr></table></td></tr>", [LONG, "Hai."]),
        # long entries of a table with other rows
        (f"<tr><td>Cũ<td>Mới</tr><tr><td>{LONG}</td><td>{LATER}</td></tr>", ["Cũ | Mới", f"{LONG} | {LATER}"]),
        (f"<thead><tr><th>Cũ</th><th>Mới</th></tr></thead><tbody><tr><td>{LONG}</td><td>b</td></tr></tbody>",
         ["Cũ | Mới", f"{LONG} | b"]),
        # boilerplate in a cell
        ("<tr><td>a<div class=c-box>Quảng</div></td><td>b<script>x()</script></td></tr>", ["a | b"]),
        ("<tr><td class=c-box>Quảng</td><td>b</td><td>c</td></tr>", ["| b | c"]),
    ],
)  # fmt: skip
def test_rows(rows: str, wanted: list[str]) -> None:
    assert parts(rows) == (wanted, [])


PEOPLE = {
    "beside": f"<tr><td>{A}</td><td>Bà Hạ<br>Chủ tịch</td></tr><tr><td>{B}</td><td>Ông Cừ<br>Phó</td></tr>",
    "beside, left": f"<tr><td>Bà Hạ<br>Chủ tịch</td><td>{A}</td></tr><tr><td>Ông Cừ<br>Phó</td><td>{B}</td></tr>",
    "beside, centred": f"<tr><td>{A}</td><td><p align=center>Bà Hạ</p><p>Chủ tịch</p></td></tr>"
    f"<tr><td>{B}</td><td><p align=center><i>Ông Cừ</i></p><p>Phó</p></td></tr>",
    "headers": f"<tr><th>{A}</th><th>Bà Hạ<br>Chủ tịch</th></tr><tr><th>{B}</th><th>Ông Cừ<br>Phó</th></tr>",
    "linked": f"<tr><td><a href=/a>{A}</a></td><td>Bà Hạ<br>Chủ tịch</td></tr>"
    f"<tr><td><a href=/b>{B}</a></td><td>Ông Cừ<br>Phó</td></tr>",
}
SIDE_BY_SIDE = {
    "below": f"<tr><td>{A}</td><td>{B}</td></tr><tr><td>Bà Hạ<br>Chủ tịch</td><td>Ông Cừ<br>Phó</td></tr>",
    "above": f"<tr><td>Bà Hạ<br>Chủ tịch</td><td>Ông Cừ<br>Phó</td></tr><tr><td>{A}</td><td>{B}</td></tr>",
    "in one cell": f"<tr><td>{A}<p>Bà Hạ</p><p>Chủ tịch</p></td><td>{B}<p>Ông Cừ</p><p>Phó</p></td></tr>",
    "slanted": f"<tr><td>{A}<br><i>Bà Hạ<br>Chủ tịch</i></td><td>{B}<br><i>Ông Cừ<br>Phó</i></td></tr>",
}


@pytest.mark.parametrize("rows", PEOPLE.values(), ids=PEOPLE.keys())
def test_people_in_rows(rows: str) -> None:
    assert parts(rows) == (["Bà Hạ Chủ tịch", "Ông Cừ Phó"], [None, None])
    assert parts(f"<tr><td>Ảnh chụp</td><td>Họ tên</td></tr>{rows}")[0][1:] == ["Bà Hạ Chủ tịch", "Ông Cừ Phó"]


@pytest.mark.parametrize("rows", SIDE_BY_SIDE.values(), ids=SIDE_BY_SIDE.keys())
def test_people_side_by_side(rows: str) -> None:
    assert parts(rows) == (["Bà Hạ Chủ tịch | Ông Cừ Phó"], [None, None])


@pytest.mark.parametrize(
    ("rows", "words", "captions"),
    [
        (f"<tr><td>{A}<p>a</p></td><td>{B}<p>b</p></td></tr><tr><td>{C}<p>c</p></td><td>d</td></tr>",
         ["a | b", "c | d"], [None] * 3),
        (f"<tr><td>{A}</td></tr><tr><td>Bà Hạ</td></tr><tr><td>{B}</td></tr><tr><td>Ông Cừ</td></tr>",
         ["Bà Hạ", "Ông Cừ"], [None, None]),
        (f"<tr><td>{A}</td><td>{B}</td></tr><tr><td>Bà Hạ</td></tr><tr><td>Ông Cừ</td></tr>",
         ["Bà Hạ", "Ông Cừ"], [None, None]),
        (f"<tr><td>Hàng</td><td>Giá</td></tr><tr><td>{A}Áo</td><td>Rẻ</td></tr>", ["Hàng | Giá", "Áo | Rẻ"], [None]),
        (f"<tr><td>{A}<p>{LONG}</p><p>{LATER}</p></td></tr>", [LONG, LATER], [None]),
        (f"<tr><td> </td><td><p>{LONG}</p>{A}<p><i>Cầu</i></p><p>Ngắn.</p></td></tr>", [LONG, "Ngắn."], ["Cầu"]),
        # one caption for all pictures
        (f"<tr><td>{A}</td><td>{B}</td></tr><tr><td colspan=2>Hai cầu</td></tr>", [], ["Hai cầu"] * 2),
        (f"<tr><td>{A}</td><td>{B}</td><td>{C}</td></tr><tr><td colspan=3>Ba cầu</td></tr>", [], ["Ba cầu"] * 3),
        (f"<tr><td>{A}</td></tr><tr><td>{B}</td></tr><tr><td>Hai cầu</td></tr>", [], ["Hai cầu"] * 2),
        (f"<tr><td>{A}</td><td>{B}</td></tr><tr><td>Hai cầu</td></tr><tr><td>Ảnh: PV</td></tr>", [], ["Hai cầu"] * 2),
        (f"<caption>Hai cầu</caption><tr><td>{A}</td><td>{B}</td></tr>", [], ["Hai cầu"] * 2),
        # one picture
        (f"<tr><td>{A}</td></tr><tr><th>Cầu mới</th></tr>", [], ["Cầu mới"]),
        (f"<tr><td>{A}</td><td>Cầu mới</td></tr>", [], ["Cầu mới"]),
        (f"<tr><td colspan=2>{A}</td></tr><tr><td>Cầu mới</td><td>Ảnh: PV</td></tr>", [], ["Cầu mới"]),
        (f"<caption>Cầu mới</caption><tr><td>{A}</td></tr>", [], ["Cầu mới"]),
        (f"<tr><td>{A}</td></tr><tr><td><p>Cầu</p><p>mới</p></td></tr>", [], ["Cầu mới"]),
    ],
)  # fmt: skip
def test_pictures_in_a_table(rows: str, words: list[str], captions: list[str | None]) -> None:
    assert parts(rows) == (words, captions)


def test_files_in_a_row() -> None:
    article = read(
        longform("<p>Một.</p><table><tr><td>Mẫu</td><td><a href=/m.pdf>Tải</a></td></tr></table><p>Hai.</p>")
    )
    assert [one.title for one in article.attachments] == ["Tải"] and "Mẫu | Tải" in article.text


def test_a_last_row_of_numbers_stays_and_one_of_labels_goes() -> None:
    table = "<table><tr><td>Tổ</td><td>Sách</td></tr><tr><td>4</td><td>312</td></tr>{}</table>"
    assert read(longform(f"<p>Một.</p>{table.format('')}")).text.split("\n\n") == ["Một.", "Tổ | Sách", "4 | 312"]
    labels = "<tr><td>Bản in</td><td>Quay lại</td></tr>"
    assert read(longform(f"<p>Một.</p>{table.format(labels)}")).text.split("\n\n")[1:] == ["Tổ | Sách", "4 | 312"]
