"""`newsource NAME URL --probe`, then `crawl NAME`, on six sites that no source describes, served on loopback."""

from __future__ import annotations

import json
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from hanoi_press.sources.own_sources import load_source
from spiders_tests.loopback import arguments_of
from spiders_tests.scrapy_process import run_scrapy
from spiders_tests.sites.serve import Served, serve
from spiders_tests.unknown_sites.news import Site

pytestmark = pytest.mark.slow
NAMES = ("feed_only", "sitemap_only", "paged_lists", "table_list", "plain_links", "several_ways")
MOST_REQUESTS = 24


def run(data: Path, *arguments: str, served: Served | None = None) -> subprocess.CompletedProcess[str]:
    words, environment = arguments_of(data, *arguments, served=served)
    environment |= {"HANOI_PRESS_SOURCES": str(data / "sources")}
    return run_scrapy(words, environment)


def site_of(name: str) -> Site:
    found: Site = import_module(f"spiders_tests.unknown_sites.{name}").SITE
    return found


def stored(data: Path) -> list[str]:
    lines = [line for file in data.glob("articles/**/*.jsonl") for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line)["url"] for line in lines]


@pytest.mark.parametrize("name", NAMES)
def test_a_probed_site_is_crawled_whole(name: str, tmp_path: Path) -> None:
    site = site_of(name)
    with serve(site.pages) as served:
        done = run(tmp_path, "newsource", "vidu", site.home, "--probe", served=served)
        assert done.returncode == 0, done.stderr
        assert f"wrote {tmp_path}/sources/vidu.py" in done.stdout
        asked = [url for url in served.urls() if not url.endswith("/robots.txt")]
        assert len(asked) == len(set(asked)) < MOST_REQUESTS
        assert max(served.peak.values()) == 1
        crawled = run(tmp_path, "crawl", "vidu", "-a", "since=1990-01-01", served=served)
    assert crawled.returncode == 0, crawled.stderr
    assert sorted(stored(tmp_path)) == sorted(site.articles)
    source = load_source(tmp_path / "sources" / "vidu.py")
    assert source.publisher == site.publisher
    assert source.status == "unverified" and source.remark.startswith("by probe on ")
    assert [url for url in site.pages if url not in site.articles and source.identify(url)] == []
    learnt = json.loads((tmp_path / "templates" / "vidu.json").read_text("utf-8"))
    assert learnt["pages"] >= 3
