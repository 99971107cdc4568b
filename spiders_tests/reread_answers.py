"""Archived answers that a run reads again, for the tests of the store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hanoi_press.items import ArchiveRef, Article, Extraction
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.folder import KeepResult
from hanoi_press.store.history import SourceHistory
from spiders_tests.corpus_lines import article

WHEN = "2026-11-24T01:00:00Z"  # of `article`


def place(number: int, fetched: str = WHEN) -> ArchivedAnswer:
    return ArchivedAnswer("archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz", number, fetched)


def read_as(number: int, words: str, confidence: str | None = "low") -> Article:
    """Return an article as it is read from the answer at `place(number)`."""
    archive = ArchiveRef(place(number).file, number)
    return replace(article(number, words), archive=archive, extraction=Extraction("test", {}, confidence))


def change_template(data: Path, words: str, name: str = "hanoimoi") -> None:
    (data / "templates").mkdir(exist_ok=True)
    (data / "templates" / f"{name}.toml").write_text(words)


def reread(history: SourceHistory, one: Article) -> KeepResult | None:
    """Let the open answer of an article give it."""
    history.mark_requested(one.id, one.url, None)
    history.mark_arrived(one.id, one.id, '"old"', None)
    return history.keep(one)


def due(history: SourceHistory) -> list[str]:
    return [one.id for one in history.rereads()]
