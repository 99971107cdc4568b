"""The parts of `python -m benchmarks.engines` that everything else there rests on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks import engine_pages
from benchmarks.session_cpu import run
from hanoi_press.sources import sources
from hanoi_press.warc.reader import responses


@pytest.mark.parametrize("source", engine_pages.SITES)
def test_copies_are_articles_of_their_own(source: str) -> None:
    found = engine_pages.pieces(source, 40)
    assert len({piece.id for piece in found}) == len({piece.title for piece in found}) == 40
    for piece in found:
        identity = sources()[source].identify(piece.url)
        assert identity is not None and identity.id == piece.id


def test_the_archive_is_in_files_of_even_size(tmp_path: Path) -> None:
    number = engine_pages.archive(tmp_path / "archive", 4, 120)
    files = sorted((tmp_path / "archive").iterdir())
    sizes = [file.stat().st_size for file in files]
    assert len(files) == 4 and max(sizes) < 1.2 * min(sizes)
    urls = [record.url for file in files for record in responses(file, lambda damage: pytest.fail(str(damage)))]
    assert len(urls) == len(set(urls)) == number >= 120


def test_the_time_of_a_grandchild_is_counted_whose_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "grandchild.py").write_text(
        "import pathlib, time\n"
        "while time.process_time() < 0.5: pass\n"
        "pathlib.Path('burnt').touch()\n"
        "while not pathlib.Path('end').exists(): time.sleep(0.05)\n"
    )
    (tmp_path / "child.py").write_text("import subprocess, sys\nsubprocess.run([sys.executable, 'grandchild.py'])\n")
    (tmp_path / "parent.py").write_text(
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, 'child.py'])\n"
        "while not pathlib.Path('burnt').exists(): time.sleep(0.05)\n"
        "child.kill()\n"
        "child.wait()\n"
        "time.sleep(0.5)\n"
        "pathlib.Path('end').touch()\n"
        "sys.exit('killed')\n"
    )
    done = run([sys.executable, "parent.py"], os.environ, tmp_path, tmp_path / "log")
    assert (done.code, done.out) == (1, "killed\n")
    assert done.cpu >= 0.5  # what the grandchild has burnt
