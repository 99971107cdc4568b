"""Crawl web archives on loopback; report what each run asked and what it left in the data folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from hanoi_press.store.segments import lines, segments
from spiders_tests.loopback import run
from spiders_tests.past.old_pages import OldPage
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import CC_DATA, WAYBACK_CAPTURE, kind_of
from spiders_tests.sites.serve import Served

FAST = ("-s", "WEB_ARCHIVE_DELAY=0", "-s", "WEB_ARCHIVE_BACKOFF=0")


class PastCrawl(NamedTuple):
    """What one run left: its last line, its figures, and what it asked: addresses of captures, other addresses."""

    code: int
    line: str
    err: str
    figures: dict[str, Any]
    captures: list[str]
    others: list[str]


def past_crawl(data: Path, served: Served, source: str, *arguments: str) -> PastCrawl:
    """Run `scrapy crawl SOURCE …` to its end."""
    before = len(served.log)
    done = run(data, "crawl", source, *arguments, *FAST, served=served)
    captures, others = asked(served, before)
    records = sorted((data / "runs").glob("*.json"))
    figures = json.loads(records[-1].read_bytes())["sources"][source] if records else {}
    last = done.stdout.strip().splitlines()[-1:] or [""]
    return PastCrawl(done.returncode, last[0], done.stderr, figures, captures, others)


def asked(served: Served, before: int = 0) -> tuple[list[str], list[str]]:
    """Return the addresses that were asked for since: of captures, and others."""
    found: tuple[list[str], list[str]] = ([], [])
    for hit in served.log[before:]:
        found[kind_of(hit.url) not in (CC_DATA, WAYBACK_CAPTURE)].append(hit.url)
    return found


def stored(pages: Iterable[OldPage]) -> list[StoredCapture]:
    """Return old pages as both archives hold them."""
    return [StoredCapture(page.url, page.captured, page.body) for page in pages]


def written(data: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the lines of each article, by revision. Raises `ValueError` for a torn line."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in segments(data):
        for line in lines(path):
            one = json.loads(line.raw)
            found.setdefault(one["id"], []).append(one)
    return {id: sorted(revisions, key=lambda one: one["revision"]) for id, revisions in found.items()}
