"""What commands print: nothing in it steers a terminal, and JSON stays JSON."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys

import pytest

from hanoi_press.commands.output import say, say_json
from spiders_tests.loopback import ROOT


def test_controls_are_written_out_and_lines_stay_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say("Hà Nội\x1b[2J\nsố \x9b2 \u202egnort")
    say(7, to=sys.stderr)
    printed = capsys.readouterr()
    assert printed.out == "Hà Nội\\x1b[2J\nsố \\x9b2 \\u202egnort\n"
    assert printed.err == "7\n"


def test_json_with_controls_is_read_back_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"tít": "Hà Nội \x1b[2J \x9b \u202e \u2028 \x7f"}
    say_json(value)
    printed = capsys.readouterr().out
    assert printed == '{"tít": "Hà Nội \\u001b[2J \\u009b \\u202e \\u2028 \\u007f"}\n'
    assert json.loads(printed) == value
    say_json([1], indent=1)
    assert capsys.readouterr().out == "[\n 1\n]\n"


def test_a_reader_that_has_enough_ends_the_command_quietly() -> None:
    code = (
        "from hanoi_press.commands.output import quiet_broken_pipe\n"
        "with quiet_broken_pipe():\n"
        "    for number in range(100_000): print(number)"
    )
    command = f"set -o pipefail; {shlex.quote(sys.executable)} -c {shlex.quote(code)} | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")
