"""`spiders/past_walk.py`: `-a via=commoncrawl` and `wayback`, whole crawls of the modelled old pages on the fakes."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

from spiders_tests.nights import CHALLENGE, Running
from spiders_tests.past.old_pages import articles, old_pages
from spiders_tests.past.past_crawls import FAST, asked, past_crawl, stored, written
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import CC_DATA, CC_INDEX, WAYBACK_CAPTURE, FakeWebArchives
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import serve


def differences(lines: dict[str, list[dict[str, Any]]], source: str) -> list[str]:
    """Return in which fields the revisions of articles, by id, are not those expected of the old pages."""
    found, wanted = [], articles(source)
    if set(lines) != set(wanted):
        found.append(f"ids {set(lines) ^ set(wanted)}")
    for id, gold in wanted.items():
        numbers = [one["revision"] for one in lines.get(id, [])]
        if numbers != list(range(1, len(gold) + 1)):
            found.append(f"{id} revisions {numbers}")
        for one, expected in zip(lines.get(id, []), gold, strict=False):
            found += [f"{id} {one['revision']} {name}" for name, value in expected.items() if one[name] != value]
    return found


def current(data: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the lines that count of each article, by revision: of one answer only that with the highest number."""
    found: dict[str, list[dict[str, Any]]] = {}
    for id, lines in written(data).items():
        by_answer = {one["fetched_at"]: one for one in lines}
        found[id] = sorted(by_answer.values(), key=lambda one: one["revision"])
    return found


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
        assert differences(written(tmp_path), "hanoimoi") == []
        eras = done.figures["via"]["wayback"]["pages"]
        assert {"hanoimoi-2019", "onecms-detail"} <= set(eras) and done.figures["extraction"]["pages"] == {}
        assert {one["extraction"]["via"] for lines in written(tmp_path).values() for one in lines} == {"wayback"}
        other = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=commoncrawl")
        assert (other.code, other.captures) == (0, []), other.err
        assert differences(written(tmp_path), "hanoimoi") == []


def of_paper(
    number: int, captured: str, *, archives: tuple[str, ...] = ("commoncrawl", "wayback"), **changes: Any
) -> StoredCapture:
    """Return the capture of an article of the small paper, published in March 2023."""
    paper = Paper()
    piece = paper.publish(number, at("2023-03-01 08:15"))
    for name, value in changes.items():
        setattr(piece, name, value)
    return StoredCapture(piece.url, captured, paper.pages()[piece.url].body, archives=archives)


