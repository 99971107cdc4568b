"""Source names on a command line."""

from __future__ import annotations

import pytest

from hanoi_press.commands.source_names import checked_names


def test_each_name_once_in_the_given_order() -> None:
    assert checked_names(["mst", "hanoimoi", "mst"]) == ["mst", "hanoimoi"]
    assert checked_names([]) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hanoimi", "invalid source name 'hanoimi'; did you mean 'hanoimoi'?\n"),
        ("--untill", "invalid option --untill; `-h` lists the options\n"),
    ],
)
def test_a_wrong_one_ends_the_command(name: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        checked_names(["mst", name])
    assert ended.value.code == 2 and capsys.readouterr().err == message
