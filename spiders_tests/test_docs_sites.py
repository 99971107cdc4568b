"""docs/sites holds one file a source, with facts that stand in the repository; the sources table links each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hanoi_press.sources import sources
from spiders_tests.loopback import ROOT

SITES = ROOT / "docs" / "sites"
FILES = sorted(SITES.glob("*.md"))
OUTSIDE = re.compile(r"\b(?:portals|found|scrapy)\.md\b|§|\[(?:RAW|CODE|INF|SEED|GK)")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_every_source_has_its_file_and_every_file_a_source() -> None:
    stems = [path.stem for path in FILES]
    assert [name for name, source in sorted(sources().items()) if not source.probed_on or name in stems] == stems


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_names_its_source_and_all_its_hosts_with_their_years(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.stem}\n")
    source = sources()[path.stem]
    years = {str(year) for one in source.host_years for year in one[1:] if year}
    assert [fact for fact in (*source.hosts, *source.former_hosts, *sorted(years)) if fact not in text] == []


@pytest.mark.parametrize("path", [*FILES, *SITES.glob("families/*.md")], ids=lambda path: path.stem)
def test_its_facts_stand_in_the_repository(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [line for line in text.splitlines() if OUTSIDE.search(line)] == []
    assert [link for link in _LINK.findall(text) if not (path.parent / link).exists()] == []


def test_the_table_of_sources_links_each_file() -> None:
    table = (ROOT / "docs" / "sources.md").read_text("utf-8")
    assert re.findall(r"^\| \[`(\w+)`\]\(sites/(\w+)\.md\)", table, re.M) == [(path.stem, path.stem) for path in FILES]
