"""The options of `scrapy sources NAME --boilerplate`."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from hanoi_press.commands.boilerplate_options import add_options, ruling, show
from hanoi_press.store.learnt_boilerplate import rules_path

LINE = "Liên hệ quảng cáo"


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return parser


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--boilerplate"], None),
        (["--boilerplate", "--is-boilerplate", LINE], (LINE, True)),
        (["--boilerplate", "--is-text", LINE], (LINE, False)),
        (["--boilerplate", "--by-count", LINE], (LINE, None)),
        (["--frame"], None),  # the former names
        (["--frame", "--is-frame", LINE], (LINE, True)),
    ],
)
def test_a_ruling(parser: argparse.ArgumentParser, arguments: list[str], wanted: object) -> None:
    options = parser.parse_args(arguments)
    assert options.boilerplate and ruling(options) == wanted


def test_the_former_names_are_not_shown(parser: argparse.ArgumentParser) -> None:
    assert "frame" not in parser.format_help() and "--is-boilerplate LINE" in parser.format_help()


def test_two_rulings_at_once_are_refused(parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser.parse_args(["--is-frame", LINE, "--is-text", LINE])
    assert "not allowed with argument" in capsys.readouterr().err


def test_a_ruling_is_kept_and_shown(tmp_path: Path) -> None:
    assert show(tmp_path, "mst", None) == "mst: 0 pages seen lately, 0 lines count as boilerplate"
    shown = show(tmp_path, "mst", (LINE, False))
    assert shown.splitlines()[1:] == [f"  text, as ruled by hand             {LINE}"]
    rules = rules_path(tmp_path, "mst")
    assert rules.read_text("utf-8").splitlines()[1:] == [f"+ {LINE}"]
    show(tmp_path, "mst", (LINE, True))
    assert rules.read_text("utf-8").splitlines()[1:] == [f"- {LINE}"]
    show(tmp_path, "mst", (LINE, None))
    assert rules.read_text("utf-8").splitlines()[1:] == []
