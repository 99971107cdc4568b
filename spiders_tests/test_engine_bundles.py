"""Unpack bundles that are damaged or were written by somebody else: nothing is written but what a unit may write."""

from __future__ import annotations

import io
import json
import os
import zlib
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.engine.bundles import BundleError, Header, Piece, pack, read_header, unpack


def _packed(*pieces: tuple[Any, ...], content: bytes = b"", gone: Any = (), total: Any = 0, **more: Any) -> io.BytesIO:
    """Return a bundle as anybody can write it, with the right sum."""
    line = json.dumps({"pieces": pieces, "gone": list(gone), "total": total, **more}).encode() + b"\n"
    return io.BytesIO(line + content + zlib.crc32(line + content).to_bytes(4, "big"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "unit"
    path.mkdir()
    (path / "grown").write_bytes(b"12345")
    (path / "old").write_bytes(b"old")
    return path


def test_what_is_packed_comes_out(folder: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a").write_bytes(b"12345678")
    (sources / "b").write_bytes("Chào\n".encode())
    pieces = [Piece("grown", 5, 3, 7_000_000_000, sources / "a"), Piece("deep/er/Bài 1", 0, 6, 1, sources / "b")]
    out = io.BytesIO()
    pack(Header(pieces, ["old", "never there"], 14), out)
    found = unpack(io.BytesIO(out.getvalue()), folder)
    assert found.total == 14
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == {
        "grown",
        "deep/er/Bài 1",
    }
    assert (folder / "grown").read_bytes() == b"12345678"
    assert (folder / "grown").stat().st_mtime_ns == 7_000_000_000
    assert (folder / "deep/er/Bài 1").read_text() == "Chào\n"
    with pytest.raises(BundleError, match="has 8"):  # a second time
        unpack(io.BytesIO(out.getvalue()), folder)


def test_a_bundle_that_is_cut_or_changed_changes_nothing(folder: Path) -> None:
    whole = _packed(("grown", 5, 3, 1), ("new", 0, 2, 1), content=b"678ab", gone=["old"]).getvalue()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for end in range(len(whole)):
        with pytest.raises(BundleError):
            unpack(io.BytesIO(whole[:end]), folder)
    for place in range(len(whole)):
        with pytest.raises(BundleError):
            unpack(io.BytesIO(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]), folder)
    with pytest.raises(BundleError):
        unpack(io.BytesIO(whole + b"x"), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            ".",
            "..",
            "/etc/passwd",
            "../out",
            "a/../../out",
            "a/..",
            "a//b",
            "a/",
            "./a",
            "a\0b",
            "a\nb",
            "C:\\a",
            "a\\b",
        ),
        *("\ud800", "n" * 256, "ố" * 100),
    ],
)
def test_names_that_lead_out_or_are_no_names(folder: Path, name: str) -> None:
    for bundle in (_packed((name, 0, 1, 1), content=b"x"), _packed(gone=[name])):
        with pytest.raises(BundleError, match="names a file"):
            unpack(bundle, folder)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["unit"]


def test_links_in_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"12345")
    (folder / "away").symlink_to(outside)
    (folder / "link").symlink_to(outside / "file")
    for bundle in (
        _packed(("away/file", 0, 1, 1), content=b"x"),
        _packed(("away/file", 5, 1, 1), content=b"x"),
        _packed(gone=["away/file"]),
        _packed(("link", 5, 1, 1), content=b"x"),
    ):
        with pytest.raises(BundleError):
            unpack(bundle, folder)
    unpack(_packed(("link", 0, 1, 1), content=b"x"), folder)
    assert (folder / "link").read_bytes() == b"x" and not (folder / "link").is_symlink()
    assert (outside / "file").read_bytes() == b"12345"


def test_a_file_with_another_name_elsewhere_grows_alone(folder: Path, tmp_path: Path) -> None:
    os.link(folder / "grown", tmp_path / "corpus")
    unpack(_packed(("grown", 5, 1, 1), content=b"6"), folder)
    assert (folder / "grown").read_bytes() == b"123456"
    assert (tmp_path / "corpus").read_bytes() == b"12345"


def test_a_file_where_a_folder_is_and_the_other_way_round(folder: Path) -> None:
    (folder / "deep").mkdir()
    for bundle in (
        _packed(("deep", 0, 1, 1), content=b"x"),
        _packed(("old/er", 0, 1, 1), content=b"x"),
        _packed(("x", 0, 1, 1), ("x/y", 0, 1, 1), content=b"xy"),
        _packed(gone=["deep"]),
    ):
        with pytest.raises(BundleError):
            unpack(bundle, folder)


@pytest.mark.parametrize(
    "piece",
    [
        *(("a", -1, 1, 1), ("a", 0, -1, 1), ("a", 0, 1, -1), ("a", 0, 1, 2**63), ("a", 0, 2**80, 1), ("a", 3, 1, 1)),
        *(("a", 0, 1), ("a", 0, 1, 1, 1), ("a", "0", 1, 1), ("a", 0, 1.0, 1), ("a", True, 1, 1), (None, 0, 1, 1), ()),
    ],
)
def test_pieces_that_are_none(folder: Path, piece: tuple[Any, ...]) -> None:
    with pytest.raises(BundleError):
        unpack(_packed(piece, content=b"x"), folder)
    assert not (folder / "a").exists()


@pytest.mark.parametrize(
    "line",
    [b"", b"{}\n", b"[]\n", b"null\n", b"\xff\n", b"[" * 100_000 + b"\n", b'{"pieces": 1, "gone": [], "total": 1}\n'],
)
def test_first_lines_that_are_none(line: bytes) -> None:
    with pytest.raises(BundleError):
        read_header(io.BytesIO(line))


def test_a_file_that_became_shorter_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    with pytest.raises(OSError, match="became shorter"):
        pack(Header([Piece("a", 0, 4, 1, tmp_path / "a")]), io.BytesIO())
