"""`scrapy replay` and `crawl -a archive=` over archives that are cut, damaged, or hold what no terminal should see."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.loopback import run
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.warc_records import http, record, warc

pytestmark = pytest.mark.slow

SITE = Site()
PAGES = SITE.pages()
SPECS = [spec for spec in SITE.current if not spec.sponsored][:6]
URLS = ",".join(spec.url for spec in SPECS)
DAY = "2026-11-24T03:00:00Z"
HTML = [("Content-Type", "text/html; charset=utf-8")]
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffd]")


def archive(data: Path) -> Path:
    writer = WarcWriter(data, "hanoimoi", "test")
    for spec in SPECS:
        writer.write(Exchange(spec.url, DAY, 200, "OK", HTML, PAGES[spec.url].body))
    writer.close()
    (path,) = data.glob("archive/*/*/*.warc.gz")
    return path


def articles(data: Path) -> int:
    return sum(len(file.read_bytes().splitlines()) for file in data.glob("articles/*/*/*.jsonl"))


def both(tmp_path: Path, file: Path) -> list[tuple[int, int, str]]:
    """Replay and crawl an archive; return exit code, number of articles and errors of each."""
    replayed = run(tmp_path / "replayed", "replay", "hanoimoi", "--archive", str(file))
    crawled = run(tmp_path / "crawled", "crawl", "hanoimoi", "-a", f"archive={file}", "-a", f"url={URLS}")
    codes = replayed.returncode, crawled.returncode
    return list(
        zip(
            codes,
            (articles(tmp_path / "replayed"), articles(tmp_path / "crawled")),
            (replayed.stderr, crawled.stderr),
            strict=True,
        )
    )


def test_one_member_around_all_records(tmp_path: Path) -> None:
    file = tmp_path / "all.warc.gz"
    file.write_bytes(gzip.compress(gzip.decompress(archive(tmp_path).read_bytes())))
    for code, number, err in both(tmp_path, file):
        assert (code, number) == (0, 6), err


@pytest.mark.parametrize("form", ["members", "one member", "plain"])
def test_half_a_file(tmp_path: Path, form: str) -> None:
    whole = archive(tmp_path).read_bytes()
    if form != "members":
        whole = gzip.decompress(whole)
    if form == "one member":
        whole = gzip.compress(whole)
    file = tmp_path / "half.warc"
    file.write_bytes(whole[: len(whole) // 2 + 3])
    for code, number, err in both(tmp_path, file):
        assert code == 1 and 1 <= number <= 4
        assert f"not read: {file} at byte " in err and "the file ends inside" in err


def test_zeros_in_the_middle(tmp_path: Path) -> None:
    file = archive(tmp_path)
    data = bytearray(file.read_bytes())
    middle = data.index(b"\x1f\x8b\x08", len(data) // 2)
    data[middle : middle + 40] = bytes(40)
    file.write_bytes(data)
    for code, number, err in both(tmp_path, file):
        assert code == 1 and number >= 5 and f"not read: {file} at byte {middle}: " in err


def test_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "empty.warc.gz"
    file.touch()
    for code, number, err in both(tmp_path, file):
        assert (code, number) == (1, 0) and f"not read: {file} at byte 0: the file is empty" in err


def test_an_own_archive_that_is_shorter_than_it_was(tmp_path: Path) -> None:
    file = archive(tmp_path)
    assert run(tmp_path, "replay").returncode == 0
    whole = file.read_bytes()
    begins = [found.start() for found in re.finditer(b"\x1f\x8b\x08", whole)]  # of the info, then two for each page
    assert len(begins) == 13
    for size, lost in ((begins[9], 2), (0, 6)):
        file.write_bytes(whole[:size])
        done = run(tmp_path, "replay")
        says = f"{file} ends at byte {size}: {lost} lines of the corpus come from pages behind it"
        assert (done.returncode, done.stderr) == (1, f"not read: {says}\n")
    file.unlink()
    assert run(tmp_path, "replay").returncode == 0


def test_nothing_of_an_archive_reaches_the_terminal_raw(tmp_path: Path) -> None:
    evil = "\x1b[2J\x9b31m\u202e\x07"
    records = [
        *warc((f"https://hanoimoi.vn/tin{evil}-700001.html", http(b"<p>"))),
        *warc((f"https://hanoimoi.vn/tin x{evil}-700005.html", http(b"<p>"))),
        *warc(("https://hanoimoi.vn/tin-700002.html", b"HTTP/1.1 \x1b[2J\x07\r\nA: b\r\n\r\n<p>")),
        *warc(("https://hanoimoi.vn/tin-700003.html", http(b"<html>\x1b[2J", "Content-Encoding: \x1b[2J\x07"))),
        *warc(
            ("https://hanoimoi.vn/tin-700004.html", http(b"<html>", "Content-Type: text/html; charset=\x1b]0;a\x07"))
        ),
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-\x1b[2J: \x07\r\nContent-Length: 4\r\n\r\n\x1b[2J\r\n\r\n",
        b"\x1b[2J\x07\x9b",
    ]
    file = tmp_path / f"a{evil}.warc"
    file.write_bytes(b"".join(records))
    for command in (
        ("replay", "hanoimoi", "--archive", str(tmp_path / "*.warc")),
        ("crawl", "hanoimoi", "-a", f"archive={file}", "-a", "url=https://hanoimoi.vn/tin-700003.html"),
        ("crawl", "hanoimoi", "-a", f"archive={file}x"),
    ):
        done = run(tmp_path / command[0], *command)
        assert done.returncode in (1, 2) and not _RAW.search(done.stdout + done.stderr), done.stderr
        assert "\\x1b[2J" in done.stderr


def begun(data: Path, count: int) -> subprocess.Popen[str]:
    """Archive one page under so many addresses, and start to replay it."""
    writer = WarcWriter(data, "hanoimoi", "test")
    body = PAGES[SPECS[0].url].body
    for number in range(count):
        writer.write(Exchange(f"https://hanoimoi.vn/tin-{700000 + number}.html", DAY, 200, "OK", HTML, body))
    writer.close()
    command = [sys.executable, "-m", "scrapy", "replay", "hanoimoi", "--jobs", "2", "-s", f"DATA_DIR={data}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


def wait_for(data: Path, pattern: str) -> None:
    """Wait until a file that matches has content."""
    for _ in range(600):
        with suppress(FileNotFoundError):
            if any(file.stat().st_size > 1000 for file in data.glob(pattern)):
                return
        time.sleep(0.05)
    raise AssertionError(f"{pattern} was never written")


def readers(pid: int) -> list[int]:
    """Return the processes below another one that have no children of their own."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [reader for child in children for reader in readers(int(child))] or [pid]


