"""The table of what web archives have of a source, by year."""

from __future__ import annotations

import pytest

from hanoi_press.commands.archive_years import ArchiveYears, HostCount, YearCount, years_table

HOSTS = ["moi.vn", "cu.vn"]
HEAD = "captures of articles on moi.vn, cu.vn, as far as the indexes themselves say"
OF_HOSTS = (HostCount("cu.vn", 1200, 2013, 2013), HostCount("moi.vn", 3, 2013, 2015))
WHOLE = ArchiveYears("commoncrawl", {2013: YearCount(1200, 900), 2015: YearCount(3, 2)}, 901, hosts=OF_HOSTS)
UNREAD = frozenset({2012, 2014, 2015})
PART = ArchiveYears(
    "wayback", {2012: YearCount(7, 5)}, 5, UNREAD, "it did not answer", (HostCount("cu.vn", 7, 2012, 2012),)
)
NOTHING = ArchiveYears("wayback")
UNKNOWN = ArchiveYears("wayback", unread=None, fault="no answer")


def table(*archives: ArchiveYears) -> list[str]:
    return years_table(archives, HOSTS, 2015, 1.5).splitlines()


def test_years_without_captures_are_0_where_the_index_was_read_and_unknown_elsewhere() -> None:
    assert table(WHOLE, PART) == [
        HEAD,
        "",
        "year  commoncrawl  articles  wayback  articles",
        "2012            0         0       7+        5+",
        "2013         1200       900        0         0",
        "2014            0         0        ?         ?",
        "2015            3         2        ?         ?",
        "all          1203       901       7+        5+",
        "",
        "Common Crawl: 1203 captures, at most 30 min 04 s with via=commoncrawl",
        "  cu.vn 1200 (2013), moi.vn 3 (2013–2015)",
        "the Wayback Machine: 7 captures, at most 10 s with via=wayback",
        "  cu.vn 7 (2012)",
        '"+": at least so many, "?": not known, because the index was not read to its end',
    ]


def test_an_archive_that_has_nothing_and_one_that_nobody_knows_of() -> None:
    assert table(NOTHING) == [HEAD, "the Wayback Machine: no capture of an article"]
    assert table(UNKNOWN) == [HEAD, '"+": at least so many, "?": not known, because the index was not read to its end']
    assert table(WHOLE, UNKNOWN)[3:7] == [
        "2013         1200       900        ?         ?",
        "2014            0         0        ?         ?",
        "2015            3         2        ?         ?",
        "all          1203       901       0+        0+",
    ]


def test_for_programs() -> None:
    assert PART.to_dict() == {
        "archive": "wayback",
        "captures": 7,
        "articles": 5,
        "complete": False,
        "fault": "it did not answer",
        "years": [{"year": 2012, "captures": 7, "articles": 5, "complete": False}],
        "hosts": [{"host": "cu.vn", "captures": 7, "first": 2012, "last": 2012}],
    }
    assert [one["year"] for one in WHOLE.to_dict()["years"]] == [2013, 2015]


@pytest.mark.parametrize(("archive", "complete"), [(WHOLE, True), (NOTHING, True), (PART, False), (UNKNOWN, False)])
def test_whether_an_index_was_read_to_its_end(archive: ArchiveYears, complete: bool) -> None:
    assert archive.to_dict()["complete"] is complete
