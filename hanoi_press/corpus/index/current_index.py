"""Give the index of a corpus as it is now: open it, bring it up to date, or make it again."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import NamedTuple

from hanoi_press.corpus.index.index_file import (
    is_damage,
    is_of_the_machine,
    make_index,
    open_index,
    remove_beside,
    update_copy,
    update_index,
)
from hanoi_press.corpus.index.index_place import IndexFailure, Stamps, index_paths
from hanoi_press.corpus.index.index_segments import LineWorkers
from hanoi_press.corpus.index.index_update import (
    TAKEN,
    CorpusFiles,
    UpdateCounts,
    known_segments,
    lists_are_current,
)
from hanoi_press.store.index_lock import index_lock
from hanoi_press.store.takedown import taken_down
from hanoi_press.text.plurals import count_of

Progress = Callable[[str], None]
_ATTEMPTS = 3  # at segments that vanish while they are read (a compaction runs), or a list that changes
_WAIT = 10.0  # seconds for another process, before the older index is served
_LARGE = (
    50_000_000  # bytes of segments to read from which several processes pay, and a copy that readers do not wait for
)
_MOST_JOBS = 4  # one writes; more than three others would wait for it
_FULL, _READ_ONLY, _BUSY, _CANNOT_OPEN, _IO_ERROR = 13, 8, (5, 6), 14, 10  # result codes of SQLite


class CurrentIndex(NamedTuple):
    """An open index. `stale`: why it could not be brought up to date. `made`: if it was made anew.

    `done`: what was done to it, None if it was up to date.
    """

    db: sqlite3.Connection
    file: Path
    stale: str | None = None
    made: bool = False
    done: UpdateCounts | None = None


def current_index(path: Path, progress: Progress, *, jobs: int | None = None, rebuild: bool = False) -> CurrentIndex:
    """Return the index of a path that `load` accepts, brought up to date first. With `rebuild` it is made anew.

    `jobs`: how many processes read; by default as many as pay. Raises `FileNotFoundError` if there is no corpus,
    `IndexFailure` if there is no index that can be served.
    """
    files = CorpusFiles.of(path)
    for file in index_paths(path) if not rebuild else ():
        with suppress(sqlite3.Error):
            if (db := _state(file, files).current) is not None:
                return CurrentIndex(db, file)
    failure: Exception | None = None
    for file in index_paths(path):
        try:
            return _written(file, files, progress, jobs, rebuild)
        except _NotWritable as error:
            failure = failure or error
    raise IndexFailure(f"the index cannot be made: {failure}")


class _NotWritable(Exception):
    """Raised if nothing can be written where the index would lie."""


def _written(file: Path, files: CorpusFiles, progress: Progress, jobs: int | None, rebuild: bool) -> CurrentIndex:
    """Return the index at a place, brought up to date. Raises `_NotWritable`, `IndexFailure`."""
    if not _is_writable(file):
        raise _NotWritable(f"{file.parent} is read-only")
    try:
        with index_lock(file, progress, _WAIT if file.is_file() else None) as is_ours:
            if is_ours:
                return _up_to_date(file, files, progress, jobs, rebuild)
            return _older(file, files, "another process is writing it")
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise _NotWritable(f"{file.parent} is read-only ({error.strerror})") from None
        if isinstance(error, (IndexFailure, FileNotFoundError)):
            raise
        return _older(file, files, _in_words(error))


def _is_writable(file: Path) -> bool:
    """Return False if a file, or its folder, is known to be read-only."""
    if file.exists() and not os.access(file, os.W_OK):
        return False
    folder = next(one for one in file.parents if one.exists())
    return os.access(folder, os.W_OK)


def _up_to_date(file: Path, files: CorpusFiles, progress: Progress, jobs: int | None, rebuild: bool) -> CurrentIndex:
    """Bring an index up to date, or make it. Raises `IndexFailure`, `OSError`."""
    for attempt in range(_ATTEMPTS):
        try:
            state = _FileState("") if rebuild else _state(file, files)
            if state.current is not None:  # another process was faster
                return CurrentIndex(state.current, file)
            done, made = _write(file, files, progress, jobs, state)
            return CurrentIndex(open_index(file), file, made=made, done=done)
        except FileNotFoundError:
            if attempt == _ATTEMPTS - 1:
                raise
            files = CorpusFiles.of(files.path)
        except IndexFailure:
            raise
        except (sqlite3.Error, OSError, MemoryError) as error:
            return _older(file, files, _in_words(error))
    raise AssertionError


class _FileState(NamedTuple):
    """The state of an index: why it has to be made, a connection if it is current, else the segments it was made of."""

    problem: str | None = None
    current: sqlite3.Connection | None = None
    known: dict[str, Stamps] = {}


def _state(file: Path, files: CorpusFiles) -> _FileState:
    """Return the state of the index at a place. Raises `sqlite3.Error` if that is unknown: another process has it."""
    try:
        db = open_index(file)
    except FileNotFoundError:
        return _FileState("")
    except sqlite3.Error as error:
        return _problem(error)
    try:
        known = known_segments(db)
        if known == files.segments and lists_are_current(db, files):
            return _FileState(None, db)
    except sqlite3.Error as error:
        db.close()
        return _problem(error)
    db.close()
    return _FileState(None, None, known)


def _problem(error: sqlite3.Error) -> _FileState:
    if not is_damage(error):
        raise error
    return _FileState(str(error))


def _line_workers(jobs: int) -> AbstractContextManager[LineWorkers]:
    from hanoi_press.corpus.index.line_workers import line_workers  # imported late: most questions find nothing to do

    return line_workers(jobs)


def _write(
    file: Path, files: CorpusFiles, progress: Progress, jobs: int | None, state: _FileState
) -> tuple[UpdateCounts, bool]:
    """Bring an index up to date, or make it anew if there is a problem. Raises `sqlite3.Error`, `OSError`."""
    try:
        removed = taken_down(files.data)
    except (ValueError, OSError) as error:
        raise IndexFailure(str(error)) from None
    problem = state.problem
    if problem is None:
        unread = {name: one for name, one in files.segments.items() if state.known.get(name) != one}
        progress(f"the index is brought up to date: {count_of(len(unread), 'new or changed segment')}")
        write = update_copy if _size(unread) > _LARGE else update_index
        try:
            with _line_workers(_jobs(jobs, unread)) as workers:
                return write(file, files, removed, workers, progress), False
        except Exception as error:
            if is_of_the_machine(error):
                raise
            problem = str(error) or type(error).__name__
    words = f"the index cannot be read ({problem}); it is made again" if problem else "the index is being made"
    progress(f"{words}, of {count_of(len(files.segments), 'segment')}")
    with _line_workers(_jobs(jobs, files.segments)) as workers:
        return make_index(file, files, removed, workers, progress), True


def _size(segments: dict[str, Stamps]) -> int:
    """Return how many bytes segments have."""
    return sum(int(one.segment.split()[0]) for one in segments.values())


def _jobs(jobs: int | None, unread: dict[str, Stamps]) -> int:
    """Return how many processes read segments."""
    if jobs is not None:
        return jobs
    if _size(unread) < _LARGE or threading.active_count() > 1:  # a fork beside threads may take their locks with it
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, _MOST_JOBS)


def _older(file: Path, files: CorpusFiles, why: str) -> CurrentIndex:
    """Return the index as it is, although it is not up to date. Raises `IndexFailure` if it may not be served."""
    try:
        db = open_index(file)
    except (OSError, sqlite3.Error):
        raise IndexFailure(f"the index cannot be made at {file}: {why}") from None
    if not lists_are_current(db, files, TAKEN):
        db.close()
        raise IndexFailure(f"the index at {file} does not know the changed take-down list: {why}")
    return CurrentIndex(db, file, why)


def _in_words(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _FULL or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full; free some space"
    if code == _IO_ERROR:
        return f"it cannot be written or read ({error}); the disk may be full or broken"
    if code in _BUSY:
        return "another process is using it"
    if code in (_READ_ONLY, _CANNOT_OPEN):
        return f"nothing can be written there ({error})"
    return str(error) or type(error).__name__


def delete_damaged(path: Path) -> None:
    """Delete the index of a path that `load` accepts, so that it is made again. Raises `OSError`."""
    for file in index_paths(path):
        if file.is_file() and _is_writable(file):
            with index_lock(file, lambda text: None):
                delete_file(file)


def delete_file(file: Path) -> None:
    """Delete the file of an index and what SQLite has put beside it. Raises `OSError`."""
    file.unlink(missing_ok=True)
    remove_beside(file)
