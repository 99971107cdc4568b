"""Messages about source names."""

from __future__ import annotations

import pytest

from hanoi_press.sources import sources
from hanoi_press.sources.names import unknown_source


@pytest.mark.parametrize(
    ("name", "known", "message"),
    [
        ("hanoimi", ["hanoimoi", "mst"], "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
        ("vnx", ["hanoimoi", "mst"], "invalid source name 'vnx'; use hanoimoi, mst"),
        ("vnx", [], "invalid source name 'vnx'; use none"),
    ],
)
def test_the_likeliest_name_or_all(name: str, known: list[str], message: str) -> None:
    assert unknown_source(name, known) == message


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("mic", "mst"),
        ("mic.gov.vn", "mst"),
        ("www.mic.gov.vn", "mst"),
        ("https://www.mic.gov.vn/mic_2020/", "mst"),
        ("Bộ TT&TT", "mst"),
        ("hanoimoi.com.vn", "hanoimoi"),
        ("hanoimoi.vn", "hanoimoi"),
        ("HNM", "hanoimoi"),
        ("cema", "ubdt"),
        ("xaydung", "moc"),
        ("news.chinhphu.vn", "baochinhphu"),
    ],
)
def test_a_host_or_another_name_leads_to_its_source(name: str, meant: str) -> None:
    assert unknown_source(name) == f"invalid source name {name!r}: {name} is part of {meant}; use {meant}"


def test_a_source_without_data_is_not_offered() -> None:
    assert unknown_source("mic.gov.vn", ["mst"]).endswith(": mic.gov.vn is part of mst; use mst")
    assert unknown_source("mic.gov.vn", ["vpcp"]) == "invalid source name 'mic.gov.vn'; use vpcp"
    assert unknown_source("Bộ\nTT&TT") == "invalid source name 'Bộ\\nTT&TT': Bộ TT&TT is part of mst; use mst"


@pytest.mark.parametrize("name", ["gov", "vn", "gov.vn", "", "http://[::", "web"])
def test_no_source_is_meant(name: str) -> None:
    assert unknown_source(name) == f"invalid source name {name!r}; use {', '.join(sources())}"


def test_all_sources_are_the_default() -> None:
    assert unknown_source("hanoimi") == "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"
    assert unknown_source("zzz") == f"invalid source name 'zzz'; use {', '.join(sources())}"
    assert unknown_source("zzz", ["mst"], "data holds") == "invalid source name 'zzz'; data holds mst"
