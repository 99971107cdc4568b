"""`store/part_archives.py`: each record of a part is in the main archive once, and its place is known."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.items import Article
from hanoi_press.store import part_archives
from hanoi_press.store.part_archives import MovedRecords, move_archives
from spiders_tests.corpus_lines import article
from spiders_tests.parts import SOURCE, archived_words, fetched

FILE = f"archive/{SOURCE}/2026-11/{SOURCE}-20261124.warc.gz"


def archive(data: Path, *words: str) -> list[Article]:
    return [fetched(data, article(number, one)) for number, one in enumerate(words)]


def check(main: Path, moved: MovedRecords, articles: list[Article]) -> None:
    """Check that the answer of each article is where `moved` says."""
    for one in articles:
        assert one.archive is not None
        place = moved.place(one.archive.file, one.archive.offset)
        assert place is not None
        file, offset = place
        assert archived_words(main, {"file": file, "offset": offset}) == one.text


def test_a_new_file_is_linked_and_another_one_appended(tmp_path: Path) -> None:
    main, first, second = (tmp_path / name for name in ("main", "first", "second"))
    main.mkdir()
    one, two = archive(first, "Một.", "Hai."), archive(second, "Ba.")
    moved = move_archives(main, first, {}, {})
    check(main, moved, one)
    assert (main / FILE).samefile(first / FILE) and moved.bytes == (main / FILE).stat().st_size
    size = moved.bytes
    (first / FILE).unlink()
    moved = move_archives(main, second, {}, {})
    check(main, moved, two)
    assert (main / FILE).stat().st_size == size + moved.bytes == size + (second / FILE).stat().st_size
    again = move_archives(main, second, {}, {FILE: size})
    check(main, again, two)
    assert again.bytes == 0
    assert again.place("archive/other.warc.gz", 5) is again.place(FILE, (second / FILE).stat().st_size) is None


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EPERM])
def test_a_disk_without_links_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    main.mkdir()
    articles = archive(part, "Một.")

    def refused(*arguments: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refused)
    check(main, move_archives(main, part, {}, {}), articles)
    assert (main / FILE).stat().st_nlink == 1


def test_other_failures_of_a_link_are_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    main.mkdir()
    archive(part, "Một.")

    def refused(*arguments: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "link", refused)
    with pytest.raises(OSError, match="Read-only"):
        move_archives(main, part, {}, {})


def test_torn_ends_are_cut_off_on_both_sides(tmp_path: Path) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    known, new = archive(main, "Một."), archive(part, "Hai.")
    for data in (main, part):
        whole = (data / FILE).read_bytes()
        (data / FILE).write_bytes(whole + whole[:50])
    moved = move_archives(main, part, {}, {})
    check(main, moved, new)
    check(main, MovedRecords({FILE: 1 << 30}), known)
    linked = tmp_path / "linked"
    linked.mkdir()
    check(linked, move_archives(linked, part, {}, {}), new)
    assert (linked / FILE).stat().st_size == moved.bytes


def torn_copy(main: Path, part: Path) -> None:
    """Leave what a merge leaves that was killed while it appended: whole records, and a torn one."""
    content = (part / FILE).read_bytes()
    with (main / FILE).open("ab") as file:
        file.write(content[: len(content) * 2 // 3])


def longer(main: Path, part: Path) -> None:
    """Append the part's records, then those of another one, as if the part had gone on meanwhile."""
    with (main / FILE).open("ab") as file:
        file.write((part / FILE).read_bytes())
    archive(main, "Khác." * 9)
    archive(part, "Thêm.")


@pytest.mark.parametrize("before", [torn_copy, longer])
def test_records_that_are_there_are_not_added_again(tmp_path: Path, before: Callable[[Path, Path], None]) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    archive(main, "Có sẵn.")
    size = (main / FILE).stat().st_size
    articles = archive(part, *(f"Bài {number}. " * 50 for number in range(9)))
    before(main, part)
    moved = move_archives(main, part, {}, {FILE: size})
    check(main, moved, articles)
    own = (part / FILE).stat().st_size
    others = 0 if before is torn_copy else (main / FILE).stat().st_size - size - own
    assert 0 < moved.bytes < own
    assert (main / FILE).stat().st_size == size + own + others


def test_records_behind_seeded_ones(tmp_path: Path) -> None:
    """The part's file begins with a hole and the record that was seeded; only what follows is its own."""
    main, part = tmp_path / "main", tmp_path / "part"
    known = archive(main, "Một.", "Hai.")
    size = (main / FILE).stat().st_size
    place = known[1].archive
    assert place is not None
    (part / FILE).parent.mkdir(parents=True)
    with (main / FILE).open("rb") as file, (part / FILE).open("wb") as copy:
        file.seek(place.offset)
        copy.seek(place.offset)
        copy.write(file.read())
    end = (part / FILE).stat().st_size
    assert move_archives(main, part, {FILE: end}, {FILE: size}).bytes == 0
    new = [fetched(part, replace(article(5, "Mới."), fetched_at="2026-11-24T02:00:00Z"))]
    moved = move_archives(main, part, {FILE: end}, {FILE: size})
    check(main, moved, [*known, *new])
    (main / FILE).unlink()  # it was pruned meanwhile
    check(main, move_archives(main, part, {FILE: end}, {FILE: size}), new)


def test_a_full_disk_in_the_middle_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    archive(main, "Một.")
    articles = archive(part, "Hai.", "Ba.")
    size = (main / FILE).stat().st_size
    monkeypatch.setattr(part_archives, "_BLOCK", 64)
    real, calls = part_archives._bytes, 0

    def failing(*arguments: Any) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(part_archives, "_bytes", failing)
        with pytest.raises(OSError, match="No space"):
            move_archives(main, part, {}, {FILE: size})
    assert (main / FILE).stat().st_size == size
    check(main, move_archives(main, part, {}, {FILE: size}), articles)
