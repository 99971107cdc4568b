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
from spiders_tests.sites.build_sample import write
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
        done = run(tmp_path, "newsource", "xa_vidu", site.home, "--probe", served=served)
        assert done.returncode == 0, done.stderr
        assert f"wrote {tmp_path}/sources/xa_vidu.py" in done.stdout
        asked = [url for url in served.urls() if not url.endswith("/robots.txt")]
        assert len(asked) == len(set(asked)) < MOST_REQUESTS
        assert max(served.peak.values()) == 1
        crawled = run(tmp_path, "crawl", "xa_vidu", "-a", "since=1990-01-01", served=served)
    assert crawled.returncode == 0, crawled.stderr
    assert sorted(stored(tmp_path)) == sorted(site.articles)
    source = load_source(tmp_path / "sources" / "xa_vidu.py")
    assert source.publisher == site.publisher
    assert source.status == "unverified" and source.remark.startswith("by probe on ")
    assert [url for url in site.pages if url not in site.articles and source.identify(url)] == []
    learnt = json.loads((tmp_path / "templates" / "xa_vidu.json").read_text("utf-8"))
    assert learnt["pages"] >= 3


def test_other_commands_know_the_probed_site(tmp_path: Path) -> None:
    site = site_of("several_ways")
    with serve(site.pages) as served:
        looked = run(tmp_path, "doctor", site.home, served=served)
        assert "newsource NAME https://donglinh24h.example/ --probe" in looked.stdout, looked.stderr
        assert looked.returncode == 0, looked.stdout
        asked = len(served.log)
        assert asked <= MOST_REQUESTS + 5
        run(tmp_path, "newsource", "xa_vidu", site.home, "--probe", served=served)
        harvested = run(tmp_path, "harvest", "xa_vidu", "--limit", "5", served=served)
    assert len(stored(tmp_path)) == 5, harvested.stderr
    replayed = run(tmp_path, "replay", "xa_vidu")
    assert replayed.returncode == 0, replayed.stderr
    assert run(tmp_path, "corpus", "verify").returncode == 0
    again = run(tmp_path, "newsource", "xa_vidu", "https://khac.example/", "--probe")
    assert again.returncode == 2 and "a source has it already" in again.stderr
    other = run(tmp_path, "newsource", "khac", site.home, "--probe")
    assert other.returncode == 2 and "it belongs to the source xa_vidu" in other.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("hanoimoi", "https://khac.example/"), "invalid name 'hanoimoi': a source has it already"),
        (("khac", "https://www.moit.gov.vn/tin"), "it belongs to the source moit"),
        (("khac", "khac.example"), "use the address of a site, such as https://vidu.gov.vn"),
        (("khac", "ftp://khac.example/"), "use the address of a site, such as https://vidu.gov.vn"),
        (("Khac", "https://khac.example/"), "use 2 to 31 characters a-z, 0-9 and _"),
        (("khac", "https://khac.example/", "--archive", "/nowhere.warc"), "no such file; use a WARC file"),
        (("khac", "https://khac.example/", "--family", "vhv"), "leave out --family"),
    ],
)
def test_an_invalid_argument_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(tmp_path, "newsource", *arguments, "--probe")
    assert done.returncode == 2 and words in done.stderr + done.stdout
    assert not (tmp_path / "sources").exists()


def test_a_site_without_articles_writes_nothing(tmp_path: Path) -> None:
    with serve({}) as served:
        done = run(tmp_path, "newsource", "xa_vidu", "https://vidu.example/", "--probe", served=served)
    assert done.returncode == 1
    assert done.stderr == "nothing was written: https://vidu.example/ cannot be read: 404\n"
    assert not (tmp_path / "sources").exists()


def test_an_archive_answers_in_place_of_the_site(tmp_path: Path) -> None:
    site = site_of("plain_links")
    write(site.pages, tmp_path / "site.warc.gz")
    done = run(tmp_path, "newsource", "xa_vidu", site.home, "--probe", "--archive", str(tmp_path / "site.warc.gz"))
    assert done.returncode == 0, done.stderr
    crawled = run(tmp_path, "crawl", "xa_vidu", "-a", f"archive={tmp_path}/site.warc.gz")
    assert crawled.returncode == 0, crawled.stderr
    assert sorted(stored(tmp_path)) == sorted(site.articles)
