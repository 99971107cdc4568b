"""Words that tell people from places, jobs and labels."""

from __future__ import annotations

import pytest

from hanoi_press.text import people


@pytest.mark.parametrize("name", ["Hà Nội", "ĐỒNG THÁP", "Bà Rịa - Vũng Tàu", "Việt Nam"])
def test_places(name: str) -> None:
    assert people.is_place(name)


@pytest.mark.parametrize("name", ["Nông Thôn Mới", "Câu Chuyện Làng Quê", "Thể Thao", "Trang chủ"])
def test_labels(name: str) -> None:
    assert people.has_label_word(name)


@pytest.mark.parametrize("name", ["Thu Trang", "Trần Văn Hóa", "Đoàn Mai Phương", "Hoài Nam", "Lê Bình", "Jane Doe"])
def test_people_are_neither(name: str) -> None:
    assert not people.is_place(name)
    assert not people.has_label_word(name)
    assert not people.is_role(name)
    assert not people.is_voice_label(name)


@pytest.mark.parametrize("line", ["Phóng viên", "Phóng viên Ban Kinh tế", "Biên tập viên", "Senior Staff Writer"])
def test_roles(line: str) -> None:
    assert people.is_role(line)


def test_bare_role_is_not_a_desk() -> None:
    assert people.is_bare_role("Biên tập viên")
    assert not people.is_bare_role("PV")
    assert not people.is_bare_role("Phóng viên Ban Kinh tế")


def test_position_behind_a_name() -> None:
    assert people.is_position("nguyên Viện trưởng Viện Lúa")
    assert not people.is_position("Lê Tú")


@pytest.mark.parametrize(
    "line", ["Giọng đọc", "Nghe đọc bài", "Đọc bài viết", "Nữ miền Bắc", "1x", "0:00 / 4:32", "Listen"]
)
def test_voice_labels(line: str) -> None:
    assert people.is_voice_label(line)
