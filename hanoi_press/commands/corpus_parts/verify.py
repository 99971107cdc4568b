"""Run `scrapy corpus verify`: compare segments with their manifests, and lines with their pages in the archives."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from hanoi_press.commands.command_folder import FOLDER_ERRORS, report_folder_error
from hanoi_press.commands.corpus_parts._archive_words import advice, fault_json, fault_words, harmless_words
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.program import program
from hanoi_press.commands.verify_progress import verify_progress

if TYPE_CHECKING:
    from hanoi_press.store.archive_faults import ArchiveFault
    from hanoi_press.store.archive_pages import ReadPage
    from hanoi_press.store.archive_places import ArchivePlaces
    from hanoi_press.store.folder import DataFolder
    from hanoi_press.store.segments import Fault

ABOUT = (
    "compare every segment with its manifest, and every article with its page in the archive; name damaged lines, "
    "pages and files that are gone, and say how to mend them"
)
_ADVICE = """
To mend this, put the files back from a backup (then nothing is lost), or run `{program} corpus verify --mend`: sound
lines stay, the damaged files are kept beside them as ….damaged, and files that are gone are forgotten. The next crawl
or harvest requests the lost articles again; `{program} replay` reads them from the archive without a request."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mend", action="store_true", help="keep the sound lines, set the damaged files aside")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="of archives only look whether the files are there and something begins where each page should",
    )
    parser.add_argument("--source", metavar="NAMES", help="only these sources, comma-separated")
    parser.add_argument("--json", action="store_true", help="all that was found, as JSON")


def run(options: argparse.Namespace, data: Path) -> int:
    if not data.is_dir():
        say(f"verify: {data}: no such folder; use --data DIR", to=sys.stderr)
        return 2
    if not options.mend:
        sources = getattr(options, "source", None)
        return _verify(
            data,
            sources=sources.split(",") if sources else None,
            is_quick=getattr(options, "quick", False),
            is_json=getattr(options, "json", False),
        )
    if any(getattr(options, name, None) for name in ("quick", "source", "json")):
        raise UsageError("--mend takes no other option; it mends all segments", print_help=False)
    from hanoi_press.store.folder import DataFolder

    try:
        with DataFolder.open(data, f"{program()} corpus verify --mend") as folder:
            return _mend(folder)
    except FOLDER_ERRORS as error:
        return report_folder_error(data, error)


@dataclass(slots=True)
class VerifyResult:
    """What was found: faults of segments, how many of them have one, lines, and faults of archives."""

    segments: int = 0
    lines: int = 0
    damaged: int = 0
    faults: list[Fault] = field(default_factory=list)
    archives: list[ArchiveFault] = field(default_factory=list)
    places: int = 0
    sound_places: int = 0
    files: int = 0

    @property
    def is_damaged(self) -> bool:
        return bool(self.faults) or any(not one.is_harmless for one in self.archives)

    def to_dict(self, data: Path, *, is_quick: bool) -> dict[str, Any]:
        """Return plain JSON types."""
        faults = [
            {"file": str(one.path.relative_to(data)), "line": one.number, "reason": one.reason} for one in self.faults
        ]
        return {
            "is_sound": not self.is_damaged,
            "segments": {"files": self.segments, "sound_lines": self.lines, "faults": faults},
            "archives": {
                "check": "quick" if is_quick else "full",
                "files": self.files,
                "lines": self.places,
                "sound_lines": self.sound_places,
                "faults": [fault_json(one) for one in self.archives if not one.is_harmless],
                "harmless": [fault_json(one) for one in self.archives if one.is_harmless],
            },
        }


def _verify(data: Path, *, sources: list[str] | None, is_quick: bool, is_json: bool) -> int:
    from hanoi_press.store.archive_check import ArchiveCheck
    from hanoi_press.store.archive_places import ArchivePlaces

    found = VerifyResult()
    with ArchivePlaces() as places:
        _check_segments(data, sources, found, places, is_quiet=is_json)
        check = ArchiveCheck(data, places)
        read = None if is_quick else _page_reader()
        with verify_progress() as progress:
            found.archives = list(check.faults(read, progress))
        found.files, found.places, found.sound_places = check.files, places.lines, check.sound
    if is_json:
        say_json(found.to_dict(data, is_quick=is_quick), indent=1)
    else:
        _say_archives(data, found, is_quick=is_quick)
        _say_end(data, found)
    return 1 if found.is_damaged else 0


def _page_reader() -> ReadPage:
    from hanoi_press.commands.corpus_parts._archived_pages import read_page  # late: it imports all page classes

    return read_page


def _check_segments(
    data: Path, sources: list[str] | None, found: VerifyResult, places: ArchivePlaces, *, is_quiet: bool
) -> None:
    """Compare the segments with their manifests, and note where the pages of their lines are."""
    from hanoi_press.store.missing_segments import missing_segments
    from hanoi_press.store.segment_check import sound_lines
    from hanoi_press.store.segments import finished_segments, source_of_segment

    def is_wanted(path: Path) -> bool:
        return sources is None or source_of_segment(path) in sources

    paths = [path for path in finished_segments(data) if is_wanted(path)]
    found.faults = [fault for fault in missing_segments(data) if is_wanted(fault.path)]
    known = {source_of_segment(path) for path in (*paths, *(fault.path for fault in found.faults))}
    if unknown := ", ".join(sorted(set(sources or ()) - known)):
        raise UsageError(f"invalid --source {unknown}: the corpus has no segment of it", print_help=False)
    found.segments, found.damaged = len(paths), len(found.faults)
    for fault in () if is_quiet else found.faults:
        say(fault)
    for path in paths:
        before = len(found.faults)
        for _, record in sound_lines(path, found.faults.append):
            found.lines += 1
            places.note(record)
        for fault in () if is_quiet else found.faults[before:]:
            say(fault)
        found.damaged += len(found.faults) > before


def _say_archives(data: Path, found: VerifyResult, *, is_quick: bool) -> None:
    for line in (*harmless_words(found.archives), *fault_words(data, found.archives)):
        say(line)
    if any(not one.is_harmless for one in found.archives):
        for line in advice(found.archives):
            say(line)
    if found.places:
        state = "begin where they should (--quick)" if is_quick else "are there and whole"
        say(f"archive: the pages of {found.sound_places} of {found.places} lines {state}")


def _say_end(data: Path, found: VerifyResult) -> None:
    from hanoi_press.store.left_parts import parts_in
    from hanoi_press.store.removal_journal import JOURNAL
    from hanoi_press.text.plurals import count_of

    if number := len(parts_in(data)):
        say(f"{count_of(number, 'part')} of a harvest that runs or was broken off in parts/: the next run keeps them")
    if (data / JOURNAL).exists():
        say("a removal of articles runs or was broken off: the next run finishes it, before that a segment may differ")
    if found.faults:
        mend = _ADVICE.format(program=program())
        sound = f"{found.lines} lines of {found.segments} segments are sound"
        say(f"{found.damaged} segments are damaged or gone; {sound}{mend}")
        return
    say(f"{found.lines} lines in {found.segments} segments: all are as they were written")


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
