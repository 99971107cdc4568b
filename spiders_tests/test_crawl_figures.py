"""`crawl/figures.py`: the drift alarm."""

from __future__ import annotations

import pytest

from hanoi_press.crawl.figures import drift


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"title/css": 20, "tags/css": 9}, {"title/css": 6, "title/json-ld": 4}, []),  # 6 of 10, and tags never were
        ({"title/css": 20}, {"title/css": 4, "title/json-ld": 6}, ["title: 100 % by selector before, 40 % now"]),
        (
            {"title/css": 16, "text/css": 20},
            {},
            ["text: 100 % by selector before, 0 % now", "title: 80 % by selector before, 0 % now"],
        ),
        ({"title/json-ld": 20}, {"title/meta": 10}, []),
    ],
)
def test_drift(before: dict[str, int], now: dict[str, int], found: list[str]) -> None:
    assert drift({"pages": {"a": 20}, "fields": before}, {"pages": {"a": 10}, "fields": now}) == found
    assert drift({}, {"pages": {"a": 10}, "fields": now}) == []
    assert drift({"pages": {"a": 20}, "fields": before}, {"pages": {"a": 9}, "fields": {}}) == []  # too few to tell
