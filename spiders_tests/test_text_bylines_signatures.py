"""Test signatures, outlets, units and labelled lines as ministries print them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.text.bylines import (
    is_labelled_author,
    is_labelled_source,
    is_office,
    is_signature,
    outlet,
    printed_address,
)
from hanoi_press.text.normalize import clean
from spiders_tests.byline_texts import ANY, PEOPLE, bug


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Nguồn: Báo Xây dựng", "Báo Xây dựng"),
        ("Nguồn tin: TTXVN.", "TTXVN"),
        ("(Theo nguồn: VOV)", "VOV"),
        ("Theo hanoimoi.com.vn", "hanoimoi.com.vn"),
        ("Dẫn theo: Báo Nhân Dân", "Báo Nhân Dân"),
        ("[Nguồn Báo Giao thông]", "Báo Giao thông"),
        ("Vụ Pháp chế, Bộ Xây dựng", "Vụ Pháp chế, Bộ Xây dựng"),
        ("Nguồn lực Việt", "Nguồn lực Việt"),
        ("Nguồn:", None),
        ("Theo", None),
        (" – ", None),
        ("", None),
    ],
)
def test_outlet(printed: str, name: str | None) -> None:
    assert outlet(printed) == name


@pytest.mark.parametrize("line", ["Trung tâm Thông tin", "Vụ Pháp chế", "Tổng cục Thống kê", "Cổng TTĐT Bộ Xây dựng"])
def test_unit(line: str) -> None:
    assert is_office(line)


@pytest.mark.parametrize(
    "line",
    [
        "Cục đã trả lời đủ",
        "Văn phòng sẽ mở cửa lại",
        "Trung tâm, rồi mới đến phường",
        "Vụt qua",
        "Cụcgiám định",
        "",
        "Hà Nội",
    ],
)
def test_no_unit(line: str) -> None:
    assert not is_office(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mai Hoa",
        "MAI HOA",
        "Trần Thị Bích Ngọc",
        "Trần Lê Thị Bích Ngọc",
        "Ông Trần Văn Thử, Bà Lê Thị Mẫu, Cô Đỗ Thị Ví, Anh Vũ Văn Dụ",  # 60 letters
        "Mai Hoa - Đức Thịnh",
        "Mai Hoa, Đức Thịnh",
        "Mai Hoa/TTXVN",
        "Mai Hoa (ghi)",
        "Bài và ảnh: Mai Hoa",
        "Tác giả: Mai Hoa",
        "M. Hoa",
        "O'Brien Pat",
        "Lê Na, Mai Hoa, Đức Thịnh, Thu Hà",
        "PV",
        "P.V",
        "pv",
        "BBT",
        "Ban Biên tập",
        "Tòa soạn",
        "TTXVN",
        "VGP",
        "Nhóm PV",
        "Nhóm PV.",
        "Nhóm phóng viên",
        "Nhóm phóng viên Thời sự",
        "Phóng viên",
        " Mai\u200b Hoa ",
        bug("PV.", why="the full stop behind a desk is allowed for, but only where its pattern ends in .*"),
        bug("Toà soạn", why="the press places the tone both ways: tòa, toà"),
        "Thanh Nguyên (VKSQS khu vực 72/Quân khu 7)",
        "Mai Hoa (Báo Nhân Dân) - Đức Thịnh",
        bug("Jean-Pierre Dupont", why="a name's hyphen"),
    ],
)
def test_signature(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Kết luận",
        "Giải pháp đồng bộ",  # headings
        "Cần thêm cầu",
        "Nhiều việc phải làm",
        "Sở Xây dựng",
        "Bài học từ Hội An",
        "mai hoa",
        "Hoa",  # one word: name or heading?
        "Mai Hoa.",  # a sentence ends so
        "Mai Hoa!",
        "Mai Hoa:",
        "Xin cảm ơn ông!",
        "Xin cảm ơn",
        "Hà Nội - Huế",
        "Mai Hoa kể chuyện",
        "Mai Hoa 2026",
        "2026",
        "Lê Na, Mai Hoa, Đức Thịnh, Thu Hà, Vũ Chi",  # five: a list
        "Trần Thị Bích Ngọc Lan Hương",  # six words
        "Ông Trần Văn Thử, Bà Lê Thị Mẫu, Cô Đỗ Thị Ví, Anh Vũ Văn Dục",  # 61: too long
        "Pvn",
        "PV đã có mặt",
        "Cầu xong và dân vui.",
        bug("Phóng viên đã đến tận hiện trường.", why="a sentence that begins with 'Phóng viên'"),
        bug("Phóng viên hỏi:", why="a sentence that begins with 'Phóng viên'"),
        bug("Phóng viên: Ông thấy cầu mới thế nào?", why="an interview's question"),
        bug("Nhóm phóng viên có mặt ở bến phà từ sáng sớm, khi sương còn phủ kín mặt sông.", why="a long sentence"),
    ],
)
def test_no_signature(line: str) -> None:
    assert not is_signature(line)


@given(PEOPLE, st.sampled_from([", ", " - ", " và ", "/"]))
def test_people_sign(people: list[str], joint: str) -> None:
    plain = [person for person in people if "-" not in person][:4]
    line = joint.join(plain)
    assert is_signature(line) is (bool(plain) and len(line) <= 60)


@given(ANY)
@settings(max_examples=400)
def test_signature_of_any_text(text: str) -> None:
    assert is_signature(text) in (True, False)
    assert not (is_signature(text) and clean(text)[0].isdigit())


def test_an_attribution_is_no_signature() -> None:
    assert not is_signature("Theo FBNC")
    assert is_signature("Thanh Hà")
    assert not is_signature("Thanh Hà (1990)") and not is_signature("Thanh Hà (bên phải)")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Tác giả: Thu Hà", True),
        ("Bài và ảnh: Thu Hà - Lê Sơn", True),
        ("Tin: Thu Hà, Ảnh: Lê Sơn", True),
        ("Thực hiện: Nhóm PV", True),
        ("Ảnh: Thu Hà", False),  # a picture's credit
        ("Tác giả: một người lính già", False),
        ("Tác giả: Thu Hà đã viết bài này.", False),
        ("Thu Hà", False),
    ],
)
def test_a_byline_with_its_label(line: str, wanted: bool) -> None:
    assert is_labelled_author(line) is wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("Nguồn: TTXVN", True), ("(Theo TTXVN)", True), ("Dẫn theo TTXVN", True), ("Theo TTXVN", False), ("TTXVN", False)],
)
def test_a_source_with_its_label(line: str, wanted: bool) -> None:
    assert is_labelled_source(line) is wanted


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Nguồn: https://baochinhphu.vn", "https://baochinhphu.vn"),
        ("Nguồn tin: Bộ Y Tế (https://moh.gov.vn/).", "https://moh.gov.vn/"),
        ("Nguồn: baochinhphu.vn", None),
    ],
)
def test_printed_address(line: str, address: str | None) -> None:
    assert printed_address(line) == address
