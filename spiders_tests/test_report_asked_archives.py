"""What the report says of web archives, from records that may hold anything."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.report.asked_archives import asked_archives

WAYBACK = {
    "asked": 14,
    "stored": 10,
    "changed": 1,
    "index_pages": 61,
    "captures": {"cut-short": 1, "stored": 10, "unchanged": 3},
    "pages": {"heuristic": 1, "hanoimoi-2013": 12},
    "why": "the site blocks us",
    "failed": "9 failures in a row",
}


def test_in_words() -> None:
    assert asked_archives({"wayback": WAYBACK, "commoncrawl": {"asked": 1, "index_pages": 1}}) == {
        "The Wayback Machine": "10 lines from 14 captures (the site blocks us); 3 unchanged, 1 cut-short;"
        " read by hanoimoi-2013 12, heuristic 1; 61 pages of its index; not read to its end (9 failures in a row)",
        "Common Crawl": "0 lines from 1 capture; 1 page of its index",
    }


@pytest.mark.parametrize("via", [None, {}, [], "x", 3])
def test_a_record_without_them(via: Any) -> None:
    assert asked_archives(via) == {}


def test_a_record_of_another_program() -> None:
    odd = {"wayback": {"asked": -1, "stored": "x", "captures": [1], "why": 3, "failed": {}}, "x\ny": None}
    assert asked_archives(odd) == {
        "The Wayback Machine": "0 lines from 0 captures; 0 pages of its index",
        "X y": "0 lines from 0 captures; 0 pages of its index",
    }
