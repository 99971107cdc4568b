"""Merge the parts that a killed harvest left in `<data>/parts/<run>/<unit>`, and delete what other commands left."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hanoi_press.store.atomic import write_whole
from hanoi_press.store.lock import FolderLock, HeldError
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.part_merge import MERGED, is_whole, merge_part, remove_part
from hanoi_press.store.part_seed import read_seed
from hanoi_press.store.run_folder import RunFolder

PARTS = "parts"


def merge_left_parts(main: RunFolder) -> list[PartMerged]:
    """Merge the parts in an open data folder, those first that were seeded first; delete them. Return what they gave.

    The lines are in finished segments then. A folder without anything of a harvest (a replay's) is deleted.
    Raises `HeldError` if a process still works in one, before any is touched; else as `merge_part`.
    """
    found = []
    left = list(_left(main.path))
    for part in left:
        _refuse_living(part)
    for part in sorted(left, key=_age):
        if not is_whole(part):
            remove_part(part)
            continue
        merged = merge_part(main, part)
        found.append(merged)
        main.close_source(merged.source)
        if merged.figures is not None:
            _add_to_record(main.path / "runs" / f"{part.parent.name}.json", merged)
    remove_empty_parts(main.path)
    return found


def _left(data: Path) -> Iterator[Path]:
    """Yield the parts in a data folder; those that were being deleted are deleted before."""
    for path in sorted((data / PARTS).glob("*/*")):
        if path.name.endswith(MERGED):
            shutil.rmtree(path)
        elif path.is_dir():
            yield path


def _refuse_living(part: Path) -> None:
    if (part / ".lock").exists():
        try:
            FolderLock(part, "a look").release()
        except HeldError as error:
            raise HeldError(f"a part of a harvest that was broken off is still written: {error}") from None


def _age(part: Path) -> tuple[str, str]:
    seed = read_seed(part)
    return (seed.begun if seed else ""), str(part)


def _add_to_record(record: Path, merged: PartMerged) -> None:
    """Add the figures of a source to the record of the run that was broken off before it could."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        content = json.loads(record.read_bytes())
        if merged.source not in content["sources"]:
            content["sources"][merged.source] = merged.figures
            write_whole(record, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def remove_empty_parts(data: Path) -> None:
    """Delete `parts/` and the folders of runs in it that hold nothing."""
    for folder in (*(data / PARTS).glob("*"), data / PARTS):
        with suppress(OSError):  # it is missing or not empty
            folder.rmdir()