def test_a_stop_keeps_what_was_merged(tmp_path: Path) -> None:
    with begun(tmp_path, 1200) as process:
        wait_for(tmp_path, "articles/*/*/*")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1 and "the replay was stopped" in err
    assert articles(tmp_path) == 1 and "1200 pages" not in out and not list(tmp_path.glob("articles/*/*/*.part"))
    assert not list(tmp_path.glob("parts/*"))


def test_a_killed_worker_loses_nothing_and_is_named(tmp_path: Path) -> None:
    with begun(tmp_path, 300) as process:
        wait_for(tmp_path, "parts/*/*/readings.part")
        for pid in readers(process.pid):
            os.kill(pid, signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0 and "300 pages read: 1 new, 0 changed, 299 unchanged" in out, err
    (record,) = [json.loads(path.read_text()) for path in tmp_path.glob("runs/*.json")]
    assert record["retries"] and all("a worker died while it read" in line for line in record["retries"])
    assert out.splitlines()[1:] == [f"tried again: {line}" for line in record["retries"]]


def test_a_killed_replay_leaves_nothing_behind(tmp_path: Path) -> None:
    with begun(tmp_path, 100) as process:
        wait_for(tmp_path, "parts/*/*/readings.part")
        process.kill()
        process.communicate(timeout=60)
    assert list(tmp_path.glob("parts/*/*"))
    done = run(tmp_path, "replay")
    assert done.returncode == 0 and "100 pages read: " in done.stdout, done.stderr
    assert not (tmp_path / "parts").exists()


def test_forms_of_other_archivers(tmp_path: Path) -> None:
    """HTTP/2, resource records, and a revisit, which is left out and counted; the place of each page can be read."""
    first, second, third = SPECS[:3]
    head = b"content-type: text/html; charset=utf-8\r\n\r\n"
    records = [
        record(first.url, b"HTTP/2 200\r\n" + head + PAGES[first.url].body),
        record(second.url, PAGES[second.url].body, kind="resource", content_type="text/html; charset=utf-8"),
        record(third.url, b"HTTP/2 200\r\n" + head, kind="revisit"),
    ]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"".join(map(gzip.compress, records)))
    done = run(tmp_path / "data", "replay", "hanoimoi", "--archive", str(file))
    assert done.returncode == 0 and "left out: 1 revisit" in done.stdout, done.stdout + done.stderr
    lines = [json.loads(line) for path in (tmp_path / "data").rglob("*.jsonl") for line in path.open()]
    assert {line["url"] for line in lines} == {first.url, second.url}
    for line in lines:
        found = next(responses(file, lambda damage: None, start=line["archive"]["offset"]))
        assert found.url == line["url"] and line["fetched_at"] == "2024-05-06T07:08:09Z"


def test_an_archive_without_pages_is_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.warc", tmp_path / "b.warc"
    good.write_bytes(gzip.decompress(archive(tmp_path / "other").read_bytes()))
    bad.write_bytes(record(SPECS[0].url, b"words", kind="conversion", content_type="text/plain"))
    done = run(tmp_path / "data", "replay", "hanoimoi", "--archive", str(tmp_path / "*.warc"))
    assert (done.returncode, articles(tmp_path / "data")) == (1, 6)
    assert done.stderr == f"not read: {bad} holds no response\n"
