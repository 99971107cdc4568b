"""The names under which is kept what pages teach: captures of web archives never share one with the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.store.learnt_names import learnt_name, names_of_captures, source_of, year_of


@pytest.mark.parametrize(
    ("fetched_at", "via", "name"),
    [
        ("2015-02-03T04:05:06Z", "wayback", "hanoimoi@2015"),
        ("2015-02-03T04:05:06Z", "commoncrawl", "hanoimoi@2015"),
        ("2015-02-03T04:05:06Z", None, "hanoimoi"),
        ("", "wayback", "hanoimoi"),
    ],
)
def test_a_capture_has_the_name_of_its_year(fetched_at: str, via: str | None, name: str) -> None:
    assert learnt_name("hanoimoi", fetched_at, via) == name
    assert source_of(name) == "hanoimoi"
    assert year_of(name) == (2015 if "@" in name else None)


def test_the_names_of_captures_in_a_folder(tmp_path: Path) -> None:
    for file in ("mst.json", "mst@2017.json", "mst@2015.json", "mst@2015.toml", "mst@x.json", "mst2@2016.json"):
        (tmp_path / file).write_text("{}")
    assert names_of_captures(tmp_path, "mst") == ["mst@2015", "mst@2017"]
    assert names_of_captures(tmp_path / "none", "mst") == []
