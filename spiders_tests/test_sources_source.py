"""The data of a source: the years of its hosts, for the indexes of web archives."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from hanoi_press.discovery.captures import HostYears
from hanoi_press.families.family import Family
from hanoi_press.sources import ContentApi, Source, source_for, sources
from hanoi_press.sources.address import address
from hanoi_press.sources.source import YearSpan

# One article's address on each host that is no longer requested.
FORMER = {
    "news.chinhphu.vn": "http://news.chinhphu.vn/Home/New-road-opens/20218/45999.vgp",
}


def test_each_host_belongs_to_one_source_which_is_found_by_it() -> None:
    owners = Counter(one.host for source in sources().values() for one in source.archived_hosts)
    assert {host: number for host, number in owners.items() if number > 1} == {}
    for source in sources().values():
        for one in source.archived_hosts:
            assert source_for(f"http://{one.host}/x") is source and source_for(f"https://www.{one.host}/") is source


def test_its_years_are_years() -> None:
    for source in sources().values():
        for one in source.archived_hosts:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", one.host) and not one.host.startswith("www.")
            assert all(year is None or 1996 <= year <= 2026 for year in (one.first, one.last))
            assert one.first is None or one.last is None or one.first <= one.last


def test_verified_years_are_years_in_which_it_had_pages() -> None:
    for source in sources().values():
        for first, last in source.verified_years:
            assert 1996 <= first <= last <= 2026
            assert any((one.first or 0) <= first and last <= (one.last or 2026) + 5 for one in source.archived_hosts)


def test_verified_years_in_words() -> None:
    found = source(status="modelled", verified_years=(YearSpan(2013, 2018), YearSpan(2021, 2021)))
    assert found.status_words == "modelled, verified for 2013-2018, 2021"
    assert source(status="unverified").status_words == "unverified"


def test_articles_are_known_on_a_former_host() -> None:
    former = {host: source for source in sources().values() for host in source.former_hosts}
    assert sorted(former) == sorted(FORMER)
    for host, source in former.items():
        found = source.identify(FORMER[host])
        assert found and found.source == source.name and not found.hashed


def test_the_papers_and_ministries_of_the_past() -> None:
    years = {name: source.archived_hosts for name, source in sources().items()}
    assert years["hanoimoi"] == (HostYears("hanoimoi.vn", 2023), HostYears("hanoimoi.com.vn", None, 2023))
    assert years["mst"] == (HostYears("mst.gov.vn", 2025), HostYears("mic.gov.vn", None, 2025))
    assert years["most"] == (HostYears("most.mst.gov.vn", 2025), HostYears("most.gov.vn", None, 2025))
    for name in ("mpi", "mt", "mard", "monre", "molisa"):
        assert years[name] == (HostYears(f"{name}.gov.vn", None, 2025),)
    assert years["moha"] == (HostYears("moha.gov.vn"),)  # its API has a host of its own, without articles


def source(**given: object) -> Source:
    known: dict[str, object] = {
        "name": "moi",
        "publisher": "Bộ Mới",
        "family": Family("x"),
        "hosts": ("moi.vn", "b.vn"),
    }
    return Source(**(known | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "archived", "former"),
    [
        ({}, [HostYears("moi.vn"), HostYears("b.vn")], ()),
        (
            {"host_years": (HostYears("cu.vn", 2001, 2009), HostYears("b.vn", 2010))},
            [HostYears("cu.vn", 2001, 2009), HostYears("b.vn", 2010), HostYears("moi.vn")],
            ("cu.vn",),
        ),
        ({"content_api": ContentApi(re.compile("x"), "https://b.vn/api")}, [HostYears("moi.vn")], ()),
        (
            {
                "content_api": ContentApi(re.compile("x"), "https://www.b.vn/api"),
                "addresses": (address(r"https://b\.vn/(?P<id>\d+)", id="{id}", url="https://b.vn/{id}"),),
            },
            [HostYears("moi.vn"), HostYears("b.vn")],
            (),
        ),
    ],
    ids=["no years", "some years", "an API's host", "an API on a host of articles"],
)
def test_archived_and_former_hosts(given: dict[str, object], archived: list[HostYears], former: tuple[str]) -> None:
    assert list(source(**given).archived_hosts) == archived
    assert source(**given).former_hosts == former
