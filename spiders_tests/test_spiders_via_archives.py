"""`-a via=commoncrawl|wayback|auto`: whole crawls on the fake web archives, with the modelled old pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from spiders_tests.loopback import Run, crawl, run
from spiders_tests.past.old_pages import OldPage, articles, old_pages
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.serve import Served, serve

FAST = ("-s", "WEB_ARCHIVE_DELAY=0", "-s", "WEB_ARCHIVE_BACKOFF=0")


def stored(pages: Sequence[OldPage]) -> list[StoredCapture]:
    return [StoredCapture(page.url, page.captured, page.body) for page in pages]


@pytest.mark.parametrize("via", ["wayback", "commoncrawl"])
def test_the_old_eras_into_one_file(tmp_path: Path, via: str) -> None:
    archives = FakeWebArchives(stored(old_pages("hanoimoi")))
    out = tmp_path / "out.jsonl"
    with serve({}, faults=archives) as served:
        done = run(tmp_path, "crawl", "hanoimoi", "-a", f"via={via}", "-O", str(out), *FAST, served=served)
    print(done.stdout, done.stderr[-5000:])
    print(served.urls())
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    print(len(lines), [(one["id"], one["fetched_at"], one["extraction"]["via"]) for one in lines])
    assert 0
