"""Merge the parts that a killed harvest left in `<data>/parts/<run>/<unit>`, and delete what other commands left."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from hanoi_press.store.atomic import write_whole
from hanoi_press.store.lock import FolderLock, HeldError
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.part_merge import MERGED, is_whole, merge_part, remove_part
from hanoi_press.store.part_seed import read_seed
from hanoi_press.store.run_folder import RunFolder

PARTS = "parts"
_PATIENCE = 3.0  # seconds
_PAUSE = 0.05  # seconds


def merge_left_parts(main: RunFolder) -> list[PartMerged]:
    """Merge the parts in an open data folder, those first that were seeded first; delete them. Return what they gave.

    The lines are in finished segments then. A folder without anything of a harvest (a replay's) is deleted.
    Raises `HeldError` if a process still works in one, before any is touched; else as `merge_part`.
    """
    found = []
    for deleted in (main.path / PARTS).glob(f"*/*{MERGED}"):
        shutil.rmtree(deleted)
    left = [path for path in (main.path / PARTS).glob("*/*") if path.is_dir()]
    for part in left:
        _refuse_living(part)
    whole = parts_in(main.path)
    for part in left:
        if part not in whole:
            remove_part(part)
    for part in sorted(whole, key=_age):
        merged = merge_part(main, part)
        found.append(merged)
        main.close_source(merged.source)
        if merged.figures is not None:
            _add_to_record(main.path / "runs" / f"{part.parent.name}.json", merged)
    remove_empty_parts(main.path)
    return found


def parts_in(data: Path) -> list[Path]:
    """Return the parts of a harvest in a data folder, of one that runs or was broken off."""
    found = sorted((data / PARTS).glob("*/*"))
    return [path for path in found if not path.name.endswith(MERGED) and is_whole(path)]


def _refuse_living(part: Path) -> None:
    """Wait a little for the process that works in a part: those of a killed harvest end with it. Raises `HeldError`."""
    end = monotonic() + _PATIENCE
    while (part / ".lock").exists():
        try:
            FolderLock(part, "a look").release()
            return
        except HeldError as error:
            if monotonic() > end:
                raise HeldError(f"a part of a harvest that was broken off is still written: {error}") from None
        sleep(_PAUSE)


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