def test_captures_that_are_no_good_are_named_and_weigh_nothing(tmp_path: Path) -> None:
    """Three good ones among one that is cut, one of another page, a challenge, and an article that we cannot read.

    Of an article of other days only the first capture is asked for.
    """
    good = [of_paper(number, f"202304{number - 100:02}000000") for number in (101, 102, 103)]
    whole = of_paper(104, "20230410000000")
    bad = [
        replace(whole, body=whole.body[: len(whole.body) // 2], truncated="length"),
        replace(
            of_paper(106, "20230412000000"), record_headers={"WARC-Target-URI": "https://hanoimoi.vn/bai-viet-9.html"}
        ),
        replace(of_paper(107, "20230413000000"), body=CHALLENGE.body),
        of_paper(108, "20230414000000", broken=True),
    ]
    older = {"published": at("2023-02-28 23:59")}
    outside = [of_paper(109, f"202305{day}000000", headline=day, **older) for day in ("01", "02")]
    archives = FakeWebArchives([*good, *bad, *outside])
    archives.fail(CC_DATA, 2, "slow-down", times=2)
    archives.fail(CC_INDEX, 1, "503")
    with serve({}, faults=archives) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=commoncrawl", "-a", "since=2023-03-01")
        again = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=commoncrawl", "-a", "since=2023-03-01")
    assert sorted(written(tmp_path)) == ["hanoimoi/101", "hanoimoi/102", "hanoimoi/103"]
    assert (done.code, done.figures["status"]) == (0, "ok"), done.err
    found = {"block-page": 1, "cut-short": 1, "mismatch": 1, "outside": 2, "stored": 3, "unread": 1}
    assert (done.figures["captures"], done.figures["via"]["commoncrawl"]["asked"]) == (found, 8)
    assert (
        "; all from Common Crawl; other captures: 1 block-page, 1 cut-short, 1 mismatch, 2 outside, 1 unread;"
        in done.line
    )
    assert (done.figures["pages"], done.figures["blocked"], done.figures["unreadable"]) == ({}, 0, 0)
    assert [one["url"] for one in done.figures["failed"]] == [bad[3].url]  # which waits for another reading of ours
    assert (again.code, again.captures) == (0, [])
    assert "; nothing new in Common Crawl;" in again.line


def test_an_archive_that_gives_up_ends_the_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    archives = FakeWebArchives([of_paper(number, f"202304{number - 100:02}000000") for number in (101, 102, 103)])
    archives.fail(WAYBACK_CAPTURE, 2, "503", times=3)
    given = ("-a", "via=wayback", "-a", "since=2023-03-01", "-s", "WEB_ARCHIVE_RETRIES=2")
    with serve({}, faults=archives) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *given)
        again = past_crawl(tmp_path, served, "hanoimoi", *given)
    assert (done.code, done.figures["status"], len(set(done.captures))) == (1, "failed", 2)
    fault = "the Wayback Machine could not be read to the end (web.archive.org failed 3 times in a row, at last busy): "
    assert f"; {fault}run again, it goes on where it was;" in done.line
    assert done.figures["reason_line"] == f"{fault}run again, it goes on where it was"
    assert (again.code, len(again.captures)) == (0, 2), again.err
    assert sorted(written(tmp_path)) == ["hanoimoi/101", "hanoimoi/102", "hanoimoi/103"]


def test_the_site_first_and_its_past_later(tmp_path: Path) -> None:
    """Tonight's words of the site stay the newest ones; earlier captures are put before them, from either archive."""
    paper = Paper()
    piece = paper.publish(101, at("2023-03-01 08:15"))
    oldest = of_paper(101, "20230401000000", headline="Tin đầu tiên", archives=("commoncrawl",))
    middle = of_paper(101, "20240401000000", headline="Tin đã sửa", archives=("wayback",))
    same = of_paper(101, "20240501000000", archives=("wayback",))
    with serve(paper.pages(), faults=FakeWebArchives([oldest, middle, same])) as served:
        assert past_crawl(tmp_path, served, "hanoimoi", "-a", "since=2023-03-01").code == 0
        wayback = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=wayback", "-a", f"url={piece.url}")
        commoncrawl = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=commoncrawl")
        live = past_crawl(tmp_path, served, "hanoimoi", "-a", "since=2023-03-01")
    assert [(one["title"], one["extraction"].get("via")) for one in current(tmp_path)["hanoimoi/101"]] == [
        ("Tin đầu tiên", "commoncrawl"),
        ("Tin đã sửa", "wayback"),
        (piece.title, None),  # whose later capture has the same words
    ]
    assert (wayback.code, len(wayback.captures), wayback.figures["via"]["wayback"]["asked"]) == (0, 2, 2)
    assert (commoncrawl.code, len(commoncrawl.captures)) == (0, 1)
    assert (live.code, live.figures["known"], live.figures["changed"]) == (0, 1, 0)


def test_the_past_of_a_merged_ministry_into_a_file(tmp_path: Path) -> None:
    """Without a data folder the later words of an article are a revision, too."""
    out = tmp_path / "out.jsonl"
    with serve({}, faults=FakeWebArchives(stored(old_pages("mst")))) as served:
        done = past_crawl(tmp_path, served, "mst", "-a", "via=commoncrawl", "-O", str(out))
    assert done.code == 0, done.err
    found: dict[str, list[dict[str, Any]]] = {}
    for one in map(json.loads, out.read_text("utf-8").splitlines()):
        found.setdefault(one["id"], []).append(one)
    assert differences(found, "mst") == []
    assert done.line.startswith(f"mst: 10 articles in {out}; all from Common Crawl; 2 changed;")
