"""Crawls with arguments of the Liferay portals and of those on systems of their own; whole crawls: test_sources.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders_tests.loopback import ROOT, crawl
from spiders_tests.sites.portals.piece import load

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "arguments", "wanted"),
    [
        ("ubdt", ["via=feed"], [0, 1, 2]),
        ("ubdt", ["section=thong-bao"], [2]),
        ("thanhtra", ["section=phong-chong-tham-nhung,khieu-nai-to-cao"], [1, 2]),
        ("mofa", ["since=2026-11-01", "until=2026-11-06"], [1]),
        ("sbv", ["url=https://sbv.gov.vn/vi/w/sbv631877?redirect=x"], [0]),
        ("moha", ["limit=1"], [0]),
    ],
)
def test_arguments(tmp_path: Path, name: str, arguments: list[str], wanted: list[int]) -> None:
    options = [word for one in [*arguments, f"archive={ROOT}/data/sample/{name}.warc.gz"] for word in ("-a", one)]
    done = crawl(tmp_path, name, *options)
    assert done.code == 0, done.err[-2000:]
    pieces = load(name)
    assert sorted(done.articles) == sorted(pieces[place].id for place in wanted)
