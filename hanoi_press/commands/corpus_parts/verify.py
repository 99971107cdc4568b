"""Run `scrapy corpus verify`: compare every segment with its manifest, and mend what is damaged."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.command_folder import FOLDER_ERRORS, report_folder_error
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program

if TYPE_CHECKING:
    from hanoi_press.store.folder import DataFolder

ABOUT = "compare every segment with its manifest, name damaged lines and files that are gone, and say how to mend them"
_ADVICE = """
To mend this, put the files back from a backup (then nothing is lost), or run `{program} corpus verify --mend`: sound
lines stay, the damaged files are kept beside them as ….damaged, and files that are gone are forgotten. The next crawl
or harvest requests the lost articles again; `{program} replay` reads them from the archive without a request."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mend", action="store_true", help="keep the sound lines, set the damaged files aside")


def run(options: argparse.Namespace, data: Path) -> int:
    if not data.is_dir():
        say(f"verify: {data}: no such folder; use --data DIR", to=sys.stderr)
        return 2
    if not options.mend:
        return _verify(data)
    from hanoi_press.store.folder import DataFolder

    try:
        with DataFolder.open(data, f"{program()} corpus verify --mend") as folder:
            return _mend(folder)
    except FOLDER_ERRORS as error:
        return report_folder_error(data, error)


def _verify(data: Path) -> int:
    from hanoi_press.store.archive_places import ArchivePlaces
    from hanoi_press.store.left_parts import parts_in
    from hanoi_press.store.missing_segments import missing_segments
    from hanoi_press.store.segment_check import sound_lines
    from hanoi_press.store.segments import finished_segments
    from hanoi_press.text.plurals import count_of

    faults = missing_segments(data)
    for fault in faults:
        say(fault)
    damaged, paths, count = len(faults), finished_segments(data), 0
    places = ArchivePlaces(data)
    for path in paths:
        found = len(faults)
        for _, record in sound_lines(path, faults.append):
            count += 1
            places.note(record)
        for fault in faults[found:]:
            say(fault)
        damaged += len(faults) > found
    for line in places.report():
        say(line)
    if number := len(parts_in(data)):
        say(f"{count_of(number, 'part')} of a harvest that runs or was broken off in parts/: the next run keeps them")
    if faults:
        advice = _ADVICE.format(program=program())
        say(f"{damaged} segments are damaged or gone; {count} lines of {len(paths)} segments are sound{advice}")
        return 1
    say(f"{count} lines in {len(paths)} segments: all are as they were written")
    return 0


def _mend(folder: DataFolder) -> int:
    from hanoi_press.store.mending import mend_segment
    from hanoi_press.store.reconcile import reconcile
    from hanoi_press.store.segments import finished_segments

    mended = 0
    for path in finished_segments(folder.path):
        if done := mend_segment(path):
            say(f"{done.path}: {done.lines} lines are kept; the damaged file is {done.kept_as.name}")
            mended += 1
    reconcile(folder.path, folder.ledger)  # this also notices a segment of which no line is left
    gone = folder.ledger.drop_missing_segments()
    say(f"{mended} segments mended, {gone} that are gone forgotten; {folder.ledger.count_lost()} articles are lost")
    return 0
