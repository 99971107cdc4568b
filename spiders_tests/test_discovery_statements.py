"""What a list states of an article: cleaned, bounded, merged, and written as JSON in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hanoi_press.discovery.statement_json import as_json, from_json
from hanoi_press.discovery.statements import MAX_ADDRESS, MAX_NAMES, MAX_SUMMARY, MAX_TITLE, listed, merged
from hanoi_press.items import Listed

ALL = Listed("Một", "Hai ba.", "2026-11-20", "https://a.vn/1.jpg", "Y tế", "An")


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ({"title": " Bộ&amp;nbsp;Y  tế\u200b "}, Listed("Bộ Y tế")),
        ({"title": "\u200b \n"}, None),
        ({}, None),
        ({"title": "Một", "summary": "MỘT!"}, Listed("Một")),
        ({"summary": "Ngày 20/11, Bộ…"}, Listed(summary="Ngày 20/11, Bộ…")),
        ({"published": date(2026, 11, 20)}, Listed(published="2026-11-20")),
        ({"published": datetime(2026, 11, 20, 1, 15, 0, 9, tzinfo=UTC)}, Listed(published="2026-11-20T08:15:00+07:00")),
        ({"published": datetime.max.replace(tzinfo=UTC)}, None),
        ({"published": "20/11/2026 08:15"}, Listed(published="2026-11-20T08:15:00+07:00")),
        ({"published": "hôm nào đó"}, None),
        ({"title": "a" * (MAX_TITLE + 1), "section": "b" * (MAX_NAMES + 1), "authors": "c" * (MAX_NAMES + 1)}, None),
        ({"summary": "a" * (MAX_SUMMARY + 1), "picture": "https://a.vn/" + "a" * MAX_ADDRESS}, None),
        ({"summary": "a " * 5_000_000, "published": "1" * 1_000_000}, None),
    ],
)
def test_a_statement(stated: dict[str, Any], wanted: Listed | None) -> None:
    assert listed(**stated) == wanted


def test_the_first_statement_counts_and_the_second_completes_it() -> None:
    assert merged(Listed("Một"), Listed("Hai", "Ba.")) == Listed("Một", "Ba.")
    assert merged(None, ALL) == merged(ALL, None) == ALL
    assert merged(None, None) is None


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (Listed(published="2026-11-20"), Listed(published="2026-11-20T08:15:00+07:00"), True),
        (Listed(published="2026-11-20"), Listed(published="2026-11-21T08:15:00+07:00"), False),
        (Listed(published="2026-11-20T09:00:00+07:00"), Listed(published="2026-11-20T08:15:00+07:00"), False),
        (Listed("Bộ Y tế …"), Listed("Bộ Y tế họp báo"), True),
        (Listed("Bộ Y tế"), Listed("Bộ Y tế họp báo"), False),
        (Listed("Bộ Y tế …"), Listed("Bộ Công an họp báo"), False),
        (Listed(summary="Sáng 20/11, Bộ [...]"), Listed(summary="Sáng 20/11, Bộ Y tế họp."), True),
        (Listed(summary="Sáng 20/11, Bộ…"), Listed(summary="Sáng 20/11, Bộ Y tế…"), False),
    ],
)
def test_what_is_stated_whole_counts_before_a_part(first: Listed, second: Listed, whole: bool) -> None:
    assert merged(first, second) == (second if whole else first)


@pytest.mark.parametrize("stated", [ALL, Listed("Quốc hội 🇻🇳 “họp”\\\n"), Listed(published="2026-11-20")])
def test_a_statement_as_json(stated: Listed) -> None:
    written = as_json(stated)
    assert written is not None and written.isascii() and written.isprintable()
    assert from_json(written) == stated


def test_the_longest_parts_are_left_out_first() -> None:
    longest = Listed("ộ" * MAX_TITLE, "ộ" * MAX_SUMMARY, "2026-11-20", "https://a.vn/1.jpg", "ộ" * MAX_NAMES, "An")
    written = as_json(longest)
    assert written is not None and len(written) <= 6_000
    assert from_json(written) == Listed(longest.title, None, *(getattr(longest, n) for n in REST))
    assert as_json(Listed()) is None


REST = ("published", "picture", "section", "authors")


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        "",
        "{",
        "[]",
        "7",
        "null",
        '{"title": 7, "summary": null}',
        '{"other": "x"}',
        "[" * 50_000,
        " " * 70_000 + "{}",
    ],
)
def test_what_is_damaged_states_nothing(damaged: str | None) -> None:
    assert from_json(damaged) is None


def test_what_a_later_version_adds_is_ignored() -> None:
    assert from_json('{"title": "Một", "new": "x", "summary": ["y"]}') == Listed("Một")
