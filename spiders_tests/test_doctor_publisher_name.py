"""The name of a publisher, from what its pages call the site."""

from __future__ import annotations

import pytest

from hanoi_press.doctor.probed_feeds import child_pattern
from hanoi_press.doctor.publisher_name import publisher_of

NAME = "Báo Ví Dụ"


@pytest.mark.parametrize(
    ("names", "name", "doubt"),
    [
        ([("og:site_name", NAME), ("title", NAME)], NAME, ""),
        ([("JSON-LD", NAME), ("title", "Tin mới")], NAME, ""),
        ([("title", NAME), ("title", NAME), ("title", "Tin mới")], NAME, "only the windows' titles"),
        ([("og:site_name", NAME), ("JSON-LD", "Ví Dụ Media")], NAME, "other pages say 'Ví Dụ Media'"),
        ([("og:site_name", "vidu.vn")], "vidu.vn", "looks like its host"),
        ([("title", "Trang chủ")], "vidu.vn", "no page states one"),
        ([], "vidu.vn", "no page states one"),
        ([("og:site_name", "Báo\x1b Ví Dụ")], NAME, ""),
    ],
)
def test_the_name_and_what_is_unsure(names: list[tuple[str, str]], name: str, doubt: str) -> None:
    found, said = publisher_of(names, "vidu.vn", 3)
    assert found == name
    assert (doubt in said) if doubt else said == ""


@pytest.mark.parametrize(
    ("urls", "pattern"),
    [
        (["https://a.vn/post-sitemap2.xml"], r"/post-sitemap\d+\.xml"),
        (["https://a.vn/s-2026-11-24.xml"], r"/s-(\d{4})-(\d{1,2})-(\d{1,2})\.xml"),
        (["https://a.vn/s/sitemaps-2026-11-1-30.xml"], r"/s/sitemaps-(\d{4})-(\d{1,2})-(\d{1,2})-(\d{1,2})\.xml"),
        (["https://a.vn/s20261124.xml"], r"/s(\d{4})(\d{2})(\d{2})\.xml"),
        (["https://a.vn/s.xml?m=2026/7"], r"/s\.xml\?m=(\d{4})/(\d{1,2})"),
        (["https://a.vn/a-2026-11.xml", "https://a.vn/b1.xml"], r"/a-\d+-\d+\.xml|/b\d+\.xml"),
    ],
)
def test_the_names_of_sitemaps(urls: list[str], pattern: str) -> None:
    assert child_pattern(urls, "https://a.vn") == pattern
