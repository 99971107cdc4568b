"""`harvest/harvest_plan.py`: which units a harvest has."""

from __future__ import annotations

from datetime import date

import pytest

from hanoi_press.engine.unit import Unit
from hanoi_press.harvest.harvest_plan import HarvestPlan, begins_at_any_day, years
from hanoi_press.sources import sources


def units(*names: str, **arguments: str) -> list[Unit]:
    return HarvestPlan(names, arguments, {"RETRY_TIMES": ["2", 40]}, True, 1000.5).units()


def test_a_nightly_harvest_has_a_unit_a_source() -> None:
    found = units("hanoimoi", "moit", since="1990-01-01")
    assert [(one.name, one.inputs["source"], one.inputs["arguments"]) for one in found] == [
        ("hanoimoi", "hanoimoi", {"since": "1990-01-01"}),
        ("moit", "moit", {"since": "1990-01-01"}),
    ]
    assert "hanoimoi.vn" in found[0].hosts and found[0].hosts.isdisjoint(found[1].hosts)
    assert found[1].inputs["settings"] == {"RETRY_TIMES": ["2", 40]}
    assert (found[1].inputs["is_drawn"], found[1].inputs["ends"]) == (True, 1000.5)


def test_a_back_fill_has_a_unit_a_year_where_a_sitemap_leads_to_any_day() -> None:
    found = units("hanoimoi", "moit", since="2023-11-05", until="2025-02-03")
    assert [(one.name, one.inputs["arguments"]["since"], one.inputs["arguments"]["until"]) for one in found] == [
        ("hanoimoi-2025", "2025-01-01", "2025-02-03"),
        ("hanoimoi-2024", "2024-01-01", "2024-12-31"),
        ("hanoimoi-2023", "2023-11-05", "2023-12-31"),
        ("moit", "2023-11-05", "2025-02-03"),
    ]
    assert found[0].hosts == found[2].hosts  # so they run one after the other


@pytest.mark.parametrize(
    "arguments",
    [
        {"since": "2023-01-01"},
        {"since": "2023-01-01", "until": "2025-01-01", "limit": "9"},
        {"since": "1990-01-01", "until": "2025-01-01"},  # as without --since
        {"days": "3"},
        {"days": "3", "until": "2025-01-01"},
    ],
)
def test_what_is_not_split(arguments: dict[str, str]) -> None:
    assert [one.name for one in units("hanoimoi", **arguments)] == ["hanoimoi"]


def test_years_of_a_range_within_one_year() -> None:
    assert years(date(2024, 3, 1), date(2024, 3, 1)) == [(date(2024, 3, 1), date(2024, 3, 1))]


def test_which_sources_can_begin_at_any_day() -> None:
    able = {name for name, source in sources().items() if begins_at_any_day(source)}
    assert {"hanoimoi", "baochinhphu", "mst"} <= able
    assert able.isdisjoint({"moit", "mofa", "moh", "mod"})  # lists, and a source without a route
