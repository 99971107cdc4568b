"""`scrapy sources NAME --archives` on loopback: a table by year, and no page of an index is asked for twice."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders_tests.loopback import run
from spiders_tests.past.past_crawls import FAST, past_crawl
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import (
    CC_DATA,
    CC_INDEX,
    COLLINFO,
    KINDS,
    WAYBACK_CAPTURE,
    WAYBACK_INDEX,
    FakeWebArchives,
)
from spiders_tests.sites.serve import Served, serve

PAPER = "http://hanoimoi.com.vn/Tin-tuc/Kinh-te"
BODY = b"<html><head><title>Tin</title></head><body><h1>Tin</h1><p>%d</p></body></html>"
CAPTURES = [
    StoredCapture(f"{PAPER}/700001/bai", "20150203040506", BODY % 1),
    StoredCapture(f"{PAPER}/700001/bai", "20170203040506", BODY % 2),
    StoredCapture(f"{PAPER.replace('//', '//www.')}/700002/bai", "20170203040507", BODY % 3),
    StoredCapture("https://hanoimoi.vn/bai-1305109.html", "20240203040506", BODY % 4, archives=("wayback",)),
    StoredCapture("http://hanoimoi.com.vn/Danh-muc-tin/188/Tai-chinh", "20170203040506", BODY % 5),
    StoredCapture(f"{PAPER}/700003/bai", "20170203040508", BODY % 6, status=404),
]
INDEXES = (CC_INDEX, WAYBACK_INDEX, COLLINFO)


@pytest.fixture
def archives() -> FakeWebArchives:
    return FakeWebArchives(CAPTURES)


@pytest.fixture
def served(archives: FakeWebArchives) -> Iterator[Served]:
    with serve({}, faults=archives) as found:
        yield found


def ask(data: Path, served: Served, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run(data, "sources", *arguments, *FAST, "-s", "CONTACT=a@b.vn", served=served)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_captures_by_year_and_archive(tmp_path: Path, archives: FakeWebArchives, served: Served) -> None:
    done = ask(tmp_path, served, "hanoimoi", "--archives")
    rows = [line.split() for line in done.stdout.splitlines()]
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert done.stdout.startswith("captures of articles on hanoimoi.vn, hanoimoi.com.vn, as far as")
    assert rows[2] == ["year", "commoncrawl", "articles", "wayback", "articles"]
    assert rows[3:7] == [
        ["2015", "1", "1", "1", "1"],
        ["2016", "0", "0", "0", "0"],
        ["2017", "2", "2", "2", "2"],
        ["2018", "0", "0", "0", "0"],
    ]
    assert ["2024", "0", "0", "1", "1"] in rows and ["all", "3", "2", "4", "3"] in rows
    assert "  hanoimoi.com.vn 3 (2015–2017), hanoimoi.vn 1 (2024)" in done.stdout.splitlines()
    assert {kind for kind in KINDS if archives.asked[kind]} == set(INDEXES)  # no capture, and not the site
    assert len(served.urls()) == len(set(served.urls())) == sum(archives.asked.values())
    assert not list(tmp_path.glob("articles/**/*")) and not (tmp_path / "runs").exists()


def test_nothing_is_asked_twice_by_a_crawl_or_by_another_question(
    tmp_path: Path, archives: FakeWebArchives, served: Served
) -> None:
    assert ask(tmp_path, served, "hanoimoi", "--archives", "wayback").returncode == 0
    before = archives.asked.copy()
    assert before[CC_INDEX] == before[COLLINFO] == 0
    found = json.loads(ask(tmp_path, served, "hanoimoi", "--archives", "wayback", "--json").stdout)
    assert archives.asked == before
    assert found == {
        "source": "hanoimoi",
        "hosts": ["hanoimoi.vn", "hanoimoi.com.vn"],
        "archives": [
            {
                "archive": "wayback",
                "captures": 4,
                "articles": 3,
                "complete": True,
                "fault": "",
                "years": [
                    {"year": year, "captures": number, "articles": number, "complete": True}
                    for year, number in ((2015, 1), (2017, 2), (2024, 1))
                ],
                "hosts": [
                    {"host": "hanoimoi.com.vn", "captures": 3, "first": 2015, "last": 2017},
                    {"host": "hanoimoi.vn", "captures": 1, "first": 2024, "last": 2024},
                ],
            }
        ],
    }
    past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback")
    assert archives.asked[WAYBACK_CAPTURE] == 4 and archives.asked[WAYBACK_INDEX] == before[WAYBACK_INDEX]
    past_crawl(tmp_path, served, "hanoimoi", "-a", "via=commoncrawl")
    asked = archives.asked.copy()
    assert asked[CC_INDEX] and not asked[CC_DATA]  # the same bodies as in the other archive
    assert json.loads(ask(tmp_path, served, "hanoimoi", "--archives", "--json").stdout)["archives"][0]["captures"] == 3
    assert archives.asked == asked


def test_a_faulty_archive_leaves_the_other_one_and_what_is_known(
    tmp_path: Path, archives: FakeWebArchives, served: Served
) -> None:
    archives.fail(CC_INDEX, 3, "503", times=99)  # the index of 2017, after two requests to that of 2015
    done = ask(tmp_path, served, "hanoimoi", "--archives", "-s", "WEB_ARCHIVE_RETRIES=1")
    rows = [line.split() for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert done.stderr == "commoncrawl: it did not answer (busy); run again, it goes on where it was\n"
    assert rows[3][:3] == ["2015", "1", "1"] and rows[5] == ["2017", "?", "?", "2", "2"]
    archives.fail(CC_INDEX, 0, "503")
    archives._faults.clear()
    before = archives.asked[CC_INDEX], archives.asked[WAYBACK_INDEX], archives.asked[COLLINFO]
    done = ask(tmp_path, served, "hanoimoi", "--archives")
    assert done.returncode == 0 and ["2017", "2", "2", "2", "2"] in [line.split() for line in done.stdout.splitlines()]
    assert (
        archives.asked[CC_INDEX] > before[0] and (archives.asked[WAYBACK_INDEX], archives.asked[COLLINFO]) == before[1:]
    )


def test_a_source_whose_site_refuses_is_asked_for_and_has_nothing(tmp_path: Path, served: Served) -> None:
    done = ask(tmp_path, served, "mod", "--archives")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:] == [
        "Common Crawl: no capture of an article",
        "the Wayback Machine: no capture of an article",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--archives"], "--archives needs a source, and no other question; use NAME --archives"),
        (["hanoimoi", "--archives", "--template"], "--archives needs a source, and no other question"),
        (
            ["hanoimoi", "--archives", "yahoo"],
            "invalid --archives yahoo; use commoncrawl or wayback, or no value for both",
        ),
        (["mic", "--archives"], "mic is part of mst; use mst"),
    ],
)
def test_a_bad_argument(arguments: list[str], message: str, tmp_path: Path, served: Served) -> None:
    done = ask(tmp_path, served, *arguments)
    assert done.returncode == 2 and message in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == [] and served.urls() == []


def test_the_name_may_stand_behind_the_option(tmp_path: Path, served: Served) -> None:
    assert ask(tmp_path, served, "--archives", "mod").stdout == ask(tmp_path, served, "mod", "--archives").stdout
