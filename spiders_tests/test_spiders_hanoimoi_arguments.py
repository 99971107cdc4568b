"""Test arguments of a hanoimoi crawl, right and wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.schema import article_schema
from spiders_tests.loopback import crawl
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow

SITE = Site()

PAGES = SITE.pages()


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(PAGES) as running:
        yield running


def test_scrapys_own_output_flag(served: Served, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    run = crawl(tmp_path / "data", "hanoimoi", "-a", "limit=3", "-O", str(file), served=served)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(lines) == 3 and not run.articles
    assert list(lines[0]) == list(article_schema()["properties"])
    assert f"3 articles in {file}" in run.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["days=0"], "hanoimoi: invalid days=0; use a whole number from 1 to 99999"),
        (
            ["url=https://hanoimoi.vn/ha-noi-event12.html"],
            "hanoimoi: invalid url=https://hanoimoi.vn/ha-noi-event12.html",
        ),
        (["since=2026-11-02", "until=2026-11-01"], "since is after until"),
    ],
)
def test_an_invalid_argument_ends_at_once(served: Served, tmp_path: Path, arguments: list[str], says: str) -> None:
    """The messages, one by one: test_spiders_arguments.py."""
    run = crawl(tmp_path, "hanoimoi", *(word for one in arguments for word in ("-a", one)), served=served)
    assert run.code == 2
    assert len(run.err.strip().splitlines()) == 1 and says in run.err
    assert served.log == [] and run.file is None


def test_an_unknown_source(tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimo")
    assert run.code == 2
    assert (
        len(run.err.strip().splitlines()) == 1 and "invalid source name 'hanoimo'; did you mean 'hanoimoi'?" in run.err
    )


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    fake = tmp_path / "a.warc.gz"
    fake.write_text("Không phải WARC")
    run = crawl(tmp_path, "hanoimoi", "-a", f"archive={fake}")
    assert run.code == 2 and "no readable WARC file" in run.err
