"""Text files of any editor are read, or refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.store.files_by_hand import lines_by_hand


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        ("một\nhai".encode(), ["một", "hai"]),
        ("một\r\nhai\r\n".encode(), ["một", "hai"]),
        ("một\rhai\r".encode(), ["một", "hai"]),
        ("\ufeffmột\n".encode(), ["một"]),
        ("a\u2028b\x85\x0bc\n".encode(), ["a\u2028b\x85\x0bc"]),  # only line ends end a line
    ],
)
def test_lines(tmp_path: Path, content: bytes, lines: list[str]) -> None:
    path = tmp_path / "rules.txt"
    path.write_bytes(content)
    assert lines_by_hand(path) == lines


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a\nb\xff\n", ":2: invalid start byte at byte 1; save it as UTF-8"),
        ("tiếng".encode("utf-16"), ":1: the file is UTF-16; save it as UTF-8"),
        ("tieng\n".encode("utf-16-be"), ":1: a zero byte; save it as UTF-8"),
    ],
)
def test_other_bytes(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "rules.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError) as caught:
        lines_by_hand(path)
    assert str(caught.value) == f"{path}{says}"
