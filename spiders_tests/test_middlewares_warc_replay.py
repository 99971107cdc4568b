"""`middlewares/warc_replay.py`: one archive file in place of a site."""

from __future__ import annotations

from pathlib import Path

from spiders_tests.foreign_archives import Stored, archive, foreign
from spiders_tests.loopback import run
from spiders_tests.scrapy_process import ROOT


def test_articles_that_no_list_names_are_told_of(tmp_path: Path) -> None:
    """They are read from `file:///…`, as a stream; what another host sent counts for nothing."""
    path = tmp_path / "moj.warc.gz"
    listed = (ROOT / "data/sample/moj.warc.gz").read_bytes()
    url = "https://moj.gov.vn/qt/tintuc/Pages/chi-dao-dieu-hanh.aspx?ItemID=99{}"
    image = Stored("https://example.org/?ItemID=1", b"x", headers=(("Content-Type", "image/png"),))
    gone = Stored(url.format(7), status="404 Not Found")
    path.write_bytes(listed + archive([*(Stored(url.format(n)) for n in range(2)), image, gone]))
    done = run(tmp_path / "data", "crawl", "moj", "-a", f"archive={path}")
    told = f"not read: 2 articles in {path} that no list in it names; archive=file://{path} reads every record"
    assert done.returncode == 0 and "moj: 3 articles" in done.stdout and told in done.stderr, done.stderr
    assert "reading 10 stored pages" in done.stderr
    bounded = run(tmp_path / "data", "crawl", "moj", "-a", f"archive={path}", "-a", "limit=2")
    assert bounded.returncode == 0 and "not read: " not in bounded.stderr


def test_a_visit_asks_a_file_with_pages_of_other_sites(tmp_path: Path) -> None:
    path = tmp_path / "moj.warc.gz"
    path.write_bytes(archive([foreign(1)]) + (ROOT / "data/sample/moj.warc.gz").read_bytes())
    done = run(tmp_path, "doctor", "moj", "--archive", str(path))
    assert done.returncode == 0 and "moj: healthy" in done.stdout
