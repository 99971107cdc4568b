"""`scrapy sources` and the table in the docs: one code for both."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from docs.generate import TARGETS
from hanoi_press.discovery.captures import HostYears
from hanoi_press.families.family import Family
from hanoi_press.sources import Merger, Source, sources, table
from spiders_tests.loopback import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "sources", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


NEW = Source(
    name="moi",
    publisher="Bộ Mới",
    hosts=("moi.gov.vn",),
    family=Family("Vi|du"),
    routes={"feed": None},  # type: ignore[dict-item]
    route_order=("feed",),
    status="verified",
    remark="a page of 2026",
)
OLD = replace(
    NEW,
    name="cu",
    publisher="Bộ Cũ",
    hosts=("cu.gov.vn", "cuhon.gov.vn"),
    routes={},
    route_order=(),
    merged_into=Merger("moi", "2025-03-01"),
)
OLDER = replace(OLD, name="cuhon", publisher="Bộ Cũ hơn")
YEARS = (
    HostYears("moi.gov.vn", 2025),
    HostYears("cu.vn", None, 2009),
    HostYears("dich.vn", 2020, 2023),
    HostYears("tet.vn", 2024, 2024),
)


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> list[table.SourceRow]:
    monkeypatch.setattr(table, "sources", lambda: {"cu": OLD, "cuhon": OLDER, "moi": NEW})
    return table.rows()


def test_mergers_both_ways(invented: list[table.SourceRow]) -> None:
    old, older, new = invented
    assert new.merged_from == (("cu", "2025-03-01"), ("cuhon", "2025-03-01")) and new.merged_into is None
    assert old.merged_into == older.merged_into == ("moi", "2025-03-01") and old.merged_from == ()
    assert new.to_dict()["merged_from"][0] == {"source": "cu", "on": "2025-03-01"}
    assert old.to_dict()["merged_into"] == {"source": "moi", "on": "2025-03-01"}


def test_for_a_terminal(invented: list[table.SourceRow]) -> None:
    assert table.text(invented).splitlines() == [
        "source  outlet     hosts                    family  routes  status    merged",
        "cu      Bộ Cũ      cu.gov.vn, cuhon.gov.vn  Vi|du   none    verified  into moi (2025-03-01)",
        "cuhon   Bộ Cũ hơn  cu.gov.vn, cuhon.gov.vn  Vi|du   none    verified  into moi (2025-03-01)",
        "moi     Bộ Mới     moi.gov.vn               Vi|du   feed    verified  from cu (2025-03-01), "
        "from cuhon (2025-03-01)",
    ]


def test_for_the_docs(invented: list[table.SourceRow]) -> None:
    lines = table.markdown(invented[:1]).splitlines()
    assert lines[0] == "| source | outlet | hosts | family | routes | status | merged | rests on |"
    assert lines[1] == "|---|---|---|---|---|---|---|---|"
    assert lines[2] == (
        "| `cu` | Bộ Cũ | cu.gov.vn, cuhon.gov.vn | Vi\\|du | none | verified | into moi (2025-03-01) | "
        "a page of 2026 |"
    )


def test_the_years_of_hosts_and_former_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = replace(NEW, hosts=("moi.gov.vn", "moi.vn"), host_years=YEARS)
    monkeypatch.setattr(table, "sources", lambda: {"moi": moved})
    words = "moi.gov.vn (since 2025), cu.vn (until 2009), dich.vn (2020–2023), tet.vn (2024), moi.vn"
    assert f"archived  {words}" in table.card(moved).splitlines()
    assert f"| Bộ Mới | {words} | Vi\\|du |" in table.markdown(table.rows())
    assert "moi.gov.vn, moi.vn " in table.text(table.rows())
    found = table.rows()[0].to_dict()
    assert found["hosts"] == ("moi.gov.vn", "moi.vn")
    assert found["host_years"][:2] == [
        {"host": "moi.gov.vn", "first": 2025, "last": None},
        {"host": "cu.vn", "first": None, "last": 2009},
    ]


def test_every_source_stands_in_it_once() -> None:
    assert [row.source for row in table.rows()] == list(sources())
    assert {row.status for row in table.rows()} <= {"verified", "modelled", "unverified", "refused"}
    for row in table.rows():
        assert row.merged_into is None or row.merged_into.source in sources()


def test_the_docs_table_is_made_of_the_same_and_a_stale_one_is_noticed() -> None:
    target = next(one for one in TARGETS if one.part == "sources")
    unlinked = re.sub(r"\[(`\w+`)\]\(sites/\w+\.md\)", r"\1", target.make())
    assert unlinked == table.markdown(table.rows())
    assert target.is_fresh(), "docs/sources.md is stale: run `python -m docs.generate`"


def test_the_command() -> None:
    done = run()
    assert done.returncode == 0 and done.stdout.rstrip("\n") == table.text(table.rows())
    found = json.loads(run("--json").stdout)
    assert [one["source"] for one in found] == list(sources())
    assert found[list(sources()).index("hanoimoi")]["routes"] == ["sitemap", "feed", "latest", "section"]


def test_one_source() -> None:
    done = run("thanhtra")
    assert done.returncode == 0
    shown = done.stdout
    for part in ("Thanh tra Chính phủ", "unverified", "khieu-nai-to-cao", "rests on", r"https?://(?:www\.)?thanhtra"):
        assert part in shown
    assert json.loads(run("thanhtra", "--json").stdout)["hosts"] == ["thanhtra.gov.vn"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["khong-co"], "invalid source name 'khong-co'; use baochinhphu, "),
        (["hanoimi"], "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
        (["mic"], "mic is part of mst; use mst"),
        (["sbv", "mofa"], "invalid arguments sbv mofa; use one source at a time"),
    ],
)
def test_a_bad_argument(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and message in done.stdout + done.stderr and "Traceback" not in done.stderr
