"""The name of the data folder is checked before it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.commands.data_dir import DataDirError, check_written_by_hand, data_dir, file_in_place


def test_a_home_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_dir("~/báo") == tmp_path / "báo"
    assert data_dir("~") == tmp_path
    assert not (tmp_path / "báo").exists()


def test_a_relative_path_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_dir("data/of/tonight") == Path("data/of/tonight")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "invalid DATA_DIR=; use the path of a folder"),
        ("  ", "invalid DATA_DIR=  ; use the path of a folder"),
        (None, "invalid DATA_DIR=; use the path of a folder"),
        ("a\nb", r"invalid DATA_DIR=a\nb; use a path without line breaks and control characters"),
        ("a\0b", r"invalid DATA_DIR=a\x00b; use a path without line breaks and control characters"),
        ("~nobody-of-this-name/x", "invalid DATA_DIR=~nobody-of-this-name/x: no such user; use the path of a folder"),
        ("/tmp/" + "a" * 300, ": File name too long; use another path"),
        ("/tmp/" + "a/" * 4000, ": File name too long; use another path"),
    ],
)
def test_a_name_that_no_folder_has(given: str | None, says: str) -> None:
    with pytest.raises(DataDirError) as caught:
        data_dir(given)
    assert str(caught.value).endswith(says)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    (tmp_path / "loose").symlink_to(tmp_path / "nothing")
    (tmp_path / "fine").symlink_to(tmp_path)
    for given in (file, file / "data", file / "a" / "b"):
        assert file_in_place(given) == file
    assert file_in_place(tmp_path / "loose" / "data") == tmp_path / "loose"
    for given in (tmp_path, tmp_path / "data", tmp_path / "a" / "b", tmp_path / "fine" / "data"):
        assert file_in_place(given) is None
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(DataDirError, match="Too many levels of symbolic links; use another path"):
        data_dir(tmp_path / "loop")


def test_a_current_folder_that_was_deleted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(DataDirError, match="the current folder was deleted; use an absolute path"):
        data_dir("data")
    assert data_dir(tmp_path / "data") == tmp_path / "data"


def test_files_written_by_hand(tmp_path: Path) -> None:
    check_written_by_hand(tmp_path, ["hanoimoi"])
    rules, removed = tmp_path / "boilerplate" / "hanoimoi.txt", tmp_path / "corpus" / "take-down.txt"
    for path in (rules, removed):
        path.parent.mkdir()
    rules.write_bytes(b"\xef\xbb\xbf# head\r\n- line\r\n+ text\r\n\r\n")
    removed.write_bytes(b"\xef\xbb\xbfhanoimoi/1\r\n")
    check_written_by_hand(tmp_path, ["hanoimoi"])
    for content, number in ((b"- line\n-line\n", 2), (b"- \n", 1), (b"+ \xff\n", 1), ("- dòng".encode("utf-16"), 1)):
        rules.write_bytes(content)
        with pytest.raises(ValueError, match=f"{rules}:{number}: "):
            check_written_by_hand(tmp_path, ["hanoimoi"])
        check_written_by_hand(tmp_path, ["mst"])
    rules.unlink()
    for file in (rules.with_name("hanoimoi@2015.txt"), tmp_path / "templates" / "hanoimoi@2015.toml"):  # of captures
        file.parent.mkdir(exist_ok=True)
        file.write_text("title: h1\n")
        with pytest.raises(ValueError, match=f"{file}:1: "):
            check_written_by_hand(tmp_path, ["hanoimoi"])
        file.unlink()
    removed.write_bytes(b"hanoimoi/1\nhanoimoi 2\n")
    with pytest.raises(ValueError, match=f"{removed}:2: "):
        check_written_by_hand(tmp_path, ["hanoimoi"])
