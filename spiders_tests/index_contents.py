"""What an index holds, in a form that two indexes of one corpus have in common, and what `load` says to that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hanoi_press.corpus import load
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.items import Article


def _order(one: Article) -> tuple[str, int, str]:
    return one.id, one.revision, one.fetched_at


def loaded(path: Path, revisions: Any) -> tuple[list[Article], list[str]]:
    """Return the articles and the faults of `load`, in an order of their own."""
    found = load(path, revisions=revisions, on_error="skip")
    articles = sorted(found, key=_order)
    return articles, sorted(map(str, found.faults))


def shown(index: CorpusIndex, revisions: str) -> tuple[list[Article], list[str]]:
    """Return the same of an index."""
    table = "article" if revisions == "latest" else "line WHERE shown"
    numbers = [number for (number,) in index.db.execute(f"SELECT number FROM {table}")]
    articles = sorted((index.article(number) for number in numbers), key=_order)
    return articles, sorted(map(str, index.faults_of_lines(1 if revisions == "latest" else 2)))


def contents(index: CorpusIndex) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the tables, without numbers that depend on the history of the file."""
    db = index.db
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, words, instance)")
    ids = dict(db.execute("SELECT number, id FROM article"))
    articles = [row[1:] for row in db.execute("SELECT * FROM article")]
    labels = [(ids[number], *rest) for number, *rest in db.execute("SELECT * FROM label")]
    words = [(term, ids[doc], col, offset) for term, doc, col, offset in db.execute("SELECT * FROM term")]
    lines = db.execute(
        "SELECT name, in_segment, id, revision, hash, place, fetched, digest, shown, hidden, broken, conflict IS NULL,"
        " data FROM line JOIN segment ON segment = segment.number JOIN content ON content.number = line.number"
    )
    faults = db.execute("SELECT name, line, reason FROM fault JOIN segment ON segment = number")
    found = {"article": articles, "label": labels, "words": words, "line": list(lines), "fault": list(faults)}
    found |= {name: list(db.execute(f"SELECT * FROM {name}")) for name in ("copy", "removed")}
    found["content"] = [(db.execute("SELECT count(*) FROM content").fetchone()[0],)]
    return {name: sorted(rows, key=repr) for name, rows in found.items()}
