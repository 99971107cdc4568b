"""An article that was removed comes back by no list, address, archive or rebuilt ledger."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from spiders_tests.loopback import run
from spiders_tests.nights import OLD, corpus, night, paper_of
from spiders_tests.sites.nightly import at
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow
GONE = "hanoimoi/102"


def test_nights_after_a_removal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = tmp_path / "data"
    paper = paper_of("2023-03-01", "2023-03-02", each=3)
    with serve(paper.pages()) as served:
        assert night(data, served, "-s", OLD).code == 0
        before = [one for one in corpus(data) if one["id"] != GONE]
        done = run(data, "corpus", "remove", GONE, "--reason", "asked for", served=served)
        assert done.returncode == 0 and f"{GONE}: 1 line removed" in done.stdout, done.stderr

        for path in data.glob("ledger.sqlite*"):  # it is made again from the segments
            path.unlink()
        paper.correct(102, at("2023-03-03 10:00"))  # the sitemap says that it has changed
        again = night(data, served, paper=paper)
        figures = again.record["sources"]["hanoimoi"]
        assert (again.code, again.articles, figures["left_out"]["removed"]) == (0, [], 1)

        url = paper.pieces[102].url
        other = url.replace("102", "900")  # another address of the same page, which names its own
        served.pages = {**paper.pages(), other: paper.pages()[url]}
        one = run(data, "crawl", "hanoimoi", "-a", f"url={url},{other}", served=served)
        assert one.returncode == 0, one.stderr
        assert f"left out (removed): {GONE}, which is on the list corpus/take-down.txt" in one.stderr
        assert f"a page gave {GONE}, which was removed; its page is in archive/" in one.stderr

        feed = tmp_path / "feed.jsonl"
        one = run(data, "crawl", "hanoimoi", "-a", f"url={other}", "-o", str(feed), served=served)
        assert one.returncode == 0 and not (feed.exists() and feed.read_bytes()), one.stderr

        done = run(data, "replay", "hanoimoi", "--jobs", "1")
        assert done.returncode == 0 and "2 removed, not stored" in done.stdout
        assert corpus(data) == before

        title = paper.pieces[102].title.encode()
        archives = list(data.glob("archive/*/*/*.gz"))
        assert any(title in gzip.decompress(path.read_bytes()) for path in archives)
        done = run(data, "corpus", "remove", GONE, "--archives")
        assert "4 archived records removed" in done.stdout  # its page, and the one at `other`
        assert not any(title in gzip.decompress(path.read_bytes()) for path in archives)
