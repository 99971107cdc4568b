"""`scrapy replay` over archives of a crawl and of our making."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hanoi_press import extract
from hanoi_press.items import content_hash
from hanoi_press.replay.slices import Slice, Task, read_slice
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.lock import FolderLock
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.loopback import crawl, run
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.sites.serve import serve
from spiders_tests.sites.spec import gold

pytestmark = pytest.mark.slow

SITE = Site()
PAGES = SITE.pages()
SPECS = [spec for spec in SITE.current if not spec.sponsored]
GOLD = {one["id"]: one for one in map(gold, SPECS)}
DAY = "2026-11-24T03:00:00Z"
HTML = [("Content-Type", "text/html; charset=utf-8")]


def replay(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(data, "replay", *arguments)


def stored(data: Path) -> list[dict[str, Any]]:
    """Return all lines of the corpus in the order in which they were written."""
    files = sorted(data.glob("articles/*/*/*.jsonl"), key=lambda file: file.stat().st_mtime_ns)
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def archive(data: Path, *pages: tuple[str, bytes], date: str = DAY, **more: Any) -> None:
    writer = WarcWriter(data, "hanoimoi", "test")
    for url, body in pages:
        writer.write(Exchange(url, date, 200, "OK", HTML, body, **more))
    writer.close()


def words(line: dict[str, Any]) -> list[Any]:
    return [line[name] for name in ("title", "summary", "text", "published_at")]


def test_a_crawl_and_its_archive_say_the_same(tmp_path: Path) -> None:
    with serve(PAGES) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", "limit=9", served=served)
    again = replay(tmp_path, "hanoimoi")
    assert again.returncode == 0, again.stderr
    assert again.stdout == "hanoimoi: 9 pages read: 0 new, 0 changed, 9 unchanged; 0 pages could not be read\n"
    assert len(stored(tmp_path)) == 9
    for file in [*tmp_path.glob("articles/*/*/*"), *tmp_path.glob("ledger.sqlite*")]:
        file.unlink()
    again = replay(tmp_path, "--jobs", "2")
    assert again.returncode == 0 and "9 pages read: 9 new, 0 changed, 0 unchanged" in again.stdout
    assert {line["id"]: line for line in stored(tmp_path)} == done.articles
    records = [json.loads(file.read_text()) for file in sorted(tmp_path.glob("runs/*.json"))]
    record = records[-1]
    assert record["command"] == "scrapy replay"
    assert (record["engine"], record["retries"]) == ("processes", [])
    figures = record["sources"]["hanoimoi"]
    assert record["exit_code"] == 0 and (figures["new"], figures["read"]) == (9, 9)


def test_other_words_of_the_same_answer_replace_the_line_of_the_same_revision(tmp_path: Path) -> None:
    spec, other = SPECS[:2]
    archive(tmp_path, (spec.url, PAGES[spec.url].body), (other.url, PAGES[other.url].body))
    with DataFolder.open(tmp_path, "a test") as folder:
        for one in (spec, other):
            article = extract(PAGES[one.url].body, one.url, fetched_at=DAY)
            if one is spec:  # as an older page class read it
                text = article.text + "\n\nTin liên quan"
                article = replace(article, text=text, content_hash=content_hash(article.title, article.summary, text))
            folder.keep(article, lambda page: page._replace(etag='"1"', seen=7, asked=5))
    first = replay(tmp_path)
    assert "2 pages read: 0 new, 1 changed, 1 unchanged" in first.stdout, first.stderr
    line = stored(tmp_path)[-1]
    assert (line["id"], line["revision"]) == (f"hanoimoi/{spec.id}", 1) and words(line) == words(GOLD[line["id"]])
    assert line["archive"] == {"file": "archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz", "offset": 0} | {
        "offset": line["archive"]["offset"]
    }
    with DataFolder.open(tmp_path, "a test") as folder:
        page = folder.ledger.find(line["id"])
        assert page is not None and (page.revision, page.etag, page.seen, page.asked) == (1, '"1"', 7, 5)
    assert "0 new, 0 changed, 2 unchanged" in replay(tmp_path).stdout
    assert len(stored(tmp_path)) == 3


def test_what_came_before_the_corpus_last_word_stays_where_it_is(tmp_path: Path) -> None:
    spec = SPECS[0]
    body = PAGES[spec.url].body
    archive(tmp_path, (spec.url, body), date="2026-11-23T03:00:00Z")
    archive(tmp_path, (spec.url, body.replace(b"</p>", " (sửa lần hai)</p>".encode(), 1)), date=DAY)
    with DataFolder.open(tmp_path, "a test") as folder:
        article = extract(body, spec.url, fetched_at="2026-11-25T03:00:00Z")
        folder.keep(replace(article, content_hash="0" * 64))
    done = replay(tmp_path)
    assert "2 pages read: 0 new, 0 changed, 0 unchanged; 2 older than the latest revision" in done.stdout
    assert len(stored(tmp_path)) == 1


def test_an_edit_that_only_the_archive_knows_is_a_revision(tmp_path: Path) -> None:
    found = ((spec, gold(spec)["text"].split("\n\n")[-1]) for spec in SPECS)
    spec, paragraph = next((spec, last) for spec, last in found if last.encode() in PAGES[spec.url].body)
    body = PAGES[spec.url].body
    archive(tmp_path, (spec.url, body), date="2026-11-23T03:00:00Z")
    archive(tmp_path, (spec.url, body.replace(paragraph.encode(), "Đoạn này đã được sửa.".encode())), date=DAY)
    assert "1 new, 1 changed, 0 unchanged" in replay(tmp_path).stdout
    assert [(line["revision"], line["fetched_at"]) for line in stored(tmp_path)] == [
        (1, "2026-11-23T03:00:00Z"),
        (2, DAY),
    ]
    assert "0 new, 0 changed, 1 unchanged; 1 older than the latest revision" in replay(tmp_path).stdout


def test_common_crawl(tmp_path: Path) -> None:
    """WARC 1.0 with pages of many sites: those of our sources are read, in any scheme and transfer encoding."""
    one, two, three = SPECS[:3]
    chunks = lambda body: b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)  # noqa: E731

    def record(url: str, body: bytes, *headers: str, status: str = "200 OK") -> bytes:
        http = "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, "", ""]).encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2027-05-06T07:08:09Z\r\n"
        head += "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        head += f"Content-Length: {len(http)}\r\n"
        return gzip.compress(head.encode() + b"\r\n" + http + b"\r\n\r\n")

    bodies = [PAGES[spec.url].body for spec in (one, two, three)]
    file = tmp_path / "cc" / "CC-NEWS-20270506070809-00042.warc.gz"
    file.parent.mkdir()
    file.write_bytes(
        gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
        + record("https://www.example.org/tin-1.html", bodies[0])
        + record(one.url.replace("https://", "http://www."), gzip.compress(bodies[0]), "Content-Encoding: gzip")
        + record(two.url, chunks(bodies[1]), "Transfer-Encoding: chunked")
        + record(three.url, bodies[2], "Content-Encoding: br")  # unpacked, the header left
        + record(SPECS[3].url, b"", status="404 Not Found")
        + record(SPECS[4].url, bodies[0][: len(bodies[0]) // 2])
        + record("https://hanoimoi.vn/kinh-te", bodies[0])
    )
    done = replay(tmp_path / "data", "hanoimoi", "--archive", str(tmp_path / "cc" / "*.warc.gz"))
    assert done.returncode == 0, done.stderr
    counts = "5 pages read: 3 new, 0 changed, 0 unchanged; 1 page could not be read (1 truncated); left out: 1 gone"
    assert counts in done.stdout
    lines = stored(tmp_path / "data")
    assert [line["id"] for line in lines] == [f"hanoimoi/{spec.id}" for spec in (one, two, three)]
    for line in lines:
        assert words(line) == words(GOLD[line["id"]]) and line["fetched_at"] == "2027-05-06T07:08:09Z"
        assert line["archive"]["file"] == str(file)


def test_archives_at_an_address(tmp_path: Path) -> None:
    """Any address that fsspec knows: here of a folder, which needs no server."""
    archive(tmp_path / "there", *((spec.url, PAGES[spec.url].body) for spec in SPECS[:3]))
    (file,) = (tmp_path / "there").glob("archive/*/*/*.warc.gz")
    done = replay(tmp_path / "data", "--archive", f"file://{file.parent}/*.warc.gz", "--jobs", "2")
    assert done.returncode == 0 and "3 pages read: 3 new" in done.stdout, done.stderr
    for line in stored(tmp_path / "data"):
        assert words(line) == words(GOLD[line["id"]]) and line["archive"]["file"] == f"file://{file}"
    file.write_bytes(file.read_bytes()[:-30])
    done = replay(tmp_path / "data", "--archive", f"file://{file.parent}/*.warc.gz")
    assert done.returncode == 1 and f"not read: file://{file} at byte " in done.stderr


def test_a_damaged_archive_is_read_around_and_named(tmp_path: Path) -> None:
    archive(tmp_path, *((spec.url, PAGES[spec.url].body) for spec in SPECS[:5]))
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    data = bytearray(file.read_bytes())
    ((_, whole),) = read_slice(Task(Slice(file, "x", 0, len(data), "x"), frozenset({"hanoimoi"})))
    second = whole.articles[1].archive
    assert second is not None
    data[second.offset + 500] ^= 0xFF
    file.write_bytes(data[:-30])  # and the last request record is torn
    done = replay(tmp_path, "--jobs", "1")
    assert done.returncode == 1 and "5 pages read" not in done.stdout
    assert "4 pages read: 4 new" in done.stdout
    assert f"not read: {file} at byte {second.offset}: " in done.stderr and "torn" in done.stderr


def test_what_is_cut_or_no_article_stays_out(tmp_path: Path) -> None:
    body = PAGES[SPECS[0].url].body
    archive(tmp_path, (SPECS[0].url, body), truncated=True)
    archive(tmp_path, (SPECS[1].url, body[: len(body) // 2]), (SPECS[2].url, b""), (SPECS[3].url, b"\0\1\2" * 99))
    wall = b"<html><head><title>Just a moment...</title></head><body></body></html>"
    archive(tmp_path, (SPECS[4].url, wall), (SPECS[5].url, b"<html><body><p>...</p></body></html>"))
    done = replay(tmp_path)
    assert stored(tmp_path) == [] and done.returncode == 1
    assert (
        "5 pages could not be read (1 empty, 1 garbage, 1 parse, 2 truncated); blocked: 1; no article in 6"
        in done.stdout
    )
    assert SPECS[1].url in done.stderr


def test_where_an_api_was_asked_in_the_pages_place(tmp_path: Path) -> None:
    spec = SPECS[0]
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    api = "https://hanoimoi.vn/api/bai"
    writer.write(
        Exchange(api, DAY, 200, "OK", HTML, PAGES[spec.url].body, "POST", request_body=b'{"id":1}', page=spec.url)
    )
    writer.close()
    assert "1 new" in replay(tmp_path).stdout
    assert stored(tmp_path)[0]["id"] == f"hanoimoi/{spec.id}"


@pytest.mark.parametrize("source", ["mof", "moh", "moha"])
def test_an_api_answer_is_found_by_its_request(tmp_path: Path, source: str) -> None:
    """Other crawlers' archives do not say to which page an API's answer belongs. The samples hold three articles."""
    sample = str(Path(f"data/sample/{source}.warc.gz").resolve())
    done = replay(tmp_path / "replayed", source, "--archive", sample)
    assert done.returncode == 0 and "3 new" in done.stdout
    crawled = run(tmp_path / "crawled", "crawl", source, "-a", f"archive={sample}")
    assert crawled.returncode == 0
    by_id = {line["id"]: line for line in stored(tmp_path / "replayed")}
    assert by_id == {line["id"]: line for line in stored(tmp_path / "crawled")} and len(by_id) == 3


def test_every_status_is_counted_as_in_a_crawl(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "hanoimoi", "test")
    for spec, status in zip(SPECS, (200, 404, 410, 500, 400, 301, 304, 403), strict=False):
        writer.write(Exchange(spec.url, DAY, status, "?", HTML, PAGES[spec.url].body))
    writer.close()
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    done = replay(tmp_path / "replayed", "hanoimoi", "--archive", str(file))
    assert done.stdout == (
        "hanoimoi: 8 pages read: 1 new, 0 changed, 1 unchanged; 2 pages could not be read (1 http, 1 server-error);"
        " left out: 2 gone, 1 redirect; blocked: 1\n"
    )
    assert done.stderr.splitlines() == [
        f"could not be read (server-error): {SPECS[3].url} (HTTP 500)",
        f"could not be read (http): {SPECS[4].url} (HTTP 400)",
    ]
    (record,) = [json.loads(one.read_text()) for one in (tmp_path / "replayed").glob("runs/*.json")]
    assert record["sources"]["hanoimoi"]["unreadable_kinds"] == {"http": 1, "server-error": 1}
    assert record["sources"]["hanoimoi"]["left_out"] == {"gone": 2, "redirect": 1}


def test_a_broken_body_has_the_message_of_a_crawl(tmp_path: Path) -> None:
    archive(tmp_path, (SPECS[0].url, b""))
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    message = f"could not be read (empty): {SPECS[0].url} (HTTP 200 with an empty body)"
    assert message in replay(tmp_path / "replayed", "--archive", str(file)).stderr
    crawled = run(tmp_path / "crawled", "crawl", "hanoimoi", "-a", f"archive={file}", "-a", f"url={SPECS[0].url}")
    assert message in crawled.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["hanoimo"], "invalid source name 'hanoimo'; did you mean 'hanoimoi'?"),
        (["--jobs", "0"], "invalid --jobs 0; use a whole number from 1 to 1000"),
        (["--jobs", "hai"], "invalid --jobs hai; "),
        (
            ["--archive", "khong://co/*.warc.gz"],
            "invalid --archive khong://co/*.warc.gz: khong://co/*.warc.gz cannot be",
        ),
        (["--engine", "yarn"], "invalid engine 'yarn'; "),
        (["--exchange", "/tmp"], "--exchange is for --engine; "),
        (["--archive", "khong/co/*.warc.gz"], "invalid --archive khong/co/*.warc.gz: no such file; use WARC files"),
    ],
)
def test_bad_arguments(tmp_path: Path, arguments: list[str], says: str) -> None:
    done = replay(tmp_path, *arguments)
    assert done.returncode == 2 and done.stderr.startswith(says) and len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_one_run_at_a_time(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path, "scrapy harvest")
    done = replay(tmp_path)
    lock.release()
    assert done.returncode == 75 and f"{tmp_path} is in use by scrapy harvest, process {os.getpid()}" in done.stderr


def test_nothing_to_replay(tmp_path: Path) -> None:
    done = replay(tmp_path, "hanoimoi")
    assert (done.returncode, done.stdout) == (0, "no page of hanoimoi in 0 archive files\n")
