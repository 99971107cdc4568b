"""`scrapy corpus index` says what it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.corpus.index import current_index
from hanoi_press.store.index_lock import INDEX, index_lock
from spiders_tests.corpora import CorpusCommand, line, put


def test_made_and_brought_up_to_date(tmp_path: Path, corpus: CorpusCommand) -> None:
    file = tmp_path / INDEX
    path = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"), line("hanoimoi/2"))
    code, out, err = corpus("index")
    assert (code, out.splitlines()[0], err) == (
        0,
        f"{file}: made of 2 lines of 1 segment",
        "the index is being made, of 1 segment\n",
    )
    assert out.splitlines()[1].startswith("2 articles, 0.")
    assert corpus("index")[1].startswith(f"{file}: up to date\n2 articles, ")
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", path.read_bytes(), line("hanoimoi/1", revision=2), b"x\n")
    path.unlink()
    code, out, err = corpus("index")
    assert code == 1
    assert out.startswith(
        f"{file}: brought up to date: 1 segment read, 1 segment gone or changed; 1 line new, 2 moved, 0 gone\n"
    )
    assert f"{tmp_path}/articles/hanoimoi/2026-11/b.jsonl:4: JSON is malformed" in err
    assert corpus("index", "--rebuild", "--jobs", "2")[1].startswith(f"{file}: made of 3 lines of 1 segment\n")


def test_another_process_writes_it(tmp_path: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"))
    corpus("index")
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/2"))
    monkeypatch.setattr(current_index, "_WAIT", 0.1)
    with index_lock(tmp_path / INDEX, print):
        code, out, _ = corpus("index")
    assert code == 1
    assert out.startswith(f"{tmp_path / INDEX}: not up to date: another process is writing it\n1 article, ")


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "65", "1e3", "1000", "²"])
def test_an_invalid_number_of_jobs(corpus: CorpusCommand, jobs: str) -> None:
    code, _, err = corpus("index", f"--jobs={jobs}")
    assert code == 2
    assert f"invalid --jobs {jobs}; use a whole number from 1 to 64" in err


def test_no_corpus(corpus: CorpusCommand) -> None:
    code, _, err = corpus("index")
    assert code == 2
    assert "no segment" in err
