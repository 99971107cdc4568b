"""`corpus/held_index.py`: `hanoi_press.corpus.open` with broken lines, in several threads, in other processes."""

from __future__ import annotations

import os
import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

import hanoi_press.corpus
from hanoi_press.corpus import Corpus, Fault, FaultError, load
from spiders_tests.corpora import line, put
from spiders_tests.questioned_corpus import ids, put_questioned_corpus


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put_questioned_corpus(tmp_path / "data")
    return tmp_path / "data"


def test_faults(data: Path) -> None:
    broken = put(data, "mst/2026-11/c.jsonl", b'{"id":"mst/7","revis\n', line("mst/8", title="Giao thông"))
    with hanoi_press.corpus.open(data) as corpus:
        [fault] = corpus.faults
        assert isinstance(fault, Fault) and (fault.path, fault.number) == (broken, 1)
        assert corpus.search("giao thông", sources="mst").total == 2
        assert corpus.get("mst/8") is not None and corpus.stale is None
        assert len(list(corpus.articles("giao thông", on_error="skip"))) == 4
        assert len(list(corpus.articles(on_error="skip"))) == 5
        assert len(list(corpus.articles("giao thông", sources="hanoimoi"))) == 2
        for query in (None, "giao thông"):
            with pytest.raises(FaultError, match=r"c\.jsonl:1"):
                list(corpus.articles(query))
            with pytest.raises(FaultError, match=r"c\.jsonl:1"):
                corpus.splits(1.0, 0.0, 0.0, query=query)
        assert len(corpus.splits(1.0, 0.0, 0.0, on_error="skip").train) == 5


def test_an_index_that_is_damaged_is_made_again(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        assert corpus.search("giao thông").total == 3
        file = corpus.index.file
        corpus.close()
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE content SET data = x'00'")
        assert corpus.get("hanoimoi/1") == next(one for one in load(data) if one.id == "hanoimoi/1")
        corpus.close()
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE content SET data = x'00'")
        with pytest.raises(OSError, match=r"the index was damaged .*, and is made again; ask again"):
            list(corpus.articles("giao thông"))
        assert len(list(corpus.articles("giao thông"))) == 3


def test_several_threads(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus, ThreadPoolExecutor(8) as pool:

        def ask(number: int) -> tuple[list[str], list[str]]:
            return ids(corpus.search("giao thông")), ids(corpus.articles("hà nội"))

        wanted = (["hanoimoi/1", "mst/1", "hanoimoi/3"], ["hanoimoi/1", "hanoimoi/2"])
        for found in pool.map(ask, range(80)):
            assert tuple(map(sorted, found)) == tuple(map(sorted, wanted))
        stream = corpus.articles("giao thông")
        assert pool.submit(lambda: len(list(stream))).result() == 3  # made here, read there
        threads = set(pool.map(lambda number: id(corpus.index), range(80)))
        assert id(corpus.index) not in threads
        corpus.close()
        assert pool.submit(ask, 0).result()[1]  # opened again in each


def test_it_can_be_pickled(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        corpus.get("mst/1")
        other = pickle.loads(pickle.dumps(corpus))
        assert isinstance(other, Corpus) and other.get("mst/1") == corpus.get("mst/1")
        other.close()
        assert repr(other) == f"hanoi_press.corpus.open({str(data)!r})"


def test_it_can_be_used_after_a_fork(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        mine = corpus.index
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            answers = [corpus.index is not mine, corpus.search("giao thông").total, corpus.close()]
            os.write(writer, repr([*answers, mine.db.execute("SELECT 1").fetchone()]).encode())
            os._exit(0)
        os.waitpid(child, 0)
        assert os.read(reader, 100) == b"[True, 3, None, (1,)]"  # what it inherited it did not close
        assert corpus.search("giao thông").total == 3 and corpus.index is mine
