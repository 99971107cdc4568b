"""Make the index from the segments."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hanoi_press.compression import zstd
from hanoi_press.corpus.days import Days
from hanoi_press.corpus.duplicate_links import copies_to_leave_out, read_clusters
from hanoi_press.corpus.index import index_rows
from hanoi_press.corpus.index.index_place import Stamps
from hanoi_press.corpus.selection import Selection
from hanoi_press.corpus.visible_lines import key_of, place_of
from hanoi_press.schema import parse_line
from hanoi_press.store.segments import Fault, line_digest, lines
from hanoi_press.store.takedown import taken_down


def make(db: sqlite3.Connection, data: Path | None, found: dict[str, Stamps]) -> None:
    """Fill the tables of a new index. Raises `OSError`, `ValueError`."""
    faults: list[Fault] = []
    paths = [one.path for one in found.values()]
    removed = taken_down(data)
    selections = [
        Selection(paths, Days(), removed=removed, copies=(), latest=latest, pruned=None) for latest in (True, False)
    ]
    for selection in selections:
        faults.clear()
        selection.scan(faults.append)
    latest, everything = (selection.visible for selection in selections)
    names = {one.path: number for number, one in enumerate(found.values(), 1)}
    db.executemany(
        "INSERT INTO segment VALUES (?, ?, ?, ?)",
        ((names[one.path], name, one.stamp, one.manifest) for name, one in found.items()),
    )
    number = 0
    for path in selections[0].paths:
        for line in lines(path, faults.append):
            key = key_of(line.raw)
            try:
                article = parse_line(line.raw)
                if reason := latest.refusal(line):
                    raise ValueError(reason)
            except ValueError as error:
                if latest.is_visible(line):
                    faults.append(Fault(line.path, line.number, str(error)))
                continue
            assert key is not None
            number += 1
            shown = everything.is_visible(line) and not everything.refusal(line)
            db.execute(
                "INSERT INTO line (number, id, revision, hash, place, digest, segment, in_segment, shown)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, *key, place_of(line.raw), line_digest(line), names[path], line.number, shown),
            )
            db.execute("INSERT INTO content VALUES (?, ?)", (number, zstd.compress(line.raw, 1)))
            if latest.is_visible(line):
                db.execute(index_rows.INSERT_ARTICLE, index_rows.article_row(number, article))
                db.executemany(index_rows.INSERT_LABEL, index_rows.label_rows(number, article))
                db.execute(index_rows.INSERT_WORDS, index_rows.words_row(number, article))
    db.executemany("INSERT INTO fault VALUES (?, ?, ?)", ((names[one.path], one.number, one.reason) for one in faults))
    fill_copies(db, data)


def fill_copies(db: sqlite3.Connection, data: Path | None) -> None:
    """Copy duplicates.jsonl."""
    try:
        clusters = list(read_clusters(data))
        left_out = set(copies_to_leave_out(data))
    except (FileNotFoundError, ValueError):
        return
    db.executemany(
        "INSERT INTO copy VALUES (?, ?, ?, ?, ?)",
        (
            (copy.id, one.original, copy.kind, copy.share, copy.id in left_out)
            for one in clusters
            for copy in one.copies
        ),
    )
