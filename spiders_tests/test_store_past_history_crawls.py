"""`store/past_history.py`: crawls of the fakes for other and other days."""

from __future__ import annotations

from pathlib import Path

from spiders_tests.past.past_crawls import past_crawl, written
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import serve


def test_other_days_ask_for_nothing_twice(tmp_path: Path) -> None:
    """A capture of an article of other days is read from our archive by the run that wants these, within its limit."""
    paper = Paper()
    days = {101: "2023-03-01", 102: "2023-03-02", 103: "2023-05-01"}
    urls = {number: paper.publish(number, at(f"{day} 08:15")).url for number, day in days.items()}
    captures = [
        StoredCapture(urls[number], f"202306{number - 100:02}00000{turn}", paper.pages()[urls[number]].body)
        for turn in (1, 2)
        for number in days
    ]
    with serve({}, faults=FakeWebArchives(captures)) as served:
        may = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback", "-a", "since=2023-05-01")
        one = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback", "-a", "limit=1", "-a", "since=2023-03-01")
        found = sorted(written(tmp_path))
        rest = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback")
    assert may.code == one.code == rest.code == 0, may.err + one.err + rest.err
    assert len(may.captures) == 3 and may.figures["captures"] == {"outside": 2, "stored": 1}
    assert (one.captures, found) == ([], ["hanoimoi/101", "hanoimoi/103"])
    assert (rest.captures, sorted(written(tmp_path))) == ([], ["hanoimoi/101", "hanoimoi/102", "hanoimoi/103"])
    assert {len(lines) for lines in written(tmp_path).values()} == {1}
    assert {lines[0]["extraction"]["via"] for lines in written(tmp_path).values()} == {"wayback"}
    assert all(lines[0]["archive"] for lines in written(tmp_path).values())
