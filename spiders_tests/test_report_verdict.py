"""`report/verdict.py`: which runs need a person."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.report.verdict import verdict
from spiders_tests.verdict_records import BLOCKED, DRIFTED, FAILED, WELL, old, record, run_name

RUN = run_name(24)
REFUSED = FAILED["reason_line"]
TRYING = FAILED | {
    "status": "stopped",
    "reason_line": "",
    "nights_in_a_row": 0,
    "failed": [{"url": "https://mst.gov.vn/", "kind": "robots", "what": "robots.txt could not be fetched"}],
}


def lines(sources: dict[str, dict[str, Any]], **more: Any) -> list[str]:
    code, attention = verdict(record(RUN, sources, **more))
    assert code == int(bool(attention))
    return attention


@pytest.mark.parametrize(
    ("sources", "attention"),
    [
        ({}, []),
        ({"hanoimoi": WELL}, []),
        ({"hanoimoi": WELL | {"status": "stopped", "scope": ""}}, []),
        # a stumble of one portal, for one night or two
        ({"hanoimoi": WELL, "moj": FAILED}, []),
        ({"hanoimoi": WELL, "moj": FAILED | {"nights_in_a_row": 2}, "moet": BLOCKED}, []),
        (
            {"hanoimoi": WELL, "moj": FAILED | {"nights_in_a_row": 3}},
            [f"moj failed, for the third night in a row: {REFUSED}"],
        ),
        (
            {"hanoimoi": WELL, "moet": BLOCKED | {"nights_in_a_row": 12}},
            ["moet is blocked, for the 12th night in a row: the site refuses us (HTTP 403)"],
        ),
        # drift, at once
        (
            {"hanoimoi": WELL, "mst": DRIFTED},
            ["mst drifts: read by heuristic instead of vhv-page on 3 of 3 pages, and 1 more"],
        ),
        # drift and failure in the same night, and for the third
        (
            {"a": WELL, "mst": FAILED | {"drift": ["0 of 3 pages could be read"], "pages": {"unreadable": 3}}},
            ["mst drifts: 0 of 3 pages could be read"],
        ),
        (
            {"a": WELL, "mst": FAILED | {"drift": ["0 of 3 pages could be read"], "nights_in_a_row": 3}},
            ["mst drifts: 0 of 3 pages could be read", f"mst failed, for the third night in a row: {REFUSED}"],
        ),
        # faults of ours or of the machine, also of a source that went well otherwise
        (
            {"a": WELL, "mst": FAILED | {"own_faults": ["not everything could be stored", "1 error in the crawler"]}},
            ["mst: not everything could be stored, 1 error in the crawler; see the log"],
        ),
        (
            {"mst": WELL | {"own_faults": ["1 article lost until the next run"]}},
            ["mst: 1 article lost until the next run; see the log"],
        ),
        # given-up pages of this run, not those of earlier ones
        (
            {"mst": WELL | {"given_up_now": [f"https://mst.gov.vn/{n}" for n in range(5)]}},
            ["mst: 5 pages given up (https://mst.gov.vn/0, https://mst.gov.vn/1, https://mst.gov.vn/2, …)"],
        ),
        ({"mst": WELL | {"given_up": [{"url": "https://mst.gov.vn/1"}]}}, []),
        # nothing could be reached
        ({"moj": FAILED}, [f"moj gave nothing: {REFUSED}"]),
        ({"moj": FAILED, "mst": FAILED}, ["none of 2 sources could be reached; is this machine online?"]),
        ({"moj": BLOCKED, "mst": FAILED}, ["none of 2 sources could be reached; is this machine online?"]),
        ({"moj": BLOCKED, "mst": BLOCKED}, ["none of 2 sources could be reached; all of them refuse us"]),
        # one that was stopped while it still tried in vain was not reached either; one that was stopped at work was
        ({"moj": FAILED, "mst": TRYING}, ["none of 2 sources could be reached; is this machine online?"]),
        ({"moj": FAILED, "mst": TRYING | {"discovery_pages": 1}}, []),
        ({"moj": FAILED, "mst": TRYING | {"failed": []}}, []),
        ({"mst": TRYING}, []),
        # pages came, and none was an article
        ({"moj": FAILED | {"pages": {"left_out": 8}}}, [f"moj gave nothing: {REFUSED}"]),
        ({"moj": FAILED | {"pages": {"left_out": 1}}, "mst": FAILED}, ["none of 2 sources gave an article"]),
        # a source was reached if it gave an article, or its lists named known ones
        ({"moj": FAILED | {"known": 3}}, []),
        ({"moj": FAILED | {"pages": {"seen": 1, "unreadable": 3}}, "mst": FAILED}, []),
        ({"moj": BLOCKED | {"new": 1, "pages": {"stored": 1, "blocked": 1}}}, []),
    ],
)
def test_what_needs_a_person(sources: dict[str, dict[str, Any]], attention: list[str]) -> None:
    assert lines(sources) == attention


def test_damage_of_the_folder() -> None:
    damage = ["the ledger is damaged; the next run makes it again"]
    assert lines({"hanoimoi": WELL}, damage=damage) == damage


def test_strict_names_every_failure_once() -> None:
    sources = {"a": WELL, "moj": FAILED, "moet": BLOCKED | {"nights_in_a_row": 2}, "mst": DRIFTED}
    assert lines(sources, strict=True) == [
        f"moj failed: {REFUSED}",
        "moet is blocked, for the second night in a row: the site refuses us (HTTP 403)",
        "mst drifts: read by heuristic instead of vhv-page on 3 of 3 pages, and 1 more",
    ]
    assert lines({"a": WELL}, strict=True) == []


def test_records_of_earlier_versions() -> None:
    """Their nights in a row are counted from the records, and their reasons are their faults."""
    tonight = record(RUN, {"a": WELL, "moj": old(FAILED)})
    earlier = [record(run_name(day), {"moj": old(FAILED)}) for day in (23, 22)]
    assert verdict(tonight) == (0, [])
    assert verdict(tonight, earlier[:1]) == (0, [])
    expected = ["moj failed, for the third night in a row: no discovery route answered"]
    assert verdict(tonight, earlier) == (1, expected)


@pytest.mark.parametrize("odd", [None, [], 3, "x", {"drift": "no list"}, {"own_faults": [3, None]}, {"status": 7}])
def test_odd_figures_are_no_alarm(odd: Any) -> None:
    assert verdict(record(RUN, {"moj": odd})) == (0, [])
