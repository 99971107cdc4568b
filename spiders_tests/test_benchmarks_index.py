"""`python -m benchmarks.index` at a tiny size: its steps run, and the update is one."""

from __future__ import annotations

from pathlib import Path

from benchmarks import index
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.store.segments import segments


def test_the_report(tmp_path: Path) -> None:
    lines = list(index.report(tmp_path, 200, 1))
    assert lines[0].startswith("200 articles in 10 segments, ")
    assert [line.split()[0] for line in lines[1:]] == ["made", "size", "update", "open", "get"]
    assert "for 1 new articles" in lines[3]
    assert len(segments(tmp_path)) == 11
    with CorpusIndex.open(tmp_path) as found:
        assert found.done is None
        assert found.db.execute("SELECT count(*) FROM article").fetchone() == (201,)
