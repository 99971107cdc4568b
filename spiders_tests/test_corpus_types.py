"""The types of `hanoi_press.corpus` are exact for a user who checks a script with `mypy --strict`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spiders_tests.corpora import line, put
from spiders_tests.corpus_script import main
from spiders_tests.loopback import ROOT

SCRIPT = ROOT / "spiders_tests" / "corpus_script.py"
# What the types of a caller do not depend on is skipped, which makes it five times as fast.
CONFIG = """
[mypy]
strict = True
follow_imports = silent
[mypy-hanoi_press.sources.*,hanoi_press.text.*,hanoi_press.store.*,hanoi_press.extraction.*]
follow_imports = skip
[mypy-polars.*,pandas.*,pyarrow.*,numpy.*,msgspec.*]
follow_imports = skip
follow_imports_for_stubs = True
[mypy-hanoi_press.store.segments]
follow_imports = silent
"""
WRONG = """
import hanoi_press.corpus
corpus = hanoi_press.corpus.open("data")
corpus.search("a", source="mst")
corpus.search(1)
corpus.articles(words="vncorenlp")
corpus.articles(since=2026)
corpus.facets("day")
corpus.splits(undated="test")
corpus.get("a").title
hanoi_press.corpus.load("data", words="vn")
"""


def test_a_users_script_has_the_types_that_it_states(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    assert (ROOT / "hanoi_press" / "py.typed").exists()
    (tmp_path / "mypy.ini").write_text(CONFIG)
    (tmp_path / "script.py").write_text(SCRIPT.read_text("utf-8"), "utf-8")
    (tmp_path / "wrong.py").write_text(WRONG.lstrip())
    command = [sys.executable, "-m", "mypy", "--cache-dir=cache", "--no-error-summary", "script.py", "wrong.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"MYPYPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    errors = [one.partition(": error:")[0] for one in done.stdout.splitlines() if ": error:" in one]
    assert errors == [f"wrong.py:{number}" for number in range(3, 11)], done.stdout + done.stderr


@pytest.mark.filterwarnings("ignore:near copies are not known")
def test_the_script_runs(tmp_path: Path) -> None:
    lines = [
        line(f"hanoimoi/{day}", text=f"Bài {day} ở Hà Nội.", published_at=f"2026-11-{day}") for day in range(18, 23)
    ]
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", *lines)
    main(str(tmp_path))
