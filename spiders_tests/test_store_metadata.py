"""Corrections of an article's metadata, without a change of its words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.items import Article, Attachment, Attribution, Image
from hanoi_press.store.folder import KeepResult, rebuild
from hanoi_press.store.metadata import is_corrected, metadata_digest
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import article, opened

FIRST: dict[str, Any] = {
    "authors": ["Mai Hoa"],
    "dateline": "HNM",
    "published_at": "2026-11-20",
    "attribution": Attribution("TTXVN", "https://example.com/a?t=1"),
    "images": [Image("https://example.com/a.jpg", "Con đê.", "PV"), Image("https://example.com/b.jpg")],
    "attachments": [Attachment("https://example.com/a.pdf?token=1", "Công văn 12")],
}
CORRECTIONS: list[dict[str, Any]] = [
    {"authors": ["Mai Hoa", "Đức Thịnh"]},
    {"authors": ["Mai Hòa"]},
    {"dateline": "HNMO"},
    {"published_at": "2026-11-20T08:15:00+07:00"},
    {"attribution": Attribution("Báo Nhân Dân", "https://example.com/a")},
    {"attribution": Attribution("TTXVN", "https://example.com/b")},
    {"images": [Image("https://example.com/a.jpg", "Con đê mới.", "PV")]},
    {"images": [Image("https://example.com/a.jpg", "Con đê.", "Đức Thịnh")]},
    {"images": [*FIRST["images"], Image("https://example.com/c.jpg", "Máy bơm.")]},
    {"attachments": [Attachment("https://example.com/b.pdf", "Công văn 12")]},
    {"attachments": [Attachment("https://example.com/a.pdf", "Công văn 13")]},
]
NO_CORRECTIONS: list[dict[str, Any]] = [
    {},
    {"authors": []},
    {"dateline": None},
    {"published_at": None},
    {"attribution": None},
    {"images": []},
    {"attachments": []},
    {"images": [Image("https://example.com/a-640.jpg", "Con đê.", "PV")]},
    {"attribution": Attribution("TTXVN", "https://example.com/a?t=2")},
    {"attachments": [Attachment("https://example.com/a.pdf?token=2", "Công văn 12")]},
    {"section": ["Xã hội"], "tags": ["đê"], "modified_at": "2026-11-21T09:00:00+07:00"},
]


def stated(**changed: Any) -> Article:
    found = article(1)
    for name, value in {**FIRST, **changed}.items():
        setattr(found, name, value)
    return found


def on_disk(data: Path) -> list[tuple[int, list[str]]]:
    found = [json.loads(line.raw) for path in segments(data) for line in lines(path)]
    return sorted((one["revision"], one["authors"]) for one in found)


@pytest.mark.parametrize("changed", CORRECTIONS)
def test_a_correction_is_a_line(tmp_path: Path, changed: dict[str, Any]) -> None:
    with opened(tmp_path) as data:
        assert data.keep(stated()) is KeepResult.NEW
    with opened(tmp_path) as data:
        corrected = stated(**changed)
        assert data.keep(corrected) is KeepResult.CHANGED and corrected.revision == 2
    with opened(tmp_path) as data:
        assert data.keep(stated(**changed)) is KeepResult.UNCHANGED


@pytest.mark.parametrize("changed", NO_CORRECTIONS)
def test_no_correction(tmp_path: Path, changed: dict[str, Any]) -> None:
    with opened(tmp_path) as data:
        data.keep(stated())
    with opened(tmp_path) as data:
        again = stated(**changed)
        assert data.keep(again) is KeepResult.UNCHANGED and again.revision == 1
        assert data.keep(stated()) is KeepResult.UNCHANGED


def test_what_was_missing_is_a_correction(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(stated(authors=[]))
    with opened(tmp_path) as data:
        assert data.keep(stated()) is KeepResult.CHANGED
    assert on_disk(tmp_path) == [(1, []), (2, ["Mai Hoa"])]


def test_a_rebuilt_ledger_knows_the_metadata_from_the_lines(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(stated())
    with opened(tmp_path) as data:
        data.keep(stated(authors=["Mai Hòa"]))
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as data:
        assert data.keep(stated(authors=["Mai Hòa"])) is KeepResult.UNCHANGED
        assert data.keep(stated()) is KeepResult.CHANGED


def test_an_earlier_ledger_notes_the_metadata_and_finds_the_next_correction(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(stated())
        data.ledger._db.execute("UPDATE page SET metadata = NULL")
    with opened(tmp_path) as data:
        assert data.keep(stated(authors=["Mai Hòa"])) is KeepResult.UNCHANGED
    with opened(tmp_path) as data:
        assert data.keep(stated(authors=["Mai Hòa"])) is KeepResult.UNCHANGED
        assert data.keep(stated()) is KeepResult.CHANGED


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"authors": None, "attribution": None, "images": None, "attachments": None},
        {"authors": "Mai Hoa", "images": {"caption": "x"}, "attachments": [None, 3], "attribution": []},
    ],
)
def test_a_line_without_statements_or_of_another_shape(record: dict[str, Any]) -> None:
    assert metadata_digest(record) == "-.-.-.-.-.-"


def test_a_half_letter_does_not_stop_it() -> None:
    assert is_corrected(metadata_digest({"authors": ["a"]}), metadata_digest({"authors": ["\ud800"]}))
