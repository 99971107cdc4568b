"""`spiders/archive_hosts.py`: the records of a source among those of all hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.sources import sources
from hanoi_press.spiders.archive_hosts import article_filter, hosts_of, is_of_many_sites
from spiders_tests.foreign_archives import Stored, foreign, write

HANOIMOI = sources()["hanoimoi"]
ARTICLE = "https://hanoimoi.vn/tin-moi-{}.html"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://hanoimoi.vn/tin-moi-1.html", True),
        ("http://WWW.HanoiMoi.com.vn:80/", True),
        ("https://hanoimoi.vn.?x=1", True),
        ("https://user:word@m.hanoimoi.vn/x", True),
        ("https://hanoimoi.vn.example.org/tin-moi-1.html", False),
        ("https://nothanoimoi.vn/", False),
        ("https://example.org/https://hanoimoi.vn/tin-moi-1.html", False),
        ("https://example.org/?@hanoimoi.vn/", False),
        ("https://example.org#@hanoimoi.vn/", False),
        ("https://vn/", False),
        ("dns:hanoimoi.vn", False),
        ("https://", False),
    ],
)
def test_hosts(url: str, wanted: bool) -> None:
    assert (url in hosts_of(HANOIMOI)) is wanted


def test_articles() -> None:
    is_article = article_filter(HANOIMOI)
    assert is_article(ARTICLE.format(1)) and is_article("http://www.hanoimoi.vn/tin-moi-1.html?utm_source=x")
    assert is_article("http://hanoimoi.com.vn/newsdetail/Xa-hoi/5/tin-moi.htm")
    assert not is_article("https://hanoimoi.vn/") and not is_article("https://hanoimoi.vn/kinh-te")


ROBOTS = Stored("https://hanoimoi.vn/robots.txt", b"User-agent: *", headers=(("Content-Type", "text/plain"),))
IMAGES = [Stored(f"https://img.example/{n}.png", b"x", headers=(("Content-Type", "image/png"),)) for n in range(9)]
OWN = [Stored(ARTICLE.format(n)) for n in range(40)]
GONE = [Stored(f"https://x.example/{n}", status="404 Not Found") for n in range(9)]


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        ([*map(foreign, range(9)), *OWN[:3]], True),
        ([*OWN[:3], foreign(1)], True),
        ([*IMAGES, *GONE, OWN[0]], False),
        ([ROBOTS, *IMAGES], False),
        ([*OWN, *OWN, foreign(1)], False),  # it begins as an archive of the source
        ([*map(foreign, range(60)), *OWN], True),
        ([], False),
    ],
)
def test_files_of_many_sites(tmp_path: Path, records: list[Stored], wanted: bool) -> None:
    assert is_of_many_sites(write(tmp_path / "a.warc.gz", records), HANOIMOI) is wanted
