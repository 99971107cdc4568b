"""`spiders/past_walk.py`: `-a via=commoncrawl` and `wayback`, whole crawls of the modelled old pages on the fakes."""

from __future__ import annotations

import signal
from pathlib import Path

from spiders_tests.nights import Running
from spiders_tests.past.old_pages import articles, old_pages
from spiders_tests.past.past_crawls import FAST, asked, past_crawl, stored, written
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.serve import serve


def revisions(data: Path) -> dict[str, list[tuple[int, str, str]]]:
    """Return number, title and last paragraph of each revision, by id."""
    return {
        id: [(one["revision"], one["title"], one["text"].rpartition("\n\n")[2]) for one in lines]
        for id, lines in written(data).items()
    }


def expected(source: str) -> dict[str, list[tuple[int, str, str]]]:
    return {
        id: [(number, one["title"], one["text"].rpartition("\n\n")[2]) for number, one in enumerate(found, 1)]
        for id, found in articles(source).items()
    }


def test_a_back_fill_in_pieces_asks_for_nothing_twice(tmp_path: Path) -> None:
    """A run with a limit, one that is killed, one to the end, and the other archive after it."""
    archives = FakeWebArchives(stored(old_pages("hanoimoi")))
    with serve({}, faults=archives, delay=0.01) as served:
        first = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback", "-a", "limit=3")
        assert (first.code, len(first.captures), len(written(tmp_path))) == (0, 3, 3), first.err
        killed = Running(tmp_path, served, "-a", "via=wayback", *FAST, command="crawl")
        assert killed.wait_until(lambda: len(asked(served)[0]) >= 9)
        killed.end(signal.SIGKILL)
        in_flight = asked(served)[0][-1]
        done = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback")
        assert done.code == 0, done.err
        captures, indexes = asked(served)
        assert len(captures) - len(set(captures)) <= (captures.count(in_flight) > 1)
        assert len(set(captures)) == len(old_pages("hanoimoi"))
        past_years = [url for url in indexes if "&from=2026" not in url]
        assert len(past_years) - len(set(past_years)) <= 1  # the page that was in flight
        assert revisions(tmp_path) == expected("hanoimoi")
        assert {one["extraction"]["via"] for lines in written(tmp_path).values() for one in lines} == {"wayback"}
        other = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=commoncrawl")
        assert (other.code, other.captures) == (0, []), other.err
        assert revisions(tmp_path) == expected("hanoimoi")
