"""An article is found by its own address without the sources; every other address is left to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.known_address import id_of_known_address
from spiders_tests.corpora import line, put


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://hanoimoi.vn/bai-1.html", "hanoimoi/1"),
        ("http://www.hanoimoi.vn/bai-1.html#cuoi", "hanoimoi/1"),
        ("https://mst.vn/tin/a2b.htm?x=1", "mst/a2b"),
        ("https://hanoimoi.vn/bai-1.html?utm_source=x", None),  # known to the sources
        ("https://hanoimoi.vn/khac-1.html", None),
        ("https://hanoimoi.vn/bai.html", None),
        ("https://hanoimoi.vn/hai-3.html", None),  # the address of two
        ("hanoimoi/1", None),
        ("hanoimoi.vn/bai-1.html", None),
        ("https://", None),
        ("https://hanoimoi.vn/" + "1a" * 100_000, None),
        ("https://hanoimoi.vn/" + "1-" * 10_000, None),
    ],
)
def test_its_own_address(tmp_path: Path, address: str, id: str | None) -> None:
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line("hanoimoi/1"),
        line("hanoimoi/3", url="https://hanoimoi.vn/hai-3.html"),
    )
    put(
        tmp_path,
        "mst/2026-11/a.jsonl",
        line("mst/a2b", url="https://mst.vn/tin/a2b.htm?x=1"),
        line("mst/3", url="https://hanoimoi.vn/hai-3.html"),
    )
    with CorpusIndex.open(tmp_path) as index:
        assert id_of_known_address(index, address) == id
        assert id is None or index.get(address) == index.get(id)
