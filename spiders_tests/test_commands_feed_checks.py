"""`crawl -o`: an output that cannot be written, or was not, is a failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hanoi_press.commands.feed_checks import unusable_feeds
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.loopback import run
from spiders_tests.sites.hanoimoi.site import Site

SITE = Site()
SPEC = next(spec for spec in SITE.current if not spec.sponsored)


def test_outputs_that_take_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    (tmp_path / "lost").symlink_to(tmp_path / "gone" / "away")
    bad = [str(tmp_path), str(file / "a.jsonl"), str(file / "a" / "b.jsonl"), f"file://{file}/a.jsonl", "/dev/null/x"]
    good = [
        str(file),
        str(tmp_path / "new" / "er" / "a.jsonl"),
        "out.jsonl",
        f"file://{file}",
        "ftp://a.vn/x",
        "/dev/full",
    ]
    assert list(unusable_feeds(bad)) == bad
    assert list(unusable_feeds(good)) == []


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Return the arguments that crawl one article from an archive."""
    writer = WarcWriter(tmp_path / "data", "hanoimoi", "test")
    html = [("Content-Type", "text/html; charset=utf-8")]
    writer.write(Exchange(SPEC.url, "2026-11-24T03:00:00Z", 200, "OK", html, SITE.pages()[SPEC.url].body))
    writer.close()
    (archive,) = tmp_path.glob("data/archive/*/*/*.warc.gz")
    return ["crawl", "hanoimoi", "-a", f"archive={archive}", "-a", f"url={SPEC.url}"]


@pytest.mark.slow
@pytest.mark.parametrize("more", [[], ["-o", "/dev/null/x.jsonl"]])
def test_an_output_of_the_command_line(tmp_path: Path, arguments: list[str], more: list[str]) -> None:
    out = tmp_path / "out.jsonl"
    done = run(tmp_path, *arguments, "-o", str(out), *more)
    if more:
        assert (done.returncode, out.exists()) == (2, False)
        assert done.stderr == (
            "invalid output /dev/null/x.jsonl: it cannot be written; use a file in a folder that can be\n"
        )
    else:
        assert (done.returncode, len(out.read_bytes().splitlines())) == (0, 1)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("store_empty", ["1", "0"])
def test_articles_that_were_not_written(tmp_path: Path, arguments: list[str], store_empty: str) -> None:
    feeds = {"/dev/full": {"format": "jsonl"}, str(tmp_path / "b"): {"format": "csv"}}
    done = run(tmp_path, *arguments, "-s", f"FEEDS={json.dumps(feeds)}", "-s", f"FEED_STORE_EMPTY={store_empty}")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "not every article could be written to the output, see the log"


@pytest.mark.slow
@pytest.mark.parametrize("store_empty", ["1", "0"])
def test_an_output_that_is_not_opened(tmp_path: Path, arguments: list[str], store_empty: str) -> None:
    done = run(tmp_path, *arguments, "-O", "/proc/x.jsonl", "-s", f"FEED_STORE_EMPTY={store_empty}")
    assert done.returncode in (1, 2)  # only root may try
    assert "output" in done.stderr.splitlines()[-1]
