"""`notices/hook_command.py`: a person's command gets the run, and cannot hold up anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.notices.hook_command import run_hook


def test_it_gets_the_run_and_its_environment(tmp_path: Path) -> None:
    assert run_hook(f"(cat; echo $WORD) > {tmp_path}/got", '{"lạ": 1}\n'.encode(), {"WORD": "chữ"}, 20) == ""
    assert (tmp_path / "got").read_text("utf-8") == '{"lạ": 1}\nchữ\n'


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("exit 4", "it ended with 4"),
        ("echo one >&2; echo two >&2; exit 1", "it ended with 1: two"),
        ("head -c 1 > /dev/null", ""),  # it does not read all of its input
        ("echo -n", ""),
    ],
)
def test_how_it_ended(command: str, says: str) -> None:
    assert run_hook(command, b"x" * 500_000, {}, 20) == says


def test_a_command_that_is_missing() -> None:
    assert run_hook("no-such-command-of-ours", b"", {}, 20).startswith("it ended with 127: ")


def test_it_is_killed_with_its_children(tmp_path: Path) -> None:
    command = f"(sleep 60; touch {tmp_path}/late) & sleep 60"
    assert run_hook(command, b"", {}, 0.2) == "it did not end within 0.2 s and was killed"
