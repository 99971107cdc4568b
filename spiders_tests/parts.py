"""Data folders and parts of them for the tests of the store."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.part_seed import seed_part
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segments import lines, segments
from hanoi_press.warc.gzip_members import Checkpoints
from hanoi_press.warc.reader import response_at
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpus_lines import article, opened

SOURCE = "hanoimoi"
FETCHED = "2026-11-24T01:00:00Z"


def part_of(main: DataFolder, name: str = "unit", run: str = "a-run") -> Path:
    """Return a new part of an open main folder for the source of `article`."""
    part = main.path / "parts" / run / name
    seed_part(main, part, SOURCE)
    return part


@contextmanager
def crawling(data: Path) -> Iterator[SourceHistory]:
    """Crawl in a data folder, main or part, and finish the run."""
    with opened(data) as folder:
        history = SourceHistory(folder, SOURCE, RunScope())
        yield history
        history.finish(walked=True)


def fetched(data: Path, one: Article, body: str = "") -> Article:
    """Archive the answer of an article in a data folder, and return the article with the place."""
    writer = WarcWriter(data, SOURCE, "a test")
    words = (body or one.text).encode()
    ref = writer.write(Exchange(one.url, one.fetched_at, 200, "OK", [("Content-Type", "text/html")], words))
    writer.close()
    return replace(one, archive=ref)


def store(history: SourceHistory, number: int, words: str = "Một câu.", at: str = FETCHED) -> KeepResult | None:
    """Request an article at a time, archive its answer, and store it."""
    one = fetched(history.folder.path, replace(article(number, words), fetched_at=at))
    history.mark_requested(one.id, one.url, None)
    history.mark_arrived(one.id, one.id, f'"{words}"', None)
    return history.keep(one)


def copied(part: Path, to: Path) -> Path:
    """Return a copy of a part that is merged once more later."""
    shutil.copytree(part, to)
    return to


def merged(main: Path, *parts: Path) -> list[PartMerged]:
    """Open the main folder and merge parts of it that lie outside, in this order."""
    found = []
    with opened(main) as folder:
        for part in parts:
            inside = main / "parts" / "a-run" / part.name
            inside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(part, inside)
            found.append(merge_part(folder, inside))
    return found


def archived_words(data: Path, ref: ArchiveRef | dict[str, object] | None) -> str:
    """Return the words of the answer that an article's line names."""
    assert isinstance(ref, dict)
    found = response_at(data / str(ref["file"]), int(str(ref["offset"])), 0, Checkpoints())
    assert found is not None
    return found.body.decode()


def records(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line.raw) for path in segments(data) for line in lines(path)]


def state(data: Path) -> list[Any]:
    """Return every row of a ledger but numbers of segments and times of our clock."""
    with opened(data) as folder:
        found: list[Any] = []
        for table, columns in (
            ("page", "id, state, why, hash, revision, published, etag, changed, tries, born, seen, segment IS NULL"),
            ("cycle", "source, number, started IS NULL"),
            ("coverage", "source, scope, since, cycle"),
            ("listing", "*"),
            ("capture", "id, source, start, fetched, of_line"),
        ):
            found += folder.ledger._db.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
        return found


def night(data: Path, turn: int) -> None:
    """Crawl the source as in one night: new pages, a correction, one that is unchanged, failures, a list."""
    with crawling(data) as history:
        history.mark_list_read(f"https://hanoimoi.vn/sitemap-{turn}.xml", None, 0)
        store(history, turn)
        store(history, 100, f"Sửa {turn}.")
        if turn > 1:
            history.mark_requested(f"{SOURCE}/1", "u", None)
            history.mark_unchanged(f"{SOURCE}/1")
        history.mark_requested(f"{SOURCE}/200", "u", None)
        history.mark_failed(f"{SOURCE}/200", "parse: no text")
        history.mark_requested(f"{SOURCE}/{300 + turn}", "u", None)
        history.mark_skipped(f"{SOURCE}/{300 + turn}", "gone")
        history.settle_failures()
