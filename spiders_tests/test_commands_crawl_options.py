"""The arguments of a crawl are the same as options and with `-a`."""

from __future__ import annotations

import argparse

import pytest

from hanoi_press.commands.crawl_options import add_crawl_options, crawl_arguments
from hanoi_press.spiders.arguments import NAMES


def parsed(*words: str) -> dict[str, str]:
    parser = argparse.ArgumentParser()
    add_crawl_options(parser)
    opts = parser.parse_args(words)
    opts.spargs = dict(one.split("=", 1) for one in opts.spargs)  # as Scrapy does
    return crawl_arguments(opts)


@pytest.mark.parametrize("name", NAMES)
def test_each_argument_is_an_option_and_is_explained(name: str) -> None:
    assert parsed(f"--{name}", "x") == parsed("-a", f"{name}=x") == {name: "x"}
    assert parsed(f"--{name}", "x", "-a", f"{name}=x") == {name: "x"}
    parser = argparse.ArgumentParser()
    add_crawl_options(parser)
    assert f" {name}=" in " ".join(parser.format_help().split())


def test_both_together() -> None:
    assert parsed("--days", "3", "-a", "limit=5") == {"days": "3", "limit": "5"}
    assert parsed("-a", "unknown=1") == {"unknown": "1"}  # the check of all arguments says what is wrong
    assert parsed() == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--days", "3", "-a", "days=2"], "--days 3 and -a days=2 contradict each other; use one of them"),
        (["-a", "dayz=2"], "invalid argument dayz=2; did you mean days=2?"),
        (["-a", "Limit=2"], "invalid argument Limit=2; did you mean limit=2?"),
    ],
)
def test_a_mistake(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*words)
    assert (ended.value.code, capsys.readouterr().err) == (2, f"{says}\n")
