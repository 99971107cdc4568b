"""The scripts of `hanoi-press completion` complete commands, options, files and sources in real shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from hanoi_press.sources import sources
from spiders_tests.hanoi_press_process import run_hanoi_press

_TRY = """
source {script}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMP_LINE="$*"; COMP_POINT=${{#COMP_LINE}}
_shtab_hanoi_press
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def script(folder: Path, shell: str) -> Path:
    done = run_hanoi_press(folder, "completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    path = folder / f"completion.{shell}"
    path.write_text(done.stdout)
    return path


def test_bash(tmp_path: Path) -> None:
    trial = _TRY.format(script=script(tmp_path, "bash"))
    (tmp_path / "pages.warc.gz").touch()

    def completed(words: str) -> list[str]:
        command = ["bash", "-c", trial, "bash", "hanoi-press", *words.split(" ")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    assert {"corpus", "config", "completion", "crawl"} <= set(completed("c"))
    assert completed("crawl hano") == ["hanoimoi"]
    assert completed("crawl hanoimoi --vi") == ["--via"]
    assert completed("crawl hanoimoi --via s") == ["sitemap", "section"]
    assert completed("crawl hanoimoi --via w") == ["wayback"]
    assert completed("doctor hanoimoi --via c") == ["commoncrawl"]
    assert completed("crawl hanoimoi --archive pa") == ["pages.warc.gz"]
    assert completed("harvest hanoimoi --exclude hano") == ["hanoimoi"]
    assert completed("corpus sta") == ["stats"]
    assert completed("corpus stats --sou") == ["--source"]
    assert completed("replay m") == [name for name in sources() if name.startswith("m")]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells(tmp_path: Path, shell: str) -> None:
    path = script(tmp_path, shell)
    text = path.read_text()
    for word in ("harvest", "exclude", "hanoimoi", "stats"):
        assert word in text
    if program := shutil.which(shell):
        subprocess.run([program, "--no-execute" if shell == "fish" else "-n", str(path)], check=True, timeout=60)


def test_a_shell_that_is_none(tmp_path: Path) -> None:
    done = run_hanoi_press(tmp_path, "completion", "csh")
    assert done.returncode == 2 and done.stderr.splitlines()[-1].endswith("invalid shell 'csh'; use bash, zsh, fish")
