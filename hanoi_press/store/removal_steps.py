"""Remove articles for good: from segments, ledger, learnt lines, run records, and on demand from the archive.

What remains to be done stands in a journal (`removal_journal`) from before the first change on, and each step may be
done twice; so a removal that was killed at any instant is finished by the next command that opens the data folder. The
first step adds the articles to the take-down list: from then on nothing shows, requests or writes them.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import time

from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.removal_archives import PageFinder, PageRecords, archive_files, blank, is_outside
from hanoi_press.store.removal_journal import Removal, delete_journal, read_journal, write_journal
from hanoi_press.store.removal_leftovers import (
    clear_run_records,
    delete_indexes,
    delete_old_ledgers,
    forget_learnt_lines,
    strip_set_aside,
)
from hanoi_press.store.removal_record import add_to_record
from hanoi_press.store.removal_segments import UnreadableRestError, without_lines
from hanoi_press.store.takedown import take_down

logger = logging.getLogger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_NAMED = 3  # damaged places of an archive file
Progress = Callable[[Path], None]


@dataclass(slots=True)
class RemovalResult:
    """What a removal did. `left`: in words, files that may still have some of the articles, and what to do.

    `runs`: the runs from whose records something was removed, and whose report pages are to be made again.
    """

    removal: Removal
    left: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)


def remove(data: Path, ledger: Ledger, removal: Removal, progress: Progress = lambda path: None) -> RemovalResult:
    """Remove articles from an open data folder. `progress` is called with each file that is read.

    Raises `OSError`, `sqlite3.Error`: the next command that opens the folder goes on then.
    """
    removal.aliases |= ledger.aliases_of(removal.names)
    write_journal(data, removal)
    return _carry_out(data, ledger, removal, progress)


def finish_removal(data: Path, ledger: Ledger) -> RemovalResult | None:
    """Finish a removal that was broken off; None if there is none. Raises `OSError`, `sqlite3.Error`."""
    removal = read_journal(data)
    if removal is None:
        return None
    logger.warning("the removal of %d articles was broken off; it is finished now", len(removal.ids))
    result = _carry_out(data, ledger, removal, lambda path: None)
    for line in result.left:
        logger.warning("%s", line)
    return result


def _carry_out(data: Path, ledger: Ledger, removal: Removal, progress: Progress) -> RemovalResult:
    result = RemovalResult(removal)
    names = set(removal.names)
    try:
        take_down(data, removal.names)
    except ValueError as error:
        raise OSError(f"the removal cannot be finished: {error}") from error
    _rewrite_segments(data, ledger, result, names, progress)
    result.left += strip_set_aside(data, names, removal.sources)
    delete_indexes(data)
    forget_learnt_lines(data, names, removal.sources)
    result.runs = clear_run_records(data, names)
    if removal.archives:
        _blank_archives(data, result, progress)
    with ledger.synced(), ledger.transaction():
        ledger.forget_pages(names, removal.sources)
    delete_old_ledgers(data)
    if not ledger.drop_free_pages():
        raise OSError(f"{ledger.path} is read by another program; end it, and run any command on the folder again")
    add_to_record(data, removal)
    if ledger.path == data / LEDGER:  # one that is made again replaces the old one, which has the words, only later
        delete_journal(data)
    return result


def _rewrite_segments(data: Path, ledger: Ledger, result: RemovalResult, names: set[str], progress: Progress) -> None:
    known = ledger.segments()
    for name in result.removal.segments:
        path = data / name
        progress(path)
        with _told(result, path):
            without_lines(path, names)
        if not path.exists():
            ledger.drop_segment(name)
        elif (row := known.get(name)) is not None and row.size is not None:
            found = path.stat()
            ledger.close_segment(name, found.st_size, found.st_mtime_ns, row.checked or int(time()))


def _blank_archives(data: Path, result: RemovalResult, progress: Progress) -> None:
    """Empty the records of the articles, and of the addresses that lead to them."""
    removal = result.removal
    finder = PageFinder(removal)
    for path, name in archive_files(data, removal):
        if is_outside(name) and not removal.outside:
            result.left.append(f"{path} lies outside of the data folder and is not touched; `--outside` does so")
            continue
        progress(path)
        with _told(result, path):
            found = finder.find(path, name)
            if found.members:
                _check_writable(path)
                removal.records[name] = dict(found.ids)
                write_journal(data, removal)
                blank(path, found.members, removal.began[:10])
            result.left += _left_in(path, found)


def _check_writable(path: Path) -> None:
    """Raise `OSError` if no file can be put in the place of another one, before it is counted as done."""
    if not os.access(path.resolve().parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _left_in(path: Path, found: PageRecords) -> Iterator[str]:
    """Yield what stays in an archive file, in words, and what to do."""
    if found.shared:
        yield (
            f"{path} has {found.shared} records of it that share a gzip member with others, or are not compressed: "
            "rewrite the file with `warcio recompress`, and remove the article again"
        )
    yield from (f"{path} cannot be read at {place}; it may have some of it" for place in found.damage[:_NAMED])


@contextmanager
def _told(result: RemovalResult, path: Path) -> Iterator[None]:
    """Go on if a file cannot be changed, which nobody may ever mend, and say so; not if the disk is full."""
    try:
        yield
    except UnreadableRestError as error:
        result.left.append(f"{error}. `corpus verify --mend` keeps what can be read; remove the article again then")
    except OSError as error:
        if error.errno in _FULL:
            raise
        result.left.append(f"{path} could not be changed ({error.strerror or error}): remove the article again then")
