"""`crawl/past_figures.py`: what a run says of web archives, and when they make it a failure."""

from __future__ import annotations

import pytest

from hanoi_press.crawl.past_figures import PastFigures
from hanoi_press.crawl.run_outcome import RunOutcome, RunStatus


def past(wayback: dict[str, int] | None = None, commoncrawl: dict[str, int] | None = None) -> PastFigures:
    """Return the figures of captures by what became of them; each was asked for."""
    found = PastFigures()
    for archive, kinds in (("wayback", wayback), ("commoncrawl", commoncrawl)):
        for kind, number in (kinds or {}).items():
            for _ in range(number):
                found.note_asked(archive)
                found.count(archive, kind)
    return found


def test_the_figures_of_a_run() -> None:
    found = past({"stored": 2, "cut-short": 1}, {"stored": 1, "unchanged": 4})
    found.note_index_page("wayback")
    found.note_line("wayback", "new")
    found.note_line("wayback", "changed")
    found.note_why("wayback", "3 gone")
    found.note_reading("wayback", "heuristic")
    assert found.by_kind() == {"cut-short": 1, "stored": 3, "unchanged": 4}
    assert found.figures() == {
        "commoncrawl": {
            "asked": 5, "stored": 1, "changed": 0, "index_pages": 0, "captures": {"stored": 1, "unchanged": 4},
            "pages": {}, "why": "", "failed": "",
        },
        "wayback": {
            "asked": 3, "stored": 2, "changed": 1, "index_pages": 1, "captures": {"cut-short": 1, "stored": 2},
            "pages": {"heuristic": 1}, "why": "3 gone", "failed": "",
        },
    }  # fmt: skip
    assert PastFigures().figures() == {} and PastFigures().words(3) == []


def test_the_words_of_the_last_line() -> None:
    found = past({"stored": 2, "cut-short": 1}, {"unchanged": 4})
    assert found.words(2) == ["all from the Wayback Machine", "other captures: 1 cut-short, 4 unchanged"]
    found.note_why("wayback", "the site blocks us")
    assert found.words(5)[0] == "2 of them from the Wayback Machine (the site blocks us)"
    both = past({"stored": 2}, {"stored": 1})
    assert both.words(3) == ["1 of them from Common Crawl", "2 of them from the Wayback Machine"]
    nothing = PastFigures()
    nothing.note_archive("wayback")
    assert nothing.words(0) == ["nothing new in the Wayback Machine"]
    nothing.note_why("wayback", "1 gone")
    assert nothing.words(0) == ["no article from web archives (1 gone)"]


@pytest.mark.parametrize(
    ("kinds", "faults"),
    [
        ({"cut-short": 90, "mismatch": 9, "stored": 1}, []),  # what archives hold is no fault of anybody
        ({"unread": 1, "cut-short": 3}, ["no capture could be read"]),
        ({"unread": 2, "stored": 1}, []),  # a few
        ({"unread": 2, "stored": 2}, []),
        ({"unread": 2, "invalid": 1, "stored": 1}, ["3 of 4 captures could not be read"]),
        ({"unread": 5, "unchanged": 1, "outside": 3, "seen": 1}, []),
        ({"unread": 6, "unchanged": 1, "outside": 3, "seen": 1}, ["6 of 11 captures could not be read"]),
    ],
)
def test_captures_that_we_cannot_read_are_a_fault_if_they_are_most(kinds: dict[str, int], faults: list[str]) -> None:
    outcome = RunOutcome("hanoimoi")
    outcome.past, outcome.reason = past(kinds), "finished"
    assert outcome.faults == faults
    assert outcome.status is (RunStatus.FAILED if faults else RunStatus.OK)
    assert outcome.drift == []


def test_a_page_that_is_gone_and_whose_capture_cannot_be_read_is_no_fault() -> None:
    outcome = RunOutcome("hanoimoi")
    outcome.past, outcome.reason = past({"unread": 1}), "finished"
    outcome.past.note_why("wayback", "1 gone")
    assert outcome.faults == []


def test_an_archive_that_failed_is_the_reason_not_the_site() -> None:
    outcome = RunOutcome("hanoimoi")
    outcome.reason = "failing"
    outcome.count("failures/busy", 9)
    assert outcome.reason_line.startswith("its host failed so often in a row")
    outcome.past.note_failed("wayback", "9 failures in a row")
    outcome.past.note_failed("wayback", "2015: failing")  # the first one counts
    assert outcome.faults == [
        "the Wayback Machine could not be read to the end (9 failures in a row): run again, it goes on where it was"
    ]
    assert outcome.reason_line == outcome.faults[0]
    assert outcome.status is RunStatus.FAILED


def test_a_requested_capture_of_which_nobody_knows_is_a_fault() -> None:
    outcome = RunOutcome("hanoimoi")
    outcome.past, outcome.reason = past({"unaccounted": 1, "stored": 3}), "finished"
    assert outcome.faults == ["1 request unaccounted for"]
