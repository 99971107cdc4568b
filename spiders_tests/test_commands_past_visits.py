"""`scrapy doctor --via ARCHIVE` on fake web archives over loopback: which page class reads which year."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.doctor.saved_pages import saved_pages
from hanoi_press.sources import sources
from hanoi_press.store.templates import load_template
from spiders_tests.loopback import run
from spiders_tests.past.old_pages import old_pages
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.serve import serve

UNKNOWN = [page for page in old_pages("hanoimoi") if page.page == "heuristic"]
MIC = [page for page in old_pages("mst") if page.template == "mic-2020"]


def captures(*sources: str) -> list[StoredCapture]:
    return [StoredCapture(page.url, page.captured, page.body) for name in sources for page in old_pages(name)]


def visit(data: Path, archives: FakeWebArchives, *arguments: str) -> tuple[int, Any, list[str]]:
    """Return exit code, findings and requested addresses of a visit. One request at a time, and none to a site."""
    with serve({}, faults=archives) as served:
        done = run(data, "doctor", *arguments, "--json", "-s", "WEB_ARCHIVE_DELAY=0", served=served)
        assert "Traceback" not in done.stderr, done.stderr
        assert set(served.peak.values()) == {1}
        assert {url.split("/")[2].partition(".")[2] for url in served.urls()} <= {"archive.org", "commoncrawl.org"}
        return done.returncode, json.loads(done.stdout), served.urls()


def years(found: dict[str, Any], *names: str) -> dict[int, tuple[Any, ...]]:
    return {year["year"]: tuple(year[name] for name in names) for year in found["years"]}


def test_the_eras_of_a_source(tmp_path: Path) -> None:
    """Each index page and each capture is asked for once; years without captures are named, those before all not."""
    archives = FakeWebArchives(captures("hanoimoi"))
    code, (hanoimoi,), asked = visit(tmp_path, archives, "hanoimoi", "--via", "wayback")
    assert code == 1 and len(asked) == len(set(asked)) == hanoimoi["requests"]
    assert years(hanoimoi, "read", "pages", "verdict") == {
        2008: (2, {"heuristic": 2}, "drifting"),
        2009: (1, {"heuristic": 1}, "drifting"),
        2010: (0, {}, "no captures"),
        2011: (1, {"hanoimoi-2013": 1}, "healthy"),
        2012: (1, {"hanoimoi-2013": 1}, "healthy"),
        2013: (1, {"hanoimoi-2013": 1}, "healthy"),
        2014: (1, {"hanoimoi-2013": 1}, "healthy"),
        2015: (1, {"hanoimoi-2013": 1}, "healthy"),
        2016: (0, {}, "no captures"),
        2017: (1, {"hanoimoi-2013": 1}, "healthy"),
        2018: (0, {}, "no captures"),
        2019: (2, {"hanoimoi-2013": 1, "hanoimoi-2019": 1}, "healthy"),
        2020: (1, {"hanoimoi-2019": 1}, "healthy"),
        2021: (1, {"hanoimoi-2019": 1}, "healthy"),
        2022: (1, {"hanoimoi-2019": 1}, "healthy"),
        2023: (3, {"onecms-detail": 2, "hanoimoi-2019": 1}, "healthy"),
        2024: (1, {"onecms-detail": 1}, "healthy"),
        2025: (0, {}, "no captures"),
        2026: (0, {}, "no captures"),
    }
    assert hanoimoi["eras"] == {
        "heuristic": "2008-2009",
        "hanoimoi-2013": "2011-2015, 2017, 2019",
        "hanoimoi-2019": "2019-2023",
        "onecms-detail": "2023-2024",
    }
    assert (hanoimoi["verdict"], hanoimoi["reasons"]) == ("drifting", ["drifting: 2008-2009"])
    assert years(hanoimoi, "captures")[2017] == (2,)  # of one article, of which one is read


def test_a_site_that_refuses_robots_is_visited_in_the_archive(tmp_path: Path) -> None:
    code, (found,), asked = visit(tmp_path, FakeWebArchives([]), "mod", "--via", "wayback", "--years", "2020")
    assert (code, found["verdict"], found["reasons"]) == (1, "broken", ["the index names no capture of an article"])
    assert years(found, "verdict") == {2020: ("no captures",)} and asked


def test_several_sources_ask_the_archive_one_after_another(tmp_path: Path) -> None:
    archives = FakeWebArchives(captures("hanoimoi", "mst"))
    options = ("hanoimoi", "mst", "--via", "wayback", "--years", "2020-2021")
    code, found, asked = visit(tmp_path, archives, *options)
    assert code == 0 and len(asked) == len(set(asked)) == sum(one["requests"] for one in found)
    assert [one["source"] for one in found] == ["hanoimoi", "mst"]
    assert years(found[1], "read", "pages") == {year: (2, {"sharepoint-mic-2020": 2}) for year in (2020, 2021)}
    assert years(found[1], "missing")[2020] == (["tags"],)


def test_common_crawl_has_one_index_a_year_and_host(tmp_path: Path) -> None:
    archives = FakeWebArchives(captures("mst"), indexes=("CC-MAIN-2019-04", "CC-MAIN-2019-26", "CC-MAIN-2019-51"))
    code, (found,), asked = visit(tmp_path, archives, "mst", "--via", "commoncrawl", "--years", "2017-2022")
    assert code == 0 and len(asked) == len(set(asked))
    assert years(found, "read", "pages") == {
        2017: (1, {"sharepoint-mic-2020": 1}),
        2018: (1, {"sharepoint-mic-2020": 1}),
        2019: (0, {}),
        2020: (2, {"sharepoint-mic-2020": 2}),
        2021: (2, {"sharepoint-mic-2020": 2}),
        2022: (1, {"sharepoint-mic-2020": 1}),
    }
    assert archives.asked["collinfo"] == 1
    assert archives.asked["commoncrawl-index"] <= 2 * 2 * 6  # two indexes a year at most, of two hosts


def test_a_year_whose_template_nobody_knows_teaches_its_own(tmp_path: Path) -> None:
    """The pages are read by the layers below, the line says so, and what they teach is their year's alone.

    The first one lacks what tells a breadcrumb: what the others taught finds its section when it is read again.
    """
    first = UNKNOWN[0].body.replace('<a href="/">Trang chủ</a> &raquo; '.encode(), b"")
    bodies = [first, *(page.body for page in UNKNOWN[1:])]
    held = [
        StoredCapture(page.url, f"2009{at:02}10040506", body)
        for at, page, body in zip((1, 6, 11), UNKNOWN, bodies, strict=True)
    ]
    options = ("hanoimoi", "--via", "wayback", "--years", "2009")
    code, (found,), _ = visit(tmp_path, FakeWebArchives(held), *options)
    (year,) = found["years"]
    assert (code, year["read"], year["pages"], year["verdict"]) == (1, 3, {"heuristic": 3}, "drifting")
    assert year["reasons"] == ["3 of 3 read by heuristic: no page class knows them"]
    assert year["fields"]["section"] == {"heuristic": 2, "learnt": 1}
    assert year["learnt"] and found["written"] == [str(tmp_path / "templates" / "hanoimoi@2009.json")]
    assert load_template(tmp_path, "hanoimoi@2009").template().locators("body")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["hanoimoi@2009.json"]
    again = visit(tmp_path, FakeWebArchives(held), *options)[1][0]
    assert again["written"] == [] and load_template(tmp_path, "hanoimoi@2009").pages == 3  # one page teaches once


def test_an_archive_that_is_busy_is_left_alone(tmp_path: Path) -> None:
    archives = FakeWebArchives(captures("mst"))
    archives.fail("wayback-index", 1, "503", times=100)
    code, (found,), asked = visit(tmp_path, archives, "mst", "--via", "wayback", "-s", "WEB_ARCHIVE_BACKOFF=0")
    assert (code, found["verdict"], found["written"]) == (1, "broken", [])
    assert len(asked) <= 4 and archives.asked["wayback-capture"] == 0
    assert [year["verdict"] for year in found["years"]] == ["unknown", "unknown"]
    assert found["reasons"][0] == "wayback does not answer; run it again in an hour"
    assert not any(tmp_path.iterdir())


def test_captures_that_are_no_good_are_named_and_others_take_their_place(tmp_path: Path) -> None:
    held = [StoredCapture(page.url, f"2021{3 * at + 1:02}10040506", page.body) for at, page in enumerate(MIC[1:5])]
    bad = StoredCapture(held[0].url, held[0].captured, b"<html><title>404 - not found</title><h1>404</h1></html>")
    archives, saved = FakeWebArchives([bad, *held[1:]]), tmp_path / "saved"
    options = ("mst", "--via", "wayback", "--years", "2021", "--save", str(saved))
    code, (found,), _ = visit(tmp_path / "data", archives, *options)
    (year,) = found["years"]
    assert (code, year["tried"], year["read"], year["verdict"]) == (0, 3, 3, "healthy")
    assert len(year["asked"]) == 4 and [one["answer"] for one in year["asked"]].count("read") == 3
    pages = list(saved_pages(saved))
    assert {page.answer.via for page in pages} == {"wayback"} and len(pages) == 3
    assert [page.differences(sources()["mst"]) for page in pages] == [[], [], []]
    told = json.loads(pages[0].path.read_text("utf-8"))["page"]
    digits = "".join(filter(str.isdigit, told["fetched_at"]))
    assert told["shown_at"] == f"https://web.archive.org/web/{digits}/{told['url']}"
    assert pages[0].path.name.endswith(f"@{digits}.expected.json")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--via", "wayback"], "--via needs the name of a source"),
        (["mst", "--via", "google"], "use commoncrawl or wayback"),
        (["mst", "--years", "2015"], "--years is for captures"),
        (["mst", "--via", "wayback", "--years", "2015-13"], "invalid --years 2015-13"),
        (["mst", "--via", "wayback", "--years", "2019-2015"], "invalid --years 2019-2015"),
        (["mst", "--via", "wayback", "--years", "2999"], "invalid --years 2999"),
        (["https://vidu.vn", "--via", "wayback"], "https://vidu.vn"),
        (["mst", "--via", "wayback", "--archive", "a.warc"], "cannot be combined"),
    ],
)
def test_wrong_options(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run(tmp_path, "doctor", *arguments)
    assert done.returncode == 2 and message in done.stderr
