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


def test_all_sources_are_the_default() -> None:
    assert unknown_source("hanoimi") == "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"
    assert unknown_source("zzz") == f"invalid source name 'zzz'; use {', '.join(sources())}"
    assert unknown_source("zzz", ["mst"], "data holds") == "invalid source name 'zzz'; data holds mst"
