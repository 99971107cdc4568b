"""`spiders/arguments.py`: each argument of `-a`, and each message."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from hanoi_press.discovery import VN
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import ArgumentError, CrawlArguments, check_arguments

HANOIMOI, MOD = sources()["hanoimoi"], sources()["mod"]
TODAY = date(2026, 11, 24)
ARTICLE = "https://hanoimoi.vn/cau-thong-xe-1305109.html"


def checked(**given: str) -> CrawlArguments:
    return check_arguments(given, HANOIMOI, TODAY)


def midnight(month: int, day: int) -> datetime:
    return datetime(2026, month, day, tzinfo=VN)


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        ({}, None, None),
        ({"since": "2026-11-01"}, midnight(11, 1), None),
        ({"until": "2026-11-30"}, None, midnight(12, 1)),  # the last day is included
        ({"since": "2026-11-20", "until": "2026-11-20"}, midnight(11, 20), midnight(11, 21)),
        ({"days": "1"}, midnight(11, 24), None),
        ({"days": "24"}, midnight(11, 1), None),
        ({"days": "3", "until": "2026-11-23"}, midnight(11, 22), midnight(11, 24)),
    ],
)
def test_days(given: dict[str, str], since: datetime | None, until: datetime | None) -> None:
    window = checked(**given).window
    assert (window.since, window.until) == (since, until)


def test_the_other_arguments(tmp_path: Path) -> None:
    archive = tmp_path / "a.warc.gz"
    archive.touch()
    assert checked(limit="00012").limit == 12
    assert checked(section="kinh-te, /chinh-tri/,").sections == ("kinh-te", "chinh-tri")
    assert checked(via="feed").via == "feed"
    assert checked(section="kinh-te", via="feed").via == "feed"
    assert checked(archive=str(archive)).archive == archive
    assert checked(url=f" {ARTICLE} , {ARTICLE}?x=1").urls == (ARTICLE, f"{ARTICLE}?x=1")
    nothing = checked()
    assert (nothing.limit, nothing.sections, nothing.urls, nothing.via, nothing.archive) == (None, (), (), None, None)


@pytest.mark.parametrize(
    ("given", "open_ended"),
    [
        ({}, True),
        ({"section": "kinh-te"}, True),
        ({"via": "feed"}, True),
        ({"since": "2026-11-01"}, False),
        ({"until": "2026-11-01"}, False),
        ({"limit": "1"}, False),
        ({"url": ARTICLE}, False),
        ({"archive": __file__}, False),
        ({"via": "wayback"}, False),  # ten years in one line
        ({"via": "commoncrawl"}, False),
        ({"via": "auto"}, True),
    ],
)
def test_what_bounds_a_run(given: dict[str, str], open_ended: bool) -> None:
    assert checked(**given).open_ended is open_ended


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "all"),
        ({"since": "1990-01-01"}, "all"),
        ({"since": "2026-11-01"}, "since=2026-11-01"),
        ({"days": "7"}, "days=7"),
        ({"days": "7", "limit": "5"}, ""),
        ({"since": "2026-11-01", "until": "2026-11-02"}, ""),
        ({"section": "kinh-te"}, ""),
        ({"via": "feed"}, ""),
        ({"via": "wayback"}, ""),
        ({"via": "auto"}, ""),
        ({"url": ARTICLE}, ""),
        ({"archive": __file__}, ""),
    ],
)
def test_with_which_runs_the_numbers_are_compared(given: dict[str, str], name: str) -> None:
    assert checked(**given).compared_as == name


DAY = "use a day like 2026-11-01"
NUMBER = "use a whole number from 1 to 99999"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"since": "hom-qua"}, f"invalid since=hom-qua; {DAY}"),
        ({"since": "2026-02-30"}, f"invalid since=2026-02-30; {DAY}"),
        ({"until": "20261101"}, f"invalid until=20261101; {DAY}"),
        ({"until": "2026-W45-1"}, f"invalid until=2026-W45-1; {DAY}"),
        ({"since": "1989-12-31"}, "invalid since=1989-12-31; use a day between 1990 and 2100"),
        ({"until": "2101-01-01"}, "invalid until=2101-01-01; use a day between 1990 and 2100"),
        ({"days": "0"}, f"invalid days=0; {NUMBER}"),
        ({"days": "-1"}, f"invalid days=-1; {NUMBER}"),
        ({"limit": "nhiều"}, f"invalid limit=nhiều; {NUMBER}"),
        ({"limit": "100000"}, f"invalid limit=100000; {NUMBER}"),
        ({"limit": "٣"}, f"invalid limit=٣; {NUMBER}"),  # a digit, and not ours
        ({"section": "bong-da"}, "invalid section=bong-da; use daihoidang, chinh-tri, "),
        ({"section": "kinh-tee"}, "invalid section=kinh-tee; did you mean kinh-te?"),
        ({"via": "sitemp"}, "invalid via=sitemp; did you mean sitemap?"),
        ({"via": "telnet"}, "invalid via=telnet; use sitemap, feed, latest, section, commoncrawl, wayback, auto"),
        ({"via": "waybak"}, "invalid via=waybak; did you mean wayback?"),
        ({"via": "common-crawl"}, "invalid via=common-crawl; did you mean commoncrawl?"),
        (
            {"via": "wayback", "section": "kinh-te"},
            "section= and via=wayback cannot be combined: web archives know no sections",
        ),
        ({"via": "auto", "section": "kinh-te"}, "section= and via=auto cannot be combined"),
        ({"via": "commoncrawl", "archive": __file__}, "archive= and via=commoncrawl cannot be combined"),
        ({"via": "auto", "archive": __file__}, "archive= and via=auto cannot be combined"),
        ({"url": ARTICLE, "via": "wayback", "since": "2020-01-01"}, "url= and since= cannot be combined"),
        ({"url": "https://vnexpress.net/a-1.html"}, "invalid url=https://vnexpress.net/a-1.html: not an article "),
        ({"url": "https://hanoimoi.vn/ha-noi-event12.html"}, "not an article address of hanoimoi; use the address of"),
        ({"archive": "khong-co.warc.gz"}, "invalid archive=khong-co.warc.gz: no such file; use a WARC file"),
        ({"url": ""}, "invalid url=: a value is missing"),
        ({"section": " , "}, "invalid section=: a value is missing"),
        ({"sinse": "2026-11-01"}, "invalid argument sinse=2026-11-01; use since, until, days, section, limit, url, "),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "since is after until"),
        ({"since": "2026-11-02", "days": "2"}, "days= and since= cannot be combined"),
        ({"url": ARTICLE, "via": "feed"}, "url= and via= cannot be combined: url= names the articles itself"),
        ({"url": ARTICLE, "days": "2"}, "url= and days= cannot be combined"),
        (
            {"section": "kinh-te", "via": "sitemap"},
            "invalid via=sitemap with section=: use via=feed or section, or no via=",
        ),
    ],
)
def test_messages(given: dict[str, str], message: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(message)) as caught:
        checked(**given)
    assert "\n" not in str(caught.value)


def test_a_refused_source_is_read_from_an_archive_only() -> None:
    message = r"^not crawled: .*; use via=commoncrawl or via=wayback, or archive=FILE, a WARC file"
    for given in ({}, {"via": "auto"}):
        with pytest.raises(ArgumentError, match=message):
            check_arguments(given, MOD, TODAY)
    assert check_arguments({"archive": __file__}, MOD, TODAY).archive == Path(__file__)
    assert check_arguments({"via": "wayback"}, MOD, TODAY).web_archive == "wayback"


def test_the_archives_are_there_for_every_source() -> None:
    for source in (HANOIMOI, MOD, replace(HANOIMOI, routes={}, route_order=())):
        for via in ("commoncrawl", "wayback"):
            found = check_arguments({"via": via, "since": "2013-01-01", "limit": "3"}, source, TODAY)
            assert (found.web_archive, found.route, found.is_auto, found.limit) == (via, None, False, 3)
    found = checked(via="auto")
    assert (found.web_archive, found.route, found.is_auto) == (None, None, True)
    assert (checked(via="feed").web_archive, checked(via="feed").route) == (None, "feed")
    for via in ("commoncrawl", "wayback", "auto"):
        assert checked(via=via, url=ARTICLE).urls == (ARTICLE,)


def test_a_source_without_routes_says_what_there_is() -> None:
    with pytest.raises(ArgumentError, match=r"^invalid via=feed; use commoncrawl, wayback, auto$"):
        check_arguments({"via": "feed"}, replace(HANOIMOI, routes={}, route_order=()), TODAY)


def test_an_address_without_measure() -> None:
    assert checked(url=f"https://hanoimoi.vn/{'a' * 7000}-1.html").urls
    with pytest.raises(ArgumentError, match=r"^invalid url=https://hanoimoi.vn/a{80}…: 9027 characters; use"):
        checked(url=f"https://hanoimoi.vn/{'a' * 9000}-1.html")


ONLY = "index= lists captures of Common Crawl; use it with via=commoncrawl"
CAPTURES = '{"url": "http://hanoimoi.com.vn/tin-tuc/Kinh-te/700001/bai"}\n'


def test_a_list_of_captures(tmp_path: Path) -> None:
    path = tmp_path / "captures.jsonl"
    path.write_text(CAPTURES)
    found = checked(via="commoncrawl", index=str(path))
    assert found.index == path and found.web_archive == "commoncrawl" and not found.open_ended
    assert found.given == f"via=commoncrawl index={path}"
    assert checked(via="commoncrawl").index is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, ONLY),
        ({"via": "wayback"}, ONLY),
        ({"via": "auto"}, ONLY),
        (
            {"via": "commoncrawl", "url": ARTICLE},
            "url= and index= cannot be combined: index= names the captures itself",
        ),
    ],
)
def test_a_list_of_captures_stands_with_common_crawl_alone(given: dict[str, str], message: str, tmp_path: Path) -> None:
    (path := tmp_path / "captures.jsonl").write_text(CAPTURES)
    with pytest.raises(ArgumentError, match=f"^{re.escape(message)}"):
        checked(index=str(path), **given)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file; use a list of captures (docs/past.md)"),
        ("", "it lists no capture; use JSON lines or CSV"),
        (
            "PAR1",
            "no line has a column url: line 1: no JSON; use JSON lines or CSV",
        ),
    ],
)
def test_a_file_that_lists_no_captures(content: str | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "captures.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ArgumentError, match=f"^{re.escape(f'invalid index={path}: {said}')}"):
        checked(via="commoncrawl", index=str(path))


def test_a_list_whose_name_is_not_in_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "captures\udcff.jsonl"
    path.write_text(CAPTURES)
    with pytest.raises(
        ArgumentError, match=r"^invalid index='.*captures\\udcff\.jsonl': the name is not in UTF-8; rename"
    ):
        checked(via="commoncrawl", index=str(path))


def test_an_address_on_a_former_host_is_read_from_the_web_archives() -> None:
    url = "http://news.chinhphu.vn/Home/New-road-opens/20218/45999.vgp"
    paper = sources()["baochinhphu"]
    for via in ("wayback", "commoncrawl"):
        assert check_arguments({"url": url, "via": via}, paper, TODAY).urls == (url,)
    said = f"invalid url={url}: news.chinhphu.vn is gone; use via=commoncrawl or via=wayback, which have its pages"
    for given in ({"url": url}, {"url": url, "via": "auto"}):
        with pytest.raises(ArgumentError, match=f"^{re.escape(said)}$"):
            check_arguments(given, paper, TODAY)
