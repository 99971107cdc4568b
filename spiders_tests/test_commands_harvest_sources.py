"""Which sources a harvest takes: those named, those of the config file, all; and without which."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.harvest_sources import harvest_sources
from hanoi_press.sources import sources


def chosen(*named: str, without: tuple[str, ...] = (), only_verified: bool = False, **config: object) -> list[str]:
    return harvest_sources(list(named), without, Settings(config), only_verified=only_verified)


def test_all_that_can_be_harvested() -> None:
    every = chosen()
    assert "hanoimoi" in every and every == [name for name in sources() if name in every]
    assert not {name for name, source in sources().items() if source.status == "refused"} & set(every)
    assert chosen(only_verified=True) == [name for name in every if sources()[name].status == "verified"]


def test_those_that_are_named() -> None:
    assert chosen("mst", "hanoimoi", "mst") == ["mst", "hanoimoi"]
    assert chosen("mst", HARVEST_SOURCES=["hanoimoi"]) == ["mst"]


def test_those_of_the_config_file() -> None:
    assert chosen(HARVEST_SOURCES=["mst", "hanoimoi"]) == ["mst", "hanoimoi"]
    assert chosen(HARVEST_SOURCES="mst,hanoimoi") == ["mst", "hanoimoi"]
    assert chosen(HARVEST_SOURCES=["mst", "hanoimoi"], HARVEST_EXCLUDE=["mst"]) == ["hanoimoi"]


def test_exclusions() -> None:
    every = chosen()
    assert chosen(without=("mst,moj", "moc")) == [name for name in every if name not in ("mst", "moj", "moc")]
    assert chosen(without=("moc",), HARVEST_EXCLUDE=["mst"]) == [name for name in every if name not in ("mst", "moc")]
    assert chosen("mst", HARVEST_EXCLUDE=["mst"]) == ["mst"], "what is named is wanted"
    assert chosen("mst", "moj", without=("moc",)) == ["mst", "moj"]


@pytest.mark.parametrize(
    ("named", "without", "says"),
    [
        (["hanoimi"], [], "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
        ([], ["moj,hanoimi"], "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
        (["mst", "moj"], ["mst"], "mst is named and excluded; leave out one of the two"),
        ([], [",".join(sources())], "nothing to harvest: all sources are excluded; name a source, or exclude fewer"),
    ],
)
def test_a_mistake(named: list[str], without: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        chosen(*named, without=tuple(without))
    assert (ended.value.code, capsys.readouterr().err) == (2, f"{says}\n")


def test_no_source_that_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    unverified = next(name for name in chosen() if sources()[name].status != "verified")
    with pytest.raises(SystemExit) as ended:
        chosen(unverified, only_verified=True)
    assert ended.value.code == 2 and "leave out --only-verified" in capsys.readouterr().err
