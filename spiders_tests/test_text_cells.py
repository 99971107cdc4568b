"""`text/cells.py`: what stands in the cells of a CSV file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press.items import ArchiveRef, Article, Attachment, Attribution, Image, Raw
from hanoi_press.text.cells import ALL_COLUMNS, CSV_COLUMNS, csv_cell, csv_row, harmless
from spiders_tests.corpora import article

EMPTY = dict.fromkeys(("summary", "dateline", "published_at", "modified_at", "attribution", "archive"))
EMPTY |= {"authors": [], "section": [], "tags": [], "images": [], "attachments": [], "text": ""}
FULL: dict[str, Any] = {
    "authors": ["Lê An", "Vũ Bình"],
    "section": ["Đô thị", "Giao thông"],
    "tags": ["xe", "cầu"],
    "images": [Image("https://a.vn/1.jpg", "Cầu"), Image("https://a.vn/2.jpg")],
    "attachments": [Attachment("https://a.vn/1.pdf", "Một")],
    "attribution": Attribution("TTXVN", None, "mst"),
    "raw": Raw(published="20/11/2026"),
    "archive": ArchiveRef("archive/a.warc.gz", 9),
}


def cells(one: Article) -> dict[str, Any]:
    return {name: csv_cell(one, name) for name in ALL_COLUMNS}


def test_the_columns() -> None:
    assert (
        *("id", "revision", "source", "publisher", "url", "title", "summary", "authors", "dateline"),
        *("published_at", "modified_at", "section", "tags", "images", "attachments", "attribution"),
        *("attribution_source", "language", "words", "content_hash", "fetched_at"),
    ) == CSV_COLUMNS
    assert set(ALL_COLUMNS) - set(CSV_COLUMNS) == {"text", "raw", "extraction", "archive"}


def test_lists_are_joined_and_records_are_json() -> None:
    found = cells(article("mst/1", **FULL))
    assert found["authors"] == "Lê An; Vũ Bình" and found["tags"] == "xe; cầu"
    assert found["section"] == "Đô thị > Giao thông"
    assert found["images"] == "https://a.vn/1.jpg; https://a.vn/2.jpg" and found["attachments"] == "https://a.vn/1.pdf"
    assert (found["attribution"], found["attribution_source"], found["words"]) == ("TTXVN", "mst", 14)
    assert json.loads(found["raw"])["published"] == "20/11/2026"
    assert json.loads(found["extraction"])["fields"] == {"title": "css"}
    assert json.loads(found["archive"])["offset"] == 9


def test_a_row_counts_pictures_and_documents() -> None:
    assert csv_row(article("mst/1", **FULL), ["images", "id", "attachments"]) == [2, "mst/1", 1]


def test_what_is_empty_is_an_empty_cell() -> None:
    found = cells(article("mst/1", **EMPTY))
    assert {found[name] for name in (*EMPTY, "attribution_source")} == {None, ""}
    assert found["words"] == 0


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+84", "'+84"), ("-1", "'-1"), ("@a", "'@a"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"), ("＝1", "'＝1"), ("\x00=1", "'=1"), ("\x1b[31ma", "[31ma"), ("a\x0bb\n\tc", "ab\n\tc"),
        ("a=1", "a=1"), ("", ""), (None, None), (-1, -1),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: Any, safe: Any) -> None:
    assert harmless(cell) == safe
