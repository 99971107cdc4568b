"""All sources, from one table: each sample archive is crawled and compared with its specification, field by field."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest

from hanoi_press.families import FAMILIES
from hanoi_press.schema import article_schema
from hanoi_press.sources import sources
from hanoi_press.warc.index import WarcIndex
from spiders_tests.loopback import ROOT, crawl_archives
from spiders_tests.sites.build_sample import write
from spiders_tests.sites.portals import renderers, site
from spiders_tests.sites.portals.piece import gold, load

SAMPLES = ROOT / "data" / "sample"
PORTALS = [
    name
    for name, source in sources().items()
    if source.status != "refused" and name != "hanoimoi" and not source.probed_on  # a probe writes no sample
]
WITHOUT_TEMPLATE = {"mae"}  # nobody knows the names in its pages
STATUSES = {"verified", "modelled", "unverified", "refused"}


MARK = "FILL IN"  # what `scrapy newsource` leaves to a person


def missing(name: str) -> list[str]:
    """What a source lacks, each with its file."""
    written = [
        f"hanoi_press/sources/{name}.py",
        f"hanoi_press/families/{name}_cms.py",
        f"spiders_tests/test_families_{name}_cms.py",
    ]
    written += [f"spiders_tests/sites/portals/{name}.toml", f"spiders_tests/sites/portals/{name}.py"]
    written += [f"docs/sites/{name}.md"]
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in written
        if (ROOT / path).is_file()
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if MARK in line
    ]
    if not (ROOT / written[3]).is_file():
        found.append(f"{written[3]}: its articles are missing")
    if (ROOT / written[1]).is_file() and sources()[name].family not in FAMILIES:
        found.append(f"hanoi_press/families/__init__.py: the family of {written[1]} is not in FAMILIES")
    if name not in renderers():
        found.append("spiders_tests/sites/portals/: no module has it in SITES")
    if not (SAMPLES / f"{name}.warc.gz").is_file():
        found.append(f"data/sample/{name}.warc.gz: run `python -m spiders_tests.sites.build_sample {name}`")
    return found


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, Any]:
    chosen = {item.callspec.params.get("name") for item in request.session.items if hasattr(item, "callspec")}
    archives = {
        name: str(SAMPLES / f"{name}.warc.gz")
        for name in PORTALS
        if name in chosen and (SAMPLES / f"{name}.warc.gz").is_file()
    }
    if not archives:
        return {}
    done, found = crawl_archives(tmp_path_factory.mktemp("data"), archives)
    assert "Traceback" not in done.stderr and "Deprecat" not in done.stderr, done.stderr[-3000:]
    return found


def test_every_portal_is_modelled() -> None:
    assert sorted(renderers()) == PORTALS


@pytest.mark.parametrize("name", PORTALS)
class TestSource:
    """One source; the ids of the tests are its name."""

    def test_nothing_is_missing(self, name: str) -> None:
        lacks = missing(name)
        assert lacks == [], "\n".join([f"{name} is not finished:", *lacks])

    @pytest.mark.slow
    def test_its_sample_is_exact(self, crawled: dict[str, Any], name: str) -> None:
        wanted = {piece.id: gold(piece) for piece in load(name)}
        got = crawled.get(name, {})
        assert sorted(got) == sorted(wanted)
        differences = [
            f"{key} {field}: {got[key][field]!r} is not {value!r}"
            for key, one in wanted.items()
            for field, value in one.items()
            if got[key][field] != value
        ]
        assert differences == []

    @pytest.mark.slow
    def test_its_lines_are_valid(self, crawled: dict[str, Any], name: str) -> None:
        validator = jsonschema.Draft202012Validator(article_schema())
        for line in crawled.get(name, {}).values():
            validator.validate(line)
            assert line["publisher"] == sources()[name].publisher

    @pytest.mark.slow
    def test_a_page_class_of_its_family_read_it(self, crawled: dict[str, Any], name: str) -> None:
        families = (sources()[name].family, *sources()[name].earlier)
        known = {page.name for family in families for page in family.templates}
        if name in WITHOUT_TEMPLATE:
            known = {"heuristic"}
        assert {line["extraction"]["page"] for line in crawled.get(name, {}).values()} <= known

    def test_its_archive_is_up_to_date(self, name: str, tmp_path: Any) -> None:
        write(site(name), tmp_path / "new.warc.gz")
        new, kept = WarcIndex(tmp_path / "new.warc.gz"), WarcIndex(SAMPLES / f"{name}.warc.gz")
        assert sorted(new.urls()) == sorted(kept.urls())
        stale = [url for url in new.urls() if new.get(url) != kept.get(url)]
        assert stale == [], f"run `python -m spiders_tests.sites.build_sample {name}`"

    def test_it_declares_itself(self, name: str) -> None:
        source = sources()[name]
        assert source.status in STATUSES and source.family and source.remark
        assert source.route_order and set(source.route_order) <= set(source.routes)
        assert all(re.fullmatch(r"[a-z0-9.-]+", host) and not host.startswith("www.") for host in source.hosts)
        if source.merged_into:
            assert source.merged_into.source in sources()

    def test_it_has_several_articles_and_a_listing(self, name: str) -> None:
        pieces, pages = load(name), site(name)
        assert len(pieces) >= 2
        assert any(page.status == 200 and url not in {piece.url for piece in pieces} for url, page in pages.items())
