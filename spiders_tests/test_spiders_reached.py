"""Days that no list reaches: they are named in each run, and are a fault where articles were missed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import Window
from hanoi_press.discovery.reach import Reach
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.spiders.reached import record_reach
from spiders_tests.discovery_site import at

SENTENCE = "the lists begin on 2026-06-15; days before were not seen"


class Earlier(RunHistory):
    """A history with a complete earlier run that ended at a moment of day `day`; none without."""

    def __init__(self, day: int | None) -> None:
        super().__init__()
        self.day = day
        self.has_coverage = day is not None

    def continues(self, beginning: int) -> bool:
        return self.day is not None and beginning <= at(self.day).timestamp()


def reached(begins: int | None, earlier: int | None, **arguments: Any) -> tuple[RunOutcome, int | None]:
    outcome, reach = RunOutcome("moc"), Reach()
    reach.note(at(begins, 9) if begins else None, is_feed=True)
    given = CrawlArguments(**{"window": Window(at(10)), "days": 7, **arguments})
    beginning = record_reach(outcome, Earlier(earlier), given, reach)
    outcome.reason = "finished"
    return outcome, beginning


@pytest.mark.parametrize(
    ("begins", "earlier", "arguments", "faults", "unseen"),
    [
        (None, None, {}, [], ""),
        (15, None, {}, [SENTENCE], SENTENCE),  # the first run
        (15, 16, {}, [], SENTENCE),  # an earlier run saw all until then
        (15, 14, {}, [SENTENCE], SENTENCE),  # what was published in between was missed
        (15, None, {"via": "feed"}, [], SENTENCE),  # a part of the source was asked for
        (15, 14, {"via": "feed"}, [SENTENCE], SENTENCE),
        (15, None, {"window": Window(), "days": None}, [], ""),  # no days were asked for
        (15, 14, {"window": Window(at(10).replace(year=1990)), "days": None}, [SENTENCE], SENTENCE),
    ],
)
def test_days_that_no_list_reaches(
    begins: int | None, earlier: int | None, arguments: dict[str, Any], faults: list[str], unseen: str
) -> None:
    outcome, _ = reached(begins, earlier, **arguments)
    assert (outcome.faults, outcome.unseen_days) == (faults, unseen)
    assert outcome.figures()["discovery_incomplete"] is bool(unseen)
    assert outcome.summary().count(SENTENCE) == bool(unseen)


def test_the_oldest_day_that_was_reached() -> None:
    assert reached(None, None)[0].reached_back_to == "2026-06-10"
    assert reached(15, 16)[0].reached_back_to == "2026-06-15"
    assert reached(15, 16, window=Window(), days=None)[0].reached_back_to is None


def test_what_lies_before_a_gap_does_not_count_as_seen() -> None:
    assert reached(15, 14)[1] == int((at(15) + timedelta(hours=9)).timestamp())
    assert reached(15, 16)[1] is None and reached(None, None)[1] is None
