"""Which years a visit of a web archive looks at, when it ends, and what it says of each year."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from hanoi_press.discovery import FetchFailed
from hanoi_press.discovery.captures import HostYears, IndexedCapture
from hanoi_press.doctor.past_findings import CaptureFindings, PastFindings, YearVerdict, spans
from hanoi_press.doctor.past_table import text_of_past
from hanoi_press.doctor.past_visit import visit_past, years_of
from hanoi_press.doctor.year_index import YearIndex
from hanoi_press.families.family import Family
from hanoi_press.items import Article, Extraction
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.selectors import css
from hanoi_press.sources import Source
from hanoi_press.sources.address import address
from hanoi_press.text.recurring_lines import RecurringLines
from spiders_tests.corpus_lines import article as line

FIELDS = dict.fromkeys(("title", "summary", "text", "published_at", "section"), "css")


class OldPage(ArticlePage):
    name = "moi-old"
    TITLE = BODY = DATE = SUMMARY = SECTION = (css("h1"),)


SOURCE = Source(
    name="moi",
    publisher="Bộ Mới",
    family=Family("Mới", (OldPage,)),
    hosts=("moi.vn",),
    addresses=(address(r"https?://moi\.vn/(?P<id>\d+)\.html", id="{id}", url="https://moi.vn/{id}.html"),),
)


def capture(year: int, number: int) -> IndexedCapture:
    return IndexedCapture("wayback", f"https://moi.vn/{year}{number}.html", f"{year}{number:02}01000000")


def article(number: int, page: str = "moi-old", confidence: str = "high", **fields: str) -> Article:
    found = line(number, f"Đoạn đầu của bài {number}.\n\nĐoạn cuối của bài {number}.")
    found.extraction = Extraction(page, FIELDS | fields, confidence)
    return found


class Index:
    """The captures of some years, or what is raised for a year."""

    archive = "wayback"

    def __init__(self, years: Mapping[int, int | Exception]) -> None:
        self.years = years
        self.asked = 0

    async def captures(self, source: Source, hosts: Sequence[str], year: int) -> YearIndex:
        self.asked += 1
        found = self.years.get(year, 0)
        if isinstance(found, Exception):
            raise found
        return YearIndex(tuple(capture(year, month) for month in range(1, found + 1)), has_more=found >= 10)


class Visitor:
    """Reads captures by a function, and has taught nothing."""

    def __init__(self, read: Callable[[IndexedCapture], CaptureFindings]) -> None:
        self.read = read

    async def read_capture(self, source: Source, capture: IndexedCapture) -> CaptureFindings:
        return self.read(capture)

    async def read_again(self, year: int) -> dict[str, CaptureFindings]:
        return {}

    def has_taught(self, year: int) -> bool:
        return False

    def lines(self, year: int) -> RecurringLines:
        return RecurringLines()


def good(one: IndexedCapture) -> CaptureFindings:
    return CaptureFindings(one.url, one.captured, article(int(one.captured[:6])))


def visit(
    years: Mapping[int, int | Exception],
    read: Callable[[IndexedCapture], CaptureFindings] = good,
    *,
    asked: Sequence[int] = (),
    **options: Any,
) -> tuple[PastFindings, int]:
    """Return the findings, and the number of index pages that were asked for."""
    index: Any = Index(years)
    findings = PastFindings(source="moi", status="modelled", via="wayback")
    wanted = [(year, ["moi.vn"]) for year in asked or range(2026, 1995, -1)]
    asyncio.run(visit_past(SOURCE, Visitor(read), index, wanted, findings, **options))
    return findings, index.asked


def verdicts(findings: PastFindings) -> dict[int, str]:
    return {year.year: str(year.verdict) for year in findings.years}


def test_years_are_those_of_the_hosts() -> None:
    source = SOURCE.__class__(
        name="moi",
        publisher="Bộ Mới",
        family=Family("x"),
        hosts=("moi.vn",),
        host_years=(HostYears("moi.vn", 2023), HostYears("cu.vn", 2020, 2023)),
    )
    assert years_of(source, None, None, 2025) == [
        (2025, ["moi.vn"]),
        (2024, ["moi.vn"]),
        (2023, ["moi.vn", "cu.vn"]),
        (2022, ["cu.vn"]),
        (2021, ["cu.vn"]),
        (2020, ["cu.vn"]),
    ]
    assert [year for year, _ in years_of(source, 2022, 2023, 2025)] == [2023, 2022]
    assert [year for year, _ in years_of(SOURCE, 2024, 2030, 2025)] == [2025, 2024]
    assert years_of(SOURCE, None, None, 2025)[-1] == (1996, ["moi.vn"])


def test_three_captures_a_year_and_no_year_long_before_the_first() -> None:
    findings, asked = visit({2026: 12, 2025: 2, 2023: 1})
    assert verdicts(findings) == {2023: "healthy", 2024: "no captures", 2025: "healthy", 2026: "healthy"}
    assert [len(year.captures) for year in findings.years] == [1, 0, 2, 3]
    assert asked == 7 and findings.requests == 7 + 6  # 2020 to 2022 were looked at in vain
    assert str(findings.verdict) == "healthy" and findings.reasons == []


def test_a_site_that_is_gone_for_long_is_found() -> None:
    assert verdicts(visit({2017: 3, 2016: 3})[0])[2016] == "healthy"
    findings, asked = visit({})
    assert (findings.years, asked) == ([], 12)
    assert (str(findings.verdict), findings.reasons) == ("broken", ["the index names no capture of an article"])


def test_years_that_were_asked_for_are_all_looked_at() -> None:
    findings, _ = visit({2008: 1}, asked=range(2020, 2007, -1), is_bounded=True)
    assert len(findings.years) == 13 and verdicts(findings)[2008] == "healthy"


@pytest.mark.parametrize(
    ("found", "verdict", "reason"),
    [
        (article(1, "heuristic"), "drifting", "3 of 3 read by heuristic: no page class knows them"),
        (article(1, confidence="low"), "drifting", "3 of 3 read with low confidence"),
    ],
)
def test_what_is_not_read_by_selectors_drifts(found: Article, verdict: str, reason: str) -> None:
    findings, _ = visit({2015: 3}, lambda one: CaptureFindings(one.url, one.captured, found), asked=[2015])
    (year,) = findings.years
    assert year.verdict == verdict and year.reasons[0] == reason
    assert findings.reasons == ["drifting: 2015"] and str(findings.verdict) == "drifting"


def test_a_field_that_every_article_has_is_missed() -> None:
    def read(one: IndexedCapture) -> CaptureFindings:
        found = article(int(one.captured[:6]))
        del found.extraction.fields["published_at"]
        return CaptureFindings(one.url, one.captured, found)

    (year,) = visit({2015: 3}, read, asked=[2015])[0].years
    assert year.verdict == "drifting" and "published_at: on 0 of 3 pages" in year.reasons
    assert "published_at" in year.missing


def test_lines_of_the_frame_are_drift() -> None:
    def read(one: IndexedCapture) -> CaptureFindings:
        found = article(int(one.captured[:6]))
        found.text += "\n\nCổng dịch vụ công Quốc Gia"
        return CaptureFindings(one.url, one.captured, found)

    (year,) = visit({2015: 3}, read, asked=[2015])[0].years
    assert year.verdict == "drifting"
    assert year.reasons == ["1 line of the site's frame in the texts: 'Cổng dịch vụ công Quốc Gia'"]


def test_pages_that_cannot_be_read_break_a_year_and_bad_captures_do_not() -> None:
    def ours(one: IndexedCapture) -> CaptureFindings:
        return CaptureFindings(one.url, one.captured, None, "parse", "no title", is_ours=True)

    def bad(one: IndexedCapture) -> CaptureFindings:
        return CaptureFindings(one.url, one.captured, None, "soft-404", "404")

    findings, _ = visit({2015: 5}, ours, asked=[2015])
    assert verdicts(findings) == {2015: "broken"} and len(findings.captures) == 3
    assert findings.years[0].reasons == ["3 of 3 captures could not be read: no title"]
    findings, _ = visit({2015: 9}, bad, asked=[2015])
    assert verdicts(findings) == {2015: "unknown"} and len(findings.captures) == 6
    assert findings.years[0].reasons == ["no capture is good for reading: 6 soft-404"]
    findings, _ = visit({2015: 9}, lambda one: good(one) if one.captured[4:6] > "04" else bad(one), asked=[2015])
    assert verdicts(findings) == {2015: "healthy"} and len(findings.years[0].articles) == 3


def test_an_archive_that_does_not_answer_ends_the_visit() -> None:
    def silent(one: IndexedCapture) -> CaptureFindings:
        return CaptureFindings(one.url, one.captured, None, "timeout", "timeout", is_of_archive=True)

    findings, asked = visit(dict.fromkeys(range(2000, 2027), FetchFailed("busy")))
    assert asked == 2 and findings.reasons[0] == "wayback does not answer; run it again in an hour"
    findings, asked = visit(dict.fromkeys(range(2000, 2027), 9), silent)
    assert (asked, len(findings.captures)) == (1, 2) and verdicts(findings) == {2026: "unknown"}
    findings, asked = visit({2026: 1, 2025: FetchFailed("busy"), 2024: 1})
    assert verdicts(findings)[2024] == "healthy" and verdicts(findings)[2025] == "unknown"


def test_years_without_a_host_are_said_so() -> None:
    index: Any = Index({})
    findings = PastFindings(source="moi", status="modelled", via="wayback")
    asyncio.run(visit_past(SOURCE, Visitor(good), index, [], findings, is_bounded=True))
    assert findings.reasons == ["moi had no host in these years (`sources moi` lists them)"]
    assert (index.asked, str(findings.verdict)) == (0, "broken")


def test_an_archive_that_does_not_tell_ends_the_visit_at_once() -> None:
    refusal = FetchFailed("it refuses to tell what it has of this host (HTTP 403)", status=403)
    findings, asked = visit({2026: refusal})
    assert asked == 1 and findings.reasons == [str(refusal), "unknown: 2026"]


def test_the_table() -> None:
    def read(one: IndexedCapture) -> CaptureFindings:
        if one.captured.startswith("2024"):
            return CaptureFindings(one.url, one.captured, None, "parse", "no title", is_ours=True)
        page = "heuristic" if one.captured.startswith("2023") and "01" in one.captured[4:6] else "moi-old"
        return CaptureFindings(one.url, one.captured, article(int(one.captured[:6]), page))

    findings, _ = visit({2026: 12, 2024: 1, 2023: 2}, read, asked=range(2026, 2022, -1), is_bounded=True)
    findings.seconds, findings.written = 9.5, ["data/templates/moi@2023.json"]
    assert text_of_past(findings) == "\n".join(
        [
            "moi: drifting (modelled; wayback: 4 pages of its index, 6 captures, 9.5 s)",
            "  year  captures  read  page class               sure  verdict      lacks",
            "! 2023         2   2/2  1 heuristic, 1 moi-old   high  drifting     authors, tags",
            "        1 of 2 read by heuristic: no page class knows them",
            "! 2024         1   0/1  -                        -     broken",
            "        1 of 1 captures could not be read: no title",
            "        20240101000000 https://moi.vn/20241.html",
            "  2025         -     -  -                        -     no captures",
            "  2026       12+   3/3  moi-old                  high  healthy      authors, tags",
            "  eras    heuristic 2023; moi-old 2023, 2026",
            "  learnt  data/templates/moi@2023.json",
            "  why     broken: 2024",
            "  why     drifting: 2023",
            "  next    crawls read these years by the layers below and by what was learnt;",
            "          save them (--save DIR), compare them with the captures in a browser,",
            "          and write a page class for what is read wrongly (docs/verify.md)",
        ]
    )


def test_years_as_words() -> None:
    assert spans([2015, 2013, 2014, 2018]) == "2013-2015, 2018"
    assert spans([]) == ""
    assert YearVerdict.NONE == "no captures"
