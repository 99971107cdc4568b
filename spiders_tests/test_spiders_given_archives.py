"""`spiders/given_archives.py`, and crawls of archive files of all the world's hosts (`-a archive=`)."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hanoi_press import corpus
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.spiders.given_archives import reads_stream
from spiders_tests.file_server import FileServer, file_server
from spiders_tests.foreign_archives import Stored, archive, foreign, write
from spiders_tests.loopback import command_of, run
from spiders_tests.past.old_pages import OldPage, articles, old_pages
from spiders_tests.scrapy_process import ROOT

PAGES = old_pages("hanoimoi")
HANOIMOI = sources()["hanoimoi"]


def stored(page: OldPage, **more: Any) -> Stored:
    at = page.captured
    date = f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:]}Z"
    return Stored(page.url, page.body, date)._replace(**more)


def among_others(pages: Iterable[OldPage]) -> list[Stored]:
    """Return the records of pages, each behind three of other sites."""
    return [one for n, page in enumerate(pages) for one in (*map(foreign, range(3 * n, 3 * n + 3)), stored(page))]


def lines(data: Path) -> list[dict[str, Any]]:
    files = sorted(data.glob("articles/**/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def begun(data: Path) -> int:
    """Return the number of lines, also of a run that has not ended."""
    return sum(file.read_bytes().count(b"\n") for file in data.glob("articles/**/*.jsonl*") if file.suffix != ".json")


def crawl(data: Path, given: object, *arguments: str) -> tuple[int, str, str]:
    found = run(data, "crawl", "hanoimoi", "-a", f"archive={given}", *arguments)
    return found.returncode, found.stdout, found.stderr


def test_how_a_file_is_read(tmp_path: Path) -> None:
    own, mixed = tmp_path / "own.warc.gz", tmp_path / "mixed.warc.gz"
    write(own, map(stored, PAGES))
    write(mixed, among_others(PAGES[:3]))
    assert not reads_stream(CrawlArguments(), HANOIMOI)
    assert not reads_stream(CrawlArguments(archive=own), HANOIMOI)
    assert reads_stream(CrawlArguments(archive=mixed), HANOIMOI)
    assert reads_stream(CrawlArguments(archive=str(own)), HANOIMOI)  # as a glob or an address
    assert not reads_stream(CrawlArguments(archive=mixed, via="sitemap"), HANOIMOI)
    assert not reads_stream(CrawlArguments(archive=mixed, sections=("kinh-te",)), HANOIMOI)
    assert not reads_stream(CrawlArguments(archive=ROOT / "data/sample/hanoimoi.warc.gz"), HANOIMOI)


def test_a_glob_gives_every_article_once_with_its_revisions(tmp_path: Path) -> None:
    half = len(PAGES) // 2
    write(tmp_path / "CC-NEWS-1.warc.gz", among_others(PAGES[:half]))
    write(tmp_path / "CC-NEWS-2.warc", among_others([*PAGES[half:], *PAGES[:2]]), gzip=False)
    data = tmp_path / "data"
    code, out, _ = crawl(data, f"{tmp_path}/CC-NEWS-*")
    told = rf"hanoimoi: {len(PAGES)} articles in .*; all from archive files; other captures: 2 known"
    assert code == 0 and re.search(told, out)
    found: dict[str, list[dict[str, Any]]] = {}
    for line in lines(data):
        found.setdefault(line["id"], []).append(line)
    wanted = articles("hanoimoi")
    assert found.keys() == wanted.keys()
    for id, revisions in wanted.items():
        for number, (line, expected) in enumerate(zip(found[id], revisions, strict=True), 1):
            assert line["revision"] == number and {name: line[name] for name in expected} == expected
            assert line["extraction"]["via"] == "file"
    times = {(page.id, page.captured) for page in PAGES}
    assert {(one["id"], re.sub(r"\D", "", one["fetched_at"])) for one in lines(data)} == times
    place = found[PAGES[0].id][0]["archive"]
    assert place["file"] == str(tmp_path / "CC-NEWS-1.warc.gz")
    again = crawl(data, f"{tmp_path}/CC-NEWS-*")
    assert again[0] == 0 and f"hanoimoi: 0 articles; other captures: {len(PAGES) + 2} known" in again[1]
    assert len(lines(data)) == len(PAGES)


def test_a_file_on_a_web_server_is_sent_once(tmp_path: Path) -> None:
    served = FileServer(archive(among_others(PAGES[-4:])))
    with file_server(served):
        address = f"{served.address}/crawl-data/CC-NEWS-1.warc.gz"
        code, out, err = crawl(tmp_path / "data", address, "-O", f"{tmp_path}/found.jsonl")
    assert code == 0 and "hanoimoi: 4 articles in" in out, err
    found = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text("utf-8").splitlines()]
    assert [one["id"] for one in found] == [page.id for page in PAGES[-4:]]
    assert {one["archive"]["file"] for one in found} == {address}
    assert [method for method, _ in served.asked].count("GET") == 1 and served.sent == len(served.content)
    assert all("+https://" in agent for agent in served.agents)


def test_archives_in_s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra `s3` is not installed")
    pytest.importorskip("s3fs", reason="the extra `s3` is not installed")
    pytest.importorskip("moto", reason="moto is not installed")
    from spiders_tests.s3_server import s3_server

    with s3_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        files = fsspec.filesystem("s3", skip_instance_cache=True)
        files.pipe(f"{server.bucket}/news/a.warc.gz", archive(among_others(PAGES[:2])))
        files.pipe(f"{server.bucket}/news/b.warc.gz", archive(among_others(PAGES[2:3])))
        code, out, err = crawl(tmp_path, f"s3://{server.bucket}/news/*.warc.gz")
        assert code == 0 and "hanoimoi: 3 articles in" in out, err
        assert {line["archive"]["file"] for line in lines(tmp_path)} == {
            f"s3://{server.bucket}/news/a.warc.gz",
            f"s3://{server.bucket}/news/b.warc.gz",
        }


def test_one_file_of_articles_without_lists(tmp_path: Path) -> None:
    """As by `wget` with a list of addresses. It holds one damaged record, which is counted once."""
    raw = archive(map(stored, PAGES[-3:]), gzip=False)
    path = tmp_path / "wget.warc"
    path.write_bytes(raw + b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nxx\r\n\r\n")
    code, out, err = crawl(tmp_path / "data", path)
    assert "no list of hanoimoi is in the archive: its articles are read one by one" in err
    assert code == 1 and "hanoimoi: 3 articles in" in out and err.count("not read: ") == 1
    assert "a part of the archive could not be read" in out and "route" not in out


def test_days_and_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", among_others(PAGES))
    data = tmp_path / "data"
    code, _, _ = crawl(data, path, "-a", "since=2019-01-01", "-a", "until=2022-12-31")
    wanted = [page.id for page in PAGES if "2019" <= str(page.article["published_at"])[:4] < "2023"]
    assert code == 0 and sorted(line["id"] for line in lines(data)) == sorted(wanted)
    code, out, _ = crawl(data, path, "-a", "limit=3")  # what was of other days is read when it is wanted
    assert code == 0 and "hanoimoi: 3 articles in" in out
    assert len({line["id"] for line in lines(data)}) == len(set(wanted)) + 3


def test_one_article_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", among_others(PAGES))
    pages = [page for page in PAGES if page.id == PAGES[-1].id]
    gone = "https://hanoimoi.vn/khong-co-1.html"
    code, _, err = crawl(tmp_path / "data", f"{tmp_path}/*.gz", "-a", f"url={pages[0].url},{gone}")
    assert code == 0 and [line["id"] for line in lines(tmp_path / "data")] == [page.id for page in pages]
    assert f"not in the archive: {gone}" in err


def test_what_is_no_article_is_named_and_skipped(tmp_path: Path) -> None:
    page = PAGES[-1]
    records = [
        stored(page),
        stored(replace(PAGES[-2], body=PAGES[-2].body[:6000])),  # cut short
        Stored("https://hanoimoi.vn/khong-tim-thay-77.html", status="404 Not Found"),
        Stored("https://hanoimoi.vn/tin-78.html", b"\x1f\x8b\x08damaged", headers=(("Content-Encoding", "gzip"),)),
        Stored("https://hanoimoi.vn/tin-79.html", status="302 Found", headers=(("Location", "https://hanoimoi.vn/"),)),
    ]
    write(tmp_path / "a.warc.gz", [*map(foreign, range(9)), *records])
    code, out, err = crawl(tmp_path / "data", tmp_path / "a.warc.gz")
    assert code == 0 and "hanoimoi: 1 article in" in out
    assert "other captures: 1 cut-short, 1 redirect, 1 status, 1 undecodable" in out, out
    assert "khong-tim-thay-77.html (HTTP 404)" in err


def test_forms_of_a_record(tmp_path: Path) -> None:
    """A `resource`, a body with its chunks, compressed ones, addresses with `http:` and `www.`."""
    import brotli

    pages = PAGES[-4:]
    html = ("Content-Type", "text/html; charset=utf-8")
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (pages[1].body[:5000], pages[1].body[5000:]))
    records = [
        stored(pages[0], kind="resource"),
        stored(pages[1], body=chunks + b"0\r\n\r\n", headers=(html, ("Transfer-Encoding", "chunked"))),
        stored(pages[2], body=brotli.compress(pages[2].body), headers=(html, ("Content-Encoding", "br"))),
        stored(pages[3], url=pages[3].url.replace("https://", "http://www.")),
    ]
    write(tmp_path / "a.warc.gz", [*map(foreign, range(9)), *records])
    code, _, err = crawl(tmp_path / "data", tmp_path / "a.warc.gz")
    assert code == 0, err
    for line, page in zip(lines(tmp_path / "data"), pages, strict=True):
        assert {name: line[name] for name in page.article} == page.article


def test_a_run_that_ends_before_the_file_goes_on(tmp_path: Path) -> None:
    """The server is silent in the middle of the file, which keeps no run from ending."""
    content, data = archive(among_others(PAGES)), tmp_path / "data"
    served = FileServer(content)
    with file_server(served):
        given = f"archive={served.address}/a.warc.gz"
        for how, least in ((signal.SIGTERM, 4), (signal.SIGKILL, 12)):
            served.hold_at = len(content) * (least + 5) // len(PAGES)
            command, environment = command_of(data, "crawl", "hanoimoi", "-a", given)
            with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
                end = time.monotonic() + 60
                while begun(data) < least and time.monotonic() < end:
                    time.sleep(0.02)
                process.send_signal(how)
                process.wait(30)
            assert process.returncode == (0 if how == signal.SIGTERM else -how)
            assert least <= begun(data) < len(PAGES)
        known, served.hold_at = begun(data), None
        code, out, err = crawl(data, f"{served.address}/a.warc.gz")
    assert code == 0 and f"other captures: {known} known" in out, err
    hashes = [one["content_hash"] for one in lines(data)]
    assert len(hashes) == len(set(hashes)) == len(PAGES)


def test_an_older_file_gives_the_earlier_revisions(tmp_path: Path) -> None:
    id = next(page.id for page in PAGES if len(articles("hanoimoi")[page.id]) == 2)
    old, new = (page for page in PAGES if page.id == id)
    write(tmp_path / "old.warc.gz", among_others([old]))
    write(tmp_path / "new.warc.gz", among_others([new]))
    data = tmp_path / "data"
    for name in ("new", "old", "*"):
        code, _, err = crawl(data, tmp_path / f"{name}.warc.gz")
        assert code == 0, err
    with corpus.open(data) as opened:
        found = [(one.revision, one.title, one.text) for one in opened.revisions(id)]
    assert found == [(n, page.article["title"], page.article["text"]) for n, page in enumerate((old, new), 1)]


def test_messages(tmp_path: Path) -> None:
    code, out, err = crawl(tmp_path / "data", f"{tmp_path}/none*.warc.gz")
    wanted = f"hanoimoi: invalid archive={tmp_path}/none*.warc.gz: no such file; use WARC files (.warc or .warc.gz)\n"
    assert (code, out) == (2, "") and err == wanted
