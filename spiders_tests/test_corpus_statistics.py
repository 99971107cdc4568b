"""Counts of a corpus: `scrapy corpus stats` prints them (test_commands_corpus_parts)."""

from __future__ import annotations

import pytest

from hanoi_press.corpus.days import day_published, known_day
from hanoi_press.corpus.statistics import statistics, table
from spiders_tests.corpora import article

WRONG = "2026-13-45T08:00:00+00:00"  # of the form that the schema asks for, but no date


def test_a_date_that_does_not_exist_is_an_unknown_month() -> None:
    with pytest.raises(ValueError, match=r"published_at is '2026-13-45T08:00:00\+00:00'"):
        day_published(article(published_at=WRONG))
    assert known_day(article(published_at=WRONG)) is None
    found = statistics([article(published_at=WRONG), article(published_at="2026-11-30T20:00:00+00:00")])
    assert {month: counts.articles for month, counts in found.month.items()} == {"unknown": 1, "2026-12": 1}
    assert (found.total.first, found.total.last) == ("2026-12-01", "2026-12-01")


def test_the_largest_sections_are_printed_and_the_others_counted() -> None:
    sections = ["Đô thị", "Văn hóa", "Y tế", "Văn hóa", "Đô thị", "Văn hóa"]
    found = statistics(article(f"mst/{number}", section=[name]) for number, name in enumerate(sections))
    assert table(found, most=2).split("\n\n")[2].splitlines() == [
        "section  articles  words",
        "Văn hóa         3     42",
        "Đô thị          2     28",
        "… and 1 more",
    ]


def test_nothing_to_count() -> None:
    assert table(statistics([])).splitlines() == [
        "source  articles  words  first  last",
        "",
        "month  articles  words",
        "",
        "section  articles  words",
        "",
        "0 articles, 0 words",
    ]
