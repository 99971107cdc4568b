"""`store/archive_files.py`: what is wrong with a file as a whole is one fault, however many lines refer to it."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hanoi_press.compression import zstd
from hanoi_press.store.archive_check import ArchiveCheck
from hanoi_press.store.archive_places import ArchivePlaces
from hanoi_press.store.pruned_archives import PrunedFile, write_list
from spiders_tests.archived_corpora import FILE, archived, found, nothing, put_archived


def gone(data: Path) -> None:
    (data / FILE).unlink()


def pruned(data: Path) -> None:
    write_list(data, "hanoimoi", [PrunedFile(FILE, 1, "2026-11-25")])
    (data / FILE).unlink()


def emptied(data: Path) -> None:
    os.truncate(data / FILE, 0)


def made_a_folder(data: Path) -> None:
    (data / FILE).unlink()
    (data / FILE).mkdir()


def looped(data: Path) -> None:
    (data / FILE).unlink()
    (data / FILE).symlink_to(data / FILE)


def unpacked(data: Path) -> None:
    (data / FILE[:-3]).write_bytes(gzip.decompress((data / FILE).read_bytes()))
    (data / FILE).unlink()


def unpacked_in_place(data: Path) -> None:
    (data / FILE).write_bytes(gzip.decompress((data / FILE).read_bytes()))


def packed_in_one(data: Path) -> None:
    (data / FILE).write_bytes(gzip.compress(gzip.decompress((data / FILE).read_bytes())))


def packed_again(data: Path) -> None:
    (data / f"{FILE}.zst").write_bytes(zstd.compress((data / FILE).read_bytes()))
    (data / FILE).unlink()


def zstd_in_place(data: Path) -> None:
    (data / FILE).write_bytes(zstd.compress((data / FILE).read_bytes()))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (gone, "gone"),
        (pruned, "pruned"),
        (emptied, "empty"),
        (made_a_folder, "no-file"),
        (looped, "unreadable"),
        (unpacked, "compressed-otherwise"),
        (unpacked_in_place, "compressed-otherwise"),
        (packed_in_one, "compressed-otherwise"),
        (packed_again, "compressed-otherwise"),
        (zstd_in_place, "compressed-otherwise"),
    ],
)
def test_a_file_as_a_whole(tmp_path: Path, change: Callable[[Path], None], kind: str) -> None:
    put_archived(tmp_path, range(100001, 100007))
    change(tmp_path)
    assert list(found(tmp_path)) == [kind]


def test_names_of_no_file(tmp_path: Path) -> None:
    names = ["s3://bucket/a.warc.gz", "/nowhere/a.warc.gz", "a\0b", "", ".", "../../etc", "file:///nowhere/b"]
    with ArchivePlaces() as places:
        for name in names:
            places.note(archived(100001, 5, name).to_dict())
        faults = {one.file: str(one.kind) for one in ArchiveCheck(tmp_path, places).faults(nothing)}
    assert faults == dict(zip(names, ["not-local", "gone", "gone", "no-file", "no-file", "gone", "gone"], strict=True))


def test_a_path_given_as_an_address_is_read(tmp_path: Path) -> None:
    """`replay --archive file:///…` names it so."""
    (offset,) = put_archived(tmp_path, range(100001, 100002)).values()
    name = f"file://{tmp_path / FILE}"
    with ArchivePlaces() as places:
        places.note(archived(100001, offset, name).to_dict())
        places.note(archived(100002, offset, name).to_dict())
        check = ArchiveCheck(tmp_path, places)
        (fault,) = check.faults(nothing)
    assert (fault.file, fault.kind, fault.lines, check.sound) == (name, "other-page", 1, 1)
