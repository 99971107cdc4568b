"""Run `scrapy corpus index`: make the index of the corpus, or bring it up to date, and say what was done."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.corpus_parts._selection import code_of
from hanoi_press.commands.output import say
from hanoi_press.commands.usage import InvalidUsageError
from hanoi_press.text.plurals import count_of

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

ABOUT = "make the index that search, show, stats and browse ask, or bring it up to date, which they also do themselves"
_MOST_JOBS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="make it anew from all segments")
    parser.add_argument("--jobs", metavar="N", help="processes that read (default: one a core, 4 at most, if it pays)")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

    jobs = None if options.jobs is None else _number(options.jobs)
    with CorpusIndex.open(
        data, progress=lambda line: say(line, to=sys.stderr), jobs=jobs, rebuild=options.rebuild
    ) as index:
        say(f"{index.file}: {_done(index)}")
        count = index.db.execute("SELECT count(*) FROM article").fetchone()[0]
        print(f"{count_of(count, 'article')}, {index.file.stat().st_size / 1e6:,.1f} MB")
        return max(code_of(index.faults), int(index.stale is not None))


def _number(stated: str) -> int:
    if not (stated.isascii() and stated.isdigit() and len(stated) < 4 and 1 <= int(stated) <= _MOST_JOBS):
        raise InvalidUsageError(f"invalid --jobs {stated}; use a whole number from 1 to {_MOST_JOBS}")
    return int(stated)


def _done(index: CorpusIndex) -> str:
    """Return what was done to the index, in words."""
    if index.stale:
        return f"not up to date: {index.stale}"
    if index.done is None:
        return "up to date"
    done = index.done
    if index.made:
        return f"made of {count_of(done.new, 'line')} of {count_of(done.segments, 'segment')}"
    return (
        f"brought up to date: {count_of(done.segments, 'segment')} read, {count_of(done.gone, 'segment')} gone or "
        f"changed; {count_of(done.new, 'line')} new, {done.moved:,} moved, {done.lost:,} gone"
    )
