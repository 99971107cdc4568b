"""The charts: the same bytes each time, the page's colours, nothing from outside, small."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from hanoi_press.report.charts import coverage_chart, disk_chart, small_bars, totals_chart

DAYS = [f"{day} Nov" for day in range(1, 31)]


def charts() -> dict[str, str]:
    nights = [
        {"new": 20 + turn, "changed": turn % 4, "tone": "well", "day": day, "title": f'{day}: <b>" & $x$'}
        for turn, day in enumerate(DAYS)
    ]
    fields = {"title": [100] * 30, "summary": [96] * 20 + [None] * 2 + [0] * 8}
    sizes = {"articles": [1e9 + turn * 1e8 for turn in range(30)], "archive": [3e9] * 30}
    return {
        "totals": totals_chart(nights, 960, "all nights"),
        "small": small_bars([3, None, 0, 7], "one source"),
        "coverage": coverage_chart(fields, DAYS, "fields"),
        "disk": disk_chart(sizes, DAYS, 380, "disk"),
    }


def test_the_same_data_give_the_same_bytes() -> None:
    assert charts() == charts()


@pytest.mark.parametrize("name", ["totals", "small", "coverage", "disk"])
def test_a_chart_is_one_plain_element(name: str) -> None:
    chart = charts()[name]
    root = etree.fromstring(chart)
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("role") == "img" and root.get("aria-label")
    assert not re.search(r"DOCTYPE|<\?xml|<script|<style|<use|<image|href|\bid=|url\(|font-family|#[0-9a-f]{6}", chart)
    assert chart.count("http") == 1  # the namespace
    assert "var(--" in chart and len(chart) < 16_000


def test_bars_have_titles_that_are_escaped() -> None:
    titles = [title.text for title in etree.fromstring(charts()["totals"]).iter("{*}title")]
    assert titles == [f'{day}: <b>" & $x$' for day in DAYS]


def test_heights_follow_the_numbers() -> None:
    tops = [
        float(found)
        for found in re.findall(r"L [\d.]+ [\d.]+ L [\d.]+ ([\d.]+) L [\d.]+ [\d.]+ z", small_bars([1, 4, 2], "x"))
    ]
    one, four, two = (43 - top for top in tops)
    assert four == pytest.approx(4 * one, abs=0.3) and two == pytest.approx(2 * one, abs=0.3)


def test_equal_neighbours_are_one_bar() -> None:
    found = coverage_chart({"title": [100] * 30}, DAYS, "x")
    assert found.count("var(--heat-5)") == 1
    found = coverage_chart({"title": [100, 0, None, 100]}, DAYS[:4], "x")
    assert (found.count("var(--heat-5)"), found.count("var(--heat-0)")) == (2, 1)


@pytest.mark.parametrize("values", [[], [0], [None], [2**53 - 1, 0]])
def test_few_or_odd_values(values: list[int | None]) -> None:
    assert small_bars(values, "x").startswith("<svg")
    fields = {"title": [None if value is None else 50 for value in values]}
    assert coverage_chart(fields, DAYS[: len(values)], "x").startswith("<svg")
    nights = [{"new": value or 0, "changed": 0, "tone": "unknown", "day": "?", "title": ""} for value in values]
    assert totals_chart(nights, 380, "x").startswith("<svg")
